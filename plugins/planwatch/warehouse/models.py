"""Builds the SQL models: each file of include/sql/{staging,intermediate,marts} is one relation, named after the file.

Models are temporary tables of one transaction, so any day can be computed beside any other, unseen by readers.
A model names other models without a schema and durable tables with theirs (`raw.`). Its header says of what its rows
speak (`-- Scope: …`), so that what a few returns change can be computed by itself: see `Scope`.
"""

import re
from collections.abc import Sequence
from enum import StrEnum
from functools import cache
from graphlib import CycleError, TopologicalSorter
from typing import Any

from sqlalchemy import Connection

from planwatch import paths
from planwatch.errors import PlanwatchError
from planwatch.warehouse import queries
from planwatch.warehouse.sum_columns import with_counts

LAYERS = ("staging", "intermediate", "marts")
THE_PROGRAMME = ("ALL", "all")
FEW = 1000
"""So many rows of touched projects the planner may guess at: analysing them costs more than reading them."""


class Scope(StrEnum):
    """Of what a model's rows speak.

    PROJECT: each row follows from what is known of its own `project_code` (and from settings), or is the programme's,
    under a code of THE_PROGRAMME, and follows from SUMS. PROJECT_OR_NONE: also rows without a project.
    SUMS: one `select … group by` of sums over rows of projects. UNIT: each row follows from its own unit's returns.
    WHOLE: anything that reads settings, sums and returns, and never lines.
    """

    PROJECT = "one project"
    PROJECT_OR_NONE = "one project, or none"
    SUMS = "sums over projects"
    UNIT = "one unit"
    WHOLE = "whole programme"


class ModelCycleError(PlanwatchError):
    """Models mention each other in a circle."""

    def __init__(self, names: list[str]):
        super().__init__(f"These models of include/sql mention each other in a circle: {' → '.join(names)}")


@cache
def model_files() -> dict[str, str]:
    """Every model's name and its path under include/sql."""
    return {path.stem: f"{layer}/{path.name}" for layer in LAYERS for path in sorted((paths.SQL / layer).glob("*.sql"))}


@cache
def statement(name: str) -> str:
    """A model's query without its comments."""
    return without_comments(queries.read_sql(model_files()[name]))


def without_comments(query: str) -> str:
    """A query of include/sql as the server needs it."""
    return re.sub(r"--.*", "", query)


@cache
def mentioned(name: str) -> set[str]:
    """The models that a model reads: the unqualified names after `from` and `join`."""
    return read_by(statement(name)) - {name}


def read_by(query: str) -> set[str]:
    """The models that a query without comments reads: the unqualified names after `from` and `join`."""
    return set(re.findall(r"\b(?:from|join)\s+([a-z_]+)\b(?!\.)", query)) & model_files().keys()


@cache
def scope(name: str) -> Scope | None:
    """What a model's header says of what its rows speak; None for the models of alerts, which follow publications."""
    found = re.search(r"^-- Scope: (.*)\.$", queries.read_sql(model_files()[name]), re.MULTILINE)
    return Scope(found.group(1)) if found else None


def build_order(names: set[str]) -> list[str]:
    """These models and all they read, each after what it reads. Raises ModelCycleError."""
    graph: dict[str, set[str]] = {}
    waiting = set(names)
    while waiting:
        name = waiting.pop()
        graph[name] = mentioned(name)
        waiting |= graph[name] - graph.keys()
    try:
        return list(TopologicalSorter({name: sorted(graph[name]) for name in sorted(graph)}).static_order())
    except CycleError as fault:
        raise ModelCycleError(fault.args[1]) from fault


def build(connection: Connection, names: set[str], **point: Any) -> None:
    """Build models for one evaluation point: `as_of_date`, `known_at`, `plan_version`, `policy_version`."""
    set_point(connection, **point)
    for name in build_order(names):
        create(connection, name)


def set_point(connection: Connection, left_out: Sequence[int] = (), **point: Any) -> None:
    """Begin an evaluation point. The returns `left_out` do not count in it, whenever they were received."""
    for relation in ("evaluation", "returns_left_out"):
        connection.exec_driver_sql(f"drop table if exists pg_temp.{relation}")
    queries.run(connection, "publishing/create_evaluation_point.sql")
    queries.run(connection, "publishing/create_returns_left_out.sql")
    queries.run(connection, "publishing/set_evaluation_point.sql", **point)
    queries.run(connection, "renewing/leave_out.sql", return_ids=list(left_out))


def create(connection: Connection, name: str, only: str | None = None) -> None:
    """Make one model anew from what it reads, which must be there; the planner learns its size.

    `only` is a condition on the model's own columns, in SQL that we wrote ourselves; a FEW rows are then not analysed.
    """
    connection.exec_driver_sql(f"drop table if exists pg_temp.{name}")
    _fill(connection, name, only, f"create temporary table {name} on commit drop as\n{body(name, only)}")


def fill_again(connection: Connection, name: str, only: str) -> None:
    """Make one model anew within its table, which must be there: `create`, without the price of a table."""
    connection.exec_driver_sql(f"delete from pg_temp.{name}")
    _fill(connection, name, only, f"insert into pg_temp.{name}\n{body(name, only)}")


def body(name: str, only: str | None = None) -> str:
    """The query that a model is made by, for the driver; of sums with the columns that count what was added up."""
    query = statement(name).replace("%", "%%")
    if scope(name) is Scope.SUMS:
        query = with_counts(query)
    return f"select chosen.* from (\n{query}\n) as chosen where {only.replace('%', '%%')}" if only else query


def _fill(connection: Connection, name: str, only: str | None, command: str) -> None:
    made = connection.exec_driver_sql(command, execution_options={"preserve_rowcount": True})
    if not only or made.rowcount > FEW:
        connection.exec_driver_sql(f"analyze {name}")


def set_aside(connection: Connection, name: str) -> None:
    """Keep a model's rows as `before_<name>`, so that it can be made once more beside them."""
    connection.exec_driver_sql(f"drop table if exists pg_temp.before_{name}")
    connection.exec_driver_sql(f"alter table {name} rename to before_{name}")


def keep(connection: Connection, name: str, relative_path: str, schema: str) -> None:
    """Keep a query's rows as a temporary table of this transaction, beside the models of the points that follow."""
    body = queries.filled(queries.read_sql(relative_path), {"schema": schema}).replace("%", "%%")
    connection.exec_driver_sql(f"drop table if exists pg_temp.{name}")
    connection.exec_driver_sql(f"create temporary table {name} on commit drop as\n{body}")


def build_one(connection: Connection, name: str, plan_version: int) -> None:
    """Build a model that needs a plan version and no other point, such as the plan's reconciliation."""
    build(connection, {name}, as_of_date=None, known_at=None, plan_version=plan_version, policy_version=None)
