"""What every DAG begins with: its first day, its retries, who hears of failures and lateness, schedules on or off."""

import os
from datetime import UTC, datetime, timedelta
from typing import Any

from airflow.sdk import Param
from airflow.sdk.definitions.callback import SyncCallback
from airflow.sdk.definitions.deadline import DeadlineAlert, DeadlineReference

from planwatch.orchestration.failures import tell_of_failure, tell_of_lateness

START = datetime(2020, 3, 11, tzinfo=UTC)
RETRY_DELAY = timedelta(seconds=int(os.environ.get("PLANWATCH_RETRY_DELAY_SECONDS", "60")))
DEFAULT_ARGS: dict[str, Any] = {
    "retries": 2,
    "retry_delay": RETRY_DELAY,
    "retry_exponential_backoff": 2.0,
    "on_failure_callback": tell_of_failure,
}
OPTIONAL_DATE = Param(None, type=["null", "string"], format="date")
OPTIONAL_MOMENT = Param(None, type=["null", "string"], format="date-time")


def scheduled(timetable: Any) -> Any:
    """The timetable, or none where schedules are switched off (the example run triggers each DAG by itself)."""
    return None if os.environ.get("PLANWATCH_SCHEDULES") == "off" else timetable


def over_within(dag_id: str, **interval: float) -> DeadlineAlert:
    """A run of this DAG is late, and the operators are told, when it is not over so long after it was queued."""
    given = os.environ.get("PLANWATCH_DEADLINE_SECONDS")
    allowed = timedelta(seconds=float(given)) if given else timedelta(**interval)
    hours = f"{allowed.total_seconds() / 3600:g}"
    return DeadlineAlert(
        reference=DeadlineReference.DAGRUN_QUEUED_AT,
        interval=allowed,
        callback=SyncCallback(tell_of_lateness, {"dag": dag_id, "hours": hours}),
        name=f"{dag_id}-late",
    )
