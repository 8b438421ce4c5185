"""A published figure leads back to the cells it was read from, and every formula of the tree is the model's own."""

import sys
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import make_url, text

from planwatch.console import explain as command
from planwatch.console.command import finish
from planwatch.reporting.explaining import figures, inputs_of
from planwatch.warehouse import evaluation, publishing
from planwatch.warehouse.connection import connect
from tests.builders import progress_file, spending_file
from tests.county import County

JULY = datetime(2021, 7, 2, 1, tzinfo=UTC)
JUNE_30 = date(2021, 6, 30)


@pytest.fixture
def published(county: County) -> County:
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
    return county


def ask(county: County, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    monkeypatch.setattr(command, "last_warehouse_url", lambda: county.url)
    monkeypatch.setattr(sys, "argv", ["explain", *arguments])
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
    assert "六月进度.xlsx 表“Sheet”第2行，截至2021-06-30，收到2021-07-02 09:00" in tree
    assert "附件序号4 石门小区（2020-2021）" in tree


def test_every_formula_gives_the_published_figure(published: County) -> None:
    """Figures are rounded when published, so a formula over published figures agrees to their last places."""
    for metric, entry in figures().items():
        if "formula" in entry:
            names = inputs_of(entry["formula"])
            filled = " and ".join(f"{name} is not null and {name} <> 0" for name in names)
            numeric = entry["formula"]
            for name in names:
                numeric = numeric.replace(name, f"{name}::numeric")
            compared = published.query(
                f"select {metric}, {numeric} from marts.project_performance where {filled} and {metric} is not null"
            )
            assert compared, metric
            assert [
                (metric, a, b) for a, b in compared if abs(a - b) > max(Decimal("0.000002"), abs(a) / 100_000)
            ] == []


def test_the_lines_behind_a_figure_join_to_the_figure(published: County) -> None:
    for metric, entry in figures().items():
        if "lines" in entry:
            [(stands,)] = published.query(f"select {metric} from marts.project_performance where project_code = 'P04'")
            lines = published.query(
                "select figure, unit_type, is_counted from marts.lines_behind('P04', '2021-06-30')"
                " where form = :form and column_name = :column",
                form=entry["lines"],
                column=entry["column"],
            )
            counted = [
                row.figure for row in lines if row.is_counted and row.unit_type == entry.get("of", row.unit_type)
            ]
            joined = {
                "sum": sum(counted) if counted else None,
                "least": min(counted, default=None),
                "weighted": stands if len(counted) == 3 else None,
            }
            assert (metric, joined[entry["how"]]) == (metric, stands)


def test_a_reader_of_the_marts_may_ask_where_a_figure_stands_and_sees_no_raw_table(published: County) -> None:
    with connect(published.url) as connection:
        connection.execute(text("do $$ begin create role curious login; exception when duplicate_object then end $$"))
        connection.execute(text("grant usage on schema marts to curious"))
    reader = make_url(published.url).set(username="curious").render_as_string(hide_password=False)
    with connect(reader) as connection:
        found = connection.execute(text("select file_name, row_number from marts.lines_behind('P04', '2021-06-30')"))
        assert ("六月进度.xlsx", 2) in [tuple(row) for row in found]


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
        (("石门小区", "speed", "2021-06-30"), "不认识指标"),
        (("石山小区", "elapsed_ratio", "2021-06-30"), "计划里没有“石山小区”"),
        (("石门小区", "elapsed_ratio", "2020-06-30"), "2020-06-30没有发布过"),
        (("石门小区", "elapsed_ratio", "June"), "不是日期或时刻"),
    ],
)
def test_what_cannot_be_explained_is_said(
    published: County, monkeypatch: Any, capsys: Any, arguments: tuple[str, ...], said: str
) -> None:
    code, printed = ask(published, monkeypatch, capsys, *arguments)
    assert (code, said in printed) == (2, True)
