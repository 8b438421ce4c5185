"""Old snapshots come out again as they were, row for row, whatever has been received since; at now, the bridge says what differs."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from planwatch.warehouse.bridging import OF_THE_MOMENT, differing, snapshot_bridge, values_of_day
from planwatch.warehouse.connection import rehearse
from tests.builders import progress_file, spending_file
from tests.conftest import copy_of_county
from tests.county import County

pytestmark = pytest.mark.proof

SUNDAYS = [date(2021, 1, 3) + timedelta(weeks=week) for week in range(30)]
CUTOFFS = [
    date(2021, 1, 31),
    date(2021, 2, 28),
    date(2021, 3, 31),
    date(2021, 4, 30),
    date(2021, 5, 31),
    date(2021, 6, 30),
]
NOW = datetime(2021, 9, 1, tzinfo=UTC)


def known_at(sunday: date) -> datetime:
    """Eight o'clock in Shanghai on the Monday after."""
    return datetime(sunday.year, sunday.month, sunday.day, tzinfo=UTC) + timedelta(days=1)


def six_months(county: County) -> None:
    """Six months of progress and money of two projects, each received three days after its cut-off."""
    for number, cutoff in enumerate(CUTOFFS, start=1):
        progress_file(county.inbox("U11") / f"p{number}.csv", [
            {"project_text": name, "cutoff_date": str(cutoff), "completed_percent": 8 * number,
             "investment_amount": 70 * number}
            for name in ("石门小区", "锦竹苑")
        ])  # fmt: skip
        spending_file(
            county.inbox("U03") / f"s{number}.csv", [{"cutoff_date": str(cutoff), "paid_amount": 100 * number}]
        )
        county.ingest(datetime(cutoff.year, cutoff.month, cutoff.day, 2, tzinfo=UTC) + timedelta(days=3))


@pytest.fixture
def half_a_year(server: str, played: Callable[..., County], tmp_path: Path) -> Iterator[County]:
    with copy_of_county(server, played(six_months), tmp_path) as county:
        yield county


def computed(county: County, sundays: list[date]) -> list[dict[Any, Any]]:
    found = []
    for sunday in sundays:
        with rehearse(county.url) as connection:
            found.append(values_of_day(connection, sunday, known_at(sunday)))
    return found


@pytest.mark.long
@pytest.mark.parametrize("sundays", [SUNDAYS[:15], SUNDAYS[15:]], ids=["first", "second"])
def test_thirty_past_weeks_come_out_again_and_now_is_bridged(half_a_year: County, sundays: list[date]) -> None:
    """In two halves, so that two workers compute them side by side."""
    before = computed(half_a_year, sundays)
    progress_file(half_a_year.inbox("U11") / "late.csv", [
        {"project_text": "鸣山小区", "cutoff_date": "2021-03-31", "completed_percent": 10}
    ])  # fmt: skip
    progress_file(half_a_year.inbox("U11") / "corrected.csv", [
        {"project_text": "石门小区", "cutoff_date": "2021-05-31", "completed_percent": 36, "investment_amount": 350,
         "is_correction": "是", "correction_reason": "复核", "correction_document_number": "青建1号"}
    ])  # fmt: skip
    half_a_year.ingest(datetime(2021, 8, 20, tzinfo=UTC))
    assert [
        row.verdict for row in half_a_year.query("select verdict from raw.returns order by return_id desc limit 2")
    ] == ["accepted"] * 2
    assert computed(half_a_year, sundays) == before

    changed = 0
    for sunday, then in zip(sundays, before, strict=True):
        with rehearse(half_a_year.url) as connection:
            now = values_of_day(connection, sunday, NOW)
        listed = differing(then, now)
        places = {(row["mart"], row["row_key"], row["column_name"]) for row in listed}
        assert places == {place for place in then.keys() | now.keys() if then.get(place) != now.get(place)}
        progress = {
            row["row_key"]
            for row in listed
            if row["column_name"] == "physical_progress_ratio" and row["mart"] == "project_performance"
        }
        if date(2021, 5, 31) <= sunday < date(2021, 6, 30) and sunday > date(2021, 6, 3):
            assert "P04" in progress
        if sunday >= date(2021, 3, 31):
            assert "P06" in progress
            changed += 1
        if sunday < date(2021, 1, 31):
            assert progress == set()
    assert changed == sum(sunday >= date(2021, 3, 31) for sunday in sundays)


def test_the_weeks_lie_on_both_sides_of_the_late_return() -> None:
    assert sum(sunday >= date(2021, 3, 31) for sunday in SUNDAYS) == 17


def test_the_bridge_gives_both_values_and_their_difference(half_a_year: County) -> None:
    progress_file(half_a_year.inbox("U11") / "more.csv", [{"cutoff_date": "2021-06-30", "completed_percent": 60}])
    half_a_year.ingest(datetime(2021, 8, 20, tzinfo=UTC))
    with rehearse(half_a_year.url) as connection:
        listed = snapshot_bridge(connection, date(2021, 6, 30), datetime(2021, 7, 12, tzinfo=UTC), NOW)
    [row] = [
        row
        for row in listed
        if (row["mart"], row["row_key"], row["column_name"])
        == ("project_performance", "P04", "physical_progress_ratio")
    ]
    assert (row["earlier_value"], row["later_value"], row["difference_quantity"]) == (
        Decimal("0.12"),
        Decimal("0.15"),
        Decimal("0.03"),
    )
    assert {row["column_name"] for row in listed} & OF_THE_MOMENT == set()
