"""The years in which a community is to be renovated, as the annex writes them."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

_RANGE = re.compile(r"(?P<first>\d{4})(?:[-—－–~～至]+(?P<last>\d{4}))?年?(?P<pilot>[（(]试点[）)])?")


class BackwardWindowError(ValueError):
    """The last year lies before the first."""


@dataclass(frozen=True)
class ProgrammeWindow:
    """First and last day of a community's renovation, both inclusive, and whether it is a pilot."""

    start_date: date
    end_date: date
    is_pilot: bool

    @property
    def days(self) -> int:
        """Inclusive calendar days: 366 for the leap year 2020."""
        return (self.end_date - self.start_date).days + 1


def parse_window(text: str) -> ProgrammeWindow:
    """Read `2020`, `2020-2021` or `2019-2020（试点）`: 1 January of the first year to 31 December of the last.

    Accepts full-width brackets and the dashes -, —, －, –, ~, ～ and 至. Raises BackwardWindowError for a last year
    before the first, ValueError for anything else. Source: the notice's annex, column 计划改造时间.
    """
    found = _RANGE.fullmatch(re.sub(r"\s", "", text))
    if not found:
        raise ValueError(f"“{text}” is not a window such as 2020, 2020-2021 or 2019-2020（试点）")
    first, last = int(found["first"]), int(found["last"] or found["first"])
    if last < first:
        raise BackwardWindowError(f"“{text}” ends before it begins")
    return ProgrammeWindow(date(first, 1, 1), date(last, 12, 31), found["pilot"] is not None)


def periods_in(start_date: date, end_date: date, months: int) -> int:
    """How many periods of so many months, counted from the window's first day, it takes to cover the window.

    The last may be cut short: 2020-05-15 to 2020-08-14 is 1 period of three months, to 2020-08-15 it is 2.
    """
    periods = 1
    while _months_later(start_date, periods * months) <= end_date:
        periods += 1
    return periods


def _months_later(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
