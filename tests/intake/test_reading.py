"""Files as clerks make them become the same lines, whatever their format, encoding and headings."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.builders import progress_file, spending_file, table
from tests.intake.reading_at_once import read_file

UNITS = {"县城投公司": "U11", "县城投": "U11", "县电信公司": "U14"}


def read(path: Path, unit_code: str = "U11"):
    sheets, findings, encoding = read_file(path, unit_code, UNITS)
    return [line for sheet in sheets for line in sheet.lines], findings, encoding


def ids(findings) -> list[str]:
    return sorted(finding.rule_id for finding in findings if finding.rule_id != "F02")


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("a.xlsx", {}),
        ("a.xls", {}),
        ("a.csv", {"encoding": "utf-8"}),
        ("a.csv", {"encoding": "utf-8-sig"}),
        ("a.csv", {"encoding": "gb18030"}),
        ("a.xlsx", {"headings": "en"}),
        ("a.xlsx", {"titles": ("青田县老旧小区改造进度表", "填报单位：县城投公司")}),
    ],
)
def test_every_format_gives_the_same_lines(tmp_path: Path, name: str, options: dict) -> None:
    lines, findings, _ = read(progress_file(tmp_path / name, [{}, {"item_text": "雨污分流"}], **options))
    assert ids(findings) == []
    assert [(line["project_text"], line["item_text"]) for line in lines] == [
        ("石门小区", "道路改造"),
        ("石门小区", "雨污分流"),
    ]
    assert lines[0]["completed_percent"] == 60
    assert lines[0]["investment_amount"] == Decimal("5475000")
    assert lines[0]["cutoff_date"] == date(2021, 6, 30)
    assert lines[0]["row_number"] == 2 + len(options.get("titles", ()))


def test_the_encoding_is_recorded(tmp_path: Path) -> None:
    _, _, encoding = read(progress_file(tmp_path / "a.csv", [{}], encoding="gb18030"))
    assert encoding == "gb18030"


def test_a_total_that_agrees_is_dropped_without_a_word(tmp_path: Path) -> None:
    below = (["合计", None, None, None, 1095],)
    lines, findings, _ = read(progress_file(tmp_path / "a.xlsx", [{}, {"item_text": "雨污分流"}], below=below))
    assert (len(lines), ids(findings)) == (2, [])


@pytest.mark.parametrize(
    ("label", "is_total"),
    [
        *((label, True) for label in ("合计", "合 计", "总 合 计", "本页 小计：", "全县合计（万元）", "TOTAL", "Sum:")),
        *((label, False) for label in ("合计工程", "合计（一二三四五六七八九）", "县合计", "小计划")),
        (f"合{' ' * 18}计", True),
        (f"合{' ' * 19}计", False),
    ],
)
def test_a_total_is_known_by_its_label(tmp_path: Path, label: str, is_total: bool) -> None:
    below = ([label, "道路改造", "2021-06-30", 1, 547.5],)
    lines, _, _ = read(progress_file(tmp_path / "a.xlsx", [{}], below=below))
    assert len(lines) == (1 if is_total else 2)


@pytest.mark.parametrize(
    ("remark", "is_note"),
    [
        *(
            (remark, True)
            for remark in ("备注：无", "审核人（签字盖章）一: 王", "注1、按月报送", "注2.按月报送", "日期:")
        ),
        *((remark, False) for remark in ("审核人（签字盖章）一二：王", "注记", "附注：无")),
    ],
)
def test_a_note_is_known_by_its_beginning(tmp_path: Path, remark: str, is_note: bool) -> None:
    lines, _, _ = read(progress_file(tmp_path / "a.xlsx", [{}], below=([remark, None, None, "见附表"],)))
    assert len(lines) == (1 if is_note else 2)


def test_a_total_one_hundredth_off_is_found_at_its_cell(tmp_path: Path) -> None:
    below = (["合计", None, None, None, 1095.01],)
    lines, findings, _ = read(progress_file(tmp_path / "a.xlsx", [{}, {"item_text": "雨污分流"}], below=below))
    [found] = [finding for finding in findings if finding.rule_id == "F03"]
    assert (found.row_number, found.column_name, found.facts["cell"]) == (4, "investment_amount", "E4")
    assert found.facts["difference"] == "100.00"
    assert len(lines) == 2


def test_a_part_total_may_stand_beside_its_project(tmp_path: Path) -> None:
    below = (["石门小区", "小计", None, None, 547.5], ["合计", None, None, None, 547.5, "全部小区"])
    lines, findings, _ = read(progress_file(tmp_path / "a.xlsx", [{}], below=below))
    assert (len(lines), ids(findings)) == (1, [])


def test_notes_and_blank_rows_below_the_table_are_passed_over(tmp_path: Path) -> None:
    below = ([None], ["填报人：", "审核人："], ["注：本表按月报送"], ["联系电话：0578-1"], ["分管领导："])
    lines, findings, _ = read(progress_file(tmp_path / "a.xlsx", [{}], below=below))
    assert (len(lines), ids(findings)) == (1, [])


def test_a_file_without_a_required_column_is_refused(tmp_path: Path) -> None:
    cells = table("progress", [{"project_text": "石门小区", "item_text": "道路改造", "completed_percent": 5}])
    path = tmp_path / "a.csv"
    path.write_text("\n".join(",".join(map(str, row)) for row in cells), encoding="utf-8")
    lines, findings, _ = read(path)
    [found] = [finding for finding in findings if finding.rule_id == "F01"]
    assert found.facts["columns"] == "截至日期、累计完成投资（万元）"
    assert lines == []


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        (b"", "a.csv", "empty"),
        (b"PK\x03\x04 not a workbook", "a.xlsx", "damaged"),
        ("随便写的一段话".encode(), "a.csv", "no_form"),
        (b"%PDF-1.4", "a.pdf", "unknown_type"),
        (b"\xff\xfe\x00\xd8\x00\x00\xff\xff", "a.csv", "unknown_encoding"),
    ],
)
def test_a_file_that_is_no_return_gets_a_reason(tmp_path: Path, content: bytes, name: str, reason: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    lines, findings, _ = read(path)
    assert lines == []
    assert [(finding.rule_id, finding.facts["reason"]) for finding in findings if finding.rule_id != "F02"] == [
        ("F01", reason)
    ]


@pytest.mark.parametrize(
    "title",
    ["填报单位：县电信公司", "填报单位（盖章）：县电信公司", "填报单位：县电信公司（公章）", "填报单位： 县电信公司"],
)
def test_a_file_that_names_another_unit_is_refused(tmp_path: Path, title: str) -> None:
    path = progress_file(tmp_path / "a.xlsx", [{}], titles=(title,))
    assert ids(read(path, "U11")[1]) == ["F36"]
    assert ids(read(path, "U14")[1]) == []


def test_an_unreadable_cell_spoils_its_own_column_only(tmp_path: Path) -> None:
    lines, findings, _ = read(progress_file(tmp_path / "a.xlsx", [{"completed_percent": "六成"}]))
    [found] = findings
    assert (found.rule_id, found.row_number, found.facts["cell"], found.facts["value"]) == ("F05", 2, "D2", "六成")
    assert (lines[0]["completed_percent"], lines[0]["unreadable_columns"]) == (None, ["completed_percent"])
    assert lines[0]["investment_amount"] == Decimal("5475000")


def test_spending_keeps_every_fen(tmp_path: Path) -> None:
    lines, _, _ = read(spending_file(tmp_path / "a.xlsx", [{"paid_amount": 1530.123456}]))
    assert lines[0]["paid_amount"] == Decimal("15301234.56")
