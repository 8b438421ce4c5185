"""Which figure a person asks for, by mart, column and the variables of `make explain`; its tree is explanation_tree."""

from collections.abc import Mapping
from datetime import date, datetime
from difflib import get_close_matches

from planwatch.messages import Messages
from planwatch.refusals import RefusalError
from planwatch.reporting.explained_figures import PROGRAMME, Relation, Row, marts, reached_from
from planwatch.reporting.explained_point import Point
from planwatch.reporting.explained_values import said, shanghai
from planwatch.reporting.explanation_node import Node
from planwatch.reporting.explanation_tree import Walker
from planwatch.warehouse import queries
from planwatch.warehouse.connection import Connection
from planwatch.warehouse.plan_names import code_of_name

MOST_NEAREST = 6
LEAST_LIKENESS = 0.4


class UnknownFigureError(RefusalError):
    """The figure or the day is not known, or more must be said to tell which figure is meant."""


def explain(
    connection: Connection,
    asked: Mapping[str, str],
    metric: str,
    as_of_date: date,
    messages: Messages,
    known_at: datetime | None = None,
) -> Node:
    """The tree of one figure of one day.

    `asked`: the variables of `make explain` that were given, PROJECT and others. Without `known_at` of what is
    published, with it of `candidate`, which must have been built for that moment; the models that the tree reads are
    built for the day's point in either case. Raises UnknownNameError for a project
    that the plan does not know, UnknownFigureError naming what else is not known, or what must be said.
    """
    given = {variable: value.strip() for variable, value in asked.items() if value.strip()}
    schema = "candidate" if known_at else "marts"
    days = queries.rows_filled(connection, "explaining/point.sql", {"schema": schema}, as_of_date=as_of_date)
    if not days:
        raise UnknownFigureError("explain.no_day", as_of_date=as_of_date)
    known = days[0] | ({"known_at": known_at} if known_at else {})
    project_code = _project_code(connection, given)
    relation, column = _named(metric, given)
    point = Point(connection, known, schema, messages)
    point.prepare(reached_from(relation, column))
    row = _chosen(point, relation, given, project_code)
    root = Walker(point, messages).node(relation, row, column)
    root.below.append(Node(messages.say("explain.versions", **known | shanghai(known["known_at"]))))
    return root


def _project_code(connection: Connection, given: dict[str, str]) -> str | None:
    """The code of the project that is named; None for the programme, or where none is. Raises UnknownNameError."""
    name = given.get("PROJECT", "")
    if not name or name in PROGRAMME:
        return None
    return code_of_name(connection, "project", name)


def _named(metric: str, given: dict[str, str]) -> tuple[Relation, str]:
    """The mart and column of a metric: `mart.column`, or a column, of the mart whose rows the variables name best."""
    mart, _, column = metric.rpartition(".")
    holding = [relation for relation in marts() if column in relation.columns and mart in ("", relation.name)]
    if not holding:
        known = list(dict.fromkeys(name for relation in marts() for name in relation.columns))
        raise UnknownFigureError("explain.no_metric", metric=metric, near=_nearest(column, known))
    fitting = [relation for relation in holding if _takes(relation, given)]
    if not fitting:
        named = "; ".join(f"{relation.name}: {', '.join(relation.variables) or 'PROJECT=ALL'}" for relation in holding)
        raise UnknownFigureError("explain.other_keys", metric=metric, named=named)
    return min(fitting, key=lambda relation: len(relation.variables.keys() - given.keys())), column


def _nearest(typed: str, known: list[str]) -> list[str]:
    """The figures that may have been meant: by their initials (SPI), else those that begin or are spelt alike."""
    typed = typed.lower()
    by_initials = [name for name in known if "".join(word[0] for word in name.split("_")).startswith(typed)]
    return by_initials[:MOST_NEAREST] or get_close_matches(typed, known, MOST_NEAREST, LEAST_LIKENESS)


def _takes(relation: Relation, given: dict[str, str]) -> bool:
    """Whether rows of a mart are named by what was given; the programme's marts by PROJECT=ALL or nothing."""
    is_programme = given.get("PROJECT") in PROGRAMME
    asked = given.keys() - ({"PROJECT"} if is_programme else set())
    if is_programme and "PROJECT" in relation.variables and not relation.whole:
        return False
    if is_programme and "UNIT" in relation.variables and "UNIT" not in given:
        return False
    return asked <= relation.variables.keys()


def _chosen(point: Point, relation: Relation, given: dict[str, str], project_code: str | None) -> Row:
    """The one row that the variables name. Raises UnknownFigureError with the values there are where they do not."""
    messages = point.messages
    keys = {"project_code": project_code} if project_code and "project_code" in relation.keys else {}
    rows = point.rows(relation, keys)
    if not rows:
        asked = given.get("PROJECT", "") if keys else ""
        raise UnknownFigureError(
            "explain.no_row", mart=relation.name, as_of_date=point.known["as_of_date"], project=asked
        )
    for variable, column in relation.variables.items():
        wanted = project_code if variable == "PROJECT" else given.get(variable)
        if variable == "PROJECT" and given.get("PROJECT") in PROGRAMME:
            wanted = relation.whole
        if wanted is None:
            wholes = [row for row in rows if relation.whole and row[column] == relation.whole]
            rows = wholes or rows
            continue
        name = relation.names.get(column, column)
        codes = {wanted, *point.codes_named(wanted)}
        found = [row for row in rows if str(row[column]) in codes or str(row.get(name)) == wanted]
        if not found:
            known = _values(relation, rows, column, messages)
            raise UnknownFigureError("explain.no_value", variable=variable, value=wanted, known=known)
        rows = found
    if len(rows) > 1:
        open_variables = [
            (variable, _values(relation, rows, column, messages))
            for variable, column in relation.variables.items()
            if len({str(row[column]) for row in rows}) > 1
        ]
        wanted = "; ".join(f"{variable}=({known})" for variable, known in open_variables)
        raise UnknownFigureError("explain.say_more", wanted=wanted)
    return rows[0]


def _values(relation: Relation, rows: list[Row], column: str, messages: Messages) -> str:
    """The values of a key that there are, each with its name or what the catalogue calls it."""
    name = relation.names.get(column, column)
    named = {(str(row[column]), said(column, row[name], messages, relation.codes.get(name, ""))) for row in rows}
    return "、".join(" ".join(dict.fromkeys(pair)) for pair in sorted(named))
