"""Reads the evaluators' indicators, grade schemes, bands and judgements; checks all before any is recorded."""

from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

from planwatch.errors import PlanwatchError
from planwatch.warehouse.indicator_columns import FILES
from planwatch.warehouse.plan_files import Problem, Row, read_rows

Indicators = dict[str, list[Row]]
FULL = Decimal(100)


class IndicatorFileError(PlanwatchError):
    """The evaluators' files have faults; nothing of them was recorded and the indicators in force stay.

    `weights_total`: what the weights add to, where that they are not 100 in all is the only fault.
    """

    def __init__(self, problems: list[Problem], weights_total: Decimal | None = None):
        lines = [f"{file_name}:{line}: {reason}" for file_name, line, reason in problems]
        super().__init__("The indicators were refused; those in force stay.\n" + "\n".join(lines))
        self.problems = problems
        self.weights_total = weights_total


def read_indicators(folder: Path, other_indicators: Path | None = None) -> Indicators:
    """Every row of every file, typed. Raises IndicatorFileError with all faults.

    `other_indicators` stands in the place of indicators.csv, for weights that are only tried out: on the judgements
    that are recorded, so the file of judgements is not read.
    """
    problems: list[Problem] = []
    found: Indicators = {"assessments": []}
    paths = {name: folder / f"{name}.csv" for name in FILES}
    if other_indicators:
        paths["indicators"] = other_indicators
        del paths["assessments"]
    for name, path in paths.items():
        columns, key = FILES[name]
        found[name] = read_rows(path, columns, key, problems)
    weights_total = FULL
    if not problems:
        weights_total = _check_indicators(found["indicators"], found["bands"], paths["indicators"].name, problems)
        _check_intervals(found["grade_schemes"], "scheme_name", "score", "grade_schemes.csv", problems)
        _check_intervals(found["bands"], "band_scheme", "percent", "bands.csv", problems)
    if not problems:
        _check_assessments(found, problems)
    if problems:
        raise IndicatorFileError(problems, weights_total if weights_total != FULL and len(problems) == 1 else None)
    return found


def _check_indicators(rows: list[Row], bands: list[Row], file_name: str, problems: list[Problem]) -> Decimal:
    """What the weights add to; every fault goes to `problems`."""
    schemes = {row["band_scheme"] for row in bands}
    for row in rows:
        for fault in _indicator_faults(row, schemes):
            problems.append((file_name, row["_line"], fault))
    total = sum((row["weight"] for row in rows), Decimal(0))
    if total != FULL:
        problems.append((file_name, rows[-1]["_line"] if rows else 0, f"weights add to {total}, not 100"))
    return total


def _indicator_faults(row: Row, schemes: set[str]) -> list[str]:
    faults = []
    if row["weight"] <= 0:
        faults.append("weight must be more than 0")
    if row["formula"] in ("execution", "on_time", "satisfaction", "assessed") and not row["target_ratio"]:
        faults.append(f"{row['formula']} needs a target_ratio")
    if row["formula"] in ("households", "buildings", "area", "cost") and row["target_ratio"] is not None:
        faults.append(f"the target of {row['formula']} is the plan's own figure")
    if (row["formula"] == "assessed") != (row["band_scheme"] is not None):
        faults.append("a judged indicator names its band_scheme, and no other does")
    elif row["band_scheme"] is not None and row["band_scheme"] not in schemes:
        faults.append(f"band_scheme {row['band_scheme']} is not in bands.csv")
    if row["over_cap_ratio"] is not None and (row["over_cap_ratio"] <= 1 or row["direction"] == "lower"):
        faults.append("over_cap_ratio is more than 1, and for an indicator where higher is better")
    return faults


def _check_intervals(rows: list[Row], scheme: str, suffix: str, file_name: str, problems: list[Problem]) -> None:
    """Half-open intervals, best first, without gap or overlap: from the best's lower bound down to 0."""
    schemes: dict[str, list[Row]] = {}
    for row in rows:
        schemes.setdefault(row[scheme], []).append(row)
    lower, upper = f"from_{suffix}", f"below_{suffix}"
    for name, own in schemes.items():
        if own[0][upper] is not None or own[-1][lower] != 0:
            problems.append((file_name, own[0]["_line"], f"{name} must begin without an upper end and end at 0"))
        for better, worse in pairwise(own):
            if worse[upper] != better[lower]:
                problems.append(
                    (file_name, worse["_line"], f"must end below {better[lower]}, where the one above begins")
                )


def _check_assessments(found: Indicators, problems: list[Problem]) -> None:
    indicators = {row["indicator_code"]: row for row in found["indicators"]}
    bands = {(row["band_scheme"], row["band"]): row for row in found["bands"]}
    for row in found["assessments"]:
        fault = _assessment_fault(row, indicators.get(row["indicator_code"]), bands)
        if fault:
            problems.append(("assessments.csv", row["_line"], fault))


def _assessment_fault(row: Row, indicator: Row | None, bands: dict[tuple[str, str], Row]) -> str | None:
    percent: Any = row["score_percent"]
    if indicator is None:
        return f"indicator_code {row['indicator_code']} is not in indicators.csv"
    if row["judgement"] == "inapplicable":
        return None if percent is None and row["band"] is None else "what is inapplicable has no score and no band"
    if indicator["formula"] != "assessed":
        return f"{row['indicator_code']} is computed, not judged"
    band = bands.get((indicator["band_scheme"], row["band"] or ""))
    if band is None:
        return f"band “{row['band']}” is not one of {indicator['band_scheme']}"
    if percent is None or not band["from_percent"] <= percent <= FULL:
        return f"score_percent {percent} is not within {row['band']}"
    if band["below_percent"] is not None and percent >= band["below_percent"]:
        return f"score_percent {percent} is not within {row['band']}"
    return None
