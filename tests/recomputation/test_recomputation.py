"""Random programmes computed twice, by the SQL models and by pandas from the same accepted lines: every figure agrees.

12 programmes in an ordinary run; PLANWATCH_RECOMPUTED_PROGRAMMES=1000, or `make recompute`, for as many as one likes.
"""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis.internal.conjecture import providers
from hypothesis.internal.conjecture.engine import ConjectureRunner
from hypothesis.internal.constants_ast import Constants
from sqlalchemy import Connection, text

from planwatch import paths
from planwatch.warehouse import evaluation, indicator_loading, models
from planwatch.warehouse.connection import engine
from planwatch.warehouse.marts import copy_day, marts_of
from tests.conftest import copy_of
from tests.county import County
from tests.recomputation import marts
from tests.recomputation.programmes import Line, Programme, Project, programmes
from tests.recomputation.projects import project_figures
from tests.recomputation.recorded import record

pytestmark = pytest.mark.proof

PROGRAMMES = int(os.environ.get("PLANWATCH_RECOMPUTED_PROGRAMMES", "12"))
MIDDLE = Fraction(1, 1_000_000)
TWELVE_DIGITS = 10**12
PLANNED_AT = datetime(2020, 3, 12, tzinfo=UTC)
POINT = {"as_of_date", "known_at", "plan_version", "policy_version"}
RECOMPUTED = {
    module.name: import_module(f"tests.recomputation.marts.{module.name}") for module in iter_modules(marts.__path__)
}
"""Each mart that is computed once more: its KEYS, its `figures` by these keys, and which numbers are LEFT to others."""


@dataclass(frozen=True)
class Many:
    """One warehouse for all programmes: each is written beside the county's data and taken back after it is compared."""

    connection: Connection
    plan_version: int

    @contextmanager
    def holding(self, programme: Programme) -> Iterator[Connection]:
        try:
            plan(self.connection, self.plan_version, programme.projects)
            if programme.before:
                plan(self.connection, plan_version(self.connection, "2020-03-01"), programme.before)
            judge_by(self.connection, programme)
            file_lines(self.connection, programme.lines)
            record(self.connection, self.plan_version, programme)
            yield self.connection
        finally:
            self.connection.rollback()


