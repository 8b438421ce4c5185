"""The points that one bulletin speaks of, made ready in its transaction: this week, last week, four weeks ago, ahead.

A bulletin is a function of its publication (or of a day and a moment). Last week is what was published of it before
this week was, else it is computed as of as many days earlier; everything else is computed from what this week knows. So
a bulletin that is made again, however late, says what it said.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from planwatch.reporting.bulletin_layout import BulletinLayout
from planwatch.warehouse import evaluation, models, queries
from planwatch.warehouse.connection import Connection
from planwatch.warehouse.publishing import NotPublishedError

MARTS, COMPUTED = "marts", "pg_temp"


@dataclass(frozen=True)
class Point:
    """A day, the moment it is known by, the versions in force; the publication's number where it was published."""

    as_of_date: date
    known_at: datetime
    plan_version: int
    policy_version: int
    publication_id: int | None = None

    def on(self, day: date) -> dict[str, Any]:
        """What models need to be built for another day by this point's knowledge."""
        return {
            "as_of_date": day,
            "known_at": self.known_at,
            "plan_version": self.plan_version,
            "policy_version": self.policy_version,
        }


@dataclass(frozen=True)
class PreparedWeek:
    """What a bulletin is read from: its own point and schema, last week's point, the days around, the curve."""

    point: Point
    schema: str
    previous: Point
    change_date: date
    ahead_date: date
    curve: list[dict[str, Any]]


def prepare_week(
    connection: Connection, as_of_date: date, known_at: datetime | None, layout: BulletinLayout
) -> PreparedWeek:
    """Make every point ready within the caller's transaction. Without a moment, the newest publication of the day.

    Raises NotPublishedError where the day was not published and no moment is given; NothingToEvaluateError.
    """
    point = _point(connection, as_of_date, known_at)
    curve = _curve(connection, point, layout.curve_months)
    previous = _previous(connection, point, layout.previous_days)
    models.keep(connection, "bulletin_previous", "bulletin/projects_of_point.sql", _ready(connection, previous))
    change_date = as_of_date - timedelta(days=layout.change_days)
    models.build(connection, {"programme_performance"}, **point.on(change_date))
    models.keep(connection, "bulletin_earlier", "bulletin/programme_of_point.sql", COMPUTED)
    ahead_date = as_of_date + timedelta(days=layout.ahead_days)
    models.build(connection, {"unit_reporting"}, **point.on(ahead_date))
    models.keep(connection, "bulletin_returns", "bulletin/returns_of_point.sql", COMPUTED)
    models.build(connection, set(evaluation.PUBLISHED_BY_DAY), **point.on(as_of_date))
    schema = MARTS if _is_in_marts(connection, point) else COMPUTED
    return PreparedWeek(point, schema, previous, change_date, ahead_date, curve)


def _point(connection: Connection, as_of_date: date, known_at: datetime | None) -> Point:
    found = queries.rows(connection, "bulletin/publication.sql", as_of_date=as_of_date, known_at=known_at)
    if found:
        return Point(**found[0])
    if known_at is None:
        raise NotPublishedError(as_of_date)
    return _unpublished(connection, as_of_date, known_at)


def _unpublished(connection: Connection, as_of_date: date, known_at: datetime) -> Point:
    return Point(as_of_date, known_at, **evaluation.versions_in_force(connection, as_of_date, known_at))


def _previous(connection: Connection, point: Point, days: int) -> Point:
    day = point.as_of_date - timedelta(days=days)
    found = queries.rows(
        connection,
        "bulletin/previous_publication.sql",
        as_of_date=day,
        known_at=point.known_at,
        publication_id=point.publication_id,
    )
    return Point(**found[0]) if found else _unpublished(connection, day, point.known_at - timedelta(days=days))


def _ready(connection: Connection, point: Point) -> str:
    """Where the point's rows are: in `marts` where readers see it, else computed here."""
    if _is_in_marts(connection, point):
        models.build(connection, set(), **point.on(point.as_of_date))
        return MARTS
    models.build(connection, {"project_performance"}, **point.on(point.as_of_date))
    return COMPUTED


def _is_in_marts(connection: Connection, point: Point) -> bool:
    return bool(queries.value(connection, "bulletin/is_in_marts.sql", **point.on(point.as_of_date)))


def _curve(connection: Connection, point: Point, months: int) -> list[dict[str, Any]]:
    """Planned, earned and paid at the curve's days; of days ahead only what is planned."""
    days = queries.rows(
        connection,
        "bulletin/curve_dates.sql",
        as_of_date=point.as_of_date,
        plan_version=point.plan_version,
        months_count=months,
    )
    found = []
    for day in (row["curve_date"] for row in days):
        is_ahead = day > point.as_of_date
        models.build(connection, {"int_project_planned_value" if is_ahead else "int_project_schedule"}, **point.on(day))
        found += queries.rows(connection, f"bulletin/{'curve_ahead' if is_ahead else 'curve_point'}.sql")
    return found
