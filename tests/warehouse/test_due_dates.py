"""When a return is due: by calendar days, by mainland China's workdays, or on the next workday; and who is late."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import Connection, text

from planwatch.warehouse import models, workday_loading
from tests.oracles.conftest import publish_some

RECORDED = datetime(2020, 3, 12, tzinfo=UTC)
SEEN = datetime(2030, 1, 1, tzinfo=UTC)


def owe(connection: Connection, **changes: Any) -> None:
    """U11 alone owes progress, by one row of the calendar that the test changes."""
    row = {
        "frequency": "month",
        "first_cutoff_date": date(2021, 4, 30),
        "last_cutoff_date": date(2022, 12, 31),
        "due_days_after_cutoff": 5,
        "grace_days": 2,
        "due_rule": "next_workday",
    } | changes
    connection.execute(text("delete from raw.plan_reporting_calendar"))
    connection.execute(
        text(
            "insert into raw.plan_reporting_calendar (plan_version, unit_code, form, frequency, first_cutoff_date,"
            " last_cutoff_date, due_days_after_cutoff, grace_days, due_rule) values (1, 'U11', 'progress', :frequency,"
            " :first_cutoff_date, :last_cutoff_date, :due_days_after_cutoff, :grace_days, :due_rule)"
        ),
        row,
    )


def owed(connection: Connection, as_of_date: date, known_at: datetime = SEEN) -> list[dict[str, Any]]:
    models.build(
        connection,
        {"int_reporting_calendar"},
        as_of_date=as_of_date,
        known_at=known_at,
        plan_version=1,
        policy_version=1,
    )
    columns = "cutoff_date, due_date, grace_end_date, due_note"
    found = connection.execute(text(f"select {columns} from int_reporting_calendar order by cutoff_date"))
    return [dict(row) for row in found.mappings()]


def newest(connection: Connection, as_of_date: date) -> tuple[date, date]:
    row = owed(connection, as_of_date)[-1]
    return row["due_date"], row["grace_end_date"]


@pytest.fixture
def calendar(planned: Connection) -> Connection:
    """The county with the workdays of its years."""
    workday_loading.load_workdays(planned, 1, RECORDED)
    return planned


@pytest.mark.parametrize(
    ("cutoff", "due_rule", "days", "grace", "due", "grace_end"),
    [
        pytest.param("2021-09-30", "calendar_days", 5, 2, "2021-10-05", "2021-10-07", id="within National Day, as is"),
        pytest.param("2021-09-30", "next_workday", 5, 2, "2021-10-08", "2021-10-11", id="moved behind National Day"),
        pytest.param("2021-09-30", "next_workday", 8, 1, "2021-10-08", "2021-10-09", id="8 Oct is worked, so is Sat 9"),
        pytest.param("2021-09-30", "next_workday", 7, 0, "2021-10-08", "2021-10-08", id="7 Oct is the last day off"),
        pytest.param("2021-09-30", "workdays", 1, 1, "2021-10-08", "2021-10-09", id="first workday, then a Saturday"),
        pytest.param("2021-09-30", "workdays", 3, 2, "2021-10-11", "2021-10-13", id="the Saturday is the second"),
        pytest.param("2021-04-30", "next_workday", 5, 2, "2021-05-06", "2021-05-08", id="Labour Day, Saturday worked"),
        pytest.param("2021-05-31", "next_workday", 5, 2, "2021-06-07", "2021-06-09", id="a common Saturday is off"),
        pytest.param("2021-12-31", "workdays", 1, 0, "2022-01-04", "2022-01-04", id="over New Year"),
        pytest.param("2021-12-31", "calendar_days", 1, 0, "2022-01-01", "2022-01-01", id="New Year's Day, as is"),
        pytest.param("2021-08-31", "workdays", 0, 0, "2021-08-31", "2021-08-31", id="due on the cut-off itself"),
        pytest.param("2021-07-31", "workdays", 0, 0, "2021-08-02", "2021-08-02", id="a cut-off on Saturday"),
    ],
)
def test_days_are_counted_as_the_plan_says(
    calendar: Connection, cutoff: str, due_rule: str, days: int, grace: int, due: str, grace_end: str
) -> None:
    owe(calendar, due_rule=due_rule, due_days_after_cutoff=days, grace_days=grace)
    assert newest(calendar, date.fromisoformat(cutoff)) == (date.fromisoformat(due), date.fromisoformat(grace_end))


@pytest.mark.parametrize(
    ("frequency", "first", "last", "as_of_date", "cutoffs"),
    [
        ("month", "2021-04-30", "2022-12-31", "2021-06-29", ["2021-04-30", "2021-05-31"]),
        ("month", "2021-04-30", "2022-12-31", "2021-06-30", ["2021-04-30", "2021-05-31", "2021-06-30"]),
        ("quarter", "2021-06-30", "2022-12-31", "2021-12-30", ["2021-06-30", "2021-09-30"]),
        ("quarter", "2021-06-30", "2021-09-30", "2022-12-31", ["2021-06-30", "2021-09-30"]),
        ("year", "2020-12-31", "2022-12-31", "2021-12-31", ["2020-12-31", "2021-12-31"]),
        ("week", "2021-06-06", "2022-12-31", "2021-06-19", ["2021-06-06", "2021-06-13"]),
        ("week", "2021-06-06", "2021-06-19", "2021-08-31", ["2021-06-06", "2021-06-13"]),
        ("once", "2021-05-15", "2022-12-31", "2021-05-14", []),
        ("once", "2021-05-15", "2022-12-31", "2022-05-15", ["2021-05-15"]),
    ],
)
def test_cutoffs_come_round_as_often_as_the_plan_says(
    calendar: Connection, frequency: str, first: str, last: str, as_of_date: str, cutoffs: list[str]
) -> None:
    owe(
        calendar,
        frequency=frequency,
        first_cutoff_date=date.fromisoformat(first),
        last_cutoff_date=date.fromisoformat(last),
    )
    assert [str(row["cutoff_date"]) for row in owed(calendar, date.fromisoformat(as_of_date))] == cutoffs


def progress(done: int) -> list[dict[str, Any]]:
    return [{"project_code": "P04", "item_code": "ROAD", "completed_percent": done}]


def statuses(connection: Connection, day: date, known_at: datetime) -> dict[str, str]:
    publish_some(connection, day, known_at, {"unit_reporting"})
    found = connection.execute(
        text("select cutoff_date, status from marts.unit_reporting where as_of_date = :day"), {"day": day}
    )
    return {str(cutoff): status for cutoff, status in found}


@pytest.mark.parametrize(
    ("received", "status"),
    [
        ("2021-10-08T15:59:59+00:00", "on_time"),
        ("2021-10-08T16:00:00+00:00", "within_grace"),
        ("2021-10-11T15:59:59+00:00", "within_grace"),
        ("2021-10-11T16:00:00+00:00", "late"),
    ],
)
def test_the_day_ends_at_midnight_in_shanghai(
    calendar: Connection, accept: Callable[..., int], received: str, status: str
) -> None:
    owe(calendar)
    september = date(2021, 9, 30)
    accept("U11", september, datetime.fromisoformat(received), progress=progress(40))
    assert statuses(calendar, september, SEEN)["2021-09-30"] == status


@pytest.mark.parametrize(
    ("known_at", "status"),
    [
        ("2021-10-08T15:59:59+00:00", "not_due"),
        ("2021-10-08T16:00:00+00:00", "in_grace"),
        ("2021-10-11T15:59:59+00:00", "in_grace"),
        ("2021-10-11T16:00:00+00:00", "missing"),
    ],
)
def test_what_has_not_come_is_missing_only_after_its_grace(calendar: Connection, known_at: str, status: str) -> None:
    owe(calendar)
    found = statuses(calendar, date(2021, 9, 30), datetime.fromisoformat(known_at))
    assert found["2021-09-30"] == status


def test_a_weekly_report_answers_for_its_own_week(calendar: Connection, accept: Callable[..., int]) -> None:
    owe(calendar, frequency="week", first_cutoff_date=date(2021, 6, 6), due_days_after_cutoff=1, grace_days=0)
    for day in (date(2021, 6, 7), date(2021, 6, 20)):
        accept("U11", day, datetime(2021, 6, 21, tzinfo=UTC), progress=progress(40))
    assert statuses(calendar, date(2021, 6, 20), SEEN) == {
        "2021-06-06": "missing",
        "2021-06-13": "late",
        "2021-06-20": "on_time",
    }


def test_what_is_owed_once_may_come_for_any_day(calendar: Connection, accept: Callable[..., int]) -> None:
    owe(calendar, frequency="once", first_cutoff_date=date(2021, 5, 14))
    assert statuses(calendar, date(2021, 6, 30), SEEN) == {"2021-05-14": "missing"}
    accept("U11", date(2021, 6, 10), datetime(2021, 6, 11, tzinfo=UTC), progress=progress(40))
    assert statuses(calendar, date(2021, 6, 30), SEEN) == {"2021-05-14": "late"}


def test_a_year_that_nobody_has_announced_counts_by_the_week_and_says_so(planned: Connection) -> None:
    owe(planned, first_cutoff_date=date(2030, 9, 30), last_cutoff_date=date(2030, 12, 31))
    assert workday_loading.load_workdays(planned, 1, RECORDED) == [2030, 2031]
    [row] = owed(planned, date(2030, 10, 30))
    assert (row["due_date"], row["due_note"]) == (date(2030, 10, 7), "holidays_not_announced")
    owe(planned, first_cutoff_date=date(2030, 9, 30), last_cutoff_date=date(2030, 12, 31), due_rule="calendar_days")
    [row] = owed(planned, date(2030, 10, 30))
    assert (row["due_date"], row["due_note"]) == (date(2030, 10, 5), None)


def test_the_workdays_of_the_plans_years_are_kept_once(calendar: Connection) -> None:
    kept = "select min(calendar_date), max(calendar_date), count(*) from raw.workdays"
    before = calendar.execute(text(kept)).one()
    assert tuple(before) == (date(2021, 1, 1), date(2023, 12, 31), 3 * 365)
    assert workday_loading.load_workdays(calendar, 1, SEEN) == []
    assert calendar.execute(text(kept)).one() == before
    days = calendar.execute(
        text(
            "select is_workday from raw.workdays where calendar_date in ('2021-10-07','2021-10-09') order by calendar_date"
        )
    )
    assert [is_workday for (is_workday,) in days] == [False, True]


def test_a_later_announcement_changes_no_day_that_was_computed_before(calendar: Connection) -> None:
    owe(calendar)
    before = newest(calendar, date(2021, 9, 30))
    calendar.execute(
        text(
            "insert into raw.workdays values ('2021-10-08', false, '2025-01-01', 'a correction'),"
            " ('2021-10-09', false, '2025-01-01', 'a correction')"
        )
    )
    known = datetime(2024, 12, 31, tzinfo=UTC)
    row = owed(calendar, date(2021, 9, 30), known)[-1]
    assert (row["due_date"], row["grace_end_date"]) == before
    assert newest(calendar, date(2021, 9, 30)) == (date(2021, 10, 11), date(2021, 10, 13))


def test_the_county_owes_the_new_forms_only_after_the_example_quarter(calendar: Connection) -> None:
    first = calendar.execute(
        text("select form, min(first_cutoff_date) from raw.plan_reporting_calendar group by form order by form")
    )
    assert {form: str(day) for form, day in first} == {
        "progress": "2021-04-30",
        "spending": "2021-04-30",
        "cable": "2021-07-31",
        "payments": "2021-07-31",
        "inspection": "2021-07-31",
        "budget": "2021-09-30",
        "residents": "2021-09-30",
    }
