"""A file's bytes → its sheets as rows of cells, whatever kind of file it is; nothing is interpreted yet."""

from collections.abc import Callable
from pathlib import Path

from planwatch.intake.file_kinds import kind_of
from planwatch.intake.html_tables import read_html
from planwatch.intake.ods_files import read_ods
from planwatch.intake.raw_sheets import Opened, UnreadableFileError
from planwatch.intake.text_files import read_text
from planwatch.intake.xls_files import read_xls
from planwatch.intake.xlsx_files import read_xlsx
from planwatch.intake.xml_spreadsheets import read_xml_spreadsheet
from planwatch.limits import load_limits

READERS: dict[str, Callable[[Path], Opened]] = {
    "xlsx": read_xlsx,
    "xls": read_xls,
    "ods": read_ods,
    "xml_spreadsheet": read_xml_spreadsheet,
    "html": read_html,
    "text": read_text,
}


def read_sheets(path: Path) -> Opened:
    """All sheets of a file. Raises UnreadableFileError, for a text file also while its rows are gone through."""
    limits = load_limits()
    size = path.stat().st_size
    if size == 0:
        raise UnreadableFileError("empty")
    if size > limits.largest_text_bytes:
        raise UnreadableFileError("too_large")
    kind = kind_of(path)
    if kind != "text" and size > limits.largest_workbook_bytes:
        raise UnreadableFileError("too_large")
    opened = READERS[kind](path)
    if len(opened.sheets) > limits.most_sheets:
        raise UnreadableFileError("too_many_cells")
    return opened
