"""Random planned-value curves and baselines, as a plan may hold them: every kind, with and without its own window."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from hypothesis import strategies as st

MONTHS = {"day": 0, "month": 1, "quarter": 3}
STEPS = ("M03", "M05", "M07", "M09", "M09", "M09", "M10", "M12", "M13")


@dataclass(frozen=True)
class Point:
    """A share of the budget: of a period in turn, or of a milestone between two shares of the window."""

    weight: Decimal
    milestone: str | None = None
    begins: Decimal | None = None
    ends: Decimal | None = None


@dataclass(frozen=True)
class Curve:
    """How the budget is planned over a window."""

    name: str
    kind: str
    unit: str
    shapes: tuple[int, int] | None = None
    points: tuple[Point, ...] = ()


DAY_LINEAR = Curve("day_linear", "linear", "day")


@dataclass(frozen=True)
class Baseline:
    """What a project is planned by from a day on; without a window of its own it keeps the plan's."""

    version: int
    effective: date
    curve: Curve
    start: date | None
    end: date | None


def months_later(day: date, months: int) -> date:
    """The same day of a later month, or that month's last where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _shares(draw: st.DrawFn, count: int) -> list[Decimal]:
    """So many shares of a hundred, some of them nothing."""
    places = sorted(draw(st.lists(st.integers(0, 200), min_size=count - 1, max_size=count - 1)))
    return [Decimal(later - earlier) / 2 for earlier, later in pairwise([0, *places, 200])]


@st.composite
def _curve(draw: st.DrawFn, name: str, start: date, end: date, as_of_date: date) -> Curve:
    """Of any kind; where twentieths of the window have passed, a milestone may be due on the day itself."""
    kind = draw(st.sampled_from(("linear", "table", "beta", "milestones", "milestones")))
    if kind == "linear":
        return Curve(name, kind, draw(st.sampled_from(("month", "month", "quarter"))))
    if kind == "milestones":
        places = draw(st.lists(st.integers(0, 20), min_size=2, max_size=10).map(lambda found: sorted(found)))
        spans = list(zip(places[::2], places[1::2], strict=False))
        passed, left = divmod(20 * ((as_of_date - start).days + 1), (end - start).days + 1)
        if not left and 0 <= passed <= 20 and draw(st.booleans()):
            spans = sorted([span for span in spans if not span[0] < passed < span[1]] + [(passed, passed)])
        weights = _shares(draw, len(spans))
        return Curve(name, kind, draw(st.sampled_from(("day", "day", "month"))), None, tuple(
            Point(
                weight, draw(st.sampled_from(STEPS)), Decimal(begins * 5),
                Decimal(5 * draw(st.sampled_from((begins, ends)))),
            )
            for weight, (begins, ends) in zip(weights, spans, strict=True)
        ))  # fmt: skip
    unit = "quarter" if (end - start).days > 400 else draw(st.sampled_from(("month", "quarter")))
    if kind == "beta":
        return Curve(name, kind, unit, (draw(st.integers(1, 4)), draw(st.integers(1, 4))))
    periods = 1
    while months_later(start, periods * MONTHS[unit]) <= end:
        periods += 1
    return Curve(name, kind, unit, None, tuple(Point(weight) for weight in _shares(draw, periods)))


@st.composite
def _window(draw: st.DrawFn, as_of_date: date) -> tuple[date, date]:
    """Around the day that is asked for, with either end on it or beside it; from a month's end; or of some hundred days.

    Of these so many twentieths have passed, that the day may be the very one on which a milestone's share is due.
    """
    if draw(st.integers(0, 2)) == 0:
        days = 100 * draw(st.sampled_from((1, 2, 4)))
        start = as_of_date - timedelta(days=days * draw(st.integers(1, 20)) // 20 - 1)
        return start, start + timedelta(days=days - 1)
    near = st.integers(-1, 1)
    start = as_of_date - timedelta(days=draw(st.one_of(near, st.integers(20, 500), st.integers(20, 500))))
    if draw(st.booleans()):
        start = start.replace(day=draw(st.sampled_from((1, 15, monthrange(start.year, start.month)[1]))))
    days = draw(st.one_of(st.just(1), st.integers(30, 700), st.integers(30, 700)))
    end = start + timedelta(days=days - 1)
    ends = as_of_date + timedelta(days=draw(st.sampled_from((-31, -30, -1, 0, 1))))
    return start, ends if ends >= start and draw(st.integers(0, 3)) == 0 else end


@st.composite
def baselines(draw: st.DrawFn, code: str, start: date, end: date, as_of_date: date) -> tuple[Baseline, ...]:
    """None for every third project, else one or two; in effect long since, from the day itself, or from the next."""
    found: list[Baseline] = []
    effective = as_of_date - timedelta(days=draw(st.sampled_from((400, 100, 30, 0, -1))))
    for version in range(1, draw(st.sampled_from((0, 1, 2))) + 1):
        window = draw(_window(as_of_date)) if draw(st.booleans()) else None
        curve = draw(_curve(f"{code} {version}", *(window or (start, end)), as_of_date))
        if version == 1 and draw(st.integers(0, 5)) == 0:
            curve = DAY_LINEAR
        found.append(Baseline(version, effective, curve, *(window or (None, None))))
        effective += timedelta(days=draw(st.sampled_from((1, 29, 30, 100))))
    return tuple(found)
