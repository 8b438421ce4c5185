"""Days and months as the county counts them: calendar days in Shanghai, cut-offs at month ends."""

from calendar import monthrange
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


def month_end(day: date) -> date:
    """The last day of this day's month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def last_month_end(day: date) -> date:
    """The newest month end that is not after this day."""
    end = month_end(day)
    return end if end == day else day.replace(day=1) - timedelta(days=1)


def shanghai_day(moment: datetime) -> date:
    """The calendar day in Shanghai of a moment with a time zone. Raises ValueError for a moment without one."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return moment.astimezone(SHANGHAI).date()


def moment_written(text: str) -> datetime:
    """A moment in ISO 8601; without a time zone it is Shanghai's. Raises ValueError for any other spelling."""
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=SHANGHAI)


def period_kinds_ending(day: date) -> list[str]:
    """What ends with this day, of `month`, `quarter` and `year`, the shortest first; empty within a month."""
    if day != month_end(day):
        return []
    return ["month", *(["quarter"] if day.month % 3 == 0 else []), *(["year"] if day.month == 12 else [])]
