"""Mondays at 08:00 in Shanghai: evaluate the week that ended, follow its alerts, send bulletin and letters."""

from airflow.sdk import CronPartitionTimetable, dag, get_current_context, task

from planwatch.orchestration import alerting, delivery, publication
from planwatch.orchestration.defaults import (
    DEFAULT_ARGS,
    OPTIONAL_DATE,
    OPTIONAL_MOMENT,
    RETRY_DELAY,
    START,
    over_within,
    scheduled,
)
from planwatch.orchestration.run_dates import clock, is_backfilled, week_end, week_moment
from planwatch.orchestration.run_states import was_skipped


@task
def evaluate_week() -> dict[str, str | int]:
    """Publish the snapshot of the week's last day."""
    context = get_current_context()
    snapshot = publication.build_snapshot(week_end(context), week_moment(context, "known_at"), clock(context))
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
    return alerting.write_letters(as_of_date, week_moment(get_current_context(), "known_at"))


@task
def export(as_of_date: str) -> list[str]:
    """Write the week's day for people and for other systems, with its alerts; a past week computed anew likewise."""
    return publication.export_snapshot({"as_of_date": as_of_date})


@task
def list_channels(week_key: str) -> list[str]:
    """The channels by which this week's letters go; a past week computed anew is sent to nobody."""
    return [] if is_backfilled(get_current_context()) else delivery.list_channels(week_key)


@task(map_index_template="{{ task.op_kwargs['channel'] }}", retry_delay=RETRY_DELAY * 5)
def deliver(week_key: str, channel: str) -> dict[str, list[str]]:
    """Send the week's letters by one channel, each at most once; a channel that fails holds back no other."""
    return delivery.deliver(week_key, channel)


@task(trigger_rule="all_done")
def report_deliveries(week_key: str | None) -> None:
    """Write to the operators of every letter that was not confirmed; red until a person has looked.

    Of a week that was not evaluated, because there is no plan yet, no letter is missing.
    """
    context = get_current_context()
    if not is_backfilled(context) and not was_skipped(context, "evaluate_week"):
        delivery.report(week_key, week_moment(context, "known_at"))


@dag(
    schedule=scheduled(
        CronPartitionTimetable("0 8 * * 1", timezone="Asia/Shanghai", run_offset=-1, key_format="%G-W%V")
    ),
    start_date=START,
    catchup=False,
    max_active_runs=1,
    default_args=DEFAULT_ARGS,
    deadline=over_within("alert_weekly", hours=2),
    params={"as_of_date": OPTIONAL_DATE, "known_at": OPTIONAL_MOMENT},
    tags=["alerts"],
    doc_md=__doc__,
)
def alert_weekly():
    day = write_bulletin(follow_alerts(evaluate_week()))
    week_key = write_letters(day)
    week_key >> export(day)
    deliver.partial(week_key=week_key).expand(channel=list_channels(week_key)) >> report_deliveries(week_key)


alert_weekly()
