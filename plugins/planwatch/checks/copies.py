"""The submitter's own file back, in its own format: which writer it needs, and which files get no copy."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from planwatch.checks.answer import Answer
from planwatch.checks.copy_marks import Mark, Place, marked_cells
from planwatch.checks.copy_package import uncompressed_size
from planwatch.checks.copy_summary import Summary, summary
from planwatch.checks.copy_text import TextCopy
from planwatch.checks.formula_texts import FormulaTexts, TooManyFormulaTextsError
from planwatch.messages import load_messages

MOST_BYTES = {"xlsx": 16 * 1024 * 1024, "ods": 8 * 1024 * 1024, "xls": 8 * 1024 * 1024}
KINDS = (*MOST_BYTES, "text")


class NoCopyError(Exception):
    """A file cannot be answered in: `reason` is a key under `receipt.no_copy_reason`, `trouble` is for an operator."""

    def __init__(self, reason: str, trouble: str | None = None):
        super().__init__(reason)
        self.reason = reason
        self.trouble = trouble


class Workbook(Protocol):
    """A workbook, opened to be answered in."""

    formula_texts: FormulaTexts

    def write(self, target: Path, marks: dict[Place, Mark], summary: Summary, moment: datetime) -> None:
        """Write the annotated copy; the same bytes every time."""


def refuse(answer: Answer) -> None:
    """Raise NoCopyError where what was read of a return allows no copy."""
    kind = answer.entry["file_kind"]
    if not answer.layouts:
        raise NoCopyError("unreadable")
    if kind not in KINDS:
        raise NoCopyError("kind_without_copy" if kind else "failed")


def is_answered_by_row(answer: Answer) -> bool:
    """Whether the copy's writer wants the findings in the order of rows, and not the gravest first."""
    return bool(answer.entry["file_kind"] == "text")


def open_copy(path: Path, answer: Answer) -> Workbook | TextCopy:
    """A file opened to be answered in, as what it was read as. Raises NoCopyError, and whatever the file brings about.

    Beyond MOST_BYTES (unpacked) a workbook is answered by receipt alone.
    """
    entry, kind = answer.entry, answer.entry["file_kind"]
    try:
        if kind == "text":
            heading_row_number = answer.layouts[0]["heading_row_numbers"][-1]
            return TextCopy(path, entry["text_encoding"], entry["text_delimiter"], heading_row_number)
        size = path.stat().st_size if kind == "xls" else uncompressed_size(path)
        if size > MOST_BYTES[kind]:
            raise NoCopyError("too_large")
        return _workbook(path, kind, answer)
    except TooManyFormulaTextsError as fault:
        raise NoCopyError("too_many_formula_texts") from fault


def write_copy(opened: Workbook | TextCopy, answer: Answer, found: Iterable[dict[str, Any]], target: Path) -> None:
    """Write the annotated copy: `found` are the return's findings, in the order that its kind wants."""
    messages = load_messages(answer.language)
    if isinstance(opened, TextCopy):
        opened.write(target, found, messages)
        return
    listed = list(found)
    marks = marked_cells(listed, answer, messages)
    opened.write(target, marks, summary(answer, messages, listed), answer.entry["received_at"])


def _workbook(path: Path, kind: str, answer: Answer) -> Workbook:
    if kind == "xlsx":
        from planwatch.checks.copy_xlsx import XlsxCopy

        return XlsxCopy(path)
    if kind == "ods":
        from planwatch.checks.copy_ods import OdsCopy

        return OdsCopy(path)
    from planwatch.checks.copy_xls import XlsCopy

    return XlsCopy(path, load_messages(answer.language), answer.layouts)
