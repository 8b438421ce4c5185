"""The workbooks that units fill in: one for each unit and cut-off date, made of the plan and of what was accepted.

No clock: the cut-off date and the moment of knowledge come in. The same warehouse gives the same bytes.
"""

from datetime import date, datetime
from pathlib import Path

from openpyxl import Workbook

from planwatch.messages import Messages, load_messages
from planwatch.policy import Policy, load_policy
from planwatch.refusals import RefusalError
from planwatch.reporting.form_checks import add_checks, add_validations
from planwatch.reporting.form_choices import add_choices
from planwatch.reporting.form_dictionary import add_dictionary
from planwatch.reporting.form_frame import frame_of
from planwatch.reporting.form_rows import UnitContent, unit_contents
from planwatch.reporting.form_sheet import write_sheet
from planwatch.reporting.form_style import NORMAL
from planwatch.reporting.workbook_bytes import steady_bytes
from planwatch.warehouse import queries
from planwatch.warehouse.connection import Connection
from planwatch.whole_files import write_whole

FORMS_FOLDER = "forms"


class CalendarEndedError(RefusalError):
    """No cut-off date is left in the reporting calendar."""

    def __init__(self) -> None:
        super().__init__("forms.calendar_ended")


class UnknownUnitError(RefusalError):
    """A unit that files nothing, or that the plan does not have."""

    def __init__(self, unit_code: str):
        super().__init__("forms.unknown_unit", unit_code=unit_code)


def newest_moment(connection: Connection) -> datetime | None:
    """The moment of the newest thing that the warehouse knows; None for an empty one."""
    known_at: datetime | None = queries.value(connection, "reporting/newest_record.sql")
    return known_at


def next_cutoff_date(connection: Connection, known_at: datetime) -> date:
    """The cut-off date after the last accepted one, as known at a moment. Raises CalendarEndedError."""
    found: date | None = queries.value(connection, "reporting/next_cutoff_date.sql", known_at=known_at)
    if found is None:
        raise CalendarEndedError
    return found


def write_forms(
    connection: Connection,
    outbox: Path,
    cutoff_date: date,
    known_at: datetime,
    messages: Messages,
    unit_code: str | None = None,
    is_sample: bool = False,
) -> list[Path]:
    """Write `outbox/<unit code>/forms/` for every unit, or for one; returns the paths.

    `messages` is the first language; English stands beside it. Raises UnknownUnitError and NothingToEvaluateError.
    """
    units = [unit for unit in unit_contents(connection, cutoff_date, known_at) if unit_code in (None, unit.unit_code)]
    if not units and unit_code:
        raise UnknownUnitError(unit_code)
    policy = load_policy()
    mark = messages.say("forms.mark") if is_sample else ""
    return [_write(outbox, unit, messages, make_workbook(unit, policy, messages, mark)) for unit in units]


def make_workbook(unit: UnitContent, policy: Policy, zh: Messages, mark: str) -> Workbook:
    """One unit's workbook: a sheet for each form, the dictionary, and the names to choose from."""
    en = load_messages("en")
    book = Workbook()
    book.remove(book.active)
    book._named_styles["Normal"].font = NORMAL
    sheets = [book.create_sheet(zh.say(f"receipt.form_names.{content.form.name}")) for content in unit.sheets]
    add_dictionary(book, unit, zh, en)
    ranges = add_choices(book, unit, zh, en)
    for sheet, content in zip(sheets, unit.sheets, strict=True):
        frame = frame_of(content)
        lists = {column: cells for (form, column), cells in ranges.items() if form == content.form.name}
        write_sheet(sheet, unit, content, frame, zh, en, mark)
        add_checks(sheet, content, frame, policy, zh)
        add_validations(sheet, content, frame, lists, policy, zh)
    book.properties.title = f"{mark}{unit.unit_name} {unit.cutoff_date}"
    book.properties.keywords = "; ".join(f"{content.form.name} v{content.form.version}" for content in unit.sheets)
    book.properties.creator = "planwatch"
    return book


def _write(outbox: Path, unit: UnitContent, messages: Messages, book: Workbook) -> Path:
    name = messages.say("forms.file_name", unit_name=unit.unit_name, cutoff_date=unit.cutoff_date)
    path = outbox / unit.unit_code / FORMS_FOLDER / name
    write_whole(path, steady_bytes(book))
    return path
