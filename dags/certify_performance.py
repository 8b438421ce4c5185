"""On the 12th of each month: put the last month's published evaluation before the finance bureau, and keep its answer.

A run waits for a person; several may wait at once. What is certified never changes: later corrections show as a bridge.
"""

from typing import Any

from airflow.sdk import CronTriggerTimetable, dag, get_current_context, task

from planwatch.domain.period import last_month_end
from planwatch.orchestration import certification, publication
from planwatch.orchestration.defaults import DEFAULT_ARGS, OPTIONAL_DATE, OPTIONAL_MOMENT, START, over_within, scheduled
from planwatch.orchestration.run_dates import day_given, moment, run_day


@task
def request() -> dict[str, Any]:
    """Freeze the rows of the day and keep their workbook: what is asked is what is signed."""
    context = get_current_context()
    as_of_date = day_given(context, "as_of_date") or last_month_end(run_day(context))
    return certification.request_certification(as_of_date, moment(context, "requested_at"))


@task
def record(asked: dict[str, Any], answered: dict[str, Any]) -> str:
    """Keep who answered what, when and why."""
    return certification.record_answer(asked, answered)


@task
def export(asked: dict[str, Any]) -> list[str]:
    """Write the day's files again, so that its workbook says how it stands with the bureau."""
    return publication.export_snapshot(asked)


@dag(
    schedule=scheduled(CronTriggerTimetable("0 9 12 * *", timezone="Asia/Shanghai")),
    start_date=START,
    catchup=False,
    max_active_runs=36,
    default_args=DEFAULT_ARGS,
    deadline=over_within("certify_performance", days=10),
    params={"as_of_date": OPTIONAL_DATE, "requested_at": OPTIONAL_MOMENT},
    tags=["performance"],
    doc_md=__doc__,
)
def certify_performance():
    asked = request()
    question = certification.ask_finance_bureau()
    asked >> question
    export.override(task_id="export_request")(asked)
    record(asked, question.output) >> export.override(task_id="export_answer")(asked)


certify_performance()
