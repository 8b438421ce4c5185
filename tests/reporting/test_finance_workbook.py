"""The finance bureau's workbook: what is published, rounded half up once, ready to print."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from planwatch.messages import load_messages
from planwatch.reporting.data_package import NotPublishedError
from planwatch.reporting.finance_workbook import described_sheets, write_finance_workbook
from planwatch.reporting.sheet_values import shown_value
from planwatch.warehouse.connection import connect
from tests.county import County

JUNE_30 = date(2021, 6, 30)


def book_of(county: County, folder: Path) -> Any:
    with connect(county.url) as connection:
        path = write_finance_workbook(connection, JUNE_30, folder, load_messages("zh"))
    return load_workbook(path)


def row_of(sheet: Any, name: str) -> dict[str, Any]:
    heads = [cell.value for cell in sheet[3]]
    [found] = [row for row in sheet.iter_rows(min_row=4, values_only=True) if name in row[:2] and row[1] != "小计"]
    return dict(zip(heads, found, strict=True))


def test_the_ranking_shows_what_is_published_in_ten_thousands(published: County, tmp_path: Path) -> None:
    shimen = row_of(book_of(published, tmp_path)["进度排名"], "石门小区")
    assert (shimen["形象进度"], shimen["序时进度"], shimen["计划值"]) == (0.15, 0.7483, 2731.26)
    assert shimen["灯"] == "●红"
    assert "落后59.83个百分点" in shimen["亮灯原因"]


def test_a_lot_stands_with_its_document_and_each_project_has_its_sum(published: County, tmp_path: Path) -> None:
    sheet = book_of(published, tmp_path)["资金台账"]
    rows = [row[:7] for row in sheet.iter_rows(min_row=4, max_row=5, values_only=True)]
    assert rows == [
        ("石门小区", "县级财政资金 青财建〔2021〕1号", 1800, 1620, 1530, 90, 0.9),
        ("石门小区", "小计", 1800, 1620, 1530, 90, 0.9),
    ]


def test_the_plans_contradiction_is_shown(published: County, tmp_path: Path) -> None:
    buildings = row_of(book_of(published, tmp_path)["计划核对"], "幢数")
    assert (buildings["文件声明"], buildings["附件合计"], buildings["相差"]) == (395, 364, -31)
    assert buildings["核对结果"] == "超出允许范围"


def test_what_is_not_known_is_a_dash_and_never_zero(published: County, tmp_path: Path) -> None:
    assert row_of(book_of(published, tmp_path)["进度排名"], "谢桥小区")["形象进度"] == "—"


def test_every_sheet_prints_on_landscape_a4_with_its_headings_on_each_page(published: County, tmp_path: Path) -> None:
    for sheet in book_of(published, tmp_path):
        assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize)) == ("landscape", "9")
        assert sheet.print_title_rows == "$1:$3"
        assert sheet.freeze_panes == "B4"
        assert "数据时点2021-06-30" in sheet["A2"].value


def test_every_column_has_a_heading_in_both_languages() -> None:
    for language in ("zh", "en"):
        said = load_messages(language)
        for sheet, columns in described_sheets().items():
            assert [said.say(f"workbook.heading.{sheet}.{column.name}") for column in columns]


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        ("money", Decimal("50"), Decimal("0.01")),
        ("money", Decimal("49.99"), Decimal("0.00")),
        ("money", Decimal("-50"), Decimal("-0.01")),
        ("ratio", Decimal("0.123450"), Decimal("0.1235")),
        ("ratio", Decimal("0.123449"), Decimal("0.1234")),
        ("index", Decimal("0.6415"), Decimal("0.642")),
        ("money", None, "—"),
        ("text", None, None),
    ],
)
def test_figures_are_rounded_half_up(kind: str, value: Any, shown: Any) -> None:
    assert shown_value(kind, "", value, load_messages("zh")) == shown


def test_text_that_looks_like_a_formula_stays_text(published: County, tmp_path: Path) -> None:
    with connect(published.url) as connection:
        connection.exec_driver_sql(
            "update marts.project_performance set project_name = '=1+1' where project_code = 'P04'"
        )
    cell = next(
        row[1] for row in book_of(published, tmp_path)["进度排名"].iter_rows(min_row=4) if row[1].value == "=1+1"
    )
    assert cell.data_type == "s"


def test_the_same_publication_gives_the_same_bytes(published: County, tmp_path: Path) -> None:
    written = []
    for name in ("a", "b"):
        with connect(published.url) as connection:
            path = write_finance_workbook(connection, JUNE_30, tmp_path / name, load_messages("zh"))
            written.append(path.read_bytes())
    assert written[0] == written[1]


def test_a_day_that_is_not_published_is_said(county: County, tmp_path: Path) -> None:
    with pytest.raises(NotPublishedError):
        book_of(county, tmp_path)
