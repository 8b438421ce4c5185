"""What random forms and records are drawn from: amounts, days beside every boundary, and returns of one form."""

from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from tests.recomputation.programmes import Line, Project

ONE_DAY, ONE_MICROSECOND = timedelta(days=1), timedelta(microseconds=1)
SHANGHAI_MIDNIGHT = 16
Values = dict[str, Any]


def amounts(most: int) -> st.SearchStrategy[Decimal]:
    """Yuan to the fen, or as often of few round sums, so that sums meet."""
    fen = st.integers(0, most * 100).map(lambda whole: Decimal(whole) / 100)
    return st.one_of(fen, st.integers(0, 4).map(lambda part: Decimal(most * part) / 4))


def month_end(day: date, months_before: int) -> date:
    """The last day of the month that lies so many months before that of a day."""
    months = day.year * 12 + day.month - 1 - months_before
    year, month = divmod(months, 12)
    return date(year, month + 1, monthrange(year, month + 1)[1])


def reporting_days(as_of_date: date) -> st.SearchStrategy[date]:
    """Ends of months and quarters, the turn of the year, and the as-of date with the days beside it."""
    ends = [month_end(as_of_date, months) for months in (0, 1, 1, 2, 3, 6, 12)]
    new_year = date(as_of_date.year, 1, 1)
    return st.sampled_from(
        [*ends, new_year - ONE_DAY, new_year, as_of_date - ONE_DAY, as_of_date, as_of_date + ONE_DAY]
    )


@st.composite
def receipts(draw: st.DrawFn, cutoff: date, known_at: datetime) -> datetime:
    """Days after the cut-off, at the last moment of a Shanghai day or the first of the next; or beside the known one."""
    days = draw(st.sampled_from((0, 1, 4, 5, 6, 7, 8, 40, -1, -2)))
    if days < 0:
        return known_at if days == -1 else known_at + ONE_MICROSECOND
    midnight = datetime(cutoff.year, cutoff.month, cutoff.day, SHANGHAI_MIDNIGHT, tzinfo=UTC) + timedelta(days=days)
    return midnight - draw(st.sampled_from((timedelta(), ONE_MICROSECOND, timedelta(hours=6))))


@st.composite
def moments(draw: st.DrawFn, known_at: datetime) -> datetime:
    """When something was recorded: long before the known moment, at it, or just after it."""
    return known_at + draw(st.sampled_from((timedelta(days=-90), timedelta(days=-90), timedelta(), ONE_MICROSECOND)))


@st.composite
def returns(
    draw: st.DrawFn,
    form: str,
    units: Sequence[str],
    projects: list[Project],
    as_of_date: date,
    known_at: datetime,
    values: Callable[[str, Project], st.SearchStrategy[Values]],
    keys: Sequence[str],
    most: int,
) -> list[Line]:
    """Lines of a form, one in ten refused; some of them once more with other values: later, earlier, by another unit."""
    by_code = {project.code: project for project in projects}
    found: list[Line] = []
    for _ in range(draw(st.integers(0, most))):
        project, unit = draw(st.sampled_from(projects)), draw(st.sampled_from(units))
        cutoff = draw(reporting_days(as_of_date))
        at = draw(receipts(cutoff, known_at))
        is_accepted = draw(st.integers(0, 9)) > 0
        found.append(Line(form, unit, project.code, cutoff, at, is_accepted, draw(values(unit, project))))
    for line in draw(st.lists(st.sampled_from(found), max_size=most // 2)) if found else []:
        unit = draw(st.sampled_from((line.unit, line.unit, *units)))
        cutoff = draw(st.sampled_from((line.cutoff, line.cutoff, month_end(line.cutoff, 1))))
        at = line.received_at + timedelta(days=draw(st.sampled_from((-3, 0, 1, 30))))
        again = draw(values(unit, by_code[line.project])) | {key: line.values[key] for key in keys}
        found.append(replace(line, unit=unit, cutoff=cutoff, received_at=at, values=again))
    return found
