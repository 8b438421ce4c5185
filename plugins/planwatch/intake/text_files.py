"""Text files (.csv, .tsv, .txt) of any length, row by row: never more than one chunk of them in memory."""

import csv
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path

from planwatch.domain.formula_text import unwrapped
from planwatch.intake.encodings import encodings_of, was_misread
from planwatch.intake.forms import HEADING_ROWS, recognise
from planwatch.intake.raw_sheets import Opened, Row, Sheet, UnreadableFileError
from planwatch.limits import load_limits

_DELIMITERS = ",\t;|"
_MOST_LINES_OF_A_CELL = 100


def read_text(path: Path) -> Opened:
    """One sheet without a name: the encoding and the delimiter under which a form's headings stand in it.

    Where none does, the likeliest of both. Raises UnreadableFileError, also while its rows are gone through.
    """
    encodings = encodings_of(path)
    for encoding in encodings:
        for delimiter in _delimiters(path, encoding):
            if recognise(_head(path, encoding, delimiter)):
                return Opened("text", [Sheet("", _rows(path, encoding, delimiter))], encoding, delimiter)
    _refuse_misread(path, encodings[0])
    delimiter = _delimiters(path, encodings[0])[0]
    return Opened("text", [Sheet("", _rows(path, encodings[0], delimiter))], encodings[0], delimiter)


def _head(path: Path, encoding: str, delimiter: str) -> list[Row]:
    """The rows in which headings are looked for, as far as they can be read."""
    rows = []
    with suppress(UnreadableFileError):
        for row in islice(_rows(path, encoding, delimiter), HEADING_ROWS + 1):
            rows.append(row)
    return rows


def _delimiters(path: Path, encoding: str) -> list[str]:
    """The delimiters, the one that stands most often in the first lines first."""
    start = "".join(islice(_lines(path, encoding), 20))
    return sorted(_DELIMITERS, key=start.count, reverse=True)


def _refuse_misread(path: Path, encoding: str) -> None:
    mended = was_misread("".join(islice(_lines(path, encoding), 20)))
    if mended is None:
        return
    for delimiter in _DELIMITERS:
        if recognise([line.split(delimiter) for line in mended.splitlines()]):
            raise UnreadableFileError("garbled")


def _lines(path: Path, encoding: str) -> Iterator[str]:
    """Lines with their ends, without NUL; one that is longer than any row can be ends the reading."""
    limits = load_limits()
    longest = limits.longest_cell_characters * 32
    with path.open(encoding=encoding, newline="") as text:
        while line := text.readline(longest):
            if len(line) >= longest:
                raise UnreadableFileError("line_too_long")
            yield line.replace("\x00", "") if "\x00" in line else line


def _rows(path: Path, encoding: str, delimiter: str) -> Iterator[Row]:
    limits = load_limits()
    csv.field_size_limit(limits.longest_cell_characters)
    reader = csv.reader(_lines(path, encoding), delimiter=delimiter, strict=True)
    before = 0
    try:
        for row in reader:
            if reader.line_num > before + 1 and _has_swallowed(row, reader.line_num - before, delimiter):
                raise UnreadableFileError("unbalanced_quotes", line=before + 1)
            before = reader.line_num
            if len(row) > limits.most_columns:
                if any(row[limits.most_columns :]):
                    raise UnreadableFileError("too_many_cells")
                del row[limits.most_columns :]
            if '="' in "".join(row):
                row = [unwrapped(cell) for cell in row]
            yield row
    except csv.Error as fault:
        is_long = "field larger" in str(fault)
        raise UnreadableFileError("cell_too_long" if is_long else "unbalanced_quotes", line=before + 1) from fault
    except UnicodeDecodeError as fault:
        raise UnreadableFileError("unknown_encoding") from fault


def _has_swallowed(row: Row, lines_count: int, delimiter: str) -> bool:
    """Whether a quote left open has drawn whole rows into one cell: such a cell holds lines of several columns."""
    if lines_count > _MOST_LINES_OF_A_CELL:
        return True
    inner = [line for cell in row if "\n" in cell for line in cell.splitlines()[1:-1]]
    return any(line.count(delimiter) >= 2 for line in inner)
