"""The forms and their columns, as include/forms/<form>_v<n>.columns.csv describes them."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from planwatch import paths


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


@cache
def load_forms() -> tuple[Form, ...]:
    """Every form of include/forms."""
    return tuple(_form(path) for path in sorted(paths.FORMS.glob("*.columns.csv")))


@cache
def column_of(form_name: str, column_name: str) -> Column:
    """A form's column by our name. Raises KeyError."""
    return {(form.name, column.name): column for form in load_forms() for column in form.columns}[
        form_name, column_name
    ]


def _form(path: Path) -> Form:
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
                    heading
                    for heading in [entry["heading_zh"], entry["heading_en"], *entry["other_headings"].split("|")]
                    if heading
                ),
            )
            for entry in csv.DictReader(source)
        )
    return Form(name, int(version), columns)
