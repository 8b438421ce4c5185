"""Starts and completions due by year, as the notice's annex adds them up, and the rates over both bases."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Connection, text

from tests.oracles.conftest import LONG_AFTER, publish_some

MEASURES = ("communities", "households", "buildings", "area")

Rates = Callable[[date], dict[tuple[str, str, str], dict[str, Any]]]


@pytest.fixture
def rates(planned: Connection) -> Rates:
    """rates(date) evaluates the day and returns its rates by rate, base and measure."""

    def read(as_of_date: date) -> dict[tuple[str, str, str], dict[str, Any]]:
        publish_some(planned, as_of_date, LONG_AFTER, {"programme_rates"})
        found = planned.execute(
            text("select * from marts.programme_rates where as_of_date = :day"), {"day": as_of_date}
        ).mappings()
        return {(row["rate"], row["base"], row["measure"]): dict(row) for row in found}

    return read


@pytest.mark.parametrize(
    ("as_of_date", "starts", "finishes"),
    [
        (date(2019, 12, 31), (1, 980, 30, 115_000), (0, 0, 0, 0)),
        (date(2020, 12, 30), (5, 2813, 93, 298_300), (0, 0, 0, 0)),
        (date(2020, 12, 31), (5, 2813, 93, 298_300), (3, 1943, 64, 211_300)),
        (date(2021, 12, 31), (10, 7316, 274, 753_500), (5, 2813, 93, 298_300)),
        (date(2022, 12, 31), (14, 9460, 364, 969_500), (14, 9460, 364, 969_500)),
    ],
)
def test_the_bases_are_what_falls_due(rates: Rates, as_of_date: date, starts: tuple, finishes: tuple) -> None:
    found = rates(as_of_date)
    assert tuple(found["start", "due_to_start", measure]["denominator_quantity"] for measure in MEASURES) == starts
    assert tuple(found["finish", "due_to_finish", measure]["denominator_quantity"] for measure in MEASURES) == finishes
    assert found["start", "programme", "buildings"]["denominator_quantity"] == 364
    if not finishes[0]:
        assert found["finish", "due_to_finish", "communities"]["ratio_reason"] == "nothing_due"


def test_a_late_start_lowers_the_due_rate_and_both_bases_are_shown(accept: Callable[..., int], rates: Rates) -> None:
    """At the end of 2020 five communities are due; 彩石小区 is finished, 石门小区 has begun, 鸣山小区 begins ahead of its year."""
    day = date(2020, 12, 31)
    items = {"P03": ["ROAD", "DRAIN", "GREEN", "SECURITY"], "P04": ["ROAD"], "P06": ["ROAD"], "P02": ["ROAD"]}
    done = {"P03": 100, "P04": 10, "P06": 5, "P02": 0}
    accept(
        "U11",
        day,
        progress=[
            {"project_code": code, "item_code": item, "completed_percent": done[code]}
            for code, names in items.items()
            for item in names
        ],
    )
    found = rates(day)
    due, programme = found["start", "due_to_start", "communities"], found["start", "programme", "communities"]
    assert (due["numerator_quantity"], due["denominator_quantity"], due["rate_ratio"]) == (2, 5, Decimal("0.4"))
    assert (due["unknown_quantity"], due["ahead_quantity"]) == (2, 1)
    assert (programme["numerator_quantity"], programme["denominator_quantity"]) == (3, 14)
    assert found["finish", "due_to_finish", "households"]["rate_ratio"] == round(Decimal(355) / 1943, 6)
    assert found["finish", "programme", "households"]["rate_ratio"] == round(Decimal(355) / 9460, 6)
    assert found["ontime", "finished_or_overdue", "communities"]["rate_ratio"] == round(Decimal(1) / 3, 6)
    assert found["accept", "finished", "communities"]["rate_ratio"] == 0
