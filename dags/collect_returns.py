"""Ask each connected utility's API for what has changed, and register it; a dead utility delays no other."""

from datetime import timedelta

from airflow.sdk import CronTriggerTimetable, Param, dag, get_current_context, task

from planwatch.orchestration import collection
from planwatch.orchestration.assets import INBOX
from planwatch.orchestration.defaults import DEFAULT_ARGS, OPTIONAL_DATE, OPTIONAL_MOMENT, START, over_within, scheduled
from planwatch.orchestration.run_dates import day_given, run_day, stamp


@task
def list_units() -> list[dict[str, str]]:
    """The units whose figures are fetched, from include/collection.csv."""
    return collection.collected_units()


@task(
    outlets=[INBOX],
    execution_timeout=timedelta(minutes=20),
    map_index_template="{{ task.op_kwargs['unit']['unit_code'] }}",
)
def collect(unit: dict[str, str]) -> list[int]:
    """Collect one unit's new lines; skipped where its Airflow connection is not set up."""
    context = get_current_context()
    given = day_given(context, "cutoff_date")
    days = [given] if given else collection.cutoff_dates(run_day(context), int(unit["cutoffs_count"]))
    return collection.collect_unit(unit, days, stamp(context, "received_at"), context["params"]["is_whole"])


@dag(
    schedule=scheduled(CronTriggerTimetable("30 6 * * *", timezone="Asia/Shanghai")),
    start_date=START,
    catchup=False,
    max_active_runs=1,
    default_args=DEFAULT_ARGS,
    deadline=over_within("collect_returns", hours=3),
    params={
        "cutoff_date": OPTIONAL_DATE,
        "received_at": OPTIONAL_MOMENT,
        "is_whole": Param(False, type="boolean"),
    },
    tags=["returns"],
    doc_md=__doc__,
)
def collect_returns():
    collect.expand(unit=list_units())


collect_returns()