@pytest.fixture(autouse=True, scope="module")
def each_programme_new() -> Iterator[None]:
    """Each is a new one, and the same wherever it is drawn.

    Hypothesis spends five of six examples on copies of one, two places of it made equal. It also draws constants of all
    our modules that happen to be imported: in one process of the tests there are others than in the next.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ConjectureRunner, "generate_mutations_from", lambda runner, data: None)
        patch.setattr(providers, "_get_local_constants", Constants)
        providers.CONSTANTS_CACHE.cache.clear()
        yield
        providers.CONSTANTS_CACHE.cache.clear()


@pytest.fixture(scope="module")
def many(server: str) -> Iterator[Many]:
    with copy_of(server, "template_county") as url:
        made = engine(url)
        with made.connect() as connection:
            version = plan_without_projects(connection)
            indicator_loading.load_indicators(connection, paths.EVALUATION, PLANNED_AT)
            connection.commit()
            yield Many(connection, version)
        made.dispose()


def plan_version(connection: Connection, effective_date: str) -> int:
    """A plan of its own, in effect from a day on and known since the next."""
    version: int = connection.execute(text(
        "insert into raw.plan_versions (programme_code, programme_name, document_title, document_date, effective_date,"
        " content_sha256, recorded_at) select 'RANDOM', 'random', 'random', cast(:day as date), cast(:day as date),"
        " lpad(count(*)::text, 64, '0'), cast(:day as date) + 1 from raw.plan_versions returning plan_version"
    ), {"day": effective_date}).scalar_one()  # fmt: skip
    return version


def plan_without_projects(connection: Connection) -> int:
    """A plan in force from the beginning, of which every programme names its projects; the rest is the county's.

    The county's own plan is put off for ever, so that what came before is the random programme's.
    """
    connection.execute(text("update raw.plan_versions set effective_date = '2999-12-31'"))
    version = plan_version(connection, "2020-03-11")
    for name in (
        "units",
        "items",
        "duties",
        "milestones",
        "funding_sources",
        "funding_scopes",
        "unit_aliases",
        "reporting_calendar",
    ):
        names = connection.execute(text(
            "select string_agg(column_name, ', ') from information_schema.columns"
            " where table_schema = 'raw' and table_name = :name and column_name <> 'plan_version'"
        ), {"name": f"plan_{name}"}).scalar_one()  # fmt: skip
        connection.execute(text(
            f"insert into raw.plan_{name} (plan_version, {names}) select :version, {names} from raw.plan_{name}"
            " where plan_version = (select min(plan_version) from raw.plan_versions)"
        ), {"version": version})  # fmt: skip
    connection.execute(
        text("insert into raw.plan_activations (plan_version, activated_at) values (:version, '2020-03-12T01:00Z')"),
        {"version": version},
    )
    return version


def plan(connection: Connection, version: int, projects: list[Project]) -> None:
    """Projects and the items of their menus."""
    connection.execute(
        text(
            "insert into raw.plan_projects (plan_version, project_code, serial_number, project_name,"
            " planned_households_count, planned_buildings_count, planned_area_quantity, planned_investment_amount,"
            " window_text, window_start_date, window_end_date, is_pilot, delivery_mode, contract_signed_date,"
            " implementing_unit_code)"
            " values (:version, :code, :number, :code, :households, :buildings, :area, :budget, '', :start, :end, false,"
            " :delivery, :signed, :builder)"
        ),
        [
            {"version": version, "code": project.code, "number": int(project.code[1:]), "households": project.households,
             "buildings": project.buildings, "area": project.area, "budget": project.budget, "start": project.start,
             "end": project.end, "delivery": "EPC" if project.is_epc else "", "signed": project.contract_signed,
             "builder": project.builder}
            for project in projects
        ],
    )  # fmt: skip
    insert(connection, "plan_project_items (plan_version, project_code, item_code, weight_ratio, basis)", [
        (version, project.code, item, weight, "random")
        for project in projects
        for item, weight in project.weights.items()
    ])  # fmt: skip
    plan_baselines(connection, version, projects)


def plan_baselines(connection: Connection, version: int, projects: list[Project]) -> None:
    """The baselines of projects, and the curves that they follow."""
    found = [(project.code, baseline) for project in projects for baseline in project.baselines]
    curves = {baseline.curve.name: baseline.curve for _, baseline in found}
    insert(
        connection,
        "plan_curves (plan_version, curve_name, curve_kind, period_unit, first_shape, second_shape, source)",
        [(version, curve.name, curve.kind, curve.unit, *(curve.shapes or (None, None)), "random")
         for curve in curves.values()],
    )  # fmt: skip
    insert(
        connection,
        "plan_curve_points (plan_version, curve_name, point_number, weight_percent, milestone_code, begins_percent,"
        " ends_percent)",
        [(version, curve.name, number, point.weight, point.milestone, point.begins, point.ends)
         for curve in curves.values() for number, point in enumerate(curve.points, start=1)],
    )  # fmt: skip
    insert(
        connection,
        "plan_project_baselines (plan_version, project_code, baseline_version, effective_date, curve_name,"
        " window_start_date, window_end_date, document_text)",
        [(version, code, baseline.version, baseline.effective, baseline.curve.name, baseline.start, baseline.end,
          "random") for code, baseline in found],
    )  # fmt: skip


def insert(connection: Connection, into: str, rows: list[tuple[Any, ...]]) -> None:
    """Rows of a table of `raw`, in the order of the columns named."""
    if not rows:
        return
    marks = ", ".join(f":c{place}" for place in range(len(rows[0])))
    connection.execute(
        text(f"insert into raw.{into} values ({marks})"),
        [{f"c{place}": value for place, value in enumerate(row)} for row in rows],
    )


def judge_by(connection: Connection, programme: Programme) -> None:
    """The county's policy with the programme's own light and whether verified figures count."""
    connection.execute(
        text(
            "update raw.policy_versions set content = content"
            " || jsonb_build_object('light', content -> 'light' || jsonb_build_object('profile', cast(:profile as text)))"
            " || jsonb_build_object("
            "'verification', content -> 'verification' || jsonb_build_object('uses', cast(:uses as text)))"
        ),
        {"profile": programme.light_profile, "uses": programme.progress_basis},
    )


def file_lines(connection: Connection, lines: list[Line]) -> None:
    """Returns of one line each, as the pipeline leaves them: judged, accepted or held back."""
    first = connection.execute(text("select count(*) from raw.returns")).scalar_one()
    connection.execute(
        text(
            "insert into raw.returns (return_id, unit_code, channel, file_name, file_sha256, file_bytes, archive_path,"
            " received_at, state, verdict) overriding system value"
            " values (:id, :unit, 'folder', 'f', lpad(:number, 64, '0'), 1, 'a', :at, 'answered', 'accepted')"
        ),
        [
            {"id": number, "unit": line.unit, "number": str(number), "at": line.received_at}
            for number, line in enumerate(lines, start=first + 1)
        ],
    )
    for form in sorted({line.form for line in lines}):
        rows = [
            line.values | {
                "return_id": number, "sheet_name": "s", "row_number": 2, "cells": "{}", "project_code": line.project,
                "cutoff_date": line.cutoff, "is_accepted": line.is_accepted,
            }
            for number, line in enumerate(lines, start=first + 1)
            if line.form == form
        ]  # fmt: skip
        names = ", ".join(rows[0])
        marks = ", ".join(f":{name}" for name in rows[0])
        connection.execute(text(f"insert into raw.{form}_lines ({names}) values ({marks})"), rows)
        connection.execute(text(
            "insert into raw.findings (return_id, rule_id, severity, form, line_id, found_by)"
            f" select return_id, cast(:rules as jsonb) ->> return_id::text, 'error', '{form}', line_id, 'checking'"
            f" from raw.{form}_lines where not is_accepted and return_id > :first"
        ), {"first": first, "rules": json.dumps({
            number: line.refused_for for number, line in enumerate(lines, start=first + 1) if not line.is_accepted
        })})  # fmt: skip


def compute(connection: Connection, programme: Programme) -> None:
    """Compute the marts that are recomputed, as an evaluation does; the other marts are left alone, for the time."""
    day, known_at = programme.as_of_date, programme.known_at
    versions = evaluation.versions_in_force(connection, day, known_at)
    models.build(connection, set(RECOMPUTED), as_of_date=day, known_at=known_at, **versions)
    for mart in marts_of(connection, "candidate", RECOMPUTED):
        copy_day(connection, mart, day)


def published(connection: Connection, mart: str, day: date) -> list[dict[str, Any]]:
    found = connection.execute(text(f"select * from candidate.{mart} where as_of_date = :day"), {"day": day})
    return [dict(row) for row in found.mappings()]


def compared(mart: str, row: dict[str, Any], figures: dict[str, Any]) -> list[str]:
    """The columns on which a published row and its recomputation disagree, or that it lacks, each with both values.

    Exact fractions are rounded half up to the published decimals. The database divides to a score of digits, so a
    figure may be rounded to either side where the exact one lies a millionth of a step beside the middle; and sums of
    curves are cleared to 1e-9 yuan, so of a long figure the first twelve digits count.
    """
    wrong = []
    for name, value in row.items():
        if name in {*RECOMPUTED[mart].KEYS} | RECOMPUTED[mart].LEFT | POINT:
            continue
        if name not in figures:
            wrong.append(f"{mart}.{name} is not recomputed")
        elif not (_agree_on_reasons if isinstance(value, list) else _agree)(value, figures[name]):
            wrong.append(f"{mart}.{name}: published {value}, recomputed {figures[name]}")
    return wrong


def _agree_on_reasons(value: list[Any], reasons: list[Any]) -> bool:
    """The rules of a light with their levels, in any order, and the facts of each; or plain values in their order."""
    if not value or not isinstance(value[0], dict):
        return value == reasons
    said = {(reason["rule"], reason["level"]): reason["facts"] for reason in value}
    expected = {(rule, level): facts for rule, level, facts in reasons}
    return said.keys() == expected.keys() and all(
        facts.keys() == expected[key].keys() and all(_agree_on_fact(facts[name], expected[key][name]) for name in facts)
        for key, facts in said.items()
    )


def _agree_on_fact(value: Any, fact: Any) -> bool:
    if isinstance(value, str) or value is None or fact is None:
        return bool(value == (fact.isoformat() if isinstance(fact, date) else fact))
    return abs(Fraction(str(value)) - Fraction(fact)) <= MIDDLE


def _agree(value: Any, figure: Any) -> bool:
    if value is None or figure is None or isinstance(value, date | str | bool):
        return bool(value == figure)
    step = Decimal(1).scaleb(Decimal(value).as_tuple().exponent) if isinstance(value, Decimal) else Decimal(1)
    steps, exact = Fraction(value) / Fraction(step), Fraction(figure) / Fraction(step)
    if (2 * exact).denominator == 1:
        rounded = (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(Decimal(1), ROUND_HALF_UP)
        return steps == Fraction(rounded)
    return abs(steps - exact) < Fraction(1, 2) + max(MIDDLE, abs(exact) / TWELVE_DIGITS)


def disagreements(connection: Connection, programme: Programme) -> list[str]:
    """Where the marts of a day, computed and as yet uncommitted, are other than the recomputation."""
    wrong = []
    for mart, recomputed in RECOMPUTED.items():
        rows = {
            tuple(row[key] for key in recomputed.KEYS): row for row in published(connection, mart, programme.as_of_date)
        }
        figures = recomputed.figures(programme)
        wrong += [f"{mart}: row {keys} is published or recomputed alone" for keys in rows.keys() ^ figures.keys()]
        for keys in rows.keys() & figures.keys():
            wrong += compared(mart, rows[keys], figures[keys])
    return wrong


def of_many(most: int) -> settings:
    return settings(max_examples=most, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


@of_many(PROGRAMMES)
@given(programme=programmes())
def test_every_published_figure_of_random_programmes_is_recomputed(many: Many, programme: Programme) -> None:
    with many.holding(programme) as connection:
        compute(connection, programme)
        assert disagreements(connection, programme) == []


@of_many(max(3, PROGRAMMES // 20))
@given(programme=programmes())
def test_a_whole_evaluation_of_random_programmes_publishes_the_same(many: Many, programme: Programme) -> None:
    """Every mart, also those that are not recomputed, can be computed of whatever is filed."""
    with many.holding(programme) as connection:
        evaluation.build_candidate(connection, programme.as_of_date, programme.known_at)
        assert disagreements(connection, programme) == []


@pytest.mark.parametrize("mart", RECOMPUTED)
def test_what_is_left_out_is_a_column_of_its_mart(county: County, mart: str) -> None:
    """A name in LEFT that no longer exists would hide nothing; a new column is asked for by the test above."""
    found = county.query(
        "select column_name from information_schema.columns where table_schema = 'marts' and table_name = :mart",
        mart=mart,
    )
    assert {name for (name,) in found} >= RECOMPUTED[mart].LEFT


def test_the_comparison_sees_a_difference_in_the_last_but_one_place() -> None:
    row = {"elapsed_ratio": Decimal("0.500000")}
    assert compared("project_performance", row, {"elapsed_ratio": Fraction(1, 2)}) == []
    assert compared("project_performance", row, {"elapsed_ratio": Fraction(500002, 1000000)}) != []
    assert compared("project_performance", row, {"elapsed_ratio": None}) != []
    assert compared("project_performance", row, {}) == ["project_performance.elapsed_ratio is not recomputed"]


def test_late_and_refused_lines_are_left_out_of_the_recomputation() -> None:
    """The moment and the verdict decide what is known, in this code as in the models."""
    project = Project(
        "R01", 10, 1, Decimal(100), Decimal(1000), date(2020, 1, 1), date(2020, 12, 31), {"ROAD": Decimal(1)}
    )
    at = datetime.fromisoformat("2020-07-01T00:00:00+00:00")
    done = {"item_code": "ROAD", "completed_percent": 50, "investment_amount": None, "completed_households_count": None,
            "completed_buildings_count": None, "completed_area_quantity": None}  # fmt: skip
    lines = [
        Line("progress", "U11", "R01", date(2020, 6, 30), at, True, done),
        Line("progress", "U11", "R01", date(2020, 6, 30), at.replace(month=9), True, done | {"completed_percent": 80}),
        Line("progress", "U11", "R01", date(2020, 6, 30), at, False, done | {"completed_percent": 90}),
    ]
    known = Programme([project], date(2020, 6, 30), at, lines)
    assert project_figures(known)["R01"]["physical_progress_ratio"] == Fraction(1, 2)


def test_programmes_are_other_than_one_another() -> None:
    seen: list[tuple[date, int, int]] = []

    @of_many(20)
    @given(programme=programmes())
    def draw(programme: Programme) -> None:
        seen.append((programme.as_of_date, len(programme.lines), programme.known_at.day))

    draw()
    assert len(set(seen)) >= 15
