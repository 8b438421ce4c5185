"""Compute the evaluation of a day, hold it to its contract, and publish it in schema `marts`.

The newest day; with it each day before the finance bureau, or certified, that later returns touch: what is other than
it was put before the bureau shows by itself. No day holds up another.
"""

from datetime import date

from airflow.sdk import dag, get_current_context, task, task_group

from planwatch.orchestration import publication
from planwatch.orchestration.assets import ACCEPTED_LINES, PLAN, PROJECT_PERFORMANCE
from planwatch.orchestration.defaults import DEFAULT_ARGS, OPTIONAL_DATE, OPTIONAL_MOMENT, START, over_within, scheduled
from planwatch.orchestration.run_dates import clock, day_given, moment


@task
def list_days() -> list[str]:
    """The day asked for; else the newest, and the days before the bureau or certified that later returns touch."""
    context = get_current_context()
    return publication.days_to_publish(day_given(context, "as_of_date"), moment(context, "known_at"))


@task(max_active_tis_per_dag=1)
def build(as_of_date: str) -> dict[str, str | int]:
    """Run every model for a day."""
    context = get_current_context()
    return publication.build_snapshot(date.fromisoformat(as_of_date), moment(context, "known_at"), clock(context))


@task(max_active_tis_per_dag=1)
def check_contract(snapshot: dict[str, str | int]) -> dict[str, str | int]:
    """Hold the candidate to its expectation suites."""
    return publication.hold_to_contract(snapshot)


@task(outlets=[PROJECT_PERFORMANCE])
def publish(snapshot: dict[str, str | int]) -> dict[str, str | int]:
    """Replace the day's snapshot in `marts` in one transaction."""
    return publication.publish_snapshot(snapshot)


@task
def export(snapshot: dict[str, str | int]) -> list[str]:
    """Write the day for people and for other systems: workbook, data package, OC4IDS."""
    return publication.export_snapshot(snapshot)


@task_group(prefix_group_id=False)
def publish_day(as_of_date: str) -> None:
    """One day from its candidate to its files."""
    export(publish(check_contract(build(as_of_date))))


@dag(
    schedule=scheduled(PLAN | ACCEPTED_LINES),
    start_date=START,
    catchup=False,
    max_active_runs=1,
    default_args=DEFAULT_ARGS,
    deadline=over_within("publish_performance", hours=2),
    params={"as_of_date": OPTIONAL_DATE, "known_at": OPTIONAL_MOMENT},
    tags=["performance"],
    doc_md=__doc__,
)
def publish_performance():
    publish_day.expand(as_of_date=list_days())


publish_performance()
