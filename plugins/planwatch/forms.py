"""The forms and their columns, as include/forms/<form>_v<n>.columns.csv describes them."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from planwatch import paths

NAMED_KINDS = ("project", "item", "source", "milestone", "operator")
ABOUT_THE_ROW = ("is_correction", "correction_document_number", "correction_reason", "remark")


@dataclass(frozen=True)
class Column:
    """One column of a form: our name, what its cells hold, and the headings by which it is known.

    `type`: percent, money, count, area, length, year, date, yes_no, text (names and numbers, brought to one spelling)
    or prose (quoted word for word).
    """

    name: str
    type: str
    unit: str
    is_required: bool
    is_key: bool
    is_cumulative: bool
    heading_zh: str
    headings: frozenset[str]
    heading_en: str = ""

    @property
    def kind(self) -> str | None:
        """What the plan knows by the name in this column: project, item, source, milestone or operator."""
        kind = self.name.removesuffix("_text")
        return kind if kind in NAMED_KINDS else None

    @property
    def resolved_name(self) -> str:
        """The column that holds the code of what is named here; the column itself for any other."""
        return f"{self.kind}_code" if self.kind else self.name


@dataclass(frozen=True)
class Form:
    """A form and its columns, in the order of its template."""

    name: str
    version: int
    columns: tuple[Column, ...]

    @property
    def kinds(self) -> list[str]:
        """The kinds of names that its lines carry."""
        return [column.kind for column in self.columns if column.kind]

    @property
    def key(self) -> list[str]:
        """The columns, as resolved, that tell one fact of a unit from another."""
        return [column.resolved_name for column in self.columns if column.is_key]

    @property
    def facts(self) -> list[str]:
        """The columns, as resolved, that say something of the fact; how a correction is explained is none of them."""
        return [
            column.resolved_name
            for column in self.columns
            if not column.is_key
            and column.name not in ABOUT_THE_ROW
            and "previous_" not in column.name
            and "period_" not in column.name
        ]


@cache
def load_forms() -> tuple[Form, ...]:
    """Every form of include/forms."""
    found = (_form(path) for path in paths.FORMS.glob("*.columns.csv"))
    return tuple(sorted(found, key=lambda form: (form.name, form.version)))


def form_named(name: str) -> Form:
    """The form of this name. Raises KeyError."""
    return _forms_by_name()[name]


@cache
def _forms_by_name() -> dict[str, Form]:
    return {form.name: form for form in load_forms()}


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
                is_cumulative=entry["is_cumulative"] == "true",
                heading_zh=entry["heading_zh"],
                headings=frozenset(
                    heading
                    for heading in [entry["heading_zh"], entry["heading_en"], *entry["other_headings"].split("|")]
                    if heading
                ),
                heading_en=entry["heading_en"],
            )
            for entry in csv.DictReader(source)
        )
    return Form(name, int(version), columns)
