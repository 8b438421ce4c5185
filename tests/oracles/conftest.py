"""Lines that were accepted under the county's plan, and what they are evaluated to."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Connection, text

from planwatch.warehouse import evaluation, models, publishing


@pytest.fixture
def accept(planned: Connection) -> Callable[..., int]:
    """accept("U11", date, progress=[…], spending=[…]) stores one accepted return; figures in form units."""

    def store(unit_code: str, cutoff_date: date, received_at: datetime | None = None, **forms: Any) -> int:
        received_at = received_at or datetime(cutoff_date.year, cutoff_date.month, 28, 23, tzinfo=UTC)
        number = planned.execute(text("select count(*) from raw.returns")).scalar_one()
        return_id = planned.execute(
            text(
                "insert into raw.returns (unit_code, channel, file_name, file_sha256, file_bytes, archive_path,"
                " received_at, state, verdict) values (:unit, 'folder', 'f', :sha, 1, 'a', :at, 'answered', 'accepted')"
                " returning return_id"
            ),
            {"unit": unit_code, "sha": f"{number:064d}", "at": received_at},
        ).scalar_one()
        for form, rows in forms.items():
            for row_number, row in enumerate(rows, start=2):
                given = {key: Decimal(str(v)) * 10000 if key.endswith("_amount") else v for key, v in row.items()}
                given |= {"return_id": return_id, "sheet_name": form, "row_number": row_number, "cells": "{}"}
                given |= {"is_accepted": True, "cutoff_date": cutoff_date}
                names = ", ".join(given)
                values = ", ".join(f":{key}" for key in given)
                planned.execute(text(f"insert into raw.{form}_lines ({names}) values ({values})"), given)
        return return_id

    return store


@pytest.fixture
def evaluate(planned: Connection) -> Callable[..., dict[str, Any]]:
    """evaluate(date, known_at=…) publishes the day and returns its project rows by code, and "programme"."""

    def publish(as_of_date: date, known_at: datetime = datetime(2030, 1, 1, tzinfo=UTC)) -> dict[str, Any]:
        publication_id = evaluation.build_candidate(planned, as_of_date, known_at)
        publishing.publish(planned, publication_id)
        found = planned.execute(
            text("select * from marts.project_performance where as_of_date = :day"), {"day": as_of_date}
        ).mappings()
        projects: dict[str, Any] = {row["project_code"]: dict(row) for row in found}
        programme = planned.execute(
            text("select * from marts.programme_performance where as_of_date = :day"), {"day": as_of_date}
        ).mappings()
        return projects | {"programme": dict(programme.one())}

    return publish


@pytest.fixture
def relation(planned: Connection) -> Callable[..., list[dict[str, Any]]]:
    """relation("name") reads a model of the last evaluation in this transaction."""

    def read(name: str) -> list[dict[str, Any]]:
        assert name in models.model_files()
        return [dict(row) for row in planned.execute(text(f"select * from {name}")).mappings()]

    return read
