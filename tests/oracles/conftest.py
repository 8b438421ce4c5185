"""Lines that were accepted under the county's plan, or the plan so changed, and what they are evaluated to."""

import shutil
from collections.abc import Callable, Collection
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, text

from planwatch import paths
from planwatch.warehouse import evaluation, marts, models, plan_loading, publishing

BASELINES_HEAD = (
    "project_code,baseline_version,effective_date,curve_name,window_start_date,window_end_date,document_text"
)


LONG_AFTER = datetime(2030, 1, 1, tzinfo=UTC)


def publish_some(connection: Connection, as_of_date: date, known_at: datetime, names: Collection[str]) -> None:
    """Compute and publish some marts of a day, with only the models that they need; models of another point go."""
    connection.execute(text("drop table if exists " + ", ".join(f"pg_temp.{name}" for name in models.model_files())))
    versions = evaluation.versions_in_force(connection, as_of_date, known_at)
    models.build(connection, set(names), as_of_date=as_of_date, known_at=known_at, **versions)
    for mart in marts.marts_of(connection, "marts", sorted(names)):
        marts.copy_day(connection, mart, as_of_date)


def store_return(
    connection: Connection, unit_code: str, cutoff_date: date, received_at: datetime | None = None, **forms: Any
) -> int:
    """Store one accepted return of these forms' rows, figures in form units; returns its id."""
    received_at = received_at or datetime(cutoff_date.year, cutoff_date.month, 28, 23, tzinfo=UTC)
    number = connection.execute(text("select count(*) from raw.returns")).scalar_one()
    return_id = connection.execute(
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
            connection.execute(text(f"insert into raw.{form}_lines ({names}) values ({values})"), given)
    return return_id


@pytest.fixture
def accept(planned: Connection) -> Callable[..., int]:
    """accept("U11", date, progress=[…], spending=[…]) stores one accepted return; figures in form units."""
    return partial(store_return, planned)


@pytest.fixture
def evaluate(planned: Connection) -> Callable[..., dict[str, Any]]:
    """evaluate(date, known_at=…) computes the day and returns its project rows by code, and "programme".

    For the time it takes, these two marts alone are published, and those named in `also`; or, where `is_whole`, every
    mart with the publication itself.
    """

    def publish(
        as_of_date: date, known_at: datetime = LONG_AFTER, also: tuple[str, ...] = (), is_whole: bool = False
    ) -> dict[str, Any]:
        if is_whole:
            publishing.publish(planned, evaluation.build_candidate(planned, as_of_date, known_at))
        else:
            publish_some(planned, as_of_date, known_at, {"project_performance", "programme_performance", *also})
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
    """relation("name") reads a model of the last evaluation in this transaction, made now where it was not needed."""

    def read(name: str) -> list[dict[str, Any]]:
        for model in models.build_order({name}):
            if not planned.execute(text("select to_regclass(:name)"), {"name": f"pg_temp.{model}"}).scalar_one():
                models.create(planned, model)
        return [dict(row) for row in planned.execute(text(f"select * from {name}")).mappings()]

    return read


@pytest.fixture
def record_plan(planned: Connection, tmp_path: Path) -> Callable[..., int]:
    """record_plan(recorded_at, ("projects.csv", before, after), …, added={"curves.csv": lines}) records the plan changed."""

    def load(recorded_at: datetime, *changes: tuple[str, str, str], added: dict[str, str] | None = None) -> int:
        folder = tmp_path / f"plan{len(list(tmp_path.iterdir()))}"
        shutil.copytree(paths.PLAN, folder)
        for file_name, before, after in changes:
            path = folder / file_name
            content = path.read_text(encoding="utf-8")
            assert before in content
            path.write_text(content.replace(before, after), encoding="utf-8")
        for file_name, more in (added or {}).items():
            with (folder / file_name).open("a", encoding="utf-8") as file:
                file.write(more)
        return plan_loading.load_plan(planned, folder, recorded_at)

    return load


@pytest.fixture
def on_curve(record_plan: Callable[..., int]) -> Callable[..., int]:
    """on_curve("P04,1,2020-03-11,s_curve,,", …) records the county's plan with these baselines."""

    def load(
        *baselines: str, changes: tuple[tuple[str, str, str], ...] = (), files: dict[str, str] | None = None
    ) -> int:
        lines = "\n".join([BASELINES_HEAD, *(f"{line},青政纪要" for line in baselines)])
        with_baselines = ("project_baselines.csv", BASELINES_HEAD, lines)
        return record_plan(datetime(2020, 3, 13, tzinfo=UTC), with_baselines, *changes, added=files)

    return load


@pytest.fixture
def revise(record_plan: Callable[..., int]) -> Callable[..., int]:
    """revise(day, recorded_at, ("projects.csv", before, after), …) records a changed plan in effect from a day."""

    def load(effective_date: date, recorded_at: datetime, *changes: tuple[str, str, str]) -> int:
        in_effect = ("programme.toml", "effective_date = 2020-03-11", f"effective_date = {effective_date}")
        return record_plan(recorded_at, in_effect, *changes)

    return load
