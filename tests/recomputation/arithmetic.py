"""Exact fractions in which nothing known is other than nothing: what every recomputed figure is made of."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

import pandas as pd

Figures = dict[str, Any]


def divided(part: Any, whole: Any) -> Fraction | None:
    """A ratio, unknown where either side is unknown or the whole is nothing."""
    return None if part is None or whole is None or whole == 0 else Fraction(part) / Fraction(whole)


def less(one: Any, other: Any) -> Fraction | None:
    """A difference, unknown where either side is."""
    return None if one is None or other is None else Fraction(one) - Fraction(other)


def or_none(value: Any) -> Any:
    """A cell of a frame, where pandas may have put its own word for nothing."""
    return None if value is None or pd.isna(value) else value


def known(values: Iterable[Any]) -> list[Fraction]:
    """The values that are known, exact."""
    return [Fraction(value) for value in values if value is not None and not pd.isna(value)]


def total(values: Iterable[Any]) -> Fraction | None:
    """The sum of what is known, unknown where nothing is."""
    found = known(values)
    return sum(found, Fraction(0)) if found else None
