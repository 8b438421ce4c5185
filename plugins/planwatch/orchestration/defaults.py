"""What every DAG begins with: its first day, its retries, and whether its schedule is on."""

import os
from datetime import UTC, datetime, timedelta
from typing import Any

from airflow.sdk import Param

START = datetime(2020, 3, 11, tzinfo=UTC)
RETRY_DELAY = timedelta(seconds=int(os.environ.get("PLANWATCH_RETRY_DELAY_SECONDS", "60")))
DEFAULT_ARGS: dict[str, Any] = {"retries": 2, "retry_delay": RETRY_DELAY, "retry_exponential_backoff": 2.0}
OPTIONAL_DATE = Param(None, type=["null", "string"], format="date")
OPTIONAL_MOMENT = Param(None, type=["null", "string"], format="date-time")


def scheduled(timetable: Any) -> Any:
    """The timetable, or none where schedules are switched off (the example run triggers each DAG by itself)."""
    return None if os.environ.get("PLANWATCH_SCHEDULES") == "off" else timetable
