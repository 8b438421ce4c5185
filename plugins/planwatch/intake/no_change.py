"""The tick “本期无变化” above a table: the submitter's word that nothing has changed since its last accepted return."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from planwatch.intake.dates import read_date
from planwatch.intake.recognition import any_of, load_recognition, yes_or_no
from planwatch.intake.text import normalised


@dataclass(frozen=True)
class NoChange:
    """The tick of one sheet: the cut-off date that it speaks of (none where the sheet names none), its last row, and
    whether the form repeats its figures or only says that nothing new happened."""

    cutoff_date: date | None
    last_row_number: int
    repeats: bool


def is_ticked(rows_above: Sequence[Sequence[Any]]) -> bool:
    """Whether a cell above the table says 本期无变化 and the next one, or the rest of the same cell, says 是."""
    for row in rows_above:
        words = [word for cell in row if (word := normalised(cell))]
        for word, following in zip(words, [*words[1:], ""], strict=False):
            if found := _tick().fullmatch(word):
                return yes_or_no(found["answer"] or following) is True
    return False


def stated_cutoff(rows_above: Sequence[Sequence[Any]]) -> date | None:
    """The cut-off date that the rows above the table state, in the cell of its label or the next one."""
    for row in rows_above:
        cells = [cell for cell in row if normalised(cell)]
        for cell, following in zip(cells, [*cells[1:], None], strict=False):
            if found := _cutoff().match(normalised(cell)):
                stated: date | None = read_date(found["day"] or following).value
                return stated
    return None


@cache
def _tick() -> re.Pattern[str]:
    labels = any_of(load_recognition().labels_above.no_change)
    return re.compile(rf"({labels})[^:]{{0,60}}?(:\s*(?P<answer>\S+))?:?", re.IGNORECASE)


@cache
def _cutoff() -> re.Pattern[str]:
    labels = any_of(load_recognition().labels_above.cutoff_date)
    return re.compile(rf"({labels})\s*(\([^)]*\))?\s*:\s*(?P<day>\S+)?.*", re.IGNORECASE)
