"""Rows of the finance bureau's workbook: words for every standing, and texts longer than a row of paper."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from planwatch.messages import load_messages
from planwatch.reporting.workbook_style import pieces
from planwatch.reporting.workbook_tables import described_sheets, write_table

HIGHEST_ROW = 409  # points, of any spreadsheet program
WIDTH = next(column.width for column in described_sheets()["scheme_changes"] if column.name == "change_reason")


def change(**facts: Any) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "project_name": "石门小区", "change_number": "变更1", "change_reason": "增加停车位", "standing": "newest",
        "proposed_change_amount": Decimal(770_000), "contract_amount": Decimal(34_000_000),
        "confirmed_changes_amount": Decimal(0), "confirmation_document_number": None,
        "reapproval_document_number": None, "reported_by_unit_name": "县城投公司",
        "first_report_date": date(2021, 5, 31), "last_report_date": date(2021, 6, 30),
    }  # fmt: skip
    return plain | facts


def written(*changes: dict[str, Any]) -> Worksheet:
    sheet = Workbook().active
    write_table(sheet, "scheme_changes", list(changes), "示例", load_messages("zh"))
    return sheet


def column_of(sheet: Worksheet, heading: str) -> list[Any]:
    [position] = [cell.column for cell in sheet[3] if cell.value == heading]
    return [sheet.cell(row, position).value for row in range(4, sheet.max_row)]


def test_a_change_is_newest_proposed_or_confirmed_in_words() -> None:
    sheet = written(change(), change(standing="proposed"), change(standing="confirmed"))
    assert column_of(sheet, "状态") == ["拟变更（最新）", "拟变更", "已计入已确认"]
    assert column_of(sheet, "本次变更") == [77, 77, 77]


@pytest.mark.parametrize(("lines", "rows"), [(1, 1), (25, 1), (26, 1), (27, 2), (52, 2), (53, 3)])
def test_a_long_reason_goes_on_in_the_next_row_and_nothing_of_it_is_lost(lines: int, rows: int) -> None:
    reason = "改" * (int(WIDTH - 1) // 2) * (lines - 1) + "完"
    sheet = written(change(change_reason=reason), change(change_number="变更2"))
    assert "".join(text for text in column_of(sheet, "变更原因")[:rows]) == reason
    assert column_of(sheet, "变更编号") == ["变更1", *[None] * (rows - 1), "变更2"]
    assert all(dimension.height <= HIGHEST_ROW for dimension in sheet.row_dimensions.values() if dimension.height)
    assert sheet.cell(4, 3).alignment.wrap_text
    assert str(sheet.cell(sheet.max_row, 1).value).startswith("制表")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", [""]),
        ("a\n\nb", ["a\n\nb"]),
        ("\n".join("x" * 26), ["\n".join("x" * 26)]),
        ("\n".join("x" * 27), ["\n".join("x" * 26), "x"]),
    ],
)
def test_paragraphs_stay_paragraphs_within_a_piece(text: str, found: list[str]) -> None:
    assert pieces(text, 10) == found


def test_no_rows_are_said_to_be_none() -> None:
    sheet = written()
    assert (sheet["A4"].value, str(sheet["A5"].value)[:2]) == ("没有数据", "制表")
