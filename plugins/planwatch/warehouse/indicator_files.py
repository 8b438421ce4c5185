"""Reads the evaluators' indicators, grade schemes, bands and judgements; checks all before any is recorded."""

from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

from planwatch.refusals import FileRefusalError, Problem
from planwatch.warehouse.indicator_columns import FILES
from planwatch.warehouse.plan_baselines import RowFault
from planwatch.warehouse.plan_files import Row, read_rows

Indicators = dict[str, list[Row]]
FULL = Decimal(100)


class IndicatorFileError(FileRefusalError):
    """The evaluators' files have faults; nothing of them was recorded and the indicators in force stay.

    `weights_total`: what the weights add to, where that they are not 100 in all is the only fault.
    """

    def __init__(self, problems: list[Problem], weights_total: Decimal | None = None):
        super().__init__("refusals.indicator.refused", problems)
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
            problems.append(Problem(file_name, row["_line"], *fault))
    total = sum((row["weight"] for row in rows), Decimal(0))
    if total != FULL:
        line, facts = rows[-1]["_line"] if rows else 0, {"total": total, "difference": abs(FULL - total)}
        problems.append(Problem(file_name, line, "weight", "refusals.indicator.weights", facts))
    return total


def _indicator_faults(row: Row, schemes: set[str]) -> list[RowFault]:
    faults: list[RowFault] = []
    formula, target, scheme = row["formula"], row["target_ratio"], row["band_scheme"]
    if row["weight"] <= 0:
        faults.append(("weight", "refusals.indicator.no_weight", {"value": row["weight"]}))
    if formula in ("execution", "on_time", "satisfaction", "assessed") and not target:
        faults.append(("target_ratio", "refusals.indicator.needs_target", {"value": target, "formula": formula}))
    if formula in ("households", "buildings", "area", "cost") and target is not None:
        faults.append(("target_ratio", "refusals.indicator.has_target", {"value": target, "formula": formula}))
    if (formula == "assessed") != (scheme is not None):
        faults.append(("band_scheme", "refusals.indicator.band_scheme", {"value": scheme, "formula": formula}))
    elif scheme is not None and scheme not in schemes:
        faults.append(("band_scheme", "refusals.cell.unknown", {"value": scheme, "target": "bands.csv"}))
    if row["over_cap_ratio"] is not None and (row["over_cap_ratio"] <= 1 or row["direction"] == "lower"):
        facts = {"value": row["over_cap_ratio"], "direction": row["direction"]}
        faults.append(("over_cap_ratio", "refusals.indicator.over_cap", facts))
    return faults


def _check_intervals(rows: list[Row], scheme: str, suffix: str, file_name: str, problems: list[Problem]) -> None:
    """Half-open intervals, best first, without gap or overlap: from the best's lower bound down to 0."""
    schemes: dict[str, list[Row]] = {}
    for row in rows:
        schemes.setdefault(row[scheme], []).append(row)
    lower, upper = f"from_{suffix}", f"below_{suffix}"
    for name, own in schemes.items():
        if own[0][upper] is not None or own[-1][lower] != 0:
            facts = {"name": name, "upper": own[0][upper], "lower": own[-1][lower]}
            key = "refusals.indicator.interval_ends"
            problems.append(Problem(file_name, own[0]["_line"], f"{upper}, {lower}", key, facts))
        for better, worse in pairwise(own):
            if worse[upper] != better[lower]:
                facts = {"value": worse[upper], "expected": better[lower]}
                problems.append(Problem(file_name, worse["_line"], upper, "refusals.indicator.interval_gap", facts))


def _check_assessments(found: Indicators, problems: list[Problem]) -> None:
    indicators = {row["indicator_code"]: row for row in found["indicators"]}
    bands = {(row["band_scheme"], row["band"]): row for row in found["bands"]}
    for row in found["assessments"]:
        fault = _assessment_fault(row, indicators.get(row["indicator_code"]), bands)
        if fault:
            problems.append(Problem("assessments.csv", row["_line"], *fault))


def _assessment_fault(row: Row, indicator: Row | None, bands: dict[tuple[str, str], Row]) -> RowFault | None:
    percent: Any = row["score_percent"]
    code, scored = row["indicator_code"], row["band"]
    if indicator is None:
        return "indicator_code", "refusals.cell.unknown", {"value": code, "target": "indicators.csv"}
    if row["judgement"] == "inapplicable":
        facts = {"value": ["—" if part is None else part for part in (percent, scored)]}
        is_empty = percent is None and scored is None
        return None if is_empty else ("score_percent, band", "refusals.indicator.inapplicable", facts)
    if indicator["formula"] != "assessed":
        return "indicator_code", "refusals.indicator.computed", {"value": code, "formula": indicator["formula"]}
    scheme = indicator["band_scheme"]
    band = bands.get((scheme, scored or ""))
    if band is None:
        allowed = [name for of_scheme, name in bands if of_scheme == scheme]
        return "band", "refusals.indicator.no_band", {"value": scored, "scheme": scheme, "allowed": allowed}
    lower, upper = band["from_percent"], band["below_percent"]
    if percent is None or not lower <= percent <= FULL or (upper is not None and percent >= upper):
        key = "refusals.indicator.outside_band" if upper is not None else "refusals.indicator.outside_best_band"
        return "score_percent", key, {"value": percent, "band": scored, "lower": lower, "upper": upper or FULL}
    return None
