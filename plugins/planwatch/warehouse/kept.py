"""What a candidate was built from, kept so that the next one of its day need not be built anew: see `renewing`."""

import hashlib
import re
from collections.abc import Iterable
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection

from planwatch import paths
from planwatch.warehouse import models, queries, sums
from planwatch.warehouse.models import Scope

BY_RETURNS = {"returns", "lines", "findings", "no_change_claims", "return_versions"}
SETTINGS_WITHOUT_MODEL = ("raw.assessments",)


def remember(connection: Connection, names: Iterable[str], **point: Any) -> None:
    """Keep the point, the settings, the judged returns and the sums of the models that were just built for it."""
    order = models.build_order(set(names))
    settings_sha256 = fingerprint(connection, settings_of(order))
    for name in order:
        if models.scope(name) is Scope.SUMS:
            sums.keep(connection, name)
    queries.run(connection, "renewing/forget_returns.sql")
    keep_point(connection, settings_sha256, **point)


def keep_point(connection: Connection, settings_sha256: str, known_at: datetime, **point: Any) -> None:
    """Keep the point, and the judged returns that it knows beyond those kept already."""
    queries.run(connection, "renewing/keep_point.sql", settings_sha256=settings_sha256, known_at=known_at, **point)
    queries.run(connection, "renewing/keep_returns.sql", known_at=known_at)


def settings_of(order: Iterable[str]) -> list[str]:
    """Of these models those that no return changes: calendar, waivers, thresholds, indicators, steps of the plan."""
    return [name for name in order if models.scope(name) is Scope.WHOLE and not follows_returns(name)]


@cache
def follows_returns(name: str) -> bool:
    """Whether anything that came in can change a model, at first or second hand."""
    tables = raw_tables(name)
    return (
        models.scope(name) is Scope.SUMS
        or bool(tables & BY_RETURNS)
        or any(table.endswith("_lines") for table in tables)
        or any(follows_returns(source) for source in models.mentioned(name))
    )


@cache
def raw_tables(name: str) -> set[str]:
    """The tables of `raw` that a model reads itself."""
    return set(re.findall(r"\b(?:from|join)\s+raw\.([a-z_]+)\b", models.statement(name)))


def fingerprint(connection: Connection, settings: Iterable[str]) -> str:
    """SHA-256 over the text of every model and the rows of these and of SETTINGS_WITHOUT_MODEL, in any order."""
    statement = " union all ".join(
        f"select '{name}' as name, count(*) as rows_count, sum(hashtextextended(found::text, 0)) as rows_hash"
        f" from {name} as found"
        for name in (*settings, *SETTINGS_WITHOUT_MODEL)
    )
    rows = connection.exec_driver_sql(f"{statement} order by name").all()
    return hashlib.sha256(f"{_models_sha256()} {rows}".encode()).hexdigest()


@cache
def _models_sha256() -> str:
    texts = [f"{path} {(paths.SQL / path).read_text(encoding='utf-8')}" for path in models.model_files().values()]
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()
