"""A published figure leads back to the cells it was read from; which figures, tests/console/test_explain_every_figure.py."""

import re
import shutil
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import make_url, text

from planwatch import paths
from planwatch.console import explain as command
from planwatch.console.command import finish
from planwatch.rules import rules_version
from planwatch.warehouse import evaluation, plan_loading, publishing
from planwatch.warehouse.connection import connect
from tests.builders import form_file, progress_file, spending_file
from tests.conftest import copy_of_county
from tests.county import County

pytestmark = pytest.mark.proof

JULY = datetime(2021, 7, 2, 1, tzinfo=UTC)
JUNE_30 = date(2021, 6, 30)


def one_of_each_unit(county: County) -> None:
    """石门小区 with roads by the works company, cables by a utility, and money of both kinds."""
    progress_file(
        county.inbox("U11") / "六月进度.xlsx",
        [
            {"completed_percent": 60, "investment_amount": 547.5, "completed_households_count": 100,
             "completed_buildings_count": 4, "completed_area_quantity": 1.1},
            {"item_text": "雨污分流", "completed_percent": 70, "investment_amount": 500, "completed_households_count": 120,
             "completed_buildings_count": 5, "completed_area_quantity": 1.2},
        ],
    )  # fmt: skip
    progress_file(county.inbox("U12") / "power.csv", [{"item_text": "管线序化", "completed_percent": 40}])
    spending_file(county.inbox("U03") / "lots.xlsx", [{}])
    spending_file(
        county.inbox("U11") / "paid.xlsx", [{"paid_amount": 900, "arrived_amount": None, "allocated_amount": None}]
    )
    county.ingest(JULY)
    with connect(county.url) as connection:
        publishing.publish(connection, evaluation.build_candidate(connection, JUNE_30, JULY))


@pytest.fixture
def published(server: str, played: Callable[..., County], tmp_path: Path) -> Iterator[County]:
    with copy_of_county(server, played(one_of_each_unit), tmp_path) as county:
        yield county


EVERY_FORM = [
    ("U02", "approvals", {"milestone_text": "M03", "event_date": "2020-05-20", "document_number": "青发改1号",
                          "approved_estimate_amount": 3577}),
    ("U03", "budget", {"source_text": "县财政", "budget_year": 2021, "initial_budget_amount": 1700,
                       "adjusted_budget_amount": 1800, "executed_amount": 1700}),
    ("U11", "changes", {"change_number": "变更1", "change_reason": "增加停车位", "contract_amount": 3400,
                        "confirmed_changes_amount": 100, "proposed_change_amount": 77}),
    ("U10", "residents", {"surveyed_households_count": 500, "consenting_households_count": 475,
                          "valid_answers_count": 500, "very_satisfied_count": 200, "satisfied_count": 241}),
    ("U12", "cable", {"completed_length": 300, "cable_cost_amount": 126.4}),
    ("U03", "payments", {"source_text": "县财政", "document_number": "青财建〔2021〕1号", "voucher_number": "1",
                         "payment_date": "2021-06-10", "payee_text": "某建设公司", "payment_amount": 1530,
                         "item_text": "道路改造"}),
    ("U01", "inspection", {"item_text": "道路改造", "inspected_date": "2021-06-20", "finding_text": "路面平整",
                           "verified_percent": 55}),
]  # fmt: skip


def every_form(published: County) -> None:
    """The same project with a line of each of the other forms."""
    for unit, form, row in EVERY_FORM:
        path = published.inbox(unit) / f"{form}.xlsx"
        form_file(path, form, [{"project_text": "石门小区", "cutoff_date": "2021-06-30"} | row])
    published.ingest(JULY)
    assert published.query("select file_name from raw.returns where verdict <> 'accepted'") == []
    with connect(published.url) as connection:
        publishing.publish(connection, evaluation.build_candidate(connection, JUNE_30, JULY))


@pytest.fixture
def with_every_form(server: str, played: Callable[..., County], tmp_path: Path) -> Iterator[County]:
    with copy_of_county(server, played(every_form, one_of_each_unit), tmp_path) as county:
        yield county


