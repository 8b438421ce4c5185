"""Changes of schemes once more: each as it stands, the newest word on a project's cost, and what is still proposed."""

from dataclasses import dataclass
from typing import Any

from tests.recomputation.filed import filed, once
from tests.recomputation.programmes import BUREAU, Programme

Change = dict[str, Any]


@dataclass(frozen=True)
class Changes:
    """The changes of a project by number, the newest of them, and those that are still proposed."""

    standing: list[Change]
    newest: Change
    proposed: list[Change]


@once
def changes(programme: Programme) -> dict[str, Changes]:
    """By project, of those that any change was filed of."""
    found = {}
    lines = filed(programme, "changes").to_dict("records")
    for project in {line["project"] for line in lines}:
        standing: dict[str, Change] = {}
        for line in sorted((line for line in lines if line["project"] == project), key=_weight):
            standing[line["change_number"]] = line
        newest = max(standing.values(), key=_cost_weight)
        found[project] = Changes(
            list(standing.values()), newest, [line for line in standing.values() if _is_proposed(line, newest)]
        )
    return found


def _weight(line: Change) -> tuple[Any, ...]:
    """Of one change the newest cut-off's line stands, the finance bureau's before another unit's."""
    return line["cutoff"], line["unit"] == BUREAU, line["received_at"], line["order"]


def _cost_weight(line: Change) -> tuple[Any, ...]:
    """Of several changes of one cut-off the one that knows of more confirmed is the newest word on the cost."""
    return (
        line["cutoff"], line["unit"] == BUREAU, line["confirmed_changes_amount"], line["received_at"], line["order"],
    )  # fmt: skip


def _is_proposed(line: Change, newest: Change) -> bool:
    """The newest always; another as long as no document confirms it and the confirmed total has not moved by so much."""
    if line is newest:
        return True
    moved = newest["confirmed_changes_amount"] - line["confirmed_changes_amount"]
    asked = line["proposed_change_amount"]
    has_moved = moved >= asked if asked >= 0 else moved <= asked
    return line["confirmation_document_number"] is None and not has_moved
