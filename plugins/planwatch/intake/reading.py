"""Turns every registered return into staged lines and the findings of reading it, one transaction each."""

import logging
import re
from pathlib import Path

from planwatch.domain.finding import Finding
from planwatch.intake.files import Sheet, UnreadableFileError, read_sheets
from planwatch.intake.forms import HEADING_ROWS, Layout, recognise
from planwatch.intake.returned_copies import without_answers
from planwatch.intake.sheets import SheetLines, read_lines
from planwatch.intake.text import normalised
from planwatch.rules import load_rules
from planwatch.warehouse import return_loading
from planwatch.warehouse.connection import connect

_UNIT_CLAIM = re.compile(r"(填报单位|报送单位|单位名称|unit)\s*(\([^)]*\))?\s*:\s*(?P<name>[^\s:(]+)", re.IGNORECASE)
log = logging.getLogger(__name__)


def read_returns(warehouse_url: str, archive: Path) -> int:
    """Read every return that is registered and not yet read; returns how many. A broken file stops no other."""
    with connect(warehouse_url) as connection:
        waiting = return_loading.waiting_for_reading(connection)
        unit_names = return_loading.unit_names(connection)
    for return_id, unit_code, archive_path in waiting:
        sheets, findings, encoding = read_file(archive / archive_path, unit_code, unit_names)
        is_refused = any(load_rules()[finding.rule_id].severity == "fatal" for finding in findings)
        severities = {rule.id: rule.severity for rule in load_rules().values()}
        try:
            with connect(warehouse_url) as connection:
                kept = [] if is_refused else sheets
                return_loading.stage(connection, return_id, kept, findings, severities, encoding)
        except return_loading.UnstageableError:
            log.exception("Return %s was read and cannot be staged", return_id)
            with connect(warehouse_url) as connection:
                refusal = [Finding("F01", {"reason": "damaged"})]
                return_loading.stage(connection, return_id, [], refusal, severities, encoding)
    return len(waiting)


def read_file(
    path: Path, unit_code: str, unit_names: dict[str, str]
) -> tuple[list[SheetLines], list[Finding], str | None]:
    """The lines of every sheet that follows a form, all findings, and a text file's encoding. Never raises."""
    try:
        sheets, encoding = read_sheets(path)
        sheets, reasons = without_answers(sheets)
        known = [(sheet, layout) for sheet in sheets if (layout := recognise(sheet.rows))]
        findings = _whole_file_findings(sheets, known, unit_code, unit_names)
        if encoding:
            findings.append(Finding("F02", {"encoding": encoding}))
        if any(load_rules()[finding.rule_id].severity == "fatal" for finding in findings):
            return [], findings, encoding
        lines = [read_lines(sheet, layout) for sheet, layout in known]
        lines[0].reasons = reasons
        findings += [finding for part in lines for finding in part.findings]
        if not any(part.lines or part.no_change or part.findings for part in lines):
            findings.append(Finding("F01", {"reason": "nothing_filled"}))
        return lines, findings, encoding
    except UnreadableFileError as fault:
        return [], [Finding("F01", {"reason": fault.reason})], None
    except Exception:
        log.exception("Reading %s failed in a way that no rule foresees", path)
        return [], [Finding("F01", {"reason": "damaged"})], None


def _whole_file_findings(
    sheets: list[Sheet], known: list[tuple[Sheet, Layout]], unit_code: str, unit_names: dict[str, str]
) -> list[Finding]:
    if not known:
        return [Finding("F01", {"reason": "no_form"})]
    findings = [
        Finding(
            "F01",
            {
                "reason": "missing_columns",
                "columns": "、".join(layout.missing),
                "form": layout.form.name,
                "version": f"v{layout.form.version}",
            },
            layout.form.name,
            sheet.name,
        )
        for sheet, layout in known
        if layout.missing
    ]
    for sheet in sheets:
        claimed = _claimed_unit(sheet, unit_names)
        if claimed and unit_names[claimed] != unit_code:
            findings.append(Finding("F36", {"claimed": claimed, "channel": unit_code}, sheet_name=sheet.name))
    return findings


def _claimed_unit(sheet: Sheet, unit_names: dict[str, str]) -> str | None:
    """The unit that the rows above the table name, where they name one that the plan knows."""
    for row in sheet.rows[:HEADING_ROWS]:
        found = _UNIT_CLAIM.search(" ".join(text for cell in row if (text := normalised(cell))))
        if found and found["name"] in unit_names:
            return found["name"]
    return None
