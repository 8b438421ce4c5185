"""`make backfill FROM=2021-05-09 TO=2021-06-27`: the evaluation of past weeks again, each under its own calendar."""

import os
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta

from planwatch.console.command import finish, refuse
from planwatch.console.environment import airflow_environment
from planwatch.console.stack import running_processes
from planwatch.console.up import WAREHOUSE
from planwatch.domain.reporting_week import moment_after_week, week_key
from planwatch.messages import load_messages
from planwatch.settings import read_settings
from planwatch.warehouse import embedded

DAG = "alert_weekly"
REFUSALS = {"AlreadyRunningBackfill": "console.backfill_running", "DagNotFound": "console.backfill_too_early"}
"""What Airflow calls its refusals, and what is said of them."""


def main() -> int:
    """Ask the standing stack for the weeks that hold these days and all between; 2 and why where it cannot begin."""
    messages = load_messages("zh")
    try:
        first, last = (date.fromisoformat(given) for given in sys.argv[1:3])
        told_at = moment_after_week(week_key(last))
    except (ValueError, OverflowError):
        return refuse("console.bad_weeks", value=" ".join(sys.argv[1:]))
    if first > last:
        return refuse("console.weeks_reversed", first=first, last=last)
    if told_at > datetime.now(UTC):
        return refuse("console.weeks_ahead", last=last, week=week_key(last), told_at=f"{told_at:%Y-%m-%d %H:%M}")
    settings = read_settings()
    if "scheduler" not in running_processes(settings.state_folder / "airflow"):
        return refuse("console.no_stack")
    server = settings.database_url or embedded.start(settings.state_folder / "postgres", settings.database_port)
    environment = dict(os.environ) | airflow_environment(settings, server, WAREHOUSE, settings.web_port)
    command = [sys.executable, "-m", "airflow", *backfill_arguments(first, last)]
    asked = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if asked.returncode != 0:
        said = asked.stdout + asked.stderr
        key = next((key for name, key in REFUSALS.items() if name in said), "console.backfill_refused")
        return refuse(key, port=settings.web_port, last_line=(said.strip().splitlines() or ["—"])[-1])
    print(messages.say("console.backfill", first=week_key(first), last=week_key(last), port=settings.web_port))
    return 0


def backfill_arguments(first: date, last: date) -> list[str]:
    """Airflow's arguments for every week from that of the first day to that of the last.

    Airflow places a week on its Monday at 08:00, so the range goes from a Monday to a Sunday. One week at a time and in
    order, because a week's alerts are compared with the week before; weeks evaluated already are evaluated anew.
    """
    monday = first - timedelta(days=first.isoweekday() - 1)
    sunday = last + timedelta(days=7 - last.isoweekday())
    return [
        "backfill", "create", "--dag-id", DAG, "--from-date", monday.isoformat(),
        "--to-date", sunday.isoformat(), "--max-active-runs", "1", "--reprocess-behavior", "completed",
    ]  # fmt: skip


if __name__ == "__main__":
    finish(main)
