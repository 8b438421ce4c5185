"""A file's bytes → its sheets as rows of cells; nothing is interpreted yet."""

import csv
import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from planwatch.intake.forms import recognise
from planwatch.intake.formula_errors import restore_formula_errors

LARGEST_FILE_BYTES = 20 * 1024 * 1024
MOST_CELLS = 2_000_000
TEXT_SUFFIXES = {".csv", ".tsv", ".txt"}
WORKBOOK_SUFFIXES = {".xlsx", ".xls", ".ods"}
_CELL = re.compile(rb'<(?:\w+:)?c [^>]*?\br="([A-Z]{1,3})(\d{1,7})"')


class UnreadableFileError(Exception):
    """The file cannot be read at all; `reason` is a key of the message catalogue."""

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason


@dataclass
class Sheet:
    """One sheet: its name (empty for text files) and its rows from row 1 on."""

    name: str
    rows: list[list[Any]]


def read_sheets(path: Path) -> tuple[list[Sheet], str | None]:
    """All sheets of a file, and the encoding of a text file. Raises UnreadableFileError."""
    size = path.stat().st_size
    if size == 0:
        raise UnreadableFileError("empty")
    if size > LARGEST_FILE_BYTES:
        raise UnreadableFileError("too_large")
    if path.suffix.lower() in TEXT_SUFFIXES:
        return _read_text(path.read_bytes())
    if path.suffix.lower() in WORKBOOK_SUFFIXES:
        return _read_workbook(path), None
    raise UnreadableFileError("unknown_type")


def _read_workbook(path: Path) -> list[Sheet]:
    import pandas

    if zipfile.is_zipfile(path):
        _refuse_vast_sheets(path)
    try:
        frames = pandas.read_excel(path, sheet_name=None, header=None, dtype=object, na_filter=False, engine="calamine")
    except Exception as fault:
        is_locked = "password" in str(fault).lower() or "encrypt" in str(fault).lower()
        raise UnreadableFileError("password" if is_locked else "damaged") from fault
    sheets = [Sheet(str(name), frame.to_numpy().tolist()) for name, frame in frames.items()]
    restore_formula_errors(path, sheets)
    return sheets


def _refuse_vast_sheets(path: Path) -> None:
    """Refuse a sheet whose cells span too large an area: the reader sets memory aside for every cell of it.

    One stray cell in the last corner makes 17 thousand million cells, and would end the process, not raise.
    """
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            if name.startswith("xl/worksheets/") and name.endswith(".xml") and _area(package, name) > MOST_CELLS:
                raise UnreadableFileError("too_many_cells")


def _area(package: zipfile.ZipFile, name: str) -> int:
    rows = columns = 0
    with package.open(name) as part:
        rest = b""
        while chunk := part.read(1 << 20):
            rest = rest[-64:] + chunk
            for letters, number in _CELL.findall(rest):
                rows, columns = max(rows, int(number)), max(columns, column_number(letters.decode()))
            if rows * columns > MOST_CELLS:
                break
    return rows * columns


def column_number(letters: str) -> int:
    """The 1-based column of a spreadsheet letter: A → 1, AA → 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _read_text(content: bytes) -> tuple[list[Sheet], str]:
    """Byte-order mark, then strict UTF-8, then strict GB18030; of several that decode, the one with our headings.

    UTF-8 bytes often decode as GB18030 without an error, never the reverse, so the headings decide.
    """
    candidates = ["utf-8-sig"] if content.startswith(b"\xef\xbb\xbf") else ["utf-8", "gb18030"]
    readings = []
    for encoding in candidates:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        sheet = Sheet("", _rows(text))
        if recognise(sheet.rows):
            return [sheet], encoding
        readings.append(([sheet], encoding))
    if not readings:
        raise UnreadableFileError("unknown_encoding")
    return readings[0]


def _rows(text: str) -> list[list[Any]]:
    text = text.replace("\x00", "")
    first_lines = "\n".join(text.splitlines()[:20])
    delimiter = max("\t;,", key=first_lines.count)
    return [list(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)]
