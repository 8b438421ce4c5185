"""Sums that are brought forward: what the touched projects added before is taken off, what they add now is put on.

The rows of the last evaluation lie in schema `kept` under the model's own name.
"""

from sqlalchemy import Connection

from planwatch.errors import PlanwatchError
from planwatch.warehouse import models
from planwatch.warehouse.sum_columns import ROWS_COUNT, SumColumns, sum_columns, values_count


class NotBroughtForwardError(PlanwatchError):
    """What the touched projects leave behind cannot be told: they had the greatest or the least value, and lost it."""

    def __init__(self, name: str):
        super().__init__(f"{name} has to be computed anew: it does not tell what remains without the touched projects")


def keep(connection: Connection, name: str) -> None:
    """Keep a model's rows for the next evaluation."""
    connection.exec_driver_sql(f"drop table if exists kept.{name}")
    connection.exec_driver_sql(f"create table kept.{name} as table pg_temp.{name}")


def take_before(connection: Connection, name: str) -> None:
    """Keep what the touched projects added before as `before_<name>`, and put the last totals in the model's place."""
    connection.exec_driver_sql(f"drop table if exists pg_temp.before_{name}")
    connection.exec_driver_sql(f"create temporary table before_{name} on commit drop as\n{models.body(name)}")
    connection.exec_driver_sql(f"drop table if exists pg_temp.{name}")
    connection.exec_driver_sql(f"create temporary table {name} on commit drop as table kept.{name}")


def bring_forward(connection: Connection, name: str) -> None:
    """Turn the last totals in the model's place into these: less what the touched projects added, and what they add.

    A group of which no row remains is gone. Raises NotBroughtForwardError.
    """
    columns = sum_columns(models.statement(name))
    listed = ", ".join(columns.all)
    parts = " union all ".join(
        f"select '{side}' as side, {sign} as sign, {listed} from {relation}"
        for side, sign, relation in (
            ("kept", 1, f"kept.{name}"),
            ("before", -1, f"before_{name}"),
            ("after", 1, f"(\n{models.body(name)}\n) as after_{name}"),
        )
    )
    groups = f" group by {', '.join(columns.keys)}" if columns.keys else ""
    remaining = f"from ({parts}) as parts{groups} having sum(sign * {ROWS_COUNT}) > 0"
    unknown = _unknown_cases(columns)
    if unknown and connection.exec_driver_sql(f"select 1 {remaining} and ({unknown}) limit 1").first():
        raise NotBroughtForwardError(name)
    totals = ", ".join((*columns.keys, *_totals(columns)))
    connection.exec_driver_sql(f"delete from pg_temp.{name}")
    connection.exec_driver_sql(f"insert into pg_temp.{name} ({listed}) select {totals} {remaining}")


def _totals(columns: SumColumns) -> list[str]:
    totals = []
    for column, kind in columns.kinds.items():
        if kind in ("min", "max"):
            totals.append(f"{kind}({column}) filter (where sign = 1)")
        elif column in columns.counted:
            totals.append(f"case when sum(sign * {values_count(column)}) > 0 then sum(sign * {column}) end")
        else:
            totals.append(f"sum(sign * {column})")
    return [*totals, *(f"sum(sign * {column})" for column in columns.all[len(columns.keys) + len(columns.kinds) :])]


def _unknown_cases(columns: SumColumns) -> str:
    """The condition that a group's greatest or least value was a touched project's and is so no more; or nothing."""
    cases = []
    for column, kind in columns.kinds.items():
        if kind in ("min", "max"):
            before, after, last = (
                f"{kind}({column}) filter (where side = '{side}')" for side in ("before", "after", "kept")
            )
            beyond = "<" if kind == "max" else ">"
            cases.append(f"{before} = {last} and ({after} is null or {after} {beyond} {before})")
    return " or ".join(f"({case})" for case in cases)
