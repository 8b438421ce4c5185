"""Planned-value curves once more: time counted period by period, a curve as the sum of its shares, and its inverse."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise
from math import comb, factorial, floor

from tests.recomputation.baselines import MONTHS, Baseline, Curve, months_later


@dataclass(frozen=True)
class Axis:
    """Time from a window's first day on, in days or in months or quarters of the calendar."""

    start: date
    months: int

    def _begin(self, period: int) -> int:
        return (months_later(self.start, period * self.months) - self.start).days

    def periods(self, days: int) -> Fraction:
        """So many days from the first on: each period counts the days it has of those that fill it."""
        if not self.months:
            return Fraction(days)
        periods, period = Fraction(0), 0
        while days > self._begin(period):
            length = self._begin(period + 1) - self._begin(period)
            periods += Fraction(min(length, days - self._begin(period)), length)
            period += 1
        return periods

    def days(self, periods: Fraction) -> Fraction:
        """The same place in days, the period under way by its own length."""
        if not self.months:
            return periods
        whole = floor(periods)
        return self._begin(whole) + (periods - whole) * (self._begin(whole + 1) - self._begin(whole))


@dataclass(frozen=True)
class Part:
    """A share of the budget that is planned evenly between two places in time, or at once at one."""

    begins: Fraction
    ends: Fraction
    share: Fraction
    milestone: str | None = None

    def by(self, place: Fraction) -> Fraction:
        """How much of the share is planned by a place."""
        if place >= self.ends:
            return self.share
        return self.share * (place - self.begins) / (self.ends - self.begins) if place > self.begins else Fraction(0)

    def before(self, place: Fraction) -> Fraction:
        """How much of it is planned before a place, which differs where it comes at once."""
        return self.by(place) if self.begins < self.ends or place > self.ends else Fraction(0)


@dataclass(frozen=True)
class Plan:
    """A curve over a window: nothing before it, the whole budget from its end on."""

    window: Fraction
    parts: tuple[Part, ...]

    def by(self, place: Fraction) -> Fraction:
        """The share of the budget that is planned by a place in time."""
        if place <= 0:
            return Fraction(0)
        return Fraction(1) if place >= self.window else sum((part.by(place) for part in self.parts), Fraction(0))

    def interval(self, share: Fraction) -> tuple[Fraction, Fraction]:
        """From where to where the plan had a share of at most 1 and no more: one place, or a flat stretch."""
        places = sorted({Fraction(0), self.window} | {at for part in self.parts for at in (part.begins, part.ends)})
        first = last = None
        for begin, end in pairwise(places):
            low = sum((part.by(begin) for part in self.parts), Fraction(0))
            high = sum((part.before(end) for part in self.parts), Fraction(0))
            reached = begin if share <= low else end
            if low < share <= high:
                reached = begin + (end - begin) * (share - low) / (high - low)
            if first is None and share <= high:
                first = reached
            if share >= low:
                left = end if share >= high else reached
                last = left
        return (self.window if first is None else first, Fraction(0) if last is None else last)

    def filled(self) -> Fraction:
        """Where all of the budget is first planned."""
        places = sorted({self.window} | {part.ends for part in self.parts})
        return next(place for place in places if sum((part.by(place) for part in self.parts), Fraction(0)) >= 1)


def _beta(first: int, second: int, at: Fraction) -> Fraction:
    """The share of a beta distribution by a place between 0 and 1: its density integrated power by power."""
    area = Fraction(factorial(first - 1) * factorial(second - 1), factorial(first + second - 1))
    powers = (Fraction((-1) ** k * comb(second - 1, k), first + k) * at ** (first + k) for k in range(second))
    return sum(powers, Fraction(0)) / area


def _parts(curve: Curve, window: Fraction) -> tuple[Part, ...]:
    if curve.kind == "linear":
        return (Part(Fraction(0), window, Fraction(1)),)
    if curve.kind == "milestones":
        return tuple(
            Part(window * Fraction(point.begins or 0) / 100, window * Fraction(point.ends or 0) / 100,
                 Fraction(point.weight) / 100, point.milestone)
            for point in curve.points
        )  # fmt: skip
    steps = [min(Fraction(step), window) for step in range(floor(window) + 2)]
    steps = steps[: steps.index(window) + 1]
    shares = [Fraction(point.weight) / 100 for point in curve.points]
    if curve.shapes:
        sums = [_beta(*curve.shapes, step / window) for step in steps]
        shares = [later - earlier for earlier, later in pairwise(sums)]
    return tuple(Part(begins, ends, share) for begins, ends, share in zip(steps[:-1], steps[1:], shares, strict=True))


def axis_of(baseline: Baseline) -> Axis:
    """The time that a baseline is counted in."""
    assert baseline.start is not None
    return Axis(baseline.start, MONTHS[baseline.curve.unit])


def plan_of(baseline: Baseline) -> Plan:
    """What a baseline plans, in the periods of its curve."""
    assert baseline.start is not None
    assert baseline.end is not None
    window = axis_of(baseline).periods((baseline.end - baseline.start).days + 1)
    return Plan(window, _parts(baseline.curve, window))
