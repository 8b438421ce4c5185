"""What a workbook shows, in whatever program it was saved: percentages, errors, formulas, hidden and merged cells."""

import shutil
import subprocess
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import xlwt
from openpyxl import load_workbook

from tests.builders import progress_file
from tests.intake.made_files import HEADINGS, LINE, with_cached_values, with_parts, workbook
from tests.intake.reading_at_once import read_file

UNITS = {"县城投公司": "U11"}
SAVE_AGAIN = ["xlsx", "xls", "ods"]


def read(path: Path) -> tuple[list[dict[str, Any]], list[tuple]]:
    sheets, findings, _ = read_file(path, "U11", UNITS)
    lines = [line for sheet in sheets for line in sheet.lines]
    return lines, sorted((f.rule_id, f.row_number, f.column_name) for f in findings if f.rule_id != "F02")


def facts(path: Path, rule_id: str) -> list[dict[str, Any]]:
    return [finding.facts for finding in read_file(path, "U11", UNITS)[1] if finding.rule_id == rule_id]


def percent(sheet: Any) -> None:
    for row, code in ((2, "0%"), (3, "0.00%"), (4, "General"), (5, '0.0"%"'), (6, "[Red]0.0%;-0.0%")):
        sheet.cell(row, 4).number_format = code


def test_a_share_under_a_percent_format_is_the_percentage_that_it_shows(tmp_path: Path) -> None:
    rows = [HEADINGS, *([*LINE[:3], share, 547.5] for share in (0.85, 0.855, 0.85, 0.85, 1))]
    lines, found = read(workbook(tmp_path / "a.xlsx", rows, percent))
    assert [line["completed_percent"] for line in lines] == [85, Decimal("85.5"), Decimal("0.85"), Decimal("0.85"), 100]
    assert found == [("F48", row, "completed_percent") for row in (2, 3, 6)]
    assert lines[0]["cells"]["累计完成比例（%）"] == "85%"


