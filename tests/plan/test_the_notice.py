"""The plan folder says what the notice says."""

from collections import Counter
from decimal import Decimal

import pytest

from planwatch import paths
from planwatch.domain.programme_window import parse_window
from planwatch.warehouse.plan_files import Plan, read_plan

PROPER_NAMES = {
    "unit_aliases": ("alias", "units", "unit_name"),
    "project_aliases": ("alias", "projects", "project_name"),
    "item_aliases": ("alias", "items", "item_name"),
    "funding_source_aliases": ("alias", "funding_sources", "source_name"),
}


@pytest.fixture(scope="module")
def plan() -> Plan:
    return read_plan(paths.PLAN)


def test_the_annex_adds_up(plan: Plan) -> None:
    columns = (
        "planned_households_count",
        "planned_buildings_count",
        "planned_area_ten_thousand_square_metres",
        "planned_investment_ten_thousand_yuan",
    )
    sums = [sum(row[column] for row in plan["projects"]) for column in columns]
    assert (len(plan["projects"]), sums) == (14, [9460, 364, Decimal("96.95"), Decimal(30622)])


def test_investment_falls_due_by_year(plan: Plan) -> None:
    due: Counter[int] = Counter()
    for row in plan["projects"]:
        due[parse_window(row["window_text"]).end_date.year] += row["planned_investment_ten_thousand_yuan"]
    assert due == {2020: 4648, 2021: 5500, 2022: 20474}


def test_households_begin_by_year(plan: Plan) -> None:
    begun: Counter[int] = Counter()
    for row in plan["projects"]:
        begun[parse_window(row["window_text"]).start_date.year] += row["planned_households_count"]
    assert begun == {2019: 980, 2020: 1833, 2021: 4503, 2022: 2144}


def test_the_notice_names_seventeen_units_in_its_order(plan: Plan) -> None:
    assert [row["unit_code"] for row in plan["units"]] == [f"U{number:02d}" for number in range(1, 18)]
    assert plan["units"][10]["unit_name"] == "县城投公司"


def test_only_the_pilot_begins_before_the_programme(plan: Plan) -> None:
    windows = {row["project_name"]: parse_window(row["window_text"]) for row in plan["projects"]}
    assert [name for name, window in windows.items() if window.is_pilot] == ["别墅小区"]


@pytest.mark.parametrize("aliases", PROPER_NAMES)
def test_no_alias_is_the_proper_name_of_something(plan: Plan, aliases: str) -> None:
    column, target, name = PROPER_NAMES[aliases]
    code = {"units": "unit_code", "projects": "project_code", "items": "item_code"}.get(target, "source_code")
    proper = {row[name]: row[code] for row in plan[target]}
    assert [row for row in plan[aliases] if proper.get(row[column], row[code]) != row[code]] == []


def test_a_name_as_near_to_two_communities_is_nobodys_alias(plan: Plan) -> None:
    assert not [row for row in plan["project_aliases"] if "明山" in row["alias"]]


def test_weights_say_that_they_are_examples(plan: Plan) -> None:
    assert {row["basis"] for row in plan["project_items"]} == {"示例权重，待批复概算"}
    shimen = {row["item_code"]: row["weight_ratio"] for row in plan["project_items"] if row["project_code"] == "P04"}
    assert (shimen["ROAD"], shimen["CABLE"], sum(shimen.values())) == (Decimal("0.25"), Decimal("0.25"), 1)
