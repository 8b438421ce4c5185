"""What every kind of file becomes before anything is interpreted: sheets, each a run of rows of cells."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import chain, islice
from typing import Any

UNCALCULATED = "#UNCALCULATED!"
HEAD_ROWS = 200
Row = list[Any]


class UnreadableFileError(Exception):
    """The file cannot be read at all; `reason` is a key of the message catalogue, `facts` what its sentence names."""

    def __init__(self, reason: str, **facts: Any):
        super().__init__(reason)
        self.reason = reason
        self.facts = facts


@dataclass
class Markings:
    """What a sheet shows besides its cells' values; places are 0-based, merged areas (top, left, bottom, right)."""

    is_hidden: bool = False
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)


class Sheet:
    """One sheet: its name (empty for text files) and its rows from row 1 on, which can be gone through once.

    `head` are its first rows, as many as headings and titles may take; looking at them takes nothing away.
    """

    def __init__(self, name: str, rows: Iterable[Row], markings: Markings | None = None):
        self.name = name
        self.markings = markings or Markings()
        self._rest = iter(rows)
        self.head: list[Row] = list(islice(self._rest, HEAD_ROWS))

    def __iter__(self) -> Iterator[Row]:
        return chain(self.head, self._rest)


@dataclass
class Opened:
    """A file as its kind's reader found it. `links` and `macros` tell what the workbook carries besides its sheets."""

    kind: str
    sheets: list[Sheet]
    encoding: str | None = None
    delimiter: str | None = None
    has_links: bool = False
    has_macros: bool = False


def as_percent(value: float) -> str:
    """A share of 1 as the sheet shows it under a percent format: 0.855 → `85.5%`."""
    return f"{(Decimal(f'{value:.15g}') * 100).normalize():f}%"
