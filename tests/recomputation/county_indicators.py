"""The evaluators' indicators and grades as the county's files say them; an empty cell is nothing."""

import csv
from typing import Any

from planwatch import paths

Rows = list[dict[str, Any]]


def _file(name: str) -> Rows:
    with (paths.EVALUATION / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return [{column: cell or None for column, cell in row.items()} for row in csv.DictReader(file)]


def indicators() -> Rows:
    """The tree of indicators, weights of 100 in all."""
    return _file("indicators")


def rules() -> dict[str, Rows]:
    """Indicators, grade schemes and bands, as one version records them."""
    return {name: _file(name) for name in ("indicators", "grade_schemes", "bands")}