def test_a_share_in_an_old_workbook_is_a_percentage_too(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("进度")
    for position, heading in enumerate(HEADINGS):
        sheet.write(0, position, heading)
    for position, cell in enumerate([*LINE[:3], 0.85, 547.5]):
        style = xlwt.easyxf(num_format_str="0%") if position == 3 else xlwt.easyxf()
        sheet.write(1, position, cell, style)
    book.save(str(tmp_path / "a.xls"))
    lines, found = read(tmp_path / "a.xls")
    assert (lines[0]["completed_percent"], found) == (85, [("F48", 2, "completed_percent")])


def test_a_percentage_under_a_money_heading_is_no_amount(tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        sheet["E2"].number_format = "0%"

    assert read(workbook(tmp_path / "a.xlsx", [HEADINGS, LINE], change))[1] == [("F05", 2, "investment_amount")]


def test_a_formula_counts_by_its_last_calculated_value(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [HEADINGS, [*LINE[:4], "=500+47.5"], [*LINE[:4], "=1/0"]])
    lines, found = read(with_cached_values(path, {"E2": "547.5", "E3": "#DIV/0!"}))
    assert found == [("F34", 3, "investment_amount")]
    assert [line["investment_amount"] for line in lines] == [5475000, None]
    assert lines[1]["unreadable_columns"] == ["investment_amount"]


def test_a_formula_that_nobody_has_calculated_is_an_error_and_not_a_blank(tmp_path: Path) -> None:
    lines, found = read(workbook(tmp_path / "a.xlsx", [HEADINGS, [*LINE[:4], "=500+47.5"]]))
    assert found == [("F74", 2, "investment_amount")]
    assert lines[0]["unreadable_columns"] == ["investment_amount"]


def test_rows_of_formulas_that_come_to_nothing_were_laid_out_and_not_filled_in(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx", [HEADINGS, LINE, [None, None, None, "=D2-60", '=""'], [None, None, None, "=D9"]]
    )
    assert read(with_cached_values(path, {"D3": "0"})) == (read(path)[0], [])
    assert len(read(path)[0]) == 1


def test_a_sheet_made_of_formulas_alone_is_read(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx", [HEADINGS, [*LINE[:3], "=30+30", "=1*547.5"], ["=A2", "=B2", "2021-06-30", 0, 0]]
    )
    made = with_cached_values(path, {"D2": "60", "E2": "547.5"})
    assert [line["completed_percent"] for line in read(made)[0]] == [60, 0]
    assert [row for rule, row, _ in read(made)[1] if rule == "F74"] == [3, 3]


def test_hidden_rows_and_columns_are_read_and_said(tmp_path: Path) -> None:
    def hide(sheet: Any) -> None:
        for row in (3, 4, 6):
            sheet.row_dimensions[row].hidden = True
        sheet.column_dimensions["D"].hidden = True
        sheet.column_dimensions["K"].hidden = True

    path = workbook(tmp_path / "a.xlsx", [HEADINGS, *[LINE] * 5], hide)
    assert len(read(path)[0]) == 5
    assert facts(path, "F73") == [{"rows": "3–4、6", "columns": "D"}]


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_of_a_form_is_read_and_said(tmp_path: Path, state: str) -> None:
    path = workbook(tmp_path / "a.xlsx", [HEADINGS, LINE])
    book = load_workbook(path)
    hidden = book.create_sheet("五月")
    for row in (HEADINGS, [*LINE[:2], "2021-05-31", 40, 300]):
        hidden.append(row)
    hidden.sheet_state = state
    book.save(path)
    assert [line["sheet_name"] for line in read(path)[0]] == ["进度", "五月"]
    assert facts(path, "F73") == [{"rows": "2", "columns": None}]


def test_a_name_merged_over_several_rows_is_said_of_each_and_an_amount_of_none(tmp_path: Path) -> None:
    def merge(sheet: Any) -> None:
        for area in ("A2:A4", "C2:C4", "E2:E4"):
            sheet.merge_cells(area)

    rows = [
        HEADINGS,
        LINE,
        [None, "雨污分流", None, 50, None],
        [None, "管线序化", None, 40, None],
        [None, "其他", "2021-06-30", 1, 1],
    ]
    lines, _ = read(workbook(tmp_path / "a.xlsx", rows, merge))
    assert [line["project_text"] for line in lines] == ["石门小区"] * 3 + [None]
    assert [line["cutoff_date"] for line in lines] == [date(2021, 6, 30)] * 4
    assert [line["investment_amount"] for line in lines] == [5475000, None, None, 10000]


def test_a_merged_area_that_reaches_below_the_table_makes_no_lines(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [HEADINGS, LINE], lambda sheet: sheet.merged_cells.add("A2:A900000"))
    assert len(read(path)[0]) == 1


def test_cells_that_look_blank_are_blank(tmp_path: Path) -> None:
    blanks = [" ", "\u00a0", "\u3000\u3000", "\u200b", "\t"]
    lines, found = read(workbook(tmp_path / "a.xlsx", [HEADINGS, LINE, blanks, [*LINE[:3], 60, "\u3000"]]))
    assert (len(lines), lines[1]["investment_amount"], found) == (2, None, [])


def test_a_moment_is_its_day_and_a_number_typed_as_text_is_a_number(tmp_path: Path) -> None:
    lines, found = read(
        workbook(
            tmp_path / "a.xlsx",
            [HEADINGS, ["石门小区", "道路改造", datetime.fromisoformat("2021-06-30 08:30"), "60", "547.50"]],
        )
    )
    assert (lines[0]["cutoff_date"], lines[0]["completed_percent"], found) == (date(2021, 6, 30), 60, [])
    assert lines[0]["investment_amount"] == 5475000


def test_links_and_macros_are_named_and_never_followed(tmp_path: Path) -> None:
    linked = with_parts(tmp_path / "a.xlsx", **{"xl/externalLinks/externalLink1.xml": "<externalLink/>"})
    with_macro = with_parts(tmp_path / "b.xlsm", **{"xl/vbaProject.bin": b"Sub Auto_Open()"})
    assert (len(read(linked)[0]), read(linked)[1]) == (1, [("F76", None, None)])
    assert (len(read(with_macro)[0]), read(with_macro)[1]) == (1, [("F77", None, None)])


def test_without_links_macros_and_hidden_parts_nothing_is_said(tmp_path: Path) -> None:
    assert read(progress_file(tmp_path / "a.xlsx", [{}]))[1] == []
    assert read(progress_file(tmp_path / "a.xls", [{}]))[1] == []


def test_several_forms_and_two_tables_of_one_form_in_any_order(tmp_path: Path) -> None:
    spending = ["小区名称", "资金来源", "资金文号", "截至日期", "累计支付（万元）"]
    path = workbook(tmp_path / "a.xlsx", [["底稿"], [1, 2, 3], [4, 5, 6], [7, 8, 9]])
    book = load_workbook(path)
    for name, rows in (
        ("支出", [spending, ["石门小区", "县级财政资金", "青财建〔2021〕1号", "2021-06-30", 1530]]),
        ("一", [HEADINGS, LINE]),
        ("填表说明", [["栏目", "含义", "示例"], ["累计完成比例（%）", "…", 60], ["累计完成投资（万元）", "…", 60]]),
        ("二", [HEADINGS, [*LINE[:1], "雨污分流", *LINE[2:]]]),
        ("空", []),
    ):
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    sheets, findings, _ = read_file(path, "U11", {})
    assert [(sheet.form, sheet.sheet_name, len(sheet.lines)) for sheet in sheets] == [
        ("spending", "支出", 1),
        ("progress", "一", 1),
        ("progress", "二", 1),
    ]
    assert [line["row_number"] for sheet in sheets for line in sheet.lines] == [2, 2, 2]
    assert [(finding.rule_id, finding.sheet_name) for finding in findings] == [("F75", "进度")]


def test_a_summary_beside_a_form_is_passed_over_and_alone_it_is_refused(tmp_path: Path) -> None:
    summary = [["小区名称", "截至日期", "备注"], ["石门小区", "2021-06-30", 5], ["飞鹤小区", "2021-06-30", 6]]
    alone = workbook(tmp_path / "a.xlsx", summary)
    assert read(alone)[1][0][0] == "F01"
    book = load_workbook(workbook(tmp_path / "b.xlsx", [HEADINGS, LINE]))
    for row in summary:
        (book["汇总"] if "汇总" in book.sheetnames else book.create_sheet("汇总")).append(row)
    book.save(tmp_path / "b.xlsx")
    assert (len(read(tmp_path / "b.xlsx")[0]), read(tmp_path / "b.xlsx")[1]) == (1, [("F75", None, None)])


def everything(sheet: Any) -> None:
    sheet.merge_cells("A1:E1")
    sheet.merge_cells("A3:A5")
    sheet.row_dimensions[4].hidden = True
    sheet.column_dimensions["B"].hidden = True
    for row in (3, 4, 5):
        sheet.cell(row, 4).number_format = "0.0%"


ROWS_OF_EVERYTHING = [
    ["2021年6月老旧小区改造进度表"],
    HEADINGS,
    ["石门小区", "道路改造", datetime.fromisoformat("2021-06-30"), 0.605, "=500+47.5"],
    [None, "雨污分流", "6月30日", 0.5, "=1/0"],
    [None, "管线序化", "2021.6.30", 0.4, "１，２３４．５"],
    ["合计", None, None, None, 1782],
    ["填报人：", None, None, "审核人："],
]


@pytest.fixture(scope="module")
def resaved(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("resaved")
    made = workbook(folder / "a.xlsx", ROWS_OF_EVERYTHING, everything)

    def save(suffix: str) -> Path:
        target = folder / suffix
        command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", suffix]
        subprocess.run([*command, "--outdir", str(target), str(made)], check=True, timeout=300, capture_output=True)
        return target / f"a.{suffix}"

    return save


@pytest.mark.parametrize("suffix", SAVE_AGAIN)
def test_a_file_saved_again_by_libreoffice_says_the_same(resaved: Callable[[str], Path], suffix: str) -> None:
    path = resaved(suffix)
    lines, found = read(path)
    assert [line["project_text"] for line in lines] == ["石门小区"] * 3
    assert [line["cutoff_date"] for line in lines] == [date(2021, 6, 30)] * 3
    assert [line["completed_percent"] for line in lines] == [Decimal("60.5"), 50, 40]
    assert [line["investment_amount"] for line in lines] == [5475000, None, 12345000]
    assert found == [
        ("F04", 5, "investment_amount"),
        ("F34", 4, "investment_amount"),
        *(("F48", row, "completed_percent") for row in (3, 4, 5)),
        ("F73", None, None),
        ("F79", 4, "cutoff_date"),
    ]
    assert facts(path, "F73") == [{"rows": "4", "columns": "B"}]
    assert facts(path, "F34")[0]["value"] == "#DIV/0!"
