"""Mondays at 08:00 in Shanghai: evaluate the week that ended, and send one digest of laggards and missing returns."""

from airflow.sdk import CronPartitionTimetable, dag, get_current_context, task

from planwatch.orchestration import mail, publication
from planwatch.orchestration.defaults import DEFAULT_ARGS, OPTIONAL_DATE, OPTIONAL_MOMENT, START, scheduled
from planwatch.orchestration.run_dates import is_backfilled, week_end, week_moment


@task
def evaluate_week() -> dict[str, str | int]:
    """Publish the snapshot of the week's last day."""
    context = get_current_context()
    snapshot = publication.build_snapshot(week_end(context), week_moment(context, "known_at"))
    return publication.publish_snapshot(publication.hold_to_contract(snapshot))


@task
def write_digest(snapshot: dict[str, str | int]) -> str:
    """Write the week's digest into its folder; returns its key."""
    return mail.write_digest(str(snapshot["as_of_date"]), week_moment(get_current_context(), "known_at"))


@task
def send_digest(digest_key: str) -> None:
    """Send the digest once to those that the mail connection names; a past week computed anew is mailed to nobody."""
    context = get_current_context()
    if not is_backfilled(context):
        mail.send_digest(digest_key, week_moment(context, "known_at"))


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
    send_digest(write_digest(evaluate_week()))


alert_weekly()