def ask(county: County, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    monkeypatch.setattr(command, "last_warehouse_url", lambda: county.url)
    names = ("PROJECT", "METRIC", "AS_OF", "KNOWN_AT")
    told = [
        argument if "=" in argument else f"{name}={argument}" for name, argument in zip(names, arguments, strict=False)
    ]
    monkeypatch.setattr(sys, "argv", ["explain", *told, *arguments[4:]])
    with pytest.raises(SystemExit) as ended:
        finish(command.main)
    code = ended.value.code
    printed = capsys.readouterr()
    return code, printed.out + printed.err


def test_an_index_leads_to_files_sheets_and_rows(published: County, monkeypatch: Any, capsys: Any) -> None:
    code, tree = ask(published, monkeypatch, capsys, "石门", "schedule_performance_index", "2021-06-30")
    assert code == 0
    assert "schedule_performance_index = 0.521188" in tree
    assert "公式：earned_value_amount / planned_value_amount" in tree
    assert "道路改造：累计完成比例（%） 60 × 权重0.25　县城投公司" in tree
    assert "管线序化：累计完成比例（%） 40 × 权重0.25　县电力公司" in tree
    assert "六月进度.xlsx 表“Sheet”第2行（D2单元格），截至2021-06-30，收到2021-07-02 09:00" in tree
    assert "附件序号4 石门小区（2020-2021）" in tree


def test_an_item_of_several_utilities_counts_once_and_a_silent_one_is_named(
    published: County, monkeypatch: Any, capsys: Any
) -> None:
    """The parts that the tree shows add up to the figure: 15 + 14 + (40 + 10 + 70) ÷ 3 × 0.25 = 39 %."""
    for unit, percent in (("U13", 10), ("U14", 70)):
        progress_file(published.inbox(unit) / f"{unit}.csv", [{"item_text": "管线序化", "completed_percent": percent}])
    published.ingest(JULY)
    with connect(published.url) as connection:
        publishing.publish(connection, evaluation.build_candidate(connection, JUNE_30, JULY))
    _, tree = ask(published, monkeypatch, capsys, "石门", "physical_progress_ratio", "2021-06-30")
    assert "physical_progress_ratio = 0.390000" in tree
    assert "管线序化：累计完成比例（%） 70 × 权重0.25÷3（3家所报的平均）　县电信公司" in tree
    assert "停车设施：未报，按0计 × 权重0.05" in tree
    parts = re.findall(r"（%） ([0-9.]+) × 权重([0-9.]+)(?:÷([0-9]+))?", tree)
    assert sum(Fraction(done) * Fraction(weight) / int(units or 1) for done, weight, units in parts) == 39
    weights = [Fraction(weight) for weight in re.findall(r"未报，按0计 × 权重([0-9.]+)", tree)]
    assert sum(weights) + sum(Fraction(weight) / int(units or 1) for _, weight, units in parts) == 1


def test_of_two_changes_only_the_newest_word_counts(with_every_form: County, monkeypatch: Any, capsys: Any) -> None:
    form_file(
        with_every_form.inbox("U11") / "second.xlsx",
        "changes",
        [{"project_text": "石门小区", "cutoff_date": "2021-06-30", "change_number": "变更2", "change_reason": "增加管网",
          "contract_amount": 3400, "confirmed_changes_amount": 150, "proposed_change_amount": 20}],
    )  # fmt: skip
    later = datetime(2021, 7, 3, tzinfo=UTC)
    with_every_form.ingest(later)
    with connect(with_every_form.url) as connection:
        publishing.publish(connection, evaluation.build_candidate(connection, JUNE_30, later))
    _, tree = ask(with_every_form, monkeypatch, capsys, "石门", "confirmed_changes_amount", "2021-06-30")
    assert "confirmed_changes_amount = 1,500,000.00" in tree
    counted, passed_over = (line for line in tree.splitlines() if "累计已确认变更（万元）" in line)
    if "变更1" in counted:
        counted, passed_over = passed_over, counted
    assert ("不计入" in counted, "（不计入，以另一行为准）变更1" in passed_over) == (False, True)


def test_the_budget_is_the_approved_estimate_with_its_document(
    with_every_form: County, monkeypatch: Any, capsys: Any
) -> None:
    _, tree = ask(with_every_form, monkeypatch, capsys, "石门小区", "budget_amount", "2021-06-30")
    assert "budget_amount = 35,770,000.00" in tree
    assert "初步设计" in tree
    assert "3,577" in tree
    assert "approvals.xlsx 表“Sheet”第2行（F2单元格），文号青发改1号" in tree
    assert "附件序号" not in tree


def test_without_an_approved_estimate_the_budget_is_the_plans(published: County, monkeypatch: Any, capsys: Any) -> None:
    _, tree = ask(published, monkeypatch, capsys, "石门小区", "budget_amount", "2021-06-30")
    assert "budget_amount = 36,500,000.00" in tree
    assert "附件序号4 石门小区" in tree


@pytest.mark.parametrize(
    ("metric", "leaf"),
    [
        ("headroom_amount", "changes.xlsx 表“Sheet”第2行（E2单元格）"),
        ("funding_use.budget_execution_ratio", "budget.xlsx 表“Sheet”第2行（G2单元格）"),
        ("satisfaction_ratio", "residents.xlsx 表“Sheet”第2行（E2单元格）"),
        ("cable_cost_amount", "cable.xlsx 表“Sheet”第2行（D2单元格）"),
        ("payment_ratio", "lots.xlsx 表“Sheet”第2行"),
        ("verified_progress_ratio", "核定完成比例（%） 55 × 权重0.25"),
    ],
)
def test_figures_of_every_form_lead_to_their_cells(
    with_every_form: County, monkeypatch: Any, capsys: Any, metric: str, leaf: str
) -> None:
    code, tree = ask(with_every_form, monkeypatch, capsys, "石门小区", metric, "2021-06-30")
    assert (code, leaf in tree) == (0, True), tree


@pytest.mark.parametrize(
    ("place", "name"), [(0, "A7"), (5, "F7"), (25, "Z7"), (26, "AA7"), (701, "ZZ7"), (702, "AAA7")]
)
def test_a_cell_is_named_as_the_spreadsheet_names_it(county: County, place: int, name: str) -> None:
    assert county.query("select raw.cell_name(:place, 7)", place=place) == [(name,)]


def test_a_day_that_is_not_published_is_explained_by_the_plan_in_force_on_it(published: County, tmp_path: Path) -> None:
    """In 2022 a unit gets another name; what was filed for a day of 2021 is still explained by the plan of 2021."""
    folder = tmp_path / "plan2022"
    shutil.copytree(paths.PLAN, folder)
    for name, old, new in (
        ("programme.toml", "effective_date = 2020-03-11", "effective_date = 2022-01-01"),
        ("units.csv", "U11,县城投公司,", "U11,县建投公司,"),
    ):
        written = (folder / name).read_text(encoding="utf-8")
        (folder / name).write_text(written.replace(old, new), encoding="utf-8")
    with connect(published.url) as connection:
        plan_loading.load_plan(connection, folder, datetime(2021, 7, 3, tzinfo=UTC))
    asked = "select distinct unit_name from raw.lines_behind('P04', :day, '2021-08-01Z') where unit_code = 'U11'"
    assert published.query(asked, day=date(2021, 6, 29)) == []
    assert published.query(asked, day=date(2021, 7, 1)) == [("县城投公司",)]
    assert published.query(asked, day=date(2022, 1, 1)) == [("县建投公司",)]


def test_a_reader_of_the_marts_may_ask_where_a_figure_stands_and_sees_no_raw_table(published: County) -> None:
    with connect(published.url) as connection:
        connection.execute(text("do $$ begin create role curious login; exception when duplicate_object then end $$"))
        connection.execute(text("grant usage on schema marts to curious"))
    reader = make_url(published.url).set(username="curious").render_as_string(hide_password=False)
    with connect(reader) as connection:
        found = connection.execute(text("select file_name, row_number from marts.lines_behind('P04', '2021-06-30')"))
        assert ("六月进度.xlsx", 2) in [tuple(row) for row in found]


def test_the_version_of_the_rules_is_told_with_each_line(published: County, monkeypatch: Any, capsys: Any) -> None:
    asked = ("石门小区", "physical_progress_ratio", "2021-06-30")
    _, tree = ask(published, monkeypatch, capsys, *asked)
    assert f"政策第1版、规则{rules_version()}审核" in tree
    with connect(published.url) as connection:
        connection.execute(text("update raw.returns set rules_version = null"))
    _, tree = ask(published, monkeypatch, capsys, *asked)
    assert "政策第1版、规则（版本未记录）审核" in tree


def test_an_older_moment_is_explained_by_what_was_known_then(published: County, monkeypatch: Any, capsys: Any) -> None:
    progress_file(published.inbox("U11") / "later.xlsx", [{"completed_percent": 80}])
    published.ingest(datetime(2021, 8, 2, tzinfo=UTC))
    asked = ("石门小区", "physical_progress_ratio", "2021-06-30")
    _, then = ask(published, monkeypatch, capsys, *asked)
    _, now = ask(published, monkeypatch, capsys, *asked, "2021-08-03T00:00+08:00")
    assert ("60 × 权重0.25" in then, "80 × 权重0.25" in then) == (True, False)
    assert ("60 × 权重0.25" in now, "80 × 权重0.25" in now) == (False, True)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("石门小区", "SPI", "2021-06-30"), "不认识指标“SPI”。相近的：schedule_performance_index。"),
        (
            ("石门小区", "eac", "2021-06-30"),
            "estimate_at_completion_trend_amount、estimate_at_completion_one_off_amount",
        ),
        (("石门小区", "planed_value", "2021-06-30"), "相近的：planned_value_amount"),
        (("石门小区", "进度", "2021-06-30"), "相近的：—。全部指标及公式见include/docs/metrics.md"),
        (("石山小区", "elapsed_ratio", "2021-06-30"), "计划中没有“石山小区”"),
        (("石门小区", "elapsed_ratio", "2020-06-30"), "2020-06-30没有发布过"),
        (("石门小区", "elapsed_ratio", "June"), "不是日期或时刻"),
    ],
)
def test_what_cannot_be_explained_is_said(
    published: County, monkeypatch: Any, capsys: Any, arguments: tuple[str, ...], said: str
) -> None:
    code, printed = ask(published, monkeypatch, capsys, *arguments)
    assert (code, said in printed) == (2, True)
