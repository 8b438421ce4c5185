"""What a page and a line of a unit's API must look like: read from the contract, include/docs/returns-api.yaml."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any

import yaml

from planwatch import paths
from planwatch.domain.finding import Finding
from planwatch.intake.api_answers import OTHER_UNIT, AnswerFault, Number, canonical, kind, parsed
from planwatch.intake.collection_limits import load_collection_limits

UNKNOWN, MISSING, WRONG_TYPE = "F80", "F81", "F82"
Line = dict[str, Any]


@dataclass(frozen=True)
class Field:
    """One field of the contract; `column` is the form's column that it fills, if any."""

    kinds: frozenset[str]
    is_required: bool
    column: str | None


@dataclass
class Drift:
    """Where lines and pages leave the contract: counted per field, with the first example."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    facts: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)

    def note(self, rule_id: str, name: str, **facts: Any) -> None:
        """Count one more of the same."""
        self.counts[rule_id, name] += 1
        self.facts.setdefault((rule_id, name), facts)

    def add(self, other: "Drift") -> None:
        """Count what was noted elsewhere too."""
        self.counts.update(other.counts)
        self.facts = other.facts | self.facts

    def findings(self) -> list[Finding]:
        """One finding per rule and field; its place is the field."""
        return [
            Finding(rule_id, {"field": name, "lines": self.counts[rule_id, name]} | facts, sheet_name=name)
            for (rule_id, name), facts in sorted(self.facts.items())
        ]


@dataclass(frozen=True)
class Page:
    """A page that was understood: `cursor_at` and `total` are None where the server did not say them readably."""

    lines: list[Line]
    following: str | None
    cursor_at: datetime | None
    total: int | None


@cache
def contract(schema: str) -> dict[str, Field]:
    """The fields of `Page` or `Line` by name, in the contract's order."""
    document = yaml.safe_load((paths.DOCS / "returns-api.yaml").read_text(encoding="utf-8"))
    entry = document["components"]["schemas"][schema]
    return {
        name: Field(_kinds(said), name in entry["required"], said.get("x-column"))
        for name, said in entry["properties"].items()
    }


def understood(body: bytes, address: str, unit_code: str, form: str, cutoff_date: str, drift: Drift) -> Page:
    """A page of the listing that was asked for. Small departures are noted in `drift`. Raises AnswerFault."""
    page = parsed(body, address)
    if not isinstance(page, dict):
        raise AnswerFault("not_an_object", address, body)
    if isinstance(page.get("unit_code"), str) and page["unit_code"] != unit_code:
        raise AnswerFault("unit", address, body, OTHER_UNIT, claimed=_example(page["unit_code"]), channel=unit_code)
    for name, expected in (("form", form), ("cutoff_date", cutoff_date)):
        if page.get(name) != expected:
            raise AnswerFault("other", address, body, value=f"{name} {_example(page.get(name))}", expected=expected)
    if not isinstance(page.get("lines"), list):
        raise AnswerFault("no_lines", address, body)
    _compare(page, contract("Page"), drift)
    lines = [line for line in page["lines"] if isinstance(line, dict)]
    for line in page["lines"]:
        if isinstance(line, dict):
            _compare(line, contract("Line"), drift)
        else:
            drift.note(WRONG_TYPE, "lines", expected="object", found=kind(line), example=_example(line))
    following = page.get("next")
    following = following if isinstance(following, str) and following else None
    return Page(lines, following, moment(page.get("cursor")), _whole(page.get("total")))


def moment(said: Any) -> datetime | None:
    """A moment with its time zone, as RFC 3339 writes it; None for anything else."""
    if not isinstance(said, str) or isinstance(said, Number) or len(said) > 40:
        return None
    try:
        read = datetime.fromisoformat(said)
    except ValueError:
        return None
    return read if read.tzinfo else None


def _compare(entry: Line, fields: dict[str, Field], drift: Drift) -> None:
    longest = load_collection_limits().longest_example_characters
    for name in entry.keys() - fields.keys():
        drift.note(UNKNOWN, canonical(name)[1:-1][:longest], example=_example(entry[name]))
    for name, expected in fields.items():
        if name not in entry:
            if expected.is_required:
                drift.note(MISSING, name)
        elif kind(entry[name]) not in expected.kinds:
            said = " / ".join(sorted(expected.kinds))
            drift.note(WRONG_TYPE, name, expected=said, found=kind(entry[name]), example=_example(entry[name]))


def _kinds(said: dict[str, Any]) -> frozenset[str]:
    given = said.get("type", "string")
    names = given if isinstance(given, list) else [given]
    return frozenset("number" if name == "integer" else name for name in names)


def _whole(said: Any) -> int | None:
    return int(said) if isinstance(said, Number) and said.isdigit() and len(said) < 10 else None


def _example(value: Any) -> str:
    return canonical(value)[: load_collection_limits().longest_example_characters]
