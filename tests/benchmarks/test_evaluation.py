"""How long evaluating very many projects takes beside SQL written by hand for the same figures, on the same server.

PLANWATCH_BENCH_PROJECTS says how many (10,000: a million lines in ten months; 100,000: ten million).
"""

import os
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, text

from planwatch.warehouse import evaluation, models, queries, renewing
from planwatch.warehouse.connection import engine
from tests.benchmarks.many_projects import file_period, plan_projects
from tests.county import County

pytestmark = pytest.mark.benchmark
PROJECTS = int(os.environ.get("PLANWATCH_BENCH_PROJECTS", "10000"))
PERIODS = 10
DAY, NOW = date(2020, 10, 31), datetime(2030, 1, 1, tzinfo=UTC)
BY_HAND = (Path(__file__).parent / "by_hand.sql").read_text(encoding="utf-8")
FIGURES = (
    "last_report_date, physical_progress_ratio, investment_done_amount, completed_households_count,"
    " completed_buildings_count, completed_area_quantity, reported_items_count, started_date, finished_date,"
    " four_week_change_ratio, actual_cost_amount, planned_value_amount, earned_value_amount, earned_schedule_days"
)
UNMOVED = (
    "select md5(string_agg(md5((to_jsonb(rows_of_day) - 'known_at')::text), '' order by project_code))"
    " from candidate.project_performance as rows_of_day where as_of_date = :day"
)


def timed(action: Any) -> float:
    begun = time.perf_counter()
    action()
    return time.perf_counter() - begun


def point(connection: Connection, day: date) -> dict[str, Any]:
    versions = queries.rows(connection, "publishing/versions_in_force.sql", as_of_date=day, known_at=NOW)[0]
    return {"as_of_date": day, "known_at": NOW} | versions


def by_hand(connection: Connection) -> None:
    connection.execute(text("drop table if exists pg_temp.by_hand"))
    connection.exec_driver_sql(f"create temporary table by_hand as {BY_HAND}")


def test_the_whole_evaluation_beside_sql_by_hand(county: County, say) -> None:
    made = engine(county.url)
    with made.connect() as connection:
        version = plan_projects(connection, PROJECTS)
        for period in range(1, PERIODS + 1):
            file_period(connection, version, period)
        connection.commit()
    with made.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("vacuum analyze")
    with made.connect() as connection:
        lines = connection.execute(text("select count(*) from raw.progress_lines")).scalar_one()
        whole = timed(lambda: evaluation.build_candidate(connection, DAY, NOW))
        connection.commit()
        file_period(connection, version, PERIODS + 1, last="B000020", cutoff=DAY)
        connection.commit()
        again = timed(lambda: renewing.renew_candidate(connection, DAY, NOW + timedelta(seconds=1)))
        moments = connection.execute(
            text("select count(*), count(*) filter (where known_at > :now) from candidate.project_performance"),
            {"now": NOW},
        ).one()
        connection.rollback()
        core = min(
            timed(lambda: models.build(connection, {"int_project_schedule"}, **point(connection, DAY)))
            for _ in range(2)
        )
        hand = min(timed(lambda: by_hand(connection)) for _ in range(3))
        differing = connection.execute(
            text(
                f"select count(*) from (select project_code, {FIGURES} from by_hand where project_code like 'B%' except"
                f" select project_code, {FIGURES} from int_project_schedule) as differing"
            )
        ).scalar_one()
        seconds = _each_once_more(connection)
        core = min(core, sum(seconds.values()))
        connection.rollback()
    made.dispose()
    longest = sorted(seconds, key=lambda name: -seconds[name])[:12]
    assert moments[1] == 20 < moments[0], "what was not touched must not have been computed"
    assert differing == 0, "the two must compute the same figures to be compared"
    say(
        f"evaluation of {PROJECTS:,} projects, {lines:,} progress lines in {PERIODS} months:",
        f"  by hand {hand:.1f} s; models up to int_project_schedule {core:.1f} s, {core / hand:.1f}× by hand (target 1.5×)",
        f"  all marts of the day {whole:.1f} s, {1e6 * whole / lines:.1f} µs a line",
        f"  again after 200 lines: {again:.2f} s",
        f"  slowest models: {', '.join(f'{name} {seconds[name]:.1f} s' for name in longest)}",
    )


def _each_once_more(connection: Connection) -> dict[str, float]:
    """The seconds of each model by itself, in their order; together a second measurement."""
    return {
        name: timed(lambda name=name: models.create(connection, name))
        for name in models.build_order({"int_project_schedule"})
    }


@pytest.mark.parametrize("periods", [1, 10, 36])
def test_evaluating_again_after_two_hundred_lines(county: County, say, periods: int) -> None:
    """Everything, then what 200 lines of 20 projects change, then everything again: the same rows."""
    projects = PROJECTS // 10
    made = engine(county.url)
    with made.connect() as connection:
        version = plan_projects(connection, projects)
        for period in range(1, periods + 1):
            file_period(connection, version, period)
        connection.commit()
        connection.exec_driver_sql("analyze")
        day = date(2023, 1, 31)
        first = timed(lambda: evaluation.build_candidate(connection, day, NOW))
        connection.commit()
        file_period(connection, version, periods + 1, last="B000020")
        connection.commit()
        again = timed(lambda: renewing.renew_candidate(connection, day, NOW + timedelta(seconds=1)))
        renewed = connection.execute(text(UNMOVED), {"day": day}).scalar_one()
        connection.commit()
        evaluation.build_candidate(connection, day, NOW + timedelta(seconds=1))
        assert connection.execute(text(UNMOVED), {"day": day}).scalar_one() == renewed
    made.dispose()
    say(
        f"{projects:,} projects × 10 items × {periods} months, again after 200 lines: {again:.2f} s beside {first:.1f} s"
        " for everything (target 2 s and the same for every length)"
    )


def test_fourteen_projects_with_three_years_of_history(county: County, say) -> None:
    made = engine(county.url)
    with made.connect() as connection:
        version = connection.execute(text("select max(plan_version) from raw.plan_versions")).scalar_one()
        plan_projects(connection, 0)
        connection.execute(text("delete from raw.plan_project_items where plan_version = :v"), {"v": version})
        connection.execute(text(
            "insert into raw.plan_project_items select :v, projects.project_code, items.item_code, 0.1, 'benchmark'"
            " from raw.plan_projects as projects cross join (select item_code from raw.plan_items"
            " where plan_version = :v order by item_code limit 10) as items where projects.plan_version = :v"
        ), {"v": version})  # fmt: skip
        for period in range(1, 37):
            _file_of_county(connection, version, period)
        connection.commit()
        connection.exec_driver_sql("analyze")
        seconds = [timed(lambda: evaluation.build_candidate(connection, date(2022, 12, 31), NOW)) for _ in range(3)]
    made.dispose()
    say(f"14 projects with 36 months of history: {sorted(seconds)[1]:.2f} s (target 2 s)")


def _file_of_county(connection: Connection, version: int, period: int) -> None:
    from tests.benchmarks import many_projects

    cutoff = f"20{20 + (period - 1) // 12}-{(period - 1) % 12 + 1:02d}-28"
    sent = {"number": str(period), "received_at": f"{cutoff}T12:00:00Z"}
    return_id = connection.execute(text(many_projects.RETURN), sent).scalar_one()
    facts = {"return_id": return_id, "version": version, "cutoff": cutoff, "period": period, "last": "Z"}
    for statement in (many_projects.PROGRESS, many_projects.SPENDING):
        connection.execute(text(statement.replace("like 'B%'", "like 'P%'")), facts)
