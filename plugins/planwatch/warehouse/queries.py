"""Runs the statements of include/sql by their file names; parameters are always bound, never formatted in."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from planwatch import paths

READ_ONLY = "25006"  # read_only_sql_transaction


@cache
def read_sql(relative_path: str) -> str:
    """The text of one file under include/sql."""
    return (paths.SQL / relative_path).read_text(encoding="utf-8")


def filled(statement: str, marks: dict[str, str]) -> str:
    """A statement with names of our own in the place of its marks, such as `/* form */`: never what a person typed."""
    for mark, name in marks.items():
        statement = statement.replace(f"/* {mark} */", name)
    return statement


def run_filled(connection: Connection, relative_path: str, marks: dict[str, str], **parameters: Any) -> int:
    """Execute one statement with its marks filled in; returns how many rows it touched."""
    return connection.execute(text(filled(read_sql(relative_path), marks)), parameters).rowcount


def run(connection: Connection, relative_path: str, **parameters: Any) -> int:
    """Execute one statement; returns how many rows it touched."""
    return connection.execute(text(read_sql(relative_path)), parameters).rowcount


def run_many(connection: Connection, relative_path: str, parameters: list[dict[str, Any]]) -> None:
    """Execute one statement for every set of parameters, in bulk; nothing to do for an empty list."""
    if parameters:
        connection.execute(text(read_sql(relative_path)), parameters)


def rows(connection: Connection, relative_path: str, **parameters: Any) -> list[dict[str, Any]]:
    """The rows of one query as dictionaries, in its order; money stays Decimal."""
    return [dict(row) for row in connection.execute(text(read_sql(relative_path)), parameters).mappings()]


def rows_filled(
    connection: Connection, relative_path: str, marks: dict[str, str], **parameters: Any
) -> list[dict[str, Any]]:
    """The rows of one query with its marks filled in."""
    return [
        dict(row) for row in connection.execute(text(filled(read_sql(relative_path), marks)), parameters).mappings()
    ]


def stream(connection: Connection, relative_path: str, **parameters: Any) -> Iterator[dict[str, Any]]:
    """The rows of one query as they come from the server, a few thousand at a time."""
    statement = text(read_sql(relative_path)).execution_options(stream_results=True, yield_per=2000)
    with connection.execute(statement, parameters) as result:
        for row in result.mappings():
            yield dict(row)


def value(connection: Connection, relative_path: str, **parameters: Any) -> Any:
    """The single value of a query that yields one row of one column; None where it yields no row."""
    return connection.execute(text(read_sql(relative_path)), parameters).scalar()


class ReadOnlyError(Exception):
    """The database refused to write in a transaction that only reads."""


def statement_rows(connection: Connection, statement: str) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Headings and rows of a statement that a person typed.

    Raises ReadOnlyError; RuntimeError in the database's own words.
    """
    try:
        result = connection.exec_driver_sql(statement.replace("%", "%%"))
        return (list(result.keys()), [tuple(row) for row in result]) if result.returns_rows else ([], [])
    except DBAPIError as fault:
        if getattr(fault.orig, "sqlstate", None) == READ_ONLY:
            raise ReadOnlyError from fault
        raise RuntimeError(str(fault.orig).strip()) from fault
