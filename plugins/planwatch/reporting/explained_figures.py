"""Which figures can be explained and how each comes about: the data of include/explain, one entry per relation."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import yaml

from planwatch import paths
from planwatch.warehouse.evaluation import PUBLISHED_BY_DAY

RELATIONS = "explaining/relations"
JOINS = ("sum", "count", "least", "greatest")
PROGRAMME = ("ALL", "all", "全县")
_NAME = re.compile(r"\b[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)?\b(?!\()")

Row = dict[str, Any]
Entry = dict[str, Any]


@dataclass(frozen=True)
class Relation:
    """What include/explain says of a mart, a model, or a query of include/sql/explaining/relations.

    `keys`: its key columns, each with the variable of `make explain` that gives it (empty: no person asks by it).
    `names`: where the name of a key stands beside its code. `constants`, `renamed`: how its row is known to others.
    `whole`: the key that means summed over. `called`: the columns by which a person knows a row. `further`: the mart
    that explains it further. `line`: the sentence of a row. `leaf`: the sentence of a column without an entry.
    `reasons`: columns that say why others are not known.
    """

    name: str
    keys: dict[str, str] = field(default_factory=dict)
    columns: dict[str, Entry] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    constants: Row = field(default_factory=dict)
    renamed: dict[str, str] = field(default_factory=dict)
    whole: str = ""
    called: list[str] = field(default_factory=list)
    further: str = ""
    line: str = "part"
    leaf: str = ""
    reasons: dict[str, list[str]] = field(default_factory=dict)

    @property
    def is_mart(self) -> bool:
        """Whether it is published."""
        return self.name in PUBLISHED_BY_DAY

    @property
    def variables(self) -> dict[str, str]:
        """The variables of `make explain` that name its rows, and the column of each."""
        return {variable: column for column, variable in self.keys.items() if variable}

    def known_by(self, row: Row) -> Row:
        """The keys by which rows of other relations belong to a row of this one."""
        found = {name: value for name, value in row.items() if value is not None and value != self.whole}
        return found | {new: row[old] for new, old in self.renamed.items()} | self.constants

    def reason(self, column: str, row: Row) -> str:
        """Why a figure of a row is not known, as a code: what stands beside it; empty where nothing does."""
        beside = next((said for said, columns in self.reasons.items() if column in columns), "")
        return row.get(beside or f"{column.rpartition('_')[0]}_reason") or ""

    def entry(self, column: str, row: Row) -> Entry:
        """How a column of a row comes about: of several cases the first that the row meets. Empty for a plain value."""
        found = self.columns.get(column, {})
        for case in found.get("cases", ()):
            if all(_meets(row.get(name), wanted) for name, wanted in case.get("when", {}).items()):
                return {key: value for key, value in {**found, **case}.items() if key not in ("cases", "when")}
        return {key: value for key, value in found.items() if key != "cases"}


@cache
def relations() -> dict[str, Relation]:
    """Every relation that include/explain speaks of."""
    written: dict[str, Any] = {}
    for path in sorted((paths.INCLUDE / "explain").glob("*.yaml")):
        written |= yaml.safe_load(path.read_text(encoding="utf-8"))
    return {name: Relation(name, **said) for name, said in written.items()}


def marts() -> list[Relation]:
    """The published relations, in the order in which they are published."""
    return [relations()[name] for name in PUBLISHED_BY_DAY if name in relations()]


def inputs_of(formula: str) -> list[str]:
    """The figures that a formula names, each once, in its order; those of other relations as `relation.column`."""
    return list(dict.fromkeys(_NAME.findall(formula)))


def reached_from(relation: Relation, column: str) -> set[str]:
    """The relations that the tree of a column may read, itself among them."""
    reached: set[str] = set()
    waiting = [(relation.name, column)]
    seen = set(waiting)
    while waiting:
        name, asked = waiting.pop()
        reached.add(name)
        for following in _following(relations()[name], asked):
            if following not in seen:
                seen.add(following)
                waiting.append(following)
    return reached


def _following(relation: Relation, column: str) -> Iterator[tuple[str, str]]:
    """The figures that a column's entry names, in all its cases."""
    found = relation.columns.get(column, {})
    for entry in (found, *found.get("cases", ())):
        for name in inputs_of(entry.get("formula", "")) + inputs_of(entry.get("inputs", "")):
            other, _, last = name.rpartition(".")
            yield other or relation.name, last
        if "of" in entry and "lines" not in entry:
            yield entry["of"], ""


def _meets(value: Any, wanted: Any) -> bool:
    if isinstance(wanted, list):
        return value in wanted
    if wanted == "known":
        return value is not None
    return bool(value == wanted)
