"""From a day as it was known at one moment to the same day as known at another: every value that differs."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection

from planwatch.warehouse import queries
from planwatch.warehouse.evaluation import PUBLISHED_BY_DAY, build_candidate
from planwatch.warehouse.marts import Mart, marts_of

COLUMNS = ("mart", "row_key", "column_name", "earlier_value", "later_value", "difference_quantity")
OF_THE_MOMENT = {"as_of_date", "known_at"}
Values = dict[tuple[str, str, str], Any]


def values_of_day(connection: Connection, as_of_date: date, known_at: datetime) -> Values:
    """Every value of a day's marts as known at a moment, by mart, row and column. It replaces the day's candidate.

    Raises NothingToEvaluateError.
    """
    build_candidate(connection, as_of_date, known_at)
    values: Values = {}
    for mart in marts_of(connection, "candidate", PUBLISHED_BY_DAY):
        marks = {"schema": mart.schema, "mart": mart.name}
        for row in queries.rows_filled(connection, "reporting/mart_of_day.sql", marks, as_of_date=as_of_date):
            key = _row_key(mart, row)
            values |= {(mart.name, key, name): value for name, value in row.items() if name not in OF_THE_MOMENT}
    return values


def snapshot_bridge(
    connection: Connection, as_of_date: date, earlier: datetime, later: datetime
) -> list[dict[str, Any]]:
    """What a day says at a later moment and did not say at an earlier one: COLUMNS, a row per value, in their order.

    A row of a mart that stands on one side alone has nothing on the other. Run it in a rehearsal: nothing is published.
    """
    return differing(values_of_day(connection, as_of_date, earlier), values_of_day(connection, as_of_date, later))


def differing(before: Values, after: Values) -> list[dict[str, Any]]:
    """The values that are not the same on both sides: COLUMNS, a row per value, in their order."""
    return [
        dict(
            zip(COLUMNS, (*place, before.get(place), after.get(place), _difference(before, after, place)), strict=True)
        )
        for place in sorted(before.keys() | after.keys())
        if before.get(place) != after.get(place)
    ]


def _row_key(mart: Mart, row: dict[str, Any]) -> str:
    return "|".join(str(row[name]) for name in mart.key if name != "as_of_date")


def _difference(before: Values, after: Values, place: tuple[str, str, str]) -> Any:
    """What a figure changed by; None for words, and where either side is not known."""
    then, now = before.get(place), after.get(place)
    if isinstance(then, bool) or not isinstance(then, int | Decimal) or not isinstance(now, int | Decimal):
        return None
    return now - then
