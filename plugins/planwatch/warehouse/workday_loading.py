"""Keeps mainland China's workdays for the years of a plan, from the library `chinese_calendar`."""

import logging
from datetime import date, datetime, timedelta
from importlib.metadata import version

import chinese_calendar
from sqlalchemy import Connection

from planwatch.warehouse import queries

PACKAGE = "chinesecalendar"
log = logging.getLogger(__name__)


def load_workdays(connection: Connection, plan_version: int, recorded_at: datetime) -> list[int]:
    """Record every day of the plan's years that is not recorded so yet; returns the years that nobody knows yet.

    The years run from the first to the one after the last cut-off of the reporting calendar, for a return may be due
    in the next. A year whose holidays are not announced is left out: its days count by the week, Monday to Friday,
    and due dates that lie in it say so. The same days again are no new record.
    """
    [span] = queries.rows(connection, "plan/reporting_years.sql", plan_version=plan_version)
    unknown = []
    for year in range(span["first_year"], span["last_year"] + 1):
        days = workdays_of(year)
        if not days:
            unknown.append(year)
        queries.run(
            connection,
            "plan/record_workdays.sql",
            calendar_dates=list(days),
            are_workdays=list(days.values()),
            recorded_at=recorded_at,
            source=f"{PACKAGE} {version(PACKAGE)}",
        )
    if unknown:
        log.warning("No holidays are announced for %s: Monday to Friday count as workdays there.", unknown)
    return unknown


def workdays_of(year: int) -> dict[date, bool]:
    """Each day of a year and whether it is a workday; nothing where the library does not know the year."""
    first, days = date(year, 1, 1), (date(year, 12, 31) - date(year, 1, 1)).days + 1
    try:
        return {day: chinese_calendar.is_workday(day) for day in (first + timedelta(days=n) for n in range(days))}
    except NotImplementedError:
        return {}
