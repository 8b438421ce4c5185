"""Every cut-off that a unit owes a form for, when its return is due and until when it is waited for, day by day."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

import chinese_calendar

from tests.recomputation import county_plan
from tests.recomputation.filed import once
from tests.recomputation.programmes import Programme

ONE_DAY = timedelta(days=1)
MONTHS = {"month": 1, "quarter": 3, "year": 12}
CELLS = ("unit_code", "form", "frequency", "first_cutoff_date", "last_cutoff_date", "due_days_after_cutoff",
         "grace_days", "due_rule")  # fmt: skip
Days = dict[date, bool]


@dataclass(frozen=True)
class Due:
    """One owed return: the days whose news counts for it, its due day, the end of its grace, and what is to note."""

    unit: str
    form: str
    frequency: str
    first_day: date
    cutoff: date
    due: date
    grace_end: date
    note: str | None


@cache
def _county_calendar() -> tuple[tuple[Any, ...], ...]:
    return tuple(
        (row["unit_code"], row["form"], row["frequency"], date.fromisoformat(row["first_cutoff_date"]),
         date.fromisoformat(row["last_cutoff_date"]), int(row["due_days_after_cutoff"]), int(row["grace_days"]),
         row["due_rule"])
        for row in county_plan.rows("reporting_calendar")
    )  # fmt: skip


@cache
def _announced() -> Days:
    """The days that the county's calendar asks for: of the years of its cut-offs, and of the one after."""
    calendar = _county_calendar()
    first, last = min(row[3] for row in calendar).year, max(row[4] for row in calendar).year + 1
    days = (
        date(first, 1, 1) + timedelta(days=count) for count in range((date(last + 1, 1, 1) - date(first, 1, 1)).days)
    )
    return {day: chinese_calendar.is_workday(day) for day in days}


def _told_otherwise(programme: Programme) -> Days:
    """What was recorded of single days: of what is known by the moment the newest, else the first word ever."""
    found: Days = {}
    of_days: dict[date, list[dict[str, Any]]] = {}
    for row in programme.records.get("workdays", []):
        of_days.setdefault(row["calendar_date"], []).append(row)
    for day, rows in of_days.items():
        rows.sort(key=lambda row: row["recorded_at"])
        known = [row for row in rows if row["recorded_at"] <= programme.known_at]
        if known or day not in _announced():
            found[day] = known[-1]["is_workday"] if known else rows[0]["is_workday"]
    return found


@once
def owed(programme: Programme) -> tuple[Due, ...]:
    """Of every line of the calendar each cut-off up to the day."""
    others = _told_otherwise(programme)
    own = [tuple(row[cell] for cell in CELLS) for row in programme.records.get("plan_reporting_calendar", [])]
    found: list[Due] = []
    for row in (*_county_calendar(), *own):
        every = _of_calendar(row, tuple(others.items()))
        found += [due for due in every if due.cutoff <= programme.as_of_date]
    return tuple(found)


@cache
def _of_calendar(row: tuple[Any, ...], others: tuple[tuple[date, bool], ...]) -> tuple[Due, ...]:
    unit, form, frequency, _, _, due_days, grace_days, rule = row
    days = _announced() | dict(others)
    found = []
    for first_day, cutoff in _periods(row):
        due = _after(cutoff, due_days, rule, days, is_from_cutoff=True)
        grace_end = _after(due, grace_days, rule, days, is_from_cutoff=False)
        span = (cutoff + timedelta(days=count) for count in range((grace_end - cutoff).days + 1))
        is_noted = rule != "calendar_days" and any(day not in days for day in span)
        note = "holidays_not_announced" if is_noted else None
        found.append(Due(unit, form, frequency, first_day, cutoff, due, grace_end, note))
    return tuple(found)


def _periods(row: tuple[Any, ...]) -> Iterator[tuple[date, date]]:
    """The first day and the cut-off of each period; what is owed once is answered by news of any day."""
    _, _, frequency, cutoff, last, *_ = row
    if frequency == "once":
        yield date.min, cutoff
        return
    while cutoff <= last:
        if frequency == "week":
            yield cutoff - timedelta(days=6), cutoff
            cutoff += timedelta(days=7)
        else:
            yield _months_later(cutoff, -MONTHS[frequency]) + ONE_DAY, cutoff
            cutoff = _months_later(cutoff, MONTHS[frequency])


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, monthrange(year, month + 1)[1])


def _after(day: date, count: int, rule: str, days: Days, *, is_from_cutoff: bool) -> date:
    """So many days on: of the calendar, of work, or of the calendar and then to the next day of work."""

    def is_worked(one: date) -> bool:
        return days.get(one, one.isoweekday() < 6)

    if rule != "workdays":
        day += timedelta(days=count)
    elif is_from_cutoff and count == 0 and not is_worked(day):
        count = 1
    for _ in range(count if rule == "workdays" else 0):
        day += ONE_DAY
        while not is_worked(day):
            day += ONE_DAY
    while rule == "next_workday" and not is_worked(day):
        day += ONE_DAY
    return day
