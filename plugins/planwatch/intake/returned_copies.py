"""A copy that we sent back and that comes in again: what we wrote into it is taken off, the reasons in it are kept.

An answer adds a sheet of its own to workbooks, and columns at the right end to files that have no comments.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

from planwatch.domain.formula_text import restored
from planwatch.intake.files import Sheet
from planwatch.intake.forms import HEADING_ROWS
from planwatch.intake.text import as_text, folded_heading, normalised
from planwatch.messages import LANGUAGES, load_messages

TEXT_COLUMNS = ("result", "rule", "says", "fix", "reason", "fingerprint")
WORKBOOK_COLUMNS = ("answer",)


def without_answers(sheets: list[Sheet]) -> tuple[list[Sheet], dict[str, str]]:
    """The sheets as their submitter made them, and the reasons filled in, by the fingerprint of their warning."""
    kept: list[Sheet] = []
    reasons: dict[str, str] = {}
    for sheet in sheets:
        place = _answer_columns(sheet)
        if _is_summary(sheet) or (place and place[1] == TEXT_COLUMNS):
            reasons |= dict(_reasons(sheet))
        if not _is_summary(sheet):
            kept.append(Sheet(sheet.name, _without(sheet.rows, place)) if place else sheet)
    return kept, reasons


@cache
def _said(key: str) -> frozenset[str]:
    return frozenset(folded_heading(load_messages(language).say(f"receipt.copy.{key}")) for language in LANGUAGES)


def _is_summary(sheet: Sheet) -> bool:
    return bool(sheet.rows and sheet.rows[0]) and folded_heading(sheet.rows[0][0]) in _said("mark")


def _answer_columns(sheet: Sheet) -> tuple[int, tuple[str, ...]] | None:
    """The position from which on a sheet's columns are ours, and which they are."""
    for row in sheet.rows[:HEADING_ROWS]:
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


def _without(rows: list[list[Any]], place: tuple[int, tuple[str, ...]]) -> list[list[Any]]:
    position, columns = place
    cut = [row[:position] for row in rows]
    if columns == TEXT_COLUMNS:
        return [[restored(cell) if isinstance(cell, str) else cell for cell in row] for row in cut]
    return cut


def _reasons(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """Every fingerprint with a reason beside it; the box that one row has speaks of all its warnings."""
    rows = iter(sheet.rows)
    for row in rows:
        headings = [folded_heading(cell) for cell in row]
        places = [
            position
            for name in ("reason", "fingerprint")
            for position, heading in enumerate(headings)
            if heading in _said(f"columns.{name}")
        ]
        if len(places) == 2:
            break
    for row in rows:
        if max(places) < len(row) and (reason := as_text(row[places[0]]).strip()):
            yield from ((mark, restored(reason)) for mark in normalised(row[places[1]]).split())
