"""Findings → what is marked at each cell of the submitter's own file: the worst severity and one comment."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from planwatch.checks.answer import SEVERITIES, Answer
from planwatch.messages import Messages

Place = tuple[str, int, int]


@dataclass(frozen=True)
class Mark:
    """One cell's mark: the gravest severity found there and the comment, one block for each finding."""

    severity: str
    comment: str


def marked_cells(found: Iterable[dict[str, Any]], answer: Answer, messages: Messages) -> dict[Place, Mark]:
    """The marks by sheet, row from 1 and column from 0.

    A finding of a column that the sheet lacks stands at the first column of its row; one of no row has no mark.
    """
    first_places = {layout["sheet_name"]: min(layout["places"].values()) for layout in answer.layouts}
    at_places: dict[Place, list[dict[str, Any]]] = defaultdict(list)
    for finding in found:
        place = place_of(finding, first_places)
        if place:
            at_places[place].append(finding)
    return {
        place: Mark(
            min((finding["severity"] for finding in there), key=SEVERITIES.index),
            "\n".join(comment(finding, messages) for finding in there),
        )
        for place, there in sorted(at_places.items())
    }


def place_of(finding: dict[str, Any], first_places: dict[str, int]) -> Place | None:
    """Where a finding is marked; None where it speaks of a sheet or of the file."""
    sheet_name, row_number = finding["sheet_name"], finding["row_number"]
    position = finding["position"] if finding["position"] is not None else first_places.get(sheet_name)
    return (sheet_name, row_number, position) if row_number is not None and position is not None else None


def comment(finding: dict[str, Any], messages: Messages) -> str:
    """One block: kind and rule, what is wrong with both values, how to mend it unless a reason was given."""
    said = finding[messages.language]
    title = messages.say("receipt.copy.comment_title", severity=said["severity"], rule_id=finding["rule_id"])
    if finding["reason"]:
        return f"{title}{said['says']}"
    return f"{title}{said['says']}\n{messages.say('receipt.copy.comment_fix', fix=said['fix'])}"
