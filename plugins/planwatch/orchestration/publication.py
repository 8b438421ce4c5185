"""One performance snapshot in three steps, each safe to run again: the candidate, its contract, its publication."""

from datetime import date, datetime
from pathlib import Path

from airflow.sdk.exceptions import AirflowFailException, AirflowSkipException

from planwatch.orchestration import run_dates
from planwatch.orchestration.resources import folders, warehouse, warehouse_snapshot, warehouse_url


def build_snapshot(as_of_date: date | None, known_at: datetime, now: datetime) -> dict[str, str | int]:
    """Compute the candidate tables of one day; without a day, of the newest accepted cut-off date known by then.

    Skips where no plan is in force yet: a stack that was started today has nothing to say of last week. Fails for good
    where day or moment are still to come.
    """
    from planwatch.warehouse import evaluation, renewing

    try:
        run_dates.require_past(as_of_date, known_at, now)
    except run_dates.AheadError as reason:
        raise AirflowFailException(str(reason)) from reason
    with warehouse() as connection:
        day = as_of_date or evaluation.latest_cutoff_date(connection, known_at)
        try:
            publication_id = renewing.renew_candidate(connection, day, known_at)
        except evaluation.NothingToEvaluateError as reason:
            raise AirflowSkipException(str(reason)) from reason
    return {"publication_id": publication_id, "as_of_date": day.isoformat()}


def hold_to_contract(snapshot: dict[str, str | int]) -> dict[str, str | int]:
    """Let the candidate pass, or refuse it and fail: the last good publication then stands."""
    from planwatch.checks.contract import check_contract
    from planwatch.warehouse import publishing

    as_of_date = date.fromisoformat(str(snapshot["as_of_date"]))
    failures = check_contract(warehouse_url(), as_of_date, Path(folders().data_docs_folder))
    if failures:
        with warehouse() as connection:
            publishing.refuse(connection, int(snapshot["publication_id"]), failures)
        raise AirflowFailException(
            f"The candidate of {as_of_date} breaks its contract, so the last publication stands: {'; '.join(failures)}"
        )
    return snapshot


def export_snapshot(snapshot: dict[str, str | int]) -> list[str]:
    """Write the workbook, the data package and OC4IDS of the published day; returns their paths."""
    from planwatch.messages import load_messages
    from planwatch.reporting.exports import write_exports

    with warehouse_snapshot() as connection:
        as_of_date = date.fromisoformat(str(snapshot["as_of_date"]))
        return [
            str(path) for path in write_exports(connection, as_of_date, folders().export_folder, load_messages("zh"))
        ]


def publish_snapshot(snapshot: dict[str, str | int]) -> dict[str, str | int]:
    """Put the candidate in the place of what was published for its day, in one transaction."""
    from planwatch.warehouse import publishing

    with warehouse() as connection:
        publishing.publish(connection, int(snapshot["publication_id"]))
    return snapshot
