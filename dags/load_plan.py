"""Load the approved plan, the evaluators' policy and their indicators; set declared totals beside the sums of lines.

The same content is no new version. A faulty plan file is refused with file, line and reason; the plan in force stays.
"""

from airflow.sdk import CronTriggerTimetable, dag, get_current_context, task

from planwatch.orchestration.assets import PLAN
from planwatch.orchestration.defaults import DEFAULT_ARGS, OPTIONAL_MOMENT, START, over_within, scheduled
from planwatch.orchestration.resources import warehouse
from planwatch.orchestration.run_dates import moment


@task
def load_policy() -> int:
    """Record include/policy.toml; returns its version."""
    from planwatch import paths
    from planwatch.warehouse import policy_loading

    with warehouse() as connection:
        return policy_loading.load_policy(connection, paths.POLICY, moment(get_current_context(), "recorded_at"))


@task
def load_plan_files() -> int:
    """Check the files of include/plan and record them; returns the plan version in force."""
    from planwatch import paths
    from planwatch.warehouse import plan_loading

    with warehouse() as connection:
        return plan_loading.load_plan(connection, paths.PLAN, moment(get_current_context(), "recorded_at"))


@task
def load_indicators() -> int:
    """Record what is new in include/evaluation: indicators, bands, grades, judgements; returns the version."""
    from planwatch import paths
    from planwatch.warehouse import indicator_loading

    with warehouse() as connection:
        recorded_at = moment(get_current_context(), "recorded_at")
        return indicator_loading.load_indicators(connection, paths.EVALUATION, recorded_at)


@task
def load_workdays(plan_version: int) -> int:
    """Keep the workdays of the plan's years, by which returns fall due; returns the plan version."""
    from planwatch.warehouse import workday_loading

    with warehouse() as connection:
        workday_loading.load_workdays(connection, plan_version, moment(get_current_context(), "recorded_at"))
    return plan_version


@task(outlets=[PLAN])
def reconcile_totals(plan_version: int) -> None:
    """Publish declared totals beside the sums of lines; a difference is a standing warning and never blocks."""
    from planwatch.warehouse import plan_loading

    with warehouse() as connection:
        plan_loading.publish_plan_reconciliation(connection, plan_version)


@dag(
    schedule=scheduled(CronTriggerTimetable("0 6 * * *", timezone="Asia/Shanghai")),
    start_date=START,
    catchup=False,
    max_active_runs=1,
    default_args=DEFAULT_ARGS,
    deadline=over_within("load_plan", hours=1),
    params={"recorded_at": OPTIONAL_MOMENT},
    tags=["plan"],
    doc_md=__doc__,
)
def load_plan():
    plan = load_plan_files()
    reconciled = reconcile_totals(load_workdays(plan))
    [load_policy(), plan] >> load_indicators() >> reconciled


load_plan()
