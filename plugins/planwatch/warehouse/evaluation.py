"""Computes every mart of one day into `candidate`, from what was known at one moment."""

from datetime import date, datetime

from sqlalchemy import Connection

from planwatch.refusals import RefusalError
from planwatch.warehouse import kept, models, queries
from planwatch.warehouse.marts import copy_day, marts_of

PUBLISHED_BY_DAY = (
    "project_performance",
    "programme_performance",
    "unit_performance",
    "funding_use",
    "unit_reporting",
    "submission_status",
    "lagging_projects",
    "lagging_items",
    "milestone_status",
    "programme_rates",
    "unit_rates",
    "fund_ledger",
    "funding_totals",
    "cable_subsidy",
    "change_tracker",
    "scheme_changes",
    "resident_satisfaction",
    "unit_timeliness",
    "unit_duties",
    "plan_bridge",
    "evaluation_score",
    "evaluation_total",
)


class NothingToEvaluateError(RefusalError):
    """There is no plan or no policy yet."""

    def __init__(self) -> None:
        super().__init__("refusals.publication.nothing_to_evaluate")


def latest_cutoff_date(connection: Connection, known_at: datetime) -> date:
    """The newest accepted cut-off date known at a moment; the moment's own Shanghai day where nothing is accepted."""
    return queries.value(connection, "publishing/latest_cutoff_date.sql", known_at=known_at)


def build_candidate(connection: Connection, as_of_date: date, known_at: datetime) -> int:
    """Fill `candidate` for one day and record a publication as built; returns its id.

    The plan version is the one in effect on the day, of those recorded by the moment, else the first ever recorded; the
    policy version likewise. Running it again gives the same rows. Raises NothingToEvaluateError.
    """
    take_turn(connection)
    versions = versions_in_force(connection, as_of_date, known_at)
    point = {"as_of_date": as_of_date, "known_at": known_at, **versions}
    models.build(connection, set(PUBLISHED_BY_DAY), **point)
    for mart in marts_of(connection, "candidate", PUBLISHED_BY_DAY):
        copy_day(connection, mart, as_of_date)
    kept.remember(connection, PUBLISHED_BY_DAY, **point)
    publication_id: int = queries.value(connection, "publishing/record_built.sql", **point)
    return publication_id


def take_turn(connection: Connection) -> None:
    """Wait for the evaluation that is being made, and until every verdict of a moment that has passed can be seen."""
    queries.run(connection, "publishing/lock.sql")
    queries.value(connection, "publishing/await_verdicts.sql")


def versions_in_force(connection: Connection, as_of_date: date, known_at: datetime) -> dict[str, int]:
    """`plan_version` and `policy_version` of a day as known at a moment. Raises NothingToEvaluateError."""
    versions = queries.rows(connection, "publishing/versions_in_force.sql", as_of_date=as_of_date, known_at=known_at)
    if not versions or None in versions[0].values():
        raise NothingToEvaluateError
    return versions[0]
