"""Published rows of one day, mart by mart, as files: CSV by the server's own COPY, Parquet column by column."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import Connection

from planwatch.domain.formula_text import MARK, MARKED_BEGINNING
from planwatch.warehouse import queries

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
BATCH_ROWS = 50_000


@dataclass(frozen=True)
class MartColumn:
    """One published column: `kind` is PostgreSQL's own name of its type, such as `numeric(18,2)`."""

    name: str
    kind: str
    is_required: bool
    is_key: bool
    meaning_zh: str
    meaning_en: str


@dataclass(frozen=True)
class Mart:
    """One published table that is kept by day."""

    name: str
    meaning_zh: str
    meaning_en: str
    columns: tuple[MartColumn, ...]


def published_marts(connection: Connection) -> list[Mart]:
    """Every mart kept by day, with its columns in their order, as the database describes them itself."""
    found: dict[str, list[dict[str, Any]]] = {}
    for row in queries.rows(connection, "exporting/mart_columns.sql"):
        found.setdefault(row["mart"], []).append(row)
    return [
        Mart(
            name,
            *_both(rows[0]["mart_meaning"]),
            tuple(
                MartColumn(
                    row["column_name"],
                    row["column_type"],
                    row["is_required"],
                    row["is_key"],
                    *_both(row["column_meaning"]),
                )
                for row in rows
            ),
        )
        for name, rows in found.items()
    ]


def write_csv(connection: Connection, mart: Mart, as_of_date: date, path: Path) -> int:
    """The day's rows as UTF-8 CSV with a byte-order mark, so that Excel reads Chinese; returns how many.

    Text that begins like a formula has a mark before it, as `domain.formula_text.marked` says. Moments are ISO 8601 in
    UTC, lists and structures are JSON. The rows never pass through this process's memory.
    """
    driver = connection.connection.driver_connection
    assert isinstance(driver, psycopg.Connection)
    statement = psycopg.sql.SQL("copy ({query}) to stdout with (format csv, header)").format(
        query=_query(mart, as_of_date, as_text=True)
    )
    lines = -1
    with path.open("wb") as target, driver.cursor() as cursor, cursor.copy(statement) as copy:
        target.write(BYTE_ORDER_MARK)
        for block in copy:
            target.write(block)
        lines = cursor.rowcount
    return lines if lines >= 0 else 0


def row_batches(connection: Connection, mart: Mart, as_of_date: date) -> Iterator[list[tuple[Any, ...]]]:
    """The day's rows in batches, in the order of the key; money stays Decimal, lists and structures are JSON text."""
    driver = connection.connection.driver_connection
    assert isinstance(driver, psycopg.Connection)
    with driver.cursor(name=f"extract_{mart.name}") as cursor:
        cursor.execute(_query(mart, as_of_date, as_text=False))
        while batch := cursor.fetchmany(BATCH_ROWS):
            yield batch


def _query(mart: Mart, as_of_date: date, *, as_text: bool) -> psycopg.sql.Composed:
    chosen = psycopg.sql.SQL(", ").join(_chosen(column, as_text) for column in mart.columns)
    keys = psycopg.sql.SQL(", ").join(
        psycopg.sql.Identifier(mart.name, column.name) for column in mart.columns if column.is_key
    )
    return psycopg.sql.SQL("select {chosen} from marts.{mart} where as_of_date = {day} order by {keys}").format(
        chosen=chosen, mart=psycopg.sql.Identifier(mart.name), day=psycopg.sql.Literal(as_of_date), keys=keys
    )


def _chosen(column: MartColumn, as_text: bool) -> psycopg.sql.Composed:
    name = psycopg.sql.Identifier(column.name)
    if column.kind.endswith("[]") or column.kind == "jsonb":
        return psycopg.sql.SQL("to_jsonb({name})::text as {name}").format(name=name)
    if as_text and column.kind == "text":
        return psycopg.sql.SQL("regexp_replace({name}, {beginning}, {marked}) as {name}").format(
            name=name, beginning=psycopg.sql.Literal(MARKED_BEGINNING), marked=psycopg.sql.Literal(rf"{MARK}\1")
        )
    if as_text and column.kind == "boolean":
        return psycopg.sql.SQL("{name}::text as {name}").format(name=name)
    if as_text and column.kind == "timestamp with time zone":
        return psycopg.sql.SQL("to_char({name} at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"') as {name}").format(
            name=name
        )
    return psycopg.sql.SQL("{name}").format(name=name)


def _both(meaning: str | None) -> tuple[str, str]:
    chinese, _, english = (meaning or "").partition(" | ")
    return chinese, english
