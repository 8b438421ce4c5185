"""A sheet's grid and the headings of its columns: Chinese, English, further spellings, in one row or in two."""

import random
import re
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from planwatch.forms import Column

GROUPS = ("累计完成", "累计", "全年")
_CHINESE = re.compile("[一-鿿]")


@dataclass
class Grid:
    """One sheet: its cells from row 1 on, what is merged (top, left, bottom, right) and what is hidden, all from 0."""

    name: str
    cells: list[list[Any]] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)


def add_headings(grid: Grid, columns: list[Column], manner: str, chance: random.Random) -> None:
    """Write the headings below what stands in the grid. `manner`: zh, en, other or two rows."""
    if manner == "two rows":
        _two_rows(grid, columns)
    elif manner == "en":
        grid.cells.append([english(column) for column in columns])
    elif manner == "other":
        grid.cells.append([chance.choice(sorted(column.headings)) for column in columns])
    else:
        grid.cells.append([column.heading_zh for column in columns])


def english(column: Column) -> str:
    """A column's English heading."""
    return next(heading for heading in sorted(column.headings) if not _CHINESE.search(heading))


def _two_rows(grid: Grid, columns: list[Column]) -> None:
    """Neighbours that begin alike stand under one merged group; every other heading spans both rows."""
    top = len(grid.cells)
    upper: list[Any] = []
    lower: list[Any] = []
    for group, members in groupby(enumerate(columns), key=lambda entry: _group(entry[1])):
        places = [position for position, _ in members]
        if group:
            upper += [group] + [None] * (len(places) - 1)
            lower += [columns[position].heading_zh.removeprefix(group) for position in places]
            grid.merged += [(top, places[0], top, places[-1])] if len(places) > 1 else []
        else:
            upper += [columns[position].heading_zh for position in places]
            lower += [None] * len(places)
            grid.merged += [(top, position, top + 1, position) for position in places]
    grid.cells += [upper, lower]


def _group(column: Column) -> str | None:
    return next((start for start in GROUPS if column.heading_zh.startswith(start)), None)
