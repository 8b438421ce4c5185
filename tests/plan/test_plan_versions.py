"""A plan is a version: same content, no new one; a refused plan changes nothing; another county's loads as it is."""

import csv
import re
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from planwatch import paths
from planwatch.warehouse import queries
from planwatch.warehouse.plan_columns import FILES
from planwatch.warehouse.plan_files import PlanFileError
from planwatch.warehouse.plan_loading import load_plan, publish_plan_reconciliation

RECORDED = datetime(2020, 3, 12, tzinfo=UTC)
JUNE_END = date(2021, 6, 30)
JULY = datetime(2021, 7, 10, tzinfo=UTC)
OTHER_COUNTY = {
    "units": ["A1,镇政府,Township,implementing_company,组织实施"],
    "unit_aliases": ["镇里,A1"],
    "projects": ["X1,1,东街小区,100,4,1.25,300,2023至2024"],
    "project_aliases": ["东街,X1"],
    "declared_totals": ["buildings,4,幢,yes,0.005,第二条"],
    "items": ["ROAD,道路,Roads,基础,A1,,第三条,works"],
    "item_aliases": [],
    "project_items": ["X1,ROAD,1,批复概算"],
    "duties": ["A1,progress,,第四条"],
    "milestones": ["M1,开工,Start,A1,照片,,start,no"],
    "funding_sources": ["TOWN,镇级资金,Town money,no,yes,第五条"],
    "funding_scopes": [],
    "funding_source_aliases": [],
    "reporting_calendar": ["A1,progress,month,2023-01-31,2024-12-31,5,2,calendar_days"],
}


def reconciliation(warehouse: Connection, version: int) -> dict[str, tuple]:
    publish_plan_reconciliation(warehouse, version)
    found = warehouse.execute(text("select * from marts.plan_reconciliation")).mappings()
    return {row["measure"]: (row["lines_quantity"], row["difference_quantity"], row["status"]) for row in found}


def versions(warehouse: Connection) -> int:
    return warehouse.execute(text("select count(*) from raw.plan_versions")).scalar_one()


def test_the_notice_is_reconciled_and_nothing_is_blocked(warehouse: Connection) -> None:
    assert reconciliation(warehouse, load_plan(warehouse, paths.PLAN, RECORDED)) == {
        "communities": (14, 0, "holds"),
        "households": (9460, 0, "holds"),
        "buildings": (364, -31, "outside_tolerance"),
        "area": (Decimal("96.95"), Decimal("0.35"), "within_tolerance"),
        "investment": (30622, None, "nothing_declared"),
    }


