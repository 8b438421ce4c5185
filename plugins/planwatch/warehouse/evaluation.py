"""Computes every mart of one day into `candidate`, from what was known at one moment."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    DateTime,
    FromClause,
    MetaData,
    Table,
    column,
    delete,
    func,
    insert,
    literal,
    select,
    table,
)

from planwatch.refusals import RefusalError
from planwatch.warehouse import kept, models, queries

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


FURTHER_DECIMALS = 6
"""So many digits behind a column's last one still decide whether a figure is a half."""


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
    for target in marts_of(connection, "candidate"):
        copy_day(connection, table(target.name), target, as_of_date)
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


def marts_of(connection: Connection, schema: str, names: Iterable[str] = PUBLISHED_BY_DAY) -> list[Table]:
    """The tables of these marts in `candidate` or `marts`, in the order of their names.

    They know their columns' names, keys and decimals and nothing more, for that is all that moving rows needs.
    """
    found: dict[str, list[Column[Any]]] = {name: [] for name in names}
    for row in queries.rows(connection, "publishing/columns_of_marts.sql", schema_name=schema, mart_names=list(found)):
        decimals = {"decimals_count": row["decimals_count"]}
        found[row["mart_name"]].append(Column(row["column_name"], primary_key=row["is_key"], info=decimals))
    metadata = MetaData()
    return [Table(name, metadata, *columns, schema=schema) for name, columns in found.items()]


def figures_of(target: Table) -> list[Any]:
    """The source's column for each column of a mart, so that an exact half is rounded up at this one edge.

    The server divides to a score of digits: 5.655 yuan times a third is 1.88499…9 and not 1.885. Clearing of that what
    lies FURTHER_DECIMALS behind the last decimal of the column keeps the half; the column itself then rounds it.
    """
    return [
        func.round(column(field.name), field.info["decimals_count"] + FURTHER_DECIMALS)
        if field.info["decimals_count"] is not None
        else column(field.name)
        for field in target.columns
    ]


def copy_day(
    connection: Connection, source: FromClause, target: Table, as_of_date: date, known_at: datetime | None = None
) -> None:
    """Put the source's rows of one day in the place of the target's, column by column by name.

    `known_at`: the moment that all of them are known at, where it is later than the one at which some were computed.
    """
    names = [field.name for field in target.columns]
    values = dict(zip(names, figures_of(target), strict=True))
    if known_at:
        values["known_at"] = literal(known_at, DateTime(timezone=True))
    chosen: Any = select(*values.values()).select_from(source).where(column("as_of_date") == as_of_date)
    connection.execute(delete(target).where(target.c.as_of_date == as_of_date))
    connection.execute(insert(target).from_select(names, chosen))
