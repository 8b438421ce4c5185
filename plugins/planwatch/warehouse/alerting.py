"""Follows every alert from week to week: spells and their events, from a published day and the week before it."""

from datetime import date, datetime

from sqlalchemy import Connection

from planwatch.warehouse import models, queries
from planwatch.warehouse.marts import copy_rows, delete_rows, marts_of
from planwatch.warehouse.publishing import NotPublishedError

PUBLISHED_BY_WEEK = ("alert_spells", "alert_events")
OF_ITS_MOMENT = "known_at = :known_at"


def build_week(connection: Connection, as_of_date: date) -> datetime:
    """Fill `candidate` with the spells and events of a published day; returns the known-at moment of that day.

    A week is compared with the newest earlier week known by its moment, for good: made again it gives the same rows,
    whatever was told since. Raises NotPublishedError.
    """
    queries.run(connection, "publishing/lock.sql")
    points = queries.rows(connection, "alerting/published_point.sql", as_of_date=as_of_date)
    if not points:
        raise NotPublishedError(as_of_date)
    known_at: datetime = points[0]["known_at"]
    queries.run(connection, "alerting/record_week.sql", as_of_date=as_of_date, known_at=known_at)
    models.build(connection, set(PUBLISHED_BY_WEEK), **points[0])
    for mart in marts_of(connection, "candidate", PUBLISHED_BY_WEEK):
        delete_rows(connection, mart, as_of_date)
        copy_rows(connection, mart, as_of_date, mart.name, OF_ITS_MOMENT, known_at)
    return known_at


def publish_week(connection: Connection, as_of_date: date, known_at: datetime) -> None:
    """Put a week's candidate in the place of what was published for the same day and moment; other weeks stay."""
    queries.run(connection, "publishing/lock.sql")
    for mart in marts_of(connection, "marts", PUBLISHED_BY_WEEK):
        delete_rows(connection, mart, as_of_date, OF_ITS_MOMENT, known_at=known_at)
        copy_rows(connection, mart, as_of_date, f"candidate.{mart.name}", OF_ITS_MOMENT, known_at)
