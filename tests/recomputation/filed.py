"""The lines of a form that count: accepted, of a cut-off up to the day, received by the moment."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

import pandas as pd

from tests.recomputation.programmes import Programme

Found = TypeVar("Found")
COLUMNS = ["order", "unit", "project", "cutoff", "received_at"]


def once(function: Callable[..., Found]) -> Callable[..., Found]:
    """Remembers what was found of the programme that was asked after last; a project is known by its code."""
    remembered: dict[Any, Found] = {}
    asked_after: list[Programme] = []

    @wraps(function)
    def asked(programme: Programme, *others: Any) -> Found:
        if not asked_after or asked_after[0] is not programme:
            asked_after[:] = [programme]
            remembered.clear()
        key = tuple(getattr(other, "code", other) for other in others)
        if key not in remembered:
            remembered[key] = function(programme, *others)
        return remembered[key]

    return asked


@once
def filed(programme: Programme, form: str) -> pd.DataFrame:
    """One row per line in the order of receipt; `order` is its place among all lines, its values follow."""
    rows = [
        {"order": number, "unit": line.unit, "project": line.project, "cutoff": line.cutoff,
         "received_at": line.received_at} | line.values
        for number, line in enumerate(programme.lines)
        if line.form == form and line.is_accepted
        and line.cutoff <= programme.as_of_date and line.received_at <= programme.known_at
    ]  # fmt: skip
    frame = pd.DataFrame(rows, dtype=object) if rows else pd.DataFrame(columns=COLUMNS, dtype=object)
    return frame.sort_values(["received_at", "order"], kind="stable") if len(frame) else frame


@once
def filed_of(programme: Programme, form: str, project: Any) -> pd.DataFrame:
    """The lines of a form that speak of one project."""
    lines = filed(programme, form)
    return lines[lines["project"] == project.code]


def standing(lines: pd.DataFrame, *keys: str) -> pd.DataFrame:
    """Of each of these keys the word of the newest cut-off, and of one cut-off the one received last."""
    if not len(lines):
        return lines
    ordered = lines.sort_values(["cutoff", "received_at", "order"], kind="stable")
    return ordered.drop_duplicates(list(keys), keep="last")
