"""The sum of several projects' planned-value curves on one axis of days, and its inverse."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from functools import cache
from itertools import pairwise
from math import ceil

from tests.recomputation.curves import Axis, Plan

FIRST = date(1970, 1, 1)


class Placed:
    """A project's curve on the axis of days that all projects share."""

    def __init__(self, axis: Axis, plan: Plan, budget: Fraction):
        self.plan, self.budget, self.axis = plan, budget, axis
        self.begin = Fraction((axis.start - FIRST).days)
        self.places = sorted({self.begin + axis.days(place) for place in self._bends()})
        self.end = self.places[-1]
        self.periods: Callable[[Fraction], Fraction] = cache(self._periods)

    def _bends(self) -> set[Fraction]:
        """In periods: where a share begins or ends, and where the calendar begins another month or quarter."""
        whole_periods = {Fraction(number) for number in range(ceil(self.plan.window))} if self.axis.months else set()
        ends = {place for part in self.plan.parts for place in (part.begins, part.ends)}
        return {Fraction(0), self.plan.window} | whole_periods | ends

    def _periods(self, place: Fraction) -> Fraction:
        """The periods from the window's first day to a place: found between the two whole ones around it."""
        if not self.axis.months:
            return place - self.begin
        number = 0
        while self.begin + self.axis.days(Fraction(number + 1)) <= place:
            number += 1
        low, high = (self.begin + self.axis.days(Fraction(number + step)) for step in (0, 1))
        return number + (place - low) / (high - low)

    def after(self, place: Fraction) -> Fraction:
        """What is planned by a place, with what comes at once there."""
        if place < self.begin:
            return Fraction(0)
        if place >= self.end:
            return self.budget
        return self.budget * sum((part.by(self.periods(place)) for part in self.plan.parts), Fraction(0))

    def before(self, place: Fraction) -> Fraction:
        """What is planned by a place, without what comes at once there."""
        if place <= self.begin:
            return Fraction(0)
        if place > self.end:
            return self.budget
        return self.budget * sum((part.before(self.periods(place)) for part in self.plan.parts), Fraction(0))


def inverse(curves: list[Placed], amount: Fraction) -> tuple[Fraction, Fraction, Fraction]:
    """From where to where the curves together plan an amount and no more, and where they first plan everything."""
    places = sorted({place for curve in curves for place in curve.places})
    everything = sum((curve.budget for curve in curves), Fraction(0))
    before = {place: sum((curve.before(place) for curve in curves), Fraction(0)) for place in places}
    after = {place: sum((curve.after(place) for curve in curves), Fraction(0)) for place in places}
    filled = next(place for place in places if after[place] >= everything)
    reached = [place for place in places if before[place] <= amount <= after[place]]
    for begin, end in pairwise(places):
        low, high = after[begin], before[end]
        if low < amount < high:
            reached.append(begin + (end - begin) * (amount - low) / (high - low))
        elif low == high == amount:
            reached += [begin, end]
    return (min(reached), max(reached), filled) if reached else (filled, filled, filled)
