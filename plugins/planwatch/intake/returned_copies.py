"""A copy that we sent back and that comes in again: what we wrote into it is taken off, the reasons in it are kept.

An answer adds a sheet of its own to workbooks, and columns at the right end to files that have no comments.
"""

from collections.abc import Iterator
from functools import cache

from planwatch.domain.formula_text import restored
from planwatch.intake.forms import HEADING_ROWS
from planwatch.intake.raw_sheets import Row, Sheet
from planwatch.intake.text import as_text, folded_heading, normalised
from planwatch.messages import LANGUAGES, load_messages

TEXT_COLUMNS = ("result", "rule", "says", "fix", "reason", "fingerprint")
WORKBOOK_COLUMNS = ("answer",)


def without_answers(sheets: list[Sheet]) -> tuple[list[Sheet], dict[str, str]]:
    """The sheets as their submitter made them, and the reasons filled in, by the fingerprint of their warning.

    The reasons in a text file are there when its rows have been gone through.
    """
    kept: list[Sheet] = []
    reasons: dict[str, str] = {}
    for sheet in sheets:
        place = _answer_columns(sheet)
        if _is_summary(sheet):
            reasons |= dict(_reasons(sheet))
        else:
            kept.append(Sheet(sheet.name, _without(sheet, place, reasons), sheet.markings) if place else sheet)
    return kept, reasons


@cache
def _said(key: str) -> frozenset[str]:
    return frozenset(folded_heading(load_messages(language).say(f"receipt.copy.{key}")) for language in LANGUAGES)


def _is_summary(sheet: Sheet) -> bool:
    return bool(sheet.head and sheet.head[0]) and folded_heading(sheet.head[0][0]) in _said("mark")


def _answer_columns(sheet: Sheet) -> tuple[int, tuple[str, ...]] | None:
    """The position from which on a sheet's columns are ours, and which they are."""
    for row in sheet.head[:HEADING_ROWS]:
        headings = [folded_heading(cell) for cell in row]
        while headings and not headings[-1]:
            headings.pop()
        for columns in (TEXT_COLUMNS, WORKBOOK_COLUMNS):
            last = headings[-len(columns) :]
            if len(headings) > len(columns) and all(
                heading in _said(f"columns.{name}") for heading, name in zip(last, columns, strict=True)
            ):
                return len(headings) - len(columns), columns
    return None


def _without(sheet: Sheet, place: tuple[int, tuple[str, ...]], reasons: dict[str, str]) -> Iterator[Row]:
    """The rows without our columns; what a text file's columns say is put into `reasons` as they pass."""
    position, columns = place
    boxes: list[int] | None = None
    for row in sheet:
        if columns == TEXT_COLUMNS:
            reasons |= dict(_reasons_in(row, boxes))
            boxes = boxes or _boxes(row)
            yield [restored(cell) if isinstance(cell, str) else cell for cell in row[:position]]
        else:
            yield row[:position]


def _reasons(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """Every fingerprint of a summary with a reason beside it."""
    boxes: list[int] | None = None
    for row in sheet:
        yield from _reasons_in(row, boxes)
        boxes = boxes or _boxes(row)


def _boxes(row: Row) -> list[int] | None:
    """Where a row of headings has the columns of reasons and of fingerprints."""
    headings = [folded_heading(cell) for cell in row]
    places = [
        position
        for name in ("reason", "fingerprint")
        for position, heading in enumerate(headings)
        if heading in _said(f"columns.{name}")
    ]
    return places if len(places) == 2 else None


def _reasons_in(row: Row, boxes: list[int] | None) -> Iterator[tuple[str, str]]:
    """The box that one row has speaks of all its warnings."""
    if boxes and max(boxes) < len(row) and (reason := as_text(row[boxes[0]]).strip()):
        yield from ((mark, restored(reason)) for mark in normalised(row[boxes[1]]).split())
