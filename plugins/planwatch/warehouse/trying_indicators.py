"""The self-evaluation under other indicators beside those in force; for a transaction that is taken back."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from planwatch.warehouse import evaluation, models, queries
from planwatch.warehouse.indicator_loading import try_indicators

SCORED = ("evaluation_score", "evaluation_total")


def scores_side_by_side(
    connection: Connection, folder: Path, other_indicators: Path, as_of_date: date, known_at: datetime
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The programme's scores by indicator, and the totals of the programme and of every project, programme first.

    Each row has its figures in force and tried; null where only the other has the indicator, or nothing is assessed.
    `folder` gives bands and grades of the tried ones. Raises IndicatorFileError and NothingToEvaluateError.
    """
    versions = evaluation.versions_in_force(connection, as_of_date, known_at)
    point = {"as_of_date": as_of_date, "known_at": known_at, **versions}
    models.build(connection, set(SCORED), **point)
    for name in SCORED:
        models.keep(connection, f"{name}_in_force", f"what_if/{name}_in_force.sql", "pg_temp")
    try_indicators(connection, folder, other_indicators, known_at)
    models.build(connection, set(SCORED), **point)
    return queries.rows(connection, "what_if/indicators.sql"), queries.rows(connection, "what_if/totals.sql")
