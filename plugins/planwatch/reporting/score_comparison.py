"""Scores under other indicators beside those in force, as two tables on a terminal: by indicator, and in total."""

from decimal import Decimal
from typing import Any

from planwatch.domain.money import round_half_up
from planwatch.messages import Messages
from planwatch.reporting.terminal import NOT_KNOWN, ruled

SIDES = ("in_force", "tried")
INDICATORS = ("indicator", "in_force_weight", "in_force_score", "tried_weight", "tried_score", "change")
TOTALS = (
    "name", "in_force_score", "in_force_assessed", "in_force_grade", "tried_score", "tried_assessed", "tried_grade",
    "change",
)  # fmt: skip


def score_comparison(indicators: list[dict[str, Any]], totals: list[dict[str, Any]], messages: Messages) -> str:
    """The programme's scores by indicator with their sum, then every project's total and the programme's last.

    Points of 100, half up to two decimals. What is not assessed has its word and not a score.
    """
    programme, *projects = totals
    by_indicator = [*(_indicator(row, messages) for row in indicators), _sum(indicators, programme, messages)]
    in_total = [_total(row, messages) for row in (*projects, programme)]
    heads = [
        {name: messages.say(f"what_if.{table}.{name}") for name in names}
        for table, names in (("indicators", INDICATORS), ("totals", TOTALS))
    ]
    return "\n".join([*ruled(heads[0], by_indicator, ("indicator",)), "", *ruled(heads[1], in_total, ("name",))])


def _indicator(row: dict[str, Any], messages: Messages) -> dict[str, str]:
    line = {"indicator": row["indicator_name"], "change": _change(row["change_score"])}
    for side in SIDES:
        line[f"{side}_weight"] = _points(row[f"{side}_weight"])
        score, state = row[f"{side}_score"], row[f"{side}_state"] or "absent"
        line[f"{side}_score"] = messages.say(f"what_if.state.{state}") if score is None else _points(score)
    return line


def _sum(indicators: list[dict[str, Any]], programme: dict[str, Any], messages: Messages) -> dict[str, str]:
    line = {"indicator": messages.say("what_if.sum"), "change": _change(programme["change_score"])}
    for side in SIDES:
        weights = [row[f"{side}_weight"] for row in indicators if row[f"{side}_weight"] is not None]
        line[f"{side}_weight"] = _points(sum(weights) if weights else None)
        line[f"{side}_score"] = _points(programme[f"{side}_score"])
    return line


def _total(row: dict[str, Any], messages: Messages) -> dict[str, str]:
    line = {
        "name": messages.say("what_if.programme") if row["extent"] == "programme" else row["project_name"],
        "change": _change(row["change_score"]),
    }
    for side in SIDES:
        line[f"{side}_score"] = _points(row[f"{side}_score"])
        line[f"{side}_assessed"] = _points(row[f"{side}_assessed_weight"])
        is_scored = row[f"{side}_assessed_weight"] is not None
        line[f"{side}_grade"] = row[f"{side}_grade"] or (messages.say("what_if.not_graded") if is_scored else NOT_KNOWN)
    return line


def _points(value: Decimal | None) -> str:
    return NOT_KNOWN if value is None else str(round_half_up(value))


def _change(value: Decimal | None) -> str:
    return NOT_KNOWN if value is None else f"{round_half_up(value):+}"
