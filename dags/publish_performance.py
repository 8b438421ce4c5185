"""Compute the evaluation of one day, hold it to its contract, and publish it in schema `marts`."""

from airflow.sdk import dag, get_current_context, task

from planwatch.orchestration import publication
from planwatch.orchestration.assets import ACCEPTED_LINES, PLAN, PROJECT_PERFORMANCE
from planwatch.orchestration.defaults import DEFAULT_ARGS, OPTIONAL_DATE, OPTIONAL_MOMENT, START, over_within, scheduled
from planwatch.orchestration.run_dates import clock, day_given, moment


@task
def build() -> dict[str, str | int]:
    """Run every model for the day asked for, or for the newest accepted cut-off date."""
    context = get_current_context()
    return publication.build_snapshot(day_given(context, "as_of_date"), moment(context, "known_at"), clock(context))


@task
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
    export(publish(check_contract(build())))


publish_performance()
