"""Mondays at 08:00 in Shanghai: evaluate the week that ended, follow every alert, and write the bulletin and
one letter per owner.
"""

from airflow.sdk import CronPartitionTimetable, dag, get_current_context, task

from planwatch.orchestration import alerting, publication
from planwatch.orchestration.defaults import DEFAULT_ARGS, OPTIONAL_DATE, OPTIONAL_MOMENT, START, scheduled
from planwatch.orchestration.run_dates import moment, week_end


@task
def evaluate_week() -> dict[str, str | int]:
    """Publish the snapshot of the week's last day."""
    context = get_current_context()
    snapshot = publication.build_snapshot(week_end(context), moment(context, "known_at"))
    return publication.publish_snapshot(publication.hold_to_contract(snapshot))


@task
def follow_alerts(snapshot: dict[str, str | int]) -> str:
    """Open, follow and close the week's alerts from the published day and the week before; returns the day."""
    return alerting.follow_alerts(str(snapshot["as_of_date"]))


@task
def write_bulletin(as_of_date: str) -> str:
    """Write the week's bulletin as page and document into the week's folder; returns the day."""
    return alerting.write_bulletin(as_of_date)


@task
def write_letters(as_of_date: str) -> str:
    """Write one letter per owner and the week's orders into the week's folder; returns the week's key."""
    return alerting.write_letters(as_of_date, moment(get_current_context(), "known_at"))


@dag(
    schedule=scheduled(
        CronPartitionTimetable("0 8 * * 1", timezone="Asia/Shanghai", run_offset=-1, key_format="%G-W%V")
    ),
    start_date=START,
    catchup=False,
    max_active_runs=1,
    default_args=DEFAULT_ARGS,
    params={"as_of_date": OPTIONAL_DATE, "known_at": OPTIONAL_MOMENT},
    tags=["alerts"],
    doc_md=__doc__,
)
def alert_weekly():
    write_letters(write_bulletin(follow_alerts(evaluate_week())))


alert_weekly()
