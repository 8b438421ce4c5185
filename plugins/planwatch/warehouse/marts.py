"""The marts as tables that rows of a day are moved into, each figure rounded at this one edge."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection

from planwatch.warehouse import queries

EVERY = "true"
"""The condition that chooses every row of a day."""
FURTHER_DECIMALS = 6
"""So many digits behind a column's last one still decide whether a figure is a half."""


@dataclass(frozen=True)
class MartColumn:
    """A column of a mart; `decimals_count` is None for what is no figure of fixed decimals."""

    name: str
    is_key: bool
    decimals_count: int | None

    @property
    def figure(self) -> str:
        """The source's column as this one takes it, so that an exact half is rounded up.

        The server divides to a score of digits: 5.655 yuan times a third is 1.88499…9 and not 1.885. Clearing of that
        what lies FURTHER_DECIMALS behind the last decimal keeps the half; the column itself then rounds it.
        """
        if self.decimals_count is None:
            return self.name
        return f"round({self.name}, {self.decimals_count + FURTHER_DECIMALS})"


@dataclass(frozen=True)
class Mart:
    """A mart in `candidate` or `marts`, its columns in the table's own order."""

    schema: str
    name: str
    columns: tuple[MartColumn, ...]

    @property
    def key(self) -> list[str]:
        """The columns that name a row."""
        return [column.name for column in self.columns if column.is_key]


def marts_of(connection: Connection, schema: str, names: Iterable[str]) -> list[Mart]:
    """These marts of a schema, in the order of their names as given."""
    found: dict[str, list[MartColumn]] = {name: [] for name in names}
    for row in queries.rows(connection, "publishing/columns_of_marts.sql", schema_name=schema, mart_names=list(found)):
        found[row["mart_name"]].append(MartColumn(row["column_name"], row["is_key"], row["decimals_count"]))
    return [Mart(schema, name, tuple(columns)) for name, columns in found.items()]


def delete_rows(connection: Connection, mart: Mart, as_of_date: date, chosen: str = EVERY, **parameters: Any) -> None:
    """Take rows of one day out of a mart; `chosen` is a condition of ours, with its parameters."""
    marks = {"schema": mart.schema, "mart": mart.name, "chosen": chosen}
    queries.run_filled(connection, "publishing/delete_rows.sql", marks, as_of_date=as_of_date, **parameters)


def copy_rows(
    connection: Connection,
    mart: Mart,
    as_of_date: date,
    source: str,
    chosen: str = EVERY,
    known_at: datetime | None = None,
    **parameters: Any,
) -> None:
    """Put rows of one day of a relation into a mart, column by column by name.

    `known_at`: the moment that all of them are known at, where it is later than the one at which some were computed.
    """
    moment = {"known_at": known_at} if known_at else {}
    marks = {
        "schema": mart.schema,
        "mart": mart.name,
        "columns": ", ".join(column.name for column in mart.columns),
        "figures": ", ".join(f":{column.name}" if column.name in moment else column.figure for column in mart.columns),
        "source": source,
        "chosen": chosen,
    }
    queries.run_filled(connection, "publishing/copy_rows.sql", marks, as_of_date=as_of_date, **moment, **parameters)


def copy_day(
    connection: Connection, mart: Mart, as_of_date: date, source: str = "", known_at: datetime | None = None
) -> None:
    """Put a relation's rows of one day in the place of the mart's; without a source those of the model of its name."""
    delete_rows(connection, mart, as_of_date)
    copy_rows(connection, mart, as_of_date, source or mart.name, known_at=known_at)
