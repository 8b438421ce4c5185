"""Take in every new return, check it against form, plan and history, judge its lines, and answer its submitter."""

from airflow.sdk import AssetOrTimeSchedule, CronTriggerTimetable, dag, get_current_context, task

from planwatch.orchestration.assets import ACCEPTED_LINES, INBOX
from planwatch.orchestration.defaults import DEFAULT_ARGS, OPTIONAL_MOMENT, START, over_within, scheduled
from planwatch.orchestration.resources import folders, warehouse, warehouse_url
from planwatch.orchestration.run_dates import stamp


@task
def register() -> int:
    """Fingerprint, archive and register every file that the ledger does not know yet."""
    from planwatch.intake.inbox import register_returns

    received_at = stamp(get_current_context(), "received_at")
    with warehouse() as connection:
        return len(register_returns(connection, folders().inbox_folder, folders().archive_folder, received_at))


@task.short_circuit
def has_work(registered_count: int) -> bool:
    """Whether any return, new or left over from a broken run, still waits for its answer."""
    from planwatch.warehouse.queries import value

    with warehouse() as connection:
        return registered_count > 0 or value(connection, "intake/count_unanswered_returns.sql") > 0


@task
def read() -> int:
    """Turn the cells of every registered return into typed lines."""
    from planwatch.intake.reading import read_returns

    return read_returns(warehouse_url(), folders().archive_folder)


@task
def check() -> int:
    """Hold all lines of this run to every rule at once."""
    from planwatch.checks.checking import check_returns

    return check_returns(warehouse_url(), folders().data_docs_folder)


@task(outlets=[ACCEPTED_LINES])
def judge() -> int:
    """Accept lines, hold faulty ones back, refuse files."""
    from planwatch.checks.verdict import judge_returns

    with warehouse() as connection:
        return judge_returns(connection, lambda: stamp(get_current_context(), "received_at"))


@task
def answer() -> int:
    """Write every submitter's receipt into its outbox folder."""
    from planwatch.checks.receipt import answer_returns
    from planwatch.messages import load_messages

    return answer_returns(warehouse_url(), folders().outbox_folder, load_messages("zh"), folders().archive_folder)


@dag(
    schedule=scheduled(
        AssetOrTimeSchedule(timetable=CronTriggerTimetable("*/5 * * * *", timezone="Asia/Shanghai"), assets=[INBOX])
    ),
    start_date=START,
    catchup=False,
    max_active_runs=1,
    default_args=DEFAULT_ARGS,
    deadline=over_within("ingest_returns", hours=2),
    params={"received_at": OPTIONAL_MOMENT},
    tags=["returns"],
    doc_md=__doc__,
)
def ingest_returns():
    has_work(register()) >> read() >> check() >> judge() >> answer()


ingest_returns()
