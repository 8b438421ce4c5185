"""Puts a published day before the finance bureau, and keeps its answer; publishing and certifying are separate."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection

from planwatch.domain.period import period_kinds_ending
from planwatch.refusals import RefusalError
from planwatch.warehouse import queries

APPROVED, RETURNED = "approved", "returned"


class NotCertifiableError(RefusalError):
    """The day is not published, or is certified already; a certified day never changes."""


def request(connection: Connection, as_of_date: date, requested_at: datetime) -> dict[str, Any]:
    """Freeze every mart's rows of a published day and ask for their certification.

    Returns `certification_id`, `content_sha256`, versions and, once it is kept, `workbook_sha256`; asking again while a
    request waits gives the same one.
    Raises NotCertifiableError, naming why.
    """
    queries.run(connection, "publishing/lock.sql")
    certification_id = queries.value(
        connection,
        "certifying/request.sql",
        as_of_date=as_of_date,
        period_kinds=period_kinds_ending(as_of_date),
        requested_at=requested_at,
    )
    if certification_id is not None:
        queries.run(connection, "certifying/freeze_rows.sql", certification_id=certification_id)
    standing = queries.rows(connection, "certifying/standing.sql", as_of_date=as_of_date)
    if not standing:
        raise NotCertifiableError("refusals.certification.not_published", as_of_date=as_of_date)
    if standing[0]["state"] == APPROVED:
        raise NotCertifiableError("refusals.certification.certified", as_of_date=as_of_date)
    return standing[0]


def answer(
    connection: Connection, certification_id: int, *, state: str, opinion: str, answered_by: str, answered_at: datetime
) -> None:
    """Record approval or return with its opinion. The same answer again changes nothing.

    Raises NotCertifiableError where another answer stands already.
    """
    touched = queries.run(
        connection,
        "certifying/answer.sql",
        certification_id=certification_id,
        state=state,
        opinion=opinion.strip(),
        answered_by=answered_by,
        answered_at=answered_at,
    )
    if touched:
        return
    standing = queries.value(connection, "certifying/state.sql", certification_id=certification_id)
    if standing != state:
        key = "refusals.certification.approved" if standing == APPROVED else "refusals.certification.returned"
        raise NotCertifiableError(key, certification_id=certification_id)


@contextmanager
def as_frozen(connection: Connection, certification_id: int) -> Iterator[None]:
    """Let `marts` hold a day's rows as they were put before the bureau, for the length of the block.

    No other transaction sees it; publishers wait until this transaction ends.
    """
    queries.run(connection, "publishing/lock.sql")
    savepoint = connection.begin_nested()
    try:
        queries.value(connection, "certifying/put_back.sql", certification_id=certification_id)
        yield
    finally:
        savepoint.rollback()


def keep_workbook(connection: Connection, certification_id: int, workbook_sha256: str) -> None:
    """Record the fingerprint of the workbook that is put before the bureau; the first one stands."""
    queries.run(
        connection,
        "certifying/keep_workbook.sql",
        certification_id=certification_id,
        workbook_sha256=workbook_sha256,
    )


def touched_days(connection: Connection, known_at: datetime) -> list[date]:
    """The days before the bureau, or certified, of which later returns speak that what is published does not know."""
    return [row["as_of_date"] for row in queries.rows(connection, "certifying/touched_days.sql", known_at=known_at)]
