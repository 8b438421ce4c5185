"""Holds the planned-value curves and the baselines of a plan folder to their own rules, before anything is recorded."""

from datetime import date
from itertools import pairwise
from typing import Any

from planwatch.domain.programme_window import parse_window, periods_in
from planwatch.refusals import Problem

Row = dict[str, Any]
Plan = dict[str, list[Row]]
# what is wrong with a row: the column, the key of the sentence and its facts
RowFault = tuple[str, str, dict[str, Any]]

DEFAULT_CURVE = "day_linear"
MONTHS = {"day": 0, "month": 1, "quarter": 3}
LARGEST_SHAPE = 20
PLACES = "milestone_code, begins_percent, ends_percent"


def check_curves(plan: Plan, problems: list[Problem]) -> None:
    """Every curve has the shapes or points that its kind needs, and points add to exactly 100 %."""
    points: dict[str, list[Row]] = {}
    for row in plan["curve_points"]:
        points.setdefault(row["curve_name"], []).append(row)
    for curve in plan["curves"]:
        own = points.get(curve["curve_name"], [])
        problems += [Problem("curves.csv", curve["_line"], *fault) for fault in _curve_faults(curve, own)]
        problems += _point_problems(curve, own)


def _curve_faults(curve: Row, points: list[Row]) -> list[RowFault]:
    name, kind, unit = curve["curve_name"], curve["curve_kind"], curve["period_unit"]
    shapes = (curve["first_shape"], curve["second_shape"])
    shown = ["—" if shape is None else shape for shape in shapes]
    faults: list[RowFault] = []
    if name == DEFAULT_CURVE and (kind, unit) != ("linear", "day"):
        facts = {"name": name, "value": [kind, unit]}
        faults.append(("curve_kind, period_unit", "refusals.curve.default", facts))
    if kind in ("table", "beta") and unit == "day":
        faults.append(("period_unit", "refusals.curve.by_day", {"value": unit, "kind": kind}))
    if kind == "beta" and not all(shape and shape <= LARGEST_SHAPE for shape in shapes):
        facts = {"value": shown, "largest": LARGEST_SHAPE}
        faults.append(("first_shape, second_shape", "refusals.curve.needs_shapes", facts))
    if kind != "beta" and shapes != (None, None):
        faults.append(("first_shape, second_shape", "refusals.curve.has_shapes", {"value": shown, "kind": kind}))
    if kind in ("table", "milestones") and not points:
        faults.append(("curve_name", "refusals.curve.no_points", {"value": name, "kind": kind}))
    return faults


def _point_problems(curve: Row, points: list[Row]) -> list[Problem]:
    if not points:
        return []
    name, kind, last = curve["curve_name"], curve["curve_kind"], points[-1]
    if kind not in ("table", "milestones"):
        return [_of_point(last, "curve_name", "refusals.curve.has_points", {"value": name, "kind": kind})]
    faults = []
    numbers = [row["point_number"] for row in points]
    if numbers != list(range(1, len(points) + 1)):
        faults.append(_of_point(last, "point_number", "refusals.curve.numbers", {"name": name, "value": numbers}))
    total = sum(row["weight_percent"] for row in points)
    if total != 100:
        facts = {"name": name, "total": total, "difference": abs(100 - total)}
        faults.append(_of_point(last, "weight_percent", "refusals.curve.weights", facts))
    for row in points:
        places = [row["milestone_code"], row["begins_percent"], row["ends_percent"]]
        shown = {"value": ["—" if place is None else place for place in places]}
        if kind == "table" and places != [None, None, None]:
            faults.append(_of_point(row, PLACES, "refusals.curve.has_places", shown))
        if kind == "milestones" and None in places:
            faults.append(_of_point(row, PLACES, "refusals.curve.needs_places", shown))
    if kind == "milestones" and not faults:
        faults += _order_problems(points)
    return faults


def _order_problems(points: list[Row]) -> list[Problem]:
    faults = []
    for row in points:
        if row["ends_percent"] < row["begins_percent"]:
            facts = {"value": row["ends_percent"], "begins": row["begins_percent"]}
            faults.append(_of_point(row, "ends_percent", "refusals.curve.point_backward", facts))
        if row["ends_percent"] > 100:
            facts = {"value": row["ends_percent"]}
            faults.append(_of_point(row, "ends_percent", "refusals.curve.point_too_late", facts))
    for earlier, later in pairwise(points):
        if later["begins_percent"] < earlier["ends_percent"]:
            facts = {"value": later["begins_percent"], "ends": earlier["ends_percent"]}
            faults.append(_of_point(later, "begins_percent", "refusals.curve.points_overlap", facts))
    return faults


def _of_point(row: Row, column: str, key: str, facts: dict[str, Any]) -> Problem:
    return Problem("curve_points.csv", row["_line"], column, key, facts)


def check_baselines(plan: Plan, problems: list[Problem]) -> None:
    """A project's baselines are 1, 2, 3 …, each later than the one before and other than it."""
    curves = {row["curve_name"]: row for row in plan["curves"]}
    windows = {row["project_code"]: parse_window(row["window_text"]) for row in plan["projects"]}
    points: dict[str, int] = {}
    for row in plan["curve_points"]:
        points[row["curve_name"]] = points.get(row["curve_name"], 0) + 1
    earlier: dict[str, Row] = {}
    for row in plan["project_baselines"]:
        window = windows[row["project_code"]]
        faults = _baseline_faults(row, earlier.get(row["project_code"]))
        start, end = row["window_start_date"] or window.start_date, row["window_end_date"] or window.end_date
        if not faults and curves[row["curve_name"]]["curve_kind"] == "table":
            faults = _table_faults(curves[row["curve_name"]], points.get(row["curve_name"], 0), start, end)
        problems += [Problem("project_baselines.csv", row["_line"], *fault) for fault in faults]
        earlier[row["project_code"]] = row


def _baseline_faults(row: Row, before: Row | None) -> list[RowFault]:
    start, end = row["window_start_date"], row["window_end_date"]
    faults: list[RowFault] = []
    facts: dict[str, Any]
    if (start is None) != (end is None):
        facts = {"value": [day or "—" for day in (start, end)]}
        faults.append(("window_start_date, window_end_date", "refusals.baseline.half_window", facts))
    elif start is not None and end < start:
        faults.append(("window_end_date", "refusals.baseline.window_backward", {"value": end, "first": start}))
    expected = 1 if before is None else before["baseline_version"] + 1
    if row["baseline_version"] != expected:
        facts = {"value": row["baseline_version"], "expected": expected, "project": row["project_code"]}
        faults.append(("baseline_version", "refusals.baseline.version", facts))
    if before is not None and row["effective_date"] <= before["effective_date"]:
        facts = {"value": row["effective_date"], "earlier": before["effective_date"]}
        faults.append(("effective_date", "refusals.baseline.not_later", facts))
    same = ("curve_name", "window_start_date", "window_end_date")
    if before is not None and all(row[key] == before[key] for key in same):
        facts = {"value": [row["curve_name"], *(row[key] or "—" for key in same[1:])]}
        faults.append((", ".join(same), "refusals.baseline.same", facts))
    return faults


def _table_faults(curve: Row, points_count: int, start: date, end: date) -> list[RowFault]:
    periods = periods_in(start, end, MONTHS[curve["period_unit"]])
    if periods == points_count:
        return []
    facts = {"value": curve["curve_name"], "points": points_count, "periods": periods, "unit": curve["period_unit"]}
    return [("curve_name", "refusals.baseline.periods", facts)]
