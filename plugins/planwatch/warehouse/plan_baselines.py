"""Holds the planned-value curves and the baselines of a plan folder to their own rules, before anything is recorded."""

from datetime import date
from itertools import pairwise
from typing import Any

from planwatch.domain.programme_window import parse_window, periods_in

Row = dict[str, Any]
Plan = dict[str, list[Row]]
Problem = tuple[str, int, str]

DEFAULT_CURVE = "day_linear"
MONTHS = {"day": 0, "month": 1, "quarter": 3}
LARGEST_SHAPE = 20


def check_curves(plan: Plan, problems: list[Problem]) -> None:
    """Every curve has the shapes or points that its kind needs, and points add to exactly 100 %."""
    points: dict[str, list[Row]] = {}
    for row in plan["curve_points"]:
        points.setdefault(row["curve_name"], []).append(row)
    for curve in plan["curves"]:
        own = points.get(curve["curve_name"], [])
        problems += [("curves.csv", curve["_line"], reason) for reason in _curve_faults(curve, own)]
        problems += [("curve_points.csv", line, reason) for line, reason in _point_faults(curve, own)]


def _curve_faults(curve: Row, points: list[Row]) -> list[str]:
    kind, unit = curve["curve_kind"], curve["period_unit"]
    shapes = (curve["first_shape"], curve["second_shape"])
    faults = []
    if curve["curve_name"] == DEFAULT_CURVE and (kind, unit) != ("linear", "day"):
        faults.append(f"{DEFAULT_CURVE} is the default and is linear by day")
    if kind in ("table", "beta") and unit == "day":
        faults.append(f"a {kind} goes by month or quarter")
    if kind == "beta" and not all(shape and shape <= LARGEST_SHAPE for shape in shapes):
        faults.append(f"a beta needs two shapes from 1 to {LARGEST_SHAPE}")
    if kind != "beta" and shapes != (None, None):
        faults.append(f"a {kind} curve has no shapes")
    if kind in ("table", "milestones") and not points:
        faults.append("has no row in curve_points.csv")
    return faults


def _point_faults(curve: Row, points: list[Row]) -> list[tuple[int, str]]:
    if not points:
        return []
    kind, last = curve["curve_kind"], points[-1]["_line"]
    if kind not in ("table", "milestones"):
        return [(last, f"a {kind} curve has no points")]
    faults = []
    if [row["point_number"] for row in points] != list(range(1, len(points) + 1)):
        faults.append((last, f"points of {curve['curve_name']} are not numbered 1, 2, 3 … in order"))
    total = sum(row["weight_percent"] for row in points)
    if total != 100:
        faults.append((last, f"points of {curve['curve_name']} add to {total}, not 100"))
    for row in points:
        places = (row["milestone_code"], row["begins_percent"], row["ends_percent"])
        if kind == "table" and places != (None, None, None):
            faults.append((row["_line"], "a table's points are its periods and name no milestone"))
        if kind == "milestones" and None in places:
            faults.append((row["_line"], "needs a milestone, and where in the window it begins and ends"))
    if kind == "milestones" and not faults:
        faults += _order_faults(points)
    return faults


def _order_faults(points: list[Row]) -> list[tuple[int, str]]:
    faults = [(row["_line"], "ends before it begins") for row in points if row["ends_percent"] < row["begins_percent"]]
    faults += [(row["_line"], "ends after the window") for row in points if row["ends_percent"] > 100]
    faults += [
        (later["_line"], "begins before the point above it ends")
        for earlier, later in pairwise(points)
        if later["begins_percent"] < earlier["ends_percent"]
    ]
    return faults


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
        problems += [("project_baselines.csv", row["_line"], reason) for reason in faults]
        earlier[row["project_code"]] = row


def _baseline_faults(row: Row, before: Row | None) -> list[str]:
    start, end = row["window_start_date"], row["window_end_date"]
    faults = []
    if (start is None) != (end is None):
        faults.append("a window of its own needs its first and its last day")
    elif start is not None and end < start:
        faults.append("the window ends before it begins")
    expected = 1 if before is None else before["baseline_version"] + 1
    if row["baseline_version"] != expected:
        faults.append(f"baseline_version is not {expected}: versions of {row['project_code']} must not skip")
    if before is not None and row["effective_date"] <= before["effective_date"]:
        faults.append("is not later than the baseline before it")
    same = ("curve_name", "window_start_date", "window_end_date")
    if before is not None and all(row[key] == before[key] for key in same):
        faults.append("changes neither the curve nor the window")
    return faults


def _table_faults(curve: Row, points_count: int, start: date, end: date) -> list[str]:
    periods = periods_in(start, end, MONTHS[curve["period_unit"]])
    if periods == points_count:
        return []
    return [f"{curve['curve_name']} has {points_count} {curve['period_unit']}s, the window has {periods}"]
