"""Money is rounded half up and once; days are the county's days."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from planwatch.domain.money import in_ten_thousand_yuan, round_half_up, to_yuan
from planwatch.domain.period import last_month_end, month_end, shanghai_day
from planwatch.domain.reporting_week import last_day_of_week, week_key


def test_ten_thousand_yuan_become_yuan_exactly() -> None:
    assert to_yuan(Decimal("547.53")) == Decimal("5475300")


def test_yuan_are_shown_as_people_read_them() -> None:
    assert in_ten_thousand_yuan(Decimal("27312585.50")) == "2,731.26"


@pytest.mark.parametrize(
    ("value", "rounded"), [("0.125", "0.13"), ("0.124999", "0.12"), ("2.675", "2.68"), ("-0.125", "-0.13")]
)
def test_a_half_is_rounded_up_and_away_from_zero(value: str, rounded: str) -> None:
    assert round_half_up(Decimal(value)) == Decimal(rounded)


@pytest.mark.parametrize(
    ("day", "last"),
    [
        (date(2021, 6, 30), date(2021, 6, 30)),
        (date(2021, 6, 29), date(2021, 5, 31)),
        (date(2020, 3, 1), date(2020, 2, 29)),
        (date(2021, 1, 30), date(2020, 12, 31)),
    ],
)
def test_a_month_end_counts_from_its_own_day_on(day: date, last: date) -> None:
    assert last_month_end(day) == last


def test_february_ends_on_the_29th_in_leap_years_only() -> None:
    assert (month_end(date(2020, 2, 1)), month_end(date(2021, 2, 1))) == (date(2020, 2, 29), date(2021, 2, 28))


def test_the_countys_day_begins_at_16_hours_utc() -> None:
    assert shanghai_day(datetime(2021, 6, 30, 15, 59, tzinfo=UTC)) == date(2021, 6, 30)
    assert shanghai_day(datetime(2021, 6, 30, 16, 0, tzinfo=UTC)) == date(2021, 7, 1)


def test_a_moment_without_a_time_zone_is_no_moment() -> None:
    with pytest.raises(ValueError, match="time zone"):
        shanghai_day(datetime(2021, 6, 30))  # noqa: DTZ001


def test_a_week_ends_on_its_sunday_and_may_belong_to_the_year_before() -> None:
    assert last_day_of_week("2021-W26") == date(2021, 7, 4)
    assert (week_key(date(2021, 1, 3)), week_key(date(2021, 1, 4))) == ("2020-W53", "2021-W01")