@pytest.mark.parametrize(
    ("declared", "status"), [("400", "within_tolerance"), ("402", "holds"), ("399", "outside_tolerance")]
)
def test_the_tolerance_includes_its_own_edge(warehouse: Connection, folder: Path, declared: str, status: str) -> None:
    """402 buildings in the lines: 0.5 % of 400 is exactly 2; of 399 it is less than 3."""
    for file_name, before, after in (
        ("declared_totals.csv", "buildings,395", f"buildings,{declared}"),
        ("projects.csv", "鹤东小区,270,41", "鹤东小区,270,79"),
    ):
        path = folder / file_name
        path.write_text(path.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")
    assert reconciliation(warehouse, load_plan(warehouse, folder, RECORDED))["buildings"][2] == status


def test_a_line_is_recorded_in_yuan_and_square_metres(warehouse: Connection) -> None:
    load_plan(warehouse, paths.PLAN, RECORDED)
    row = warehouse.execute(text("select * from raw.plan_projects where project_code = 'P04'")).mappings().one()
    assert (row["planned_investment_amount"], row["planned_area_quantity"]) == (36_500_000, 55_000)
    assert (row["window_start_date"], row["window_end_date"]) == (date(2020, 1, 1), date(2021, 12, 31))


@pytest.mark.parametrize(("encoding", "line_end"), [("utf-8-sig", "\r\n"), ("gb18030", "\n"), ("utf-8", "\r\n")])
def test_a_plan_saved_by_excel_is_the_same_plan(
    warehouse: Connection, folder: Path, encoding: str, line_end: str
) -> None:
    first = load_plan(warehouse, paths.PLAN, RECORDED)
    for path in folder.glob("*.csv"):
        content = path.read_text(encoding="utf-8")
        path.write_bytes(content.replace("\n", line_end).encode(encoding))
    assert load_plan(warehouse, folder, RECORDED) == first
    assert versions(warehouse) == 1


def test_changed_content_is_a_new_version_beside_the_old(warehouse: Connection, folder: Path) -> None:
    first = load_plan(warehouse, paths.PLAN, RECORDED)
    path = folder / "projects.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("5.5,3650", "5.5,3651"), encoding="utf-8")
    second = load_plan(warehouse, folder, RECORDED)
    amounts = warehouse.execute(
        text("select plan_version, sum(planned_investment_amount) from raw.plan_projects group by 1 order by 1")
    )
    assert [tuple(row) for row in amounts] == [(first, 306_220_000), (second, 306_230_000)]


def test_a_refused_plan_leaves_the_one_in_force(warehouse: Connection, folder: Path) -> None:
    load_plan(warehouse, paths.PLAN, RECORDED)
    (folder / "items.csv").unlink()
    with pytest.raises(PlanFileError, match=r"the plan in force stays\..*\nitems\.csv: the file is missing"):
        load_plan(warehouse, folder, RECORDED)
    assert versions(warehouse) == 1


def test_another_countys_plan_loads_as_it_is(warehouse: Connection, tmp_path: Path) -> None:
    for name, rows in OTHER_COUNTY.items():
        header = ",".join(FILES[name][0])
        (tmp_path / f"{name}.csv").write_text("\n".join([header, *rows]), encoding="utf-8")
        assert all(len(cells) == len(FILES[name][0]) for cells in csv.reader(rows))
    (tmp_path / "programme.toml").write_text(
        'programme_code = "X"\nprogramme_name = "东县改造"\ndocument_title = "通知"\n'
        "document_date = 2022-12-01\neffective_date = 2023-01-01\n",
        encoding="utf-8",
    )
    version = load_plan(warehouse, tmp_path, RECORDED)
    assert reconciliation(warehouse, version) == {"buildings": (4, 0, "holds")}


def in_force(warehouse: Connection, as_of_date: date, known_at: datetime) -> int:
    [found] = queries.rows(warehouse, "publishing/versions_in_force.sql", as_of_date=as_of_date, known_at=known_at)
    return found["plan_version"]


def spoken_for(warehouse: Connection) -> int:
    return warehouse.execute(text("select plan_version from checking.plan")).scalar_one()


def test_going_back_to_an_earlier_plan_puts_it_in_force_again(warehouse: Connection, folder: Path) -> None:
    first = load_plan(warehouse, paths.PLAN, RECORDED)
    path = folder / "projects.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("5.5,3650", "5.5,3651"), encoding="utf-8")
    second = load_plan(warehouse, folder, datetime(2021, 5, 1, tzinfo=UTC))
    assert (in_force(warehouse, JUNE_END, JULY), spoken_for(warehouse)) == (second, second)
    assert load_plan(warehouse, paths.PLAN, datetime(2021, 6, 1, tzinfo=UTC)) == first
    assert (in_force(warehouse, JUNE_END, JULY), spoken_for(warehouse)) == (first, first)
    assert in_force(warehouse, JUNE_END, datetime(2021, 5, 31, tzinfo=UTC)) == second
    assert in_force(warehouse, JUNE_END, datetime(2021, 4, 30, tzinfo=UTC)) == first
    assert versions(warehouse) == 2


def test_the_daily_load_of_the_same_plan_changes_nothing(warehouse: Connection) -> None:
    for day in (1, 2, 3):
        load_plan(warehouse, paths.PLAN, datetime(2021, 6, day, tzinfo=UTC))
    activated = warehouse.execute(text("select activated_at from raw.plan_activations")).scalars().all()
    assert activated == [datetime(2021, 6, 1, tzinfo=UTC)]


def test_a_plan_of_a_later_year_waits_for_its_day(warehouse: Connection, folder: Path) -> None:
    first = load_plan(warehouse, paths.PLAN, RECORDED)
    path = folder / "programme.toml"
    written = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"effective_date = \S+", "effective_date = 2021-07-01", written, count=1), encoding="utf-8")
    second = load_plan(warehouse, folder, datetime(2021, 5, 1, tzinfo=UTC))
    assert in_force(warehouse, JUNE_END, JULY) == first
    assert in_force(warehouse, date(2021, 7, 1), JULY) == second
