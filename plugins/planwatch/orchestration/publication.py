"""One performance snapshot in three steps, each safe to run again: the candidate, its contract, its publication."""

from datetime import date, datetime

from airflow.sdk.exceptions import AirflowFailException, AirflowSkipException

from planwatch.orchestration import run_dates
from planwatch.orchestration.resources import folders, warehouse, warehouse_snapshot, warehouse_url


def days_to_publish(as_of_date: date | None, known_at: datetime) -> list[str]:
    """The day asked for; without one, the newest accepted cut-off date known by then, and the days it comes after.

    These are the days before the finance bureau, or certified, that later returns touch, so that what is other than was
    put before it shows by itself. The newest is last: the next candidate that is brought forward begins with it.
    """
    from planwatch.warehouse import certifying, evaluation

    if as_of_date:
        return [as_of_date.isoformat()]
    with warehouse() as connection:
        newest = evaluation.latest_cutoff_date(connection, known_at)
        touched = certifying.touched_days(connection, known_at)
    return [day.isoformat() for day in [*(day for day in touched if day != newest), newest]]


def build_snapshot(as_of_date: date, known_at: datetime, now: datetime) -> dict[str, str | int]:
    """Compute the candidate tables of one day from what was known at a moment.

    Skips where no plan is in force yet: a stack that was started today has nothing to say of last week. Fails for good
    where day or moment are still to come.
    """
    from planwatch.warehouse import evaluation, renewing

    try:
        run_dates.require_past(as_of_date, known_at, now)
    except run_dates.AheadError as reason:
        raise AirflowFailException(str(reason)) from reason
    with warehouse() as connection:
        try:
            publication_id = renewing.renew_candidate(connection, as_of_date, known_at)
        except evaluation.NothingToEvaluateError as reason:
            raise AirflowSkipException(str(reason)) from reason
    return {"publication_id": publication_id, "as_of_date": as_of_date.isoformat()}


def hold_to_contract(snapshot: dict[str, str | int]) -> dict[str, str | int]:
    """Let the candidate pass, or refuse it and fail: the last good publication then stands."""
    from planwatch.checks import contract

    as_of_date = date.fromisoformat(str(snapshot["as_of_date"]))
    try:
        contract.hold_to_contract(
            warehouse_url(), int(snapshot["publication_id"]), as_of_date, folders().data_docs_folder
        )
    except contract.BrokenContractError as reason:
        raise AirflowFailException(str(reason)) from reason
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
