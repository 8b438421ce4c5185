"""The bulletin's layout as data: include/bulletin.yaml, its sections, their parts and columns."""

from dataclasses import dataclass, field
from functools import cache
from typing import Any

import yaml

from planwatch import paths


@dataclass(frozen=True)
class BulletinColumn:
    """One column of a table: its name in the query's row, how it is shown, its share of the line."""

    name: str
    kind: str
    width: int
    catalogue: str = ""
    unknown: str = "dash"


@dataclass(frozen=True)
class BulletinPart:
    """One part of a section, made of the rows of one query; `only` keeps it to the page or to the document.

    `words` names the catalogue in which the sentences' codes are said.
    """

    kind: str
    query: str
    columns: tuple[BulletinColumn, ...] = ()
    chart: str = ""
    row: str = ""
    column: str = ""
    only: str = ""
    words: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class BulletinLayout:
    """The bulletin's spans in days and months, and its sections by name with their parts, in order."""

    previous_days: int
    change_days: int
    ahead_days: int
    curve_months: int
    sections: dict[str, tuple[BulletinPart, ...]]


@cache
def load_layout() -> BulletinLayout:
    """The layout of include/bulletin.yaml."""
    read = yaml.safe_load((paths.INCLUDE / "bulletin.yaml").read_text(encoding="utf-8"))
    return BulletinLayout(
        previous_days=read["previous_days"],
        change_days=read["change_days"],
        ahead_days=read["ahead_days"],
        curve_months=read["curve_months"],
        sections={entry["section"]: tuple(_part(part) for part in entry["parts"]) for entry in read["sections"]},
    )


def _part(entry: dict[str, Any]) -> BulletinPart:
    columns = tuple(BulletinColumn(**column) for column in entry.get("columns", []))
    return BulletinPart(**entry | {"columns": columns})
