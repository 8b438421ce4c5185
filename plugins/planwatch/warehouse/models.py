"""Builds the SQL models: each file of include/sql/{staging,intermediate,marts} is one relation, named after the file.

Models are temporary tables of one transaction, so any day can be computed beside any other, unseen by readers.
A model names other models without a schema and durable tables with theirs (`raw.`).
"""

import re
from functools import cache
from graphlib import CycleError, TopologicalSorter
from typing import Any

from sqlalchemy import Connection, text

from planwatch import paths
from planwatch.errors import PlanwatchError
from planwatch.warehouse import queries

LAYERS = ("staging", "intermediate", "marts")
EVALUATION = "evaluation"


class ModelCycleError(PlanwatchError):
    """Models mention each other in a circle."""

    def __init__(self, names: list[str]):
        super().__init__(f"These models of include/sql mention each other in a circle: {' → '.join(names)}")


@cache
def model_files() -> dict[str, str]:
    """Every model's name and its path under include/sql."""
    return {path.stem: f"{layer}/{path.name}" for layer in LAYERS for path in sorted((paths.SQL / layer).glob("*.sql"))}


@cache
def mentioned(name: str) -> set[str]:
    """The models that a model reads: the unqualified names after `from` and `join`."""
    body = re.sub(r"--.*", "", queries.read_sql(model_files()[name]))
    return {found for found in re.findall(r"\b(?:from|join)\s+([a-z_]+)\b(?!\.)", body) if found in model_files()} - {
        name
    }


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
    connection.execute(text("drop table if exists pg_temp.evaluation"))
    connection.execute(text(queries.read_sql("publishing/create_evaluation_point.sql")))
    queries.run(connection, "publishing/set_evaluation_point.sql", **point)
    for name in build_order(names):
        create(connection, name)


def create(connection: Connection, name: str) -> None:
    """Make one model anew from what it reads, which must be there; the planner learns its size."""
    body = queries.read_sql(model_files()[name]).replace("%", "%%")
    connection.exec_driver_sql(f"drop table if exists pg_temp.{name}")
    connection.exec_driver_sql(f"create temporary table {name} on commit drop as\n{body}")
    connection.exec_driver_sql(f"analyze {name}")


def keep(connection: Connection, name: str, relative_path: str, schema: str) -> None:
    """Keep a query's rows as a temporary table of this transaction, beside the models of the points that follow."""
    body = queries.filled(queries.read_sql(relative_path), {"schema": schema}).replace("%", "%%")
    connection.exec_driver_sql(f"drop table if exists pg_temp.{name}")
    connection.exec_driver_sql(f"create temporary table {name} on commit drop as\n{body}")


def build_one(connection: Connection, name: str, plan_version: int) -> None:
    """Build a model that needs a plan version and no other point, such as the plan's reconciliation."""
    build(connection, {name}, as_of_date=None, known_at=None, plan_version=plan_version, policy_version=None)
