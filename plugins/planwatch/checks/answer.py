"""Everything that an answer says of one return, worded in both languages; the same however often it is asked for."""

import json
from collections.abc import Generator
from dataclasses import dataclass
from typing import Any

from planwatch.domain.spreadsheet import cell_name
from planwatch.forms import form_named
from planwatch.messages import LANGUAGES, load_messages
from planwatch.warehouse import checking, queries
from planwatch.warehouse.connection import Connection
from planwatch.wording import worded

SEVERITIES = ("fatal", "error", "warning", "info")
CHANGED = "F12"


@dataclass(frozen=True)
class Answer:
    """A judged return: its ledger entry, counts, and where the columns of its sheets stood."""

    entry: dict[str, Any]
    layouts: list[dict[str, Any]]
    counts: dict[str, int]
    ignored_count: int
    parts: list[dict[str, Any]]
    carried: dict[str, Any]

    @property
    def language(self) -> str:
        """The language in which the return was filled in: that of the headings of its first sheet."""
        return self.layouts[0]["language"] if self.layouts else LANGUAGES[0]

    @property
    def held_back_count(self) -> int:
        """The rows that do not count because of an error of theirs, or because the whole file is refused."""
        entry = self.entry
        return int(entry["lines_count"] - entry["accepted_lines_count"] - self.ignored_count)


def load_answer(connection: Connection, entry: dict[str, Any]) -> Answer:
    """What the warehouse knows of a judged return."""
    return_id = entry["return_id"]
    found = queries.rows(connection, "checking/findings_by_severity.sql", return_id=return_id)
    known = {row["severity"]: row["findings_count"] for row in found}
    return Answer(
        entry=entry,
        layouts=queries.rows(connection, "checking/layouts_of_return.sql", return_id=return_id),
        counts={severity: known.get(severity, 0) for severity in SEVERITIES},
        ignored_count=sum(row["repeated_count"] for row in found) if entry["verdict"] != "refused" else 0,
        parts=queries.rows(connection, "checking/counted_parts.sql", return_id=return_id),
        carried=_carried_forward(connection, entry),
    )


def _carried_forward(connection: Connection, entry: dict[str, Any]) -> dict[str, Any]:
    """How many faulty rows there are, and how many of them have an earlier figure that goes on counting."""
    total: dict[str, Any] = {"held_back_count": 0, "carried_count": 0, "oldest_date": None, "newest_date": None}
    if entry["lines_count"] == entry["accepted_lines_count"]:
        return total
    for name in entry["forms"]:
        marks = {"form": name, "same_thing": f"and {checking.same_thing(form_named(name), 'accepted', 'lines')}"}
        [row] = queries.rows_filled(connection, "checking/carried_forward.sql", marks, return_id=entry["return_id"])
        total["held_back_count"] += row["held_back_count"]
        total["carried_count"] += row["carried_count"]
        for bound, choose in (("oldest_date", min), ("newest_date", max)):
            days = [day for day in (total[bound], row[bound]) if day]
            total[bound] = choose(days) if days else None
    return total


def findings(connection: Connection, answer: Answer, *, by_row: bool = False) -> Generator[dict[str, Any]]:
    """Every finding with its cell, its fingerprint and its sentences; the gravest first unless asked `by_row`.

    They are read as they are needed: a return with a million of them takes no more memory than one with ten.
    """
    return_id = answer.entry["return_id"]
    for finding in queries.stream(connection, "checking/findings_of_return.sql", return_id=return_id, by_row=by_row):
        yield _said(finding)


def _said(finding: dict[str, Any]) -> dict[str, Any]:
    facts = json.loads(finding["facts"], parse_float=str, parse_int=str)
    position = finding["position"]
    cell = facts.get("cell") or None
    if position is not None and finding["row_number"] is not None:
        cell = cell_name(position, finding["row_number"])
    placed = finding | {"cell": cell}
    return {
        "severity": finding["severity"],
        "rule_id": finding["rule_id"],
        "form": finding["form"],
        "sheet_name": finding["sheet_name"],
        "row_number": finding["row_number"],
        "column_name": finding["column_name"],
        "cell": cell,
        "position": position,
        "fingerprint": finding["fingerprint"],
        "waiver_id": finding["waiver_id"],
        "reason": facts.pop("remembered_reason", None),
        "facts": facts,
    } | {language: worded(placed, load_messages(language)) for language in LANGUAGES}
