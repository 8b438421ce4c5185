"""Runs every case: tests/sql/<schema>/<model>/<case>.yaml says what a model is given and what it must yield.

`given` replaces the rows of models that the model leans on, at first or second hand (columns left out are null); all
others are built from these, and from the county's plan and policy without any return. `expect` lists every row; columns
left out are not compared.
"""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from sqlalchemy import Connection, text

from planwatch.warehouse import models

CASES = sorted(Path(__file__).parent.glob("*/*/*.yaml"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}: {path.stem.replace('_', ' ')}")
def test_model(planned: Connection, path: Path) -> None:
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    name = path.parent.name
    point = {"as_of_date": case["as_of_date"], "known_at": case["known_at"], "plan_version": 1, "policy_version": 1}
    models.build(planned, {name}, **point)
    order = models.build_order({name})
    assert set(case["given"]) <= set(order[:-1]), f"{name} does not lean on all of {list(case['given'])}"
    for relation in order:
        if relation in case["given"]:
            replace_rows(planned, relation, case["given"][relation])
        else:
            models.create(planned, relation)
    found = [dict(row) for row in planned.execute(text(f"select * from {name}")).mappings()]
    columns = sorted({column for row in case["expect"] for column in row})
    assert comparable(found, columns) == comparable(case["expect"], columns)


def replace_rows(connection: Connection, relation: str, rows: list[dict[str, Any]]) -> None:
    connection.execute(text(f"delete from {relation}"))
    statement = f"insert into {relation} select * from jsonb_populate_recordset(null::{relation}, cast(:rows as jsonb))"
    connection.execute(text(statement), {"rows": json.dumps(rows, default=str)})


def comparable(rows: list[dict[str, Any]], columns: list[str]) -> list[list[str]]:
    return sorted([as_text(row.get(column)) for column in columns] for row in rows)


def as_text(value: Any) -> str:
    if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
        return f"{Decimal(str(value)):.6f}"
    return value.isoformat() if isinstance(value, date) else str(value)
