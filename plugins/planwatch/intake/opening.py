"""A file → its sheets that follow a form, and what is found of the file and of each sheet as a whole."""

import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from planwatch import paths
from planwatch.domain.file_format import FileFormat
from planwatch.domain.finding import Finding
from planwatch.intake.file_kinds import SUFFIXES
from planwatch.intake.files import read_sheets
from planwatch.intake.forms import FEWEST_HEADINGS, HEADING_ROWS, Layout, recognise
from planwatch.intake.raw_sheets import Opened, Sheet, UnreadableFileError
from planwatch.intake.recognition import any_of, load_recognition
from planwatch.intake.returned_copies import without_answers
from planwatch.intake.text import normalised
from planwatch.rules import load_rules

Known = tuple[Sheet, Layout]


@dataclass
class OpenedReturn:
    """What is to be read of a return, sheet by sheet, and what was found before the first line of it.

    `reasons` are what a returned copy's boxes say to earlier warnings; those of a text file come with its rows.
    """

    format: FileFormat
    known: list[Known] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    reasons: dict[str, str] = field(default_factory=dict)

    @property
    def is_refused(self) -> bool:
        """Whether a finding is of a kind that refuses the file."""
        return any(load_rules()[finding.rule_id].severity == "fatal" for finding in self.findings)


def open_return(path: Path, unit_code: str, unit_names: dict[str, str]) -> OpenedReturn:
    """Open a file and find its forms. Raises UnreadableFileError."""
    opened = read_sheets(path)
    sheets, reasons = without_answers(opened.sheets)
    layouts = [(sheet, recognise(sheet.head, sheet.markings.merged)) for sheet in sheets]
    known = [(sheet, layout) for sheet, layout in layouts if layout]
    if not known:
        raise UnreadableFileError("no_form")
    strangers = [sheet for sheet, layout in layouts if not layout]
    known, unlike = _without_half_likenesses(known)
    findings = [_lacking(sheet, layout) for sheet, layout in known if layout.missing]
    findings += _claims(sheets, unit_code, unit_names)
    if not findings:
        findings += _carried(opened, path) + _passed_over([*strangers, *unlike])
    if opened.encoding:
        findings.append(Finding("F02", {"encoding": opened.encoding}))
    found = FileFormat(opened.kind, opened.encoding, opened.delimiter)
    return OpenedReturn(found, known, findings, reasons)


def refusal(fault: UnreadableFileError) -> Finding:
    """The finding of a file that cannot be taken in."""
    return Finding("F01", {"reason": fault.reason} | fault.facts)


def _without_half_likenesses(known: list[Known]) -> tuple[list[Known], list[Sheet]]:
    """Beside a whole form, a sheet that lacks more of one than it has is something else, such as a summary."""
    if all(layout.missing for _, layout in known):
        return known, []
    unlike = [sheet for sheet, layout in known if len(layout.places) - len(layout.missing) < FEWEST_HEADINGS]
    return [(sheet, layout) for sheet, layout in known if sheet not in unlike], unlike


def _lacking(sheet: Sheet, layout: Layout) -> Finding:
    facts = {
        "reason": "missing_columns",
        "columns": "、".join(layout.missing),
        "form": layout.form.name,
        "version": f"v{layout.form.version}",
    }
    return Finding("F01", facts, layout.form.name, sheet.name)


def _claims(sheets: list[Sheet], unit_code: str, unit_names: dict[str, str]) -> list[Finding]:
    found = []
    for sheet in sheets:
        claimed = _claimed_unit(sheet, unit_names)
        if claimed and unit_names[claimed] != unit_code:
            found.append(Finding("F36", {"claimed": claimed, "channel": unit_code}, sheet_name=sheet.name))
    return found


def _claimed_unit(sheet: Sheet, unit_names: dict[str, str]) -> str | None:
    """The unit that the rows above the table name, where they name one that the plan knows."""
    for row in sheet.head[:HEADING_ROWS]:
        found = _unit_claim().search(" ".join(text for cell in row if (text := normalised(cell))))
        if found and found["name"] in unit_names:
            return found["name"]
    return None


@cache
def _unit_claim() -> re.Pattern[str]:
    labels = any_of(load_recognition().labels_above.unit)
    return re.compile(rf"({labels})\s*(\([^)]*\))?\s*:\s*(?P<name>[^\s:(]+)", re.IGNORECASE)


def _carried(opened: Opened, path: Path) -> list[Finding]:
    """What the file carries or claims besides its sheets: links, macros, a suffix that its content belies."""
    suffix = path.suffix.lower()
    is_belied = suffix not in SUFFIXES[opened.kind]
    return [
        *([Finding("F76")] if opened.has_links else []),
        *([Finding("F77")] if opened.has_macros else []),
        *([Finding("F78", {"suffix": suffix or None, "kind": opened.kind})] if is_belied else []),
    ]


def _passed_over(sheets: list[Sheet]) -> list[Finding]:
    """Sheets with figures that follow no form; the template's own companions are none of them."""
    return [
        Finding("F75", sheet_name=sheet.name)
        for sheet in sheets
        if not sheet.markings.is_hidden and sheet.name.strip() not in _companions() and _has_figures(sheet)
    ]


def _has_figures(sheet: Sheet) -> bool:
    filled = [[cell for cell in row if normalised(cell)] for row in sheet.head]
    figures = [cell for row in filled for cell in row if isinstance(cell, int | float) and not isinstance(cell, bool)]
    return sum(len(row) >= FEWEST_HEADINGS for row in filled) > 1 and bool(figures)


@cache
def _companions() -> frozenset[str]:
    lines = (paths.FORMS / "companion_sheets.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))
