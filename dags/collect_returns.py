"""Fetch each connected utility's progress for one cut-off date into its inbox; a dead utility delays no other."""

from airflow.sdk import CronTriggerTimetable, dag, get_current_context, task
from airflow.sdk.exceptions import AirflowSkipException

from planwatch.orchestration.assets import INBOX
from planwatch.orchestration.collection import collected_units
from planwatch.orchestration.defaults import DEFAULT_ARGS, OPTIONAL_DATE, START, scheduled
from planwatch.orchestration.resources import connection_or_none, folders
from planwatch.orchestration.run_dates import day_given, run_day


@task
def list_units() -> list[dict[str, str]]:
    """The units whose figures are fetched, from include/collection.csv."""
    return collected_units()


@task(outlets=[INBOX], map_index_template="{{ task.op_kwargs['unit']['unit_code'] }}")
def collect(unit: dict[str, str]) -> None:
    """Fetch one unit's figures; skipped where its Airflow connection is not set up."""
    from planwatch.domain.period import last_month_end
    from planwatch.intake.collecting import collect_returns

    connection = connection_or_none(unit["connection_id"])
    if connection is None:
        raise AirflowSkipException(f"No Airflow connection {unit['connection_id']}; set it up to collect this unit.")
    context = get_current_context()
    cutoff_date = day_given(context, "cutoff_date") or last_month_end(run_day(context))
    base_url = f"{connection.schema or 'http'}://{connection.host}:{connection.port}"
    collect_returns(base_url, connection.password, unit["unit_code"], folders().inbox_folder, cutoff_date)


@dag(
    schedule=scheduled(CronTriggerTimetable("30 6 * * *", timezone="Asia/Shanghai")),
    start_date=START,
    catchup=False,
    max_active_runs=1,
    default_args=DEFAULT_ARGS,
    params={"cutoff_date": OPTIONAL_DATE},
    tags=["returns"],
    doc_md=__doc__,
)
def collect_returns():
    collect.expand(unit=list_units())


collect_returns()
