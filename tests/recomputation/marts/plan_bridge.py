"""plan_bridge once more: what a plan said before and says now, project by project and in all."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Any

from tests.recomputation.arithmetic import Figures, total
from tests.recomputation.filed import filed
from tests.recomputation.programmes import Programme, Project
from tests.recomputation.projects import money_of

KEYS = ("extent", "project_code", "measure", "item_code")
LEFT = {
    # which versions and documents a step leads from and to: tests/oracles/test_plan_revisions
    "old_plan_version", "new_plan_version", "old_effective_date", "new_effective_date", "new_recorded_at",
    "new_document_title",
}  # fmt: skip
TOTALS = ("communities", "households", "buildings", "area", "investment")
Measures = dict[tuple[str, str], tuple[str, Any, str | None]]


def _measures(project: Project, day: date) -> Measures:
    """By measure and item its unit, its quantity, and what is said where it is no quantity."""
    newest = ([None] + [one for one in project.baselines if one.effective <= day])[-1]
    found: Measures = {
        ("communities", ""): ("个", 1, None),
        ("households", ""): ("户", project.households, None),
        ("buildings", ""): ("幢", project.buildings, None),
        ("area", ""): ("m²", project.area, None),
        ("investment", ""): ("元", project.budget, None),
        ("window_start", ""): ("天", None, project.start.isoformat()),
        ("window_end", ""): ("天", None, project.end.isoformat()),
        ("baseline", ""): ("", newest and newest.version, newest.curve.name if newest else "day_linear"),
    }
    return found | {("weight", item): ("", weight, None) for item, weight in project.weights.items()}


def figures(programme: Programme) -> dict[tuple[str, ...], Figures]:
    if not programme.before:
        return {}
    day = programme.as_of_date
    old = {project.code: _measures(project, day) for project in programme.before}
    new = {project.code: _measures(project, day) for project in programme.projects}
    found: dict[tuple[str, ...], Figures] = {}
    for code in old.keys() | new.keys():
        kind = "dropped" if code not in new else "added" if code not in old else "changed"
        for key, row in _differences(old.get(code, {}), new.get(code, {})):
            found["project", code, *key] = row | {"project_name": code, "change_kind": kind}
        if kind == "dropped":
            for measure, amount in _sunk(programme, code):
                found["project", code, measure, ""] = _row("元", amount, None, None, None) | {
                    "project_name": code,
                    "change_kind": kind,
                }
    for measure in TOTALS:
        sums = [total(measures[measure, ""][1] for measures in plan.values()) for plan in (old, new)]
        unit = next(iter(new.values()))[measure, ""][0]
        kind = "same" if sums[0] == sums[1] else "changed"
        found["programme", "ALL", measure, ""] = _row(unit, *sums, None, None) | {
            "project_name": None,
            "change_kind": kind,
        }
    return found


def _differences(old: Measures, new: Measures) -> Iterator[tuple[tuple[str, str], Figures]]:
    for key in old.keys() | new.keys():
        before, now = old.get(key, ("", None, None)), new.get(key, ("", None, None))
        if before[1:] != now[1:]:
            row = _row(now[0] or before[0], before[1], now[1], before[2], now[2])
            if key[0].startswith("window"):
                days = (
                    (date.fromisoformat(now[2]) - date.fromisoformat(before[2])).days if before[2] and now[2] else None
                )
                row["difference_quantity"] = days
            yield key, row | ({"difference_quantity": None} if key[0] == "baseline" else {})


def _row(unit: str, old: Any, new: Any, old_text: str | None, new_text: str | None) -> Figures:
    return {
        "quantity_unit": unit,
        "old_quantity": old,
        "new_quantity": new,
        "old_text": old_text,
        "new_text": new_text,
        "difference_quantity": Fraction(new or 0) - Fraction(old or 0),
    }


def _sunk(programme: Programme, code: str) -> Iterator[tuple[str, Fraction]]:
    """What was allocated, arrived and paid of a project that is planned no more, as known now."""
    money = money_of(filed(programme, "spending"), code)
    for measure, series, name in (
        ("allocated", "public", "allocated"),
        ("arrived", "public", "arrived"),
        ("paid", "public", "paid"),
        ("actual_cost", "company", "paid"),
    ):
        amount = total(money[series][f"{name}_amount"]) if len(money[series]) else None
        if amount is not None:
            yield measure, amount
