"""`make query-plans`: computes every model of 10,000 projects and ten months, and writes include/docs/query-plans.md."""

import os
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import Connection

from planwatch.warehouse import evaluation, kept, models, queries
from planwatch.warehouse.connection import engine
from planwatch.warehouse.models import THE_PROGRAMME, Scope
from tests.benchmarks.many_projects import file_period, plan_projects
from tests.benchmarks.query_plans import PAGE, explained, page, told
from tests.county import County

pytestmark = pytest.mark.benchmark
PROJECTS = int(os.environ.get("PLANWATCH_BENCH_PROJECTS", "10000"))
PERIODS = 10
DAY, NOW = date(2020, 10, 31), datetime(2030, 1, 1, tzinfo=UTC)
TOUCHED = [f"B{number:06d}" for number in range(1, 21)]


@pytest.mark.skipif("PLANWATCH_QUERY_PLANS" not in os.environ, reason="writes a page: make query-plans")
def test_query_plans(county: County) -> None:
    made = engine(county.url)
    with made.connect() as connection:
        version = plan_projects(connection, PROJECTS)
        for period in range(1, PERIODS + 1):
            file_period(connection, version, period)
        connection.commit()
    with made.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("vacuum analyze")
    with made.connect() as connection:
        point = queries.rows(connection, "publishing/versions_in_force.sql", as_of_date=DAY, known_at=NOW)[0]
        models.set_point(connection, as_of_date=DAY, known_at=NOW, **point)
        order = models.build_order(set(evaluation.PUBLISHED_BY_DAY))
        everything = [measured(connection, name) for name in order]
        codes = queries.value(connection, "renewing/quoted.sql", codes=[*TOUCHED, *THE_PROGRAMME])
        touched = [
            measured(connection, name, f"project_code = any({codes})" if models.scope(name) is Scope.PROJECT else None)
            for name in order
        ]
        connection.rollback()
    made.dispose()
    said = (
        f"{PROJECTS:,} projects with ten items each and {PERIODS} months: {PROJECTS * PERIODS * 10:,} progress lines."
    )
    own = [row for row in touched if models.scope(row[0]) is Scope.PROJECT and kept.raw_tables(row[0])]
    PAGE.write_text(page(everything, own, said), encoding="utf-8")


def measured(connection: Connection, name: str, only: str | None = None) -> tuple[str, int, float, str]:
    """A model's name, rows, milliseconds and plan; it is made as well, for those that read it."""
    found = explained(connection, name, only)
    models.create(connection, name, only)
    return name, int(found["Plan"]["Actual Rows"]), float(found["Execution Time"]), told(found["Plan"])
