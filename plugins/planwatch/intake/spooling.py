"""A return read into two spools, lines ready for COPY and findings as JSON, so that nothing of it stays in memory."""

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import IO, Any

from planwatch.domain.file_format import FileFormat
from planwatch.domain.finding import Finding
from planwatch.intake.no_change import NoChange
from planwatch.intake.opening import open_return, refusal
from planwatch.intake.raw_sheets import UnreadableFileError
from planwatch.intake.sheets import SheetReading
from planwatch.limits import load_limits
from planwatch.warehouse.copy_rows import copied_columns, copy_row

_BLOCK = 1 << 20


@dataclass
class SpooledSheet:
    """One sheet's lines, from byte `begin` to `end` of the spool of lines."""

    form: str
    sheet_name: str
    begin: int
    end: int
    lines_count: int
    cutoff_date: date | None
    no_change: NoChange | None
    layout: dict[str, Any]
    reasons: dict[str, str] = field(default_factory=dict)
    spool: int = -1

    def blocks(self) -> Iterator[bytes]:
        """The lines as COPY takes them."""
        return _blocks(self.spool, self.begin, self.end)


@dataclass
class SpooledReturn:
    """What was read of a return; one that could not be has no format.

    `trouble` is a traceback of what no rule foresees, for the operator.
    """

    sheets: list[SpooledSheet] = field(default_factory=list)
    format: FileFormat | None = None
    findings_end: int = 0
    trouble: str | None = None
    spool: int = -1

    def findings(self) -> Iterator[Finding]:
        """Everything that was found while the return was read."""
        rest = b""
        for block in _blocks(self.spool, 0, self.findings_end):
            *lines, rest = (rest + block).split(b"\n")
            for line in lines:
                yield Finding(**json.loads(line))


class Spools:
    """The two spools of one reader, used again for each return; both are files without a name."""

    def __init__(self, lines: int, findings: int):
        self.lines, self.findings = lines, findings

    def read(self, path: Path, return_id: int, unit_code: str, unit_names: dict[str, str]) -> SpooledReturn:
        """Read a return into the spools. A file that cannot be taken in is a finding; anything unforeseen raises."""
        try:
            return self._read(path, return_id, unit_code, unit_names)
        except UnreadableFileError as fault:
            return self.refused(refusal(fault))

    def refused(self, finding: Finding, trouble: str | None = None) -> SpooledReturn:
        """A return of which nothing is taken in."""
        with _opened(self.findings) as findings:
            _write_finding(findings, finding)
            return SpooledReturn(findings_end=findings.tell(), trouble=trouble)

    def _read(self, path: Path, return_id: int, unit_code: str, unit_names: dict[str, str]) -> SpooledReturn:
        opened = open_return(path, unit_code, unit_names)
        spooled = SpooledReturn(format=opened.format)
        found_count = 0
        with _opened(self.lines) as lines, _opened(self.findings) as findings:

            def note(finding: Finding) -> None:
                nonlocal found_count
                found_count += 1
                if found_count > load_limits().most_findings:
                    raise UnreadableFileError("too_many_findings")
                _write_finding(findings, finding)

            for finding in opened.findings:
                note(finding)
            before = found_count
            for raw, layout in [] if opened.is_refused else opened.known:
                spooled.sheets.append(_spool(SheetReading(raw, layout, note), lines, return_id))
            for sheet in spooled.sheets[:1]:
                sheet.reasons = opened.reasons
            is_empty = not any(sheet.lines_count or sheet.no_change for sheet in spooled.sheets)
            if spooled.sheets and is_empty and found_count == before:
                note(Finding("F01", {"reason": "nothing_filled"}))
                spooled.sheets = []
            spooled.findings_end = findings.tell()
        return spooled


def _spool(reading: SheetReading, lines: IO[bytes], return_id: int) -> SpooledSheet:
    names = copied_columns(reading.form)[1:]
    begin, count, latest = lines.tell(), 0, None
    for line in reading.lines():
        lines.write(copy_row(return_id, line, names).encode("utf-8", "replace"))
        count += 1
        if (day := line["cutoff_date"]) and (latest is None or day > latest):
            latest = day
    return SpooledSheet(
        reading.form, reading.sheet_name, begin, lines.tell(), count, latest, reading.no_change, reading.described
    )


def _opened(descriptor: int) -> IO[bytes]:
    """A spool from its beginning, emptied; closing it leaves the descriptor open."""
    os.ftruncate(descriptor, 0)
    os.lseek(descriptor, 0, os.SEEK_SET)
    return os.fdopen(descriptor, "wb", buffering=_BLOCK, closefd=False)


def _write_finding(findings: IO[bytes], finding: Finding) -> None:
    findings.write(json.dumps(asdict(finding), ensure_ascii=False).encode("utf-8", "replace") + b"\n")


def _blocks(descriptor: int, begin: int, end: int) -> Iterator[bytes]:
    while begin < end:
        block = os.pread(descriptor, min(_BLOCK, end - begin), begin)
        if not block:
            raise EOFError("the spool is shorter than what was written into it")
        begin += len(block)
        yield block
