"""The ledger of returns, and the way of lines into the warehouse: in bulk, and the same however often it is run."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date
from itertools import islice
from typing import Any, Protocol

import psycopg
from sqlalchemy import Connection
from sqlalchemy.exc import DataError

from planwatch.domain.file_format import FileFormat
from planwatch.domain.finding import Finding
from planwatch.errors import PlanwatchError
from planwatch.forms import load_forms
from planwatch.warehouse import queries
from planwatch.warehouse.copy_rows import copied_columns
from planwatch.warehouse.warning_reasons import remember_reason

FINDINGS_AT_ONCE = 2_000


class UnstageableError(PlanwatchError):
    """PostgreSQL cannot hold what was read of a return, however often it is tried."""


class Lines(Protocol):
    """The lines of one sheet, ready for COPY; where its columns stood, and its tick of 本期无变化, if it has one."""

    form: str
    sheet_name: str
    no_change: Any
    lines_count: int
    cutoff_date: date | None
    layout: dict[str, Any]
    reasons: dict[str, str]

    def blocks(self) -> Iterable[bytes]:
        """The lines as `copy_rows` writes them, in pieces of any length."""


def unit_codes(connection: Connection) -> set[str]:
    """The units of the newest plan."""
    return set(unit_names(connection).values())


def unit_names(connection: Connection) -> dict[str, str]:
    """Every name and alias of a unit of the newest plan, and its code."""
    return {row["name"]: row["unit_code"] for row in queries.rows(connection, "intake/unit_names.sql")}


def is_registered(connection: Connection, unit_code: str, file_sha256: str) -> bool:
    """Whether these bytes have come from this unit before."""
    return queries.value(connection, "intake/is_registered.sql", unit_code=unit_code, file_sha256=file_sha256)


def register(connection: Connection, **entry: Any) -> int | None:
    """Enter a return into the ledger; None where another process was quicker with the same bytes."""
    return queries.value(connection, "intake/register_return.sql", **entry)


def waiting_for_reading(connection: Connection) -> list[tuple[int, str, str]]:
    """Registered returns in the order of their arrival: id, unit, archive path."""
    found = queries.rows(connection, "intake/waiting_for_reading.sql")
    return [(row["return_id"], row["unit_code"], row["archive_path"]) for row in found]


def stage(
    connection: Connection,
    return_id: int,
    sheets: Sequence[Lines],
    findings: Iterable[Finding],
    severities: dict[str, str],
    file_format: FileFormat | None,
) -> None:
    """Replace whatever was staged of a return by these lines and findings, and mark it read.

    Lines and findings pass through in pieces; a return of any length takes the same memory. A return that another
    process has read meanwhile is left as it is. Raises UnstageableError.
    """
    if queries.value(connection, "intake/lock_registered_return.sql", return_id=return_id) is None:
        return
    try:
        _replace(connection, return_id, sheets, findings, severities, file_format)
    except (DataError, psycopg.DataError) as fault:
        raise UnstageableError(f"return {return_id}: {fault}") from fault


def _replace(
    connection: Connection,
    return_id: int,
    sheets: Sequence[Lines],
    findings: Iterable[Finding],
    severities: dict[str, str],
    file_format: FileFormat | None,
) -> None:
    for form in load_forms():
        queries.run_filled(connection, "intake/delete_lines.sql", {"form": form.name}, return_id=return_id)
    for name in ("delete_reading_findings", "delete_repeated_lines", "delete_no_change_claims"):
        queries.run(connection, f"intake/{name}.sql", return_id=return_id)
    for part in sheets:
        _copy_lines(connection, part)
    queries.run_many(connection, "intake/record_no_change_claim.sql", _claims(return_id, sheets))
    _record_layouts(connection, return_id, sheets)
    rows = (_finding_row(return_id, finding, severities) for finding in findings)
    while piece := list(islice(rows, FINDINGS_AT_ONCE)):
        queries.run_many(connection, "intake/record_finding.sql", piece)
    queries.run(
        connection,
        "intake/mark_read.sql",
        return_id=return_id,
        forms=sorted({part.form for part in sheets if part.lines_count or part.no_change} or {p.form for p in sheets}),
        cutoff_date=max((part.cutoff_date for part in sheets if part.cutoff_date), default=None),
        file_kind=file_format and file_format.kind,
        text_encoding=file_format and file_format.text_encoding,
        text_delimiter=file_format and file_format.text_delimiter,
        lines_count=sum(part.lines_count for part in sheets),
    )


def _record_layouts(connection: Connection, return_id: int, sheets: Sequence[Lines]) -> None:
    """Keep where each sheet's columns stood, and what the submitter says to earlier warnings of its own."""
    queries.run(connection, "intake/delete_layouts.sql", return_id=return_id)
    layouts = [part.layout | {"places": json.dumps(part.layout["places"])} for part in sheets if part.layout]
    reasons = {mark: reason for part in sheets for mark, reason in part.reasons.items()}
    queries.run_many(connection, "intake/record_layout.sql", [{"return_id": return_id} | row for row in layouts])
    [origin] = queries.rows(connection, "intake/origin_of_return.sql", return_id=return_id)
    for mark, reason in reasons.items():
        remember_reason(connection, origin["unit_code"], mark, reason, origin["received_at"], return_id)


def _copy_lines(connection: Connection, part: Lines) -> None:
    if not part.lines_count:
        return
    marks = {"form": part.form, "columns": ", ".join(copied_columns(part.form))}
    statement = queries.filled(queries.read_sql("intake/copy_lines.sql"), marks)
    driver = connection.connection.driver_connection
    with driver.cursor() as cursor, cursor.copy(statement) as copy:  # type: ignore[union-attr]
        for block in part.blocks():
            copy.write(block)


def _claims(return_id: int, sheets: Sequence[Lines]) -> list[dict[str, Any]]:
    """The sheets that say that nothing has changed."""
    return [
        {"return_id": return_id, "form": part.form, "sheet_name": part.sheet_name} | asdict(part.no_change)
        for part in sheets
        if part.no_change
    ]


def _finding_row(return_id: int, finding: Finding, severities: dict[str, str]) -> dict[str, Any]:
    return {
        "return_id": return_id,
        "rule_id": finding.rule_id,
        "severity": severities[finding.rule_id],
        "form": finding.form,
        "sheet_name": finding.sheet_name,
        "row_number": finding.row_number,
        "column_name": finding.column_name,
        "facts": json.dumps(finding.facts, ensure_ascii=False),
    }
