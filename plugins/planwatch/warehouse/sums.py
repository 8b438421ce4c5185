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
    """Set a model's rows of the touched projects aside as what they added before, and put the last totals in place."""
    models.set_aside(connection, name)
    connection.exec_driver_sql(f"create temporary table {name} on commit drop as table kept.{name}")


def bring_forward(connection: Connection, name: str) -> None:
    """Turn a model's rows of the touched projects into the totals: the last, less before, and these.

    A group of which no row remains is gone. Raises NotBroughtForwardError.
    """
    columns = sum_columns(models.statement(name))
    listed = ", ".join(columns.all)
    parts = " union all ".join(
        f"select '{side}' as side, {sign} as sign, {listed} from {relation}"
        for side, sign, relation in (
            ("kept", 1, f"kept.{name}"),
            ("before", -1, f"before_{name}"),
            ("after", 1, name),
        )
    )
    groups = f" group by {', '.join(columns.keys)}" if columns.keys else ""
    remaining = f"from ({parts}) as parts{groups} having sum(sign * {ROWS_COUNT}) > 0"
    if connection.exec_driver_sql(f"select 1 {remaining} and ({_is_unknown(columns)}) limit 1").first():
        raise NotBroughtForwardError(name)
    totals = ", ".join((*columns.keys, *_totals(columns)))
    connection.exec_driver_sql(f"create temporary table total_{name} (like kept.{name}) on commit drop")
    connection.exec_driver_sql(f"insert into total_{name} ({listed}) select {totals} {remaining}")
    connection.exec_driver_sql(f"drop table {name}")
    connection.exec_driver_sql(f"alter table total_{name} rename to {name}")


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


def _is_unknown(columns: SumColumns) -> str:
    """Whether the greatest or least value of a group was a touched project's and is so no more."""
    cases = []
    for column, kind in columns.kinds.items():
        if kind in ("min", "max"):
            before, after, last = (
                f"{kind}({column}) filter (where side = '{side}')" for side in ("before", "after", "kept")
            )
            beyond = "<" if kind == "max" else ">"
            cases.append(f"{before} = {last} and ({after} is null or {after} {beyond} {before})")
    return " or ".join(f"({case})" for case in cases) or "false"
