"""The forms and their headings: include/forms/<form>_v<n>.columns.csv. A sheet is known by its headings alone."""

import csv
from dataclasses import dataclass
from functools import cache
from typing import Any

from planwatch import paths
from planwatch.intake.text import folded_heading

HEADING_ROWS = 15
FEWEST_HEADINGS = 3


@dataclass(frozen=True)
class Column:
    """One column of a form: our name, what its cells hold, and the headings by which it is known."""

    name: str
    type: str
    unit: str
    is_required: bool
    is_key: bool
    heading_zh: str
    headings: frozenset[str]


@dataclass(frozen=True)
class Form:
    """A form and its columns, in the order of its template."""

    name: str
    version: int
    columns: tuple[Column, ...]


@dataclass(frozen=True)
class Layout:
    """Where a form's columns stand in a sheet: `heading_rows` are 0-based, `places` maps our names to positions."""

    form: Form
    heading_rows: tuple[int, ...]
    places: dict[str, int]

    @property
    def missing(self) -> list[str]:
        """The required columns that the sheet lacks, by their Chinese headings."""
        return [
            column.heading_zh for column in self.form.columns if column.is_required and column.name not in self.places
        ]


@cache
def load_forms() -> tuple[Form, ...]:
    """Every form of include/forms."""
    return tuple(_form(path) for path in sorted(paths.FORMS.glob("*.columns.csv")))


def recognise(rows: list[list[Any]]) -> Layout | None:
    """The form whose headings a sheet carries within its first 15 rows; None for a sheet that is no form.

    Headings may stand in one row or in two (a merged group above its columns).
    """
    best: Layout | None = None
    for index in range(min(HEADING_ROWS, len(rows))):
        above = _filled(rows[index - 1]) if index else []
        for form in load_forms():
            for upper in ([], above):
                layout = _layout(form, rows[index], upper, index)
                if len(layout.places) >= FEWEST_HEADINGS and _is_better(layout, best):
                    best = layout
    return best


def _is_better(layout: Layout, best: Layout | None) -> bool:
    return best is None or (-len(layout.missing), len(layout.places)) > (-len(best.missing), len(best.places))


def _layout(form: Form, lower: list[Any], upper: list[Any], index: int) -> Layout:
    places: dict[str, int] = {}
    for position, cell in enumerate(lower):
        alone = folded_heading(cell)
        group = folded_heading(upper[position]) if position < len(upper) else ""
        spellings = {alone, group + alone} if alone else {group}
        for column in form.columns:
            if column.name not in places and spellings & column.headings:
                places[column.name] = position
    return Layout(form, (index - 1, index) if upper else (index,), places)


def _filled(row: list[Any]) -> list[Any]:
    """A merged group heading stands in its first cell only; the cells to its right belong to it too."""
    filled: list[Any] = []
    for cell in row:
        filled.append(cell if folded_heading(cell) else (filled[-1] if filled else cell))
    return filled


def _form(path: Any) -> Form:
    name, _, version = path.name.removesuffix(".columns.csv").rpartition("_v")
    with path.open(encoding="utf-8-sig", newline="") as source:
        columns = tuple(
            Column(
                name=entry["column"],
                type=entry["type"],
                unit=entry["unit"],
                is_required=entry["is_required"] == "true",
                is_key=entry["is_key"] == "true",
                heading_zh=entry["heading_zh"],
                headings=frozenset(
                    folded_heading(heading)
                    for heading in [entry["heading_zh"], entry["heading_en"], *entry["other_headings"].split("|")]
                    if heading
                ),
            )
            for entry in csv.DictReader(source)
        )
    return Form(name, int(version), columns)
