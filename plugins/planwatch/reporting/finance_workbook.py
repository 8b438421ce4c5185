"""The finance bureau's workbook of one published day: a sheet per subject, A4 landscape, ready to print and sign.

What the sheets hold is data: include/finance_workbook.yaml names columns, include/sql/workbook their rows,
include/messages their words. Figures are rounded half up here, once; what cannot be known is a dash, never zero.
"""

from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from planwatch.domain.period import SHANGHAI
from planwatch.messages import Messages
from planwatch.reporting.self_evaluation import write_self_evaluation
from planwatch.reporting.workbook_bytes import steady_bytes
from planwatch.reporting.workbook_exceptions import exceptions
from planwatch.reporting.workbook_tables import described_sheets, write_table
from planwatch.warehouse import queries
from planwatch.warehouse.connection import Connection
from planwatch.warehouse.publishing import NotPublishedError

ONLY_WITH_ROWS = ("certified_bridge",)


def write_finance_workbook(connection: Connection, as_of_date: date, folder: Path, messages: Messages) -> Path:
    """Write the workbook of a published day into a folder; the same publication gives the same bytes.

    Raises NotPublishedError.
    """
    [certification] = queries.rows(connection, "workbook/certification.sql", as_of_date=as_of_date)
    standing = messages.say(f"workbook.certification.{certification['standing']}", **certification)
    path = folder / messages.say("workbook.file_name", as_of_date=as_of_date)
    folder.mkdir(parents=True, exist_ok=True)
    path.write_bytes(finance_workbook(connection, as_of_date, standing, messages))
    return path


def finance_workbook(connection: Connection, as_of_date: date, standing: str, messages: Messages) -> bytes:
    """The workbook of what `marts` holds of a day; every page says how it stands with the bureau.

    Raises NotPublishedError.
    """
    programme = queries.rows_filled(
        connection, "reporting/programme_evaluation.sql", {"schema": "marts"}, as_of_date=as_of_date
    )
    if not programme:
        raise NotPublishedError(as_of_date)
    [returns] = queries.rows(connection, "workbook/returns_owed.sql", as_of_date=as_of_date)
    mark = _mark(programme[0] | returns | {"certification": standing}, messages)
    book = Workbook()
    book.remove(book.active)
    sheet = book.create_sheet(messages.say("workbook.tab.self_evaluation"))
    write_self_evaluation(connection, sheet, as_of_date, mark, messages)
    for name in described_sheets():
        rows = _rows(connection, name, as_of_date, messages)
        if rows or name not in ONLY_WITH_ROWS:
            write_table(book.create_sheet(messages.say(f"workbook.tab.{name}")), name, rows, mark, messages)
    return steady_bytes(book)


def _rows(connection: Connection, name: str, as_of_date: date, messages: Messages) -> list[dict[str, Any]]:
    if name == "exceptions":
        return exceptions(connection, as_of_date, messages)
    return queries.rows(connection, f"workbook/{name}.sql", as_of_date=as_of_date)


def _mark(programme: dict[str, Any], messages: Messages) -> str:
    return messages.say(
        "workbook.mark",
        **programme | {"known_at": f"{programme['known_at'].astimezone(SHANGHAI):%Y-%m-%d %H:%M}"},
        received=programme["returns_received_count"],
        due=programme["returns_due_count"],
    )
