"""A small file read at once and in this process, by the reader that the confined process runs."""

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile

from planwatch.domain.finding import Finding
from planwatch.intake.opening import open_return
from planwatch.intake.sheets import Line, SheetReading
from planwatch.intake.spooling import Spools


@dataclass
class SheetLines:
    """The lines of one sheet, each a dictionary under our column names."""

    form: str
    sheet_name: str
    lines: list[Line]


def read_file(
    path: Path, unit_code: str, unit_names: dict[str, str]
) -> tuple[list[SheetLines], list[Finding], str | None]:
    """The lines of every sheet that is taken in, all findings, and a text file's encoding."""
    with TemporaryFile() as lines, TemporaryFile() as findings:
        spooled = Spools(lines.fileno(), findings.fileno()).read(path, 1, unit_code, unit_names)
        spooled.spool = findings.fileno()
        found = list(spooled.findings())
    return (
        _lines_of(path, unit_code, unit_names) if spooled.sheets else [],
        found,
        spooled.format and spooled.format.text_encoding,
    )


def _lines_of(path: Path, unit_code: str, unit_names: dict[str, str]) -> list[SheetLines]:
    """The lines as they are before they are spooled for COPY."""
    sheets = []
    for sheet, layout in open_return(path, unit_code, unit_names).known:
        reading = SheetReading(sheet, layout, lambda finding: None)
        sheets.append(SheetLines(reading.form, reading.sheet_name, list(reading.lines())))
    return sheets
