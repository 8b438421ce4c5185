"""The ISO week that a weekly alert speaks of."""

from datetime import date, datetime, time, timedelta

from planwatch.domain.period import SHANGHAI

LETTER_HOUR = 8


def last_day_of_week(week_key: str) -> date:
    """The Sunday of an ISO week written like `2021-W26`. Raises ValueError for any other spelling."""
    year, _, week = week_key.partition("-W")
    return date.fromisocalendar(int(year), int(week), 7)


def moment_after_week(week_key: str) -> datetime:
    """Monday at 08:00 in Shanghai after an ISO week: when the week is spoken of, with what is known by then."""
    return datetime.combine(last_day_of_week(week_key) + timedelta(days=1), time(LETTER_HOUR), SHANGHAI)


def week_key(day: date) -> str:
    """The ISO week of a day, written like `2021-W26`; the first days of January may belong to the year before."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"
