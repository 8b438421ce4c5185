"""Every submitter gets its own file back, marked where it is wrong; mended and dropped again, it is accepted."""

import hashlib
import json
import time
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter

from planwatch import paths
from planwatch.checks.receipt import answer_returns
from planwatch.forms import Form
from planwatch.intake.file_names import shown_name
from planwatch.messages import load_messages
from planwatch.warehouse import evaluation
from planwatch.warehouse.connection import connect
from tests.builders import PROGRESS_ROW, Row, progress_file, table
from tests.checks.workbooks import contents, mend, ods_file
from tests.county import County
from tests.filling import FIRST_ROW, choices, form_sheets, hand_in, make_forms, places, title, type_in

pytestmark = pytest.mark.proof

JULY = datetime(2021, 7, 2, 1, tzinfo=UTC)
LATER = datetime(2021, 7, 3, 1, tzinfo=UTC)
SCHEMA = Draft202012Validator(json.loads((paths.DOCS / "receipt.schema.json").read_text(encoding="utf-8")))
FORMATS = [("xlsx", ""), ("xls", ""), ("ods", ""), ("csv", "utf-8-sig"), ("csv", "gb18030"), ("tsv", "utf-8-sig")]
ITEMS = {"xlsx": "道路改造", "ods": "雨污分流", "xls": "管线序化", "csv": "停车设施"}
NOT_A_NUMBER: list[Row] = [{"completed_percent": 40}, {"item_text": "雨污分流", "completed_percent": "四成"}]


def drop(
    county: County, rows: list[Row], suffix: str, encoding: str = "", headings: str = "zh", name: str = "a"
) -> Path:
    path = county.inbox("U11") / f"{name}.{suffix}"
    rows = [PROGRESS_ROW | row for row in rows]
    if suffix == "ods":
        return ods_file(path, table("progress", rows, headings))
    if suffix == "tsv":
        cells = [["" if cell is None else str(cell) for cell in row] for row in table("progress", rows, headings)]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\r\n".join("\t".join(row) for row in cells), encoding=encoding, newline="")
        return path
    return progress_file(path, rows, headings=headings, **({"encoding": encoding} if encoding else {}))


def ingest_in_every_format(county: County, rows: list[Row], headings: str = "zh") -> list[tuple[int, str, str]]:
    """The same rows dropped in every format at once; return, suffix and encoding of each."""
    for suffix, encoding in FORMATS:
        drop(county, rows, suffix, encoding, headings, name=f"a-{encoding}")
    by_name = {receipt(county, number)["file_name"]: number for number in county.ingest(JULY)}
    return [(by_name[f"a-{encoding}.{suffix}"], suffix, encoding) for suffix, encoding in FORMATS]


def seen_in(path: Path, encoding: str) -> str:
    """Every word that a reader of a file sees: cells and comments."""
    cells = [str(cell) for _, rows in contents(path, encoding) for row in rows for cell in row]
    if path.suffix == ".xlsx":
        marked = load_workbook(path)
        cells += [cell.comment.text for sheet in marked for row in sheet.iter_rows() for cell in row if cell.comment]
    return "\n".join(cells)


def ingest(county: County, at: datetime = JULY) -> int:
    [return_id] = county.ingest(at)
    return return_id


def receipt(county: County, return_id: int, unit: str = "U11") -> dict[str, Any]:
    [path] = (county.folder / "outbox" / unit).glob(f"{return_id:06d}-*.json")
    record: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    SCHEMA.validate(record)
    return record


def page(county: County, return_id: int, unit: str = "U11") -> str:
    [path] = (county.folder / "outbox" / unit).glob(f"{return_id:06d}-*.html")
    return path.read_text(encoding="utf-8")


def copy_of(county: County, return_id: int, unit: str = "U11") -> Path:
    name = receipt(county, return_id, unit)["annotated_file_name"]
    return county.folder / "outbox" / unit / name


def verdict(county: County, return_id: int) -> str:
    return str(receipt(county, return_id)["verdict"])


@pytest.mark.parametrize("headings", ["zh", "en"])
def test_a_file_comes_back_in_its_format_marked_at_its_cell_and_is_accepted_once_mended(
    county: County, headings: str
) -> None:
    for returned, suffix, encoding in ingest_in_every_format(county, NOT_A_NUMBER, headings):
        [finding] = [found for found in receipt(county, returned)["findings"] if found["severity"] == "error"]
        assert (finding["rule_id"], finding["cell"], finding["row_number"]) == ("F05", "D3", 3)
        copy, words = copy_of(county, returned), finding[headings]
        assert copy.suffix == f".{suffix}"
        assert all(word in seen_in(copy, encoding) for word in ("F05", words["says"], words["fix"], words["heading"]))
        mend(copy, county.inbox("U11") / f"mended-{encoding}.{suffix}", "D3", 40, encoding)
    for again in county.ingest(LATER):
        record = receipt(county, again)
        assert (record["verdict"], record["lines_count"]) == ("accepted", 2), record["file_name"]
        assert {found["rule_id"] for found in record["findings"]} <= {"F02", "F12", "F68"}
        copy = copy_of(county, again)
        assert "F05" not in seen_in(copy, record["text_encoding"] or "")


def test_the_copy_keeps_what_the_clerk_has_made_and_marks_only_what_is_wrong(county: County) -> None:
    path = drop(county, NOT_A_NUMBER, "xlsx")
    book = load_workbook(path)
    sheet = book.active
    sheet.insert_rows(1)
    sheet["A1"] = "石门小区进度表"
    sheet.merge_cells("A1:E1")
    sheet.column_dimensions["B"].width = 33
    sheet["E3"].font, sheet["D4"].fill = Font(bold=True), PatternFill("solid", "FF00FF00")
    sheet["E6"], sheet["D4"].comment = "=SUM(E3:E4)", Comment("待核实", "clerk")
    sheet.freeze_panes = "A3"
    book.create_sheet("说明")["A1"] = "第二页"
    book.save(path)

    first = ingest(county)
    marked = load_workbook(copy_of(county, first))
    assert marked.sheetnames == ["回执", "Sheet", "说明"]
    sheet = marked["Sheet"]
    assert sheet["D4"].comment.text.startswith("【错误 F05】“四成”不是数值。\n处理：")
    assert sheet["D4"].comment.text.endswith("原批注：\n待核实")
    assert (sheet["D4"].border.left.style, sheet["D4"].fill.bgColor.rgb) == ("thick", "FFFFC7CE")
    assert sheet["D3"].comment is None
    assert sheet["D3"].border.left.style is None
    assert (sheet.column_dimensions["B"].width, sheet.freeze_panes, sheet["E3"].font.bold) == (33, "A3", True)
    assert [str(area) for area in sheet.merged_cells.ranges] == ["A1:E1"]
    assert sheet["E6"].value == "=SUM(E3:E4)"

    mend(copy_of(county, first), county.inbox("U11") / "b.xlsx", "D4", 40, sheet=1)
    cleaned = load_workbook(copy_of(county, ingest(county, LATER)))["Sheet"]
    assert (cleaned["D4"].fill.fgColor.rgb, cleaned["D4"].comment.text.endswith("待核实")) == ("FF00FF00", True)
    assert cleaned["D4"].border.left.style != "thick"


def test_figures_that_formulas_showed_stay_readable_without_a_program(county: County) -> None:
    path = drop(county, [{"completed_percent": 40, "investment_amount": 200}, NOT_A_NUMBER[1]], "xlsx")
    book = load_workbook(path)
    book.active["E2"] = "=100+100"
    book.save(path)
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    sheet_part = "xl/worksheets/sheet1.xml"
    parts[sheet_part] = parts[sheet_part].replace(b"<f>100+100</f><v></v>", b"<f>100+100</f><v>200</v>")
    parts[sheet_part] = parts[sheet_part].replace(b"<f>100+100</f><v/>", b"<f>100+100</f><v>200</v>")
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    copy = copy_of(county, ingest(county))
    assert load_workbook(copy)["Sheet"]["E2"].value == "=100+100"
    assert contents(copy)[1][1][1][4] == 200


def test_the_summary_says_what_counted_by_what_and_lists_every_finding(county: County) -> None:
    path = drop(county, NOT_A_NUMBER, "xlsx")
    fingerprint = hashlib.sha256(path.read_bytes()).hexdigest()
    name, rows = contents(copy_of(county, ingest(county)))[0]
    said = "\n".join(str(cell) for row in rows for cell in row)
    assert name == "回执"
    for words in (
        "▲ 部分退回",
        "共2行，计入1行",
        "有误退回1行",
        "错误1",
        fingerprint,
        "第1次报送",
        "计划第1版，政策第1版",
    ):
        assert words in said
    [listed] = [row for row in rows if "F05" in row]
    assert listed[1:7] == ["✖ 错误", "Sheet", 3, "D3", "累计完成比例（%）", "F05"]


def test_text_that_begins_like_a_formula_comes_back_as_text(county: County) -> None:
    rows: list[Row] = [
        {"completed_percent": 40, "remark": "@SUM(1,1)"},
        {"item_text": "雨污分流", "completed_percent": 40, "remark": "-5"},
        {"item_text": "管线序化", "completed_percent": 40, "remark": "+cmd|' /C calc'!A0"},
        {"item_text": "停车设施", "completed_percent": 40, "remark": '=HYPERLINK("http://x.example","a")'},
    ]
    for return_id, suffix, encoding in ingest_in_every_format(county, rows):
        found = [finding for finding in receipt(county, return_id)["findings"] if finding["rule_id"] == "F35"]
        assert [(finding["cell"], finding["severity"]) for finding in found] == [
            (cell, "info") for cell in ("F2", "F4", "F5")
        ]
        copy = copy_of(county, return_id)
        if suffix == "xlsx":
            sheet = load_workbook(copy)["Sheet"]
            assert {sheet[cell].data_type for cell in ("F2", "F4", "F5")} <= {"s", "n"}
            assert (sheet["F2"].quotePrefix, sheet["F2"].value) == (True, "@SUM(1,1)")
        elif suffix in ("csv", "tsv"):
            remarks = [row[5] for row in contents(copy, encoding)[0][1][1:]]
            assert remarks == ["'@SUM(1,1)", "-5", "'+cmd|' /C calc'!A0", '\'=HYPERLINK("http://x.example","a")']
        else:
            assert contents(copy)[1][1][1][5] == "@SUM(1,1)"
        mend(copy, county.inbox("U11") / f"again-{encoding}.{suffix}", "D2", 41, encoding)
    county.ingest(LATER)
    remarks = county.query("select remark from raw.progress_lines where completed_percent = 41")
    assert [tuple(row) for row in remarks] == [("@SUM(1,1)",)] * len(FORMATS)


def test_markup_in_a_cell_stays_text_on_the_page(county: County) -> None:
    drop(county, [{"completed_percent": "<script>alert(1)</script>"}], "xlsx", name="<b>a")
    html = page(county, ingest(county))
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    assert "<b>a" not in html


def test_the_same_return_gets_the_same_bytes(county: County) -> None:
    ingest_in_every_format(
        county, [*NOT_A_NUMBER, {"item_text": "管线序化", "completed_percent": 0.5, "remark": "=1+1"}]
    )
    first = {path.name: path.read_bytes() for path in (county.folder / "outbox" / "U11").iterdir()}
    assert len(first) == 3 * len(FORMATS)
    time.sleep(2.1)
    county.query("update raw.returns set state = 'judged' returning 1")
    answer_returns(county.url, county.folder / "outbox", load_messages("zh"), county.folder / "archive")
    again = {path.name: path.read_bytes() for path in (county.folder / "outbox" / "U11").iterdir()}
    assert [name for name, content in again.items() if first[name] != content] == []


def test_a_file_that_cannot_be_read_gets_a_receipt_alone_and_stops_no_other(county: County) -> None:
    county.inbox("U11").mkdir(parents=True)
    (county.inbox("U11") / "broken.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    (county.inbox("U11") / f"{'长' * 80}.csv").write_bytes(b"nothing\n")
    drop(county, NOT_A_NUMBER, "xlsx", name="good")
    by_name = {receipt(county, number)["file_name"]: receipt(county, number) for number in county.ingest(JULY)}
    assert by_name["good.xlsx"]["annotated_file_name"]
    for name in ("broken.xlsx", shown_name(f"{'长' * 80}.csv")):
        record = by_name[name]
        assert (record["verdict"], record["annotated_file_name"]) == ("refused", None)
        assert record["no_annotated_file_reason"] == "unreadable"
        shown = page(county, record["return_id"])
        assert "不附批注副本" in shown
        assert ("请重报整份文件" in shown, "只需改正并重报这些行" in shown) == (True, False)
    assert "只需改正并重报这些行" in page(county, by_name["good.xlsx"]["return_id"])


def test_a_book_that_cannot_be_annotated_is_answered_by_receipt(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    from planwatch.checks import copies

    monkeypatch.setitem(copies.MOST_BYTES, "xlsx", 1000)
    drop(county, NOT_A_NUMBER, "xlsx")
    record = receipt(county, ingest(county))
    assert (record["verdict"], record["no_annotated_file_reason"]) == ("partly_returned", "too_large")


def test_a_cell_that_the_file_does_not_hold_is_marked_where_it_is_missing(county: County) -> None:
    path = drop(county, [{"completed_percent": None}], "xlsx")
    assert not any(cell.has_style for cell in load_workbook(path).active[2] if cell.value is None)
    return_id = ingest(county)
    marked = load_workbook(copy_of(county, return_id))
    comments = [cell.comment.text for row in marked.worksheets[1].iter_rows() for cell in row if cell.comment]
    assert [text for text in comments if "F06" in text or "必填" in text], comments


def test_a_long_list_is_cut_on_the_page_and_says_so(county: County) -> None:
    rows = [{"completed_percent": "四成", "remark": str(number)} for number in range(520)]
    drop(county, rows, "xlsx")
    return_id = ingest(county)
    record = receipt(county, return_id)
    errors = record["findings_count"]["error"]
    assert len([found for found in record["findings"] if found["severity"] == "error"]) == errors >= 520
    html = page(county, return_id)
    assert f"只列前500条，共{errors:,}条" in html
    assert html.count('<tr class="error">') == 500
    book = load_workbook(copy_of(county, return_id))
    assert sum(bool(cell.comment) for row in book["Sheet"].iter_rows() for cell in row) >= 520
    assert f"本页只列前500条意见，共{sum(record['findings_count'].values()):,}条" in str(
        [cell.value for row in book["回执"].iter_rows() for cell in row]
    )


def test_a_reason_is_given_in_the_copy_and_remembered_for_the_same_fact(county: County) -> None:
    """100 % without any investment is asked about; the clerk says why in the box, and is not asked again."""
    for suffix, sheet in (("xlsx", 0), ("ods", 0), ("xls", 0), ("csv", -1)):
        item = {"item_text": ITEMS[suffix]}
        drop(county, [item | {"completed_percent": 100, "investment_amount": 0}], suffix, name=f"june-{suffix}")
        asked = ingest(county)
        [warning] = [finding for finding in receipt(county, asked)["findings"] if finding["rule_id"] == "F47"]
        assert (warning["severity"], warning["reason"]) == ("warning", None)
        copy = copy_of(county, asked)
        rows = contents(copy)[sheet][1]
        number = next(index for index, row in enumerate(rows, start=1) if warning["fingerprint"] in map(str, row))
        column = next(row.index("警告说明（请填写）") for row in rows if "警告说明（请填写）" in row)
        cell = f"{chr(ord('A') + column)}{number}"
        mend(copy, county.inbox("U11") / f"again-{suffix}.{suffix}", cell, "设备未到，暂未结算", sheet=sheet)
        again = ingest(county, LATER)
        [warning] = [finding for finding in receipt(county, again)["findings"] if finding["rule_id"] == "F47"]
        assert warning["reason"] == "设备未到，暂未结算"
        assert "已说明：设备未到，暂未结算" in page(county, again)
        assert "设备未到，暂未结算" in seen_in(copy_of(county, again), "utf-8-sig")


def test_a_reason_for_another_units_warning_is_nobodys(county: County) -> None:
    item = {"item_text": "道路改造", "completed_percent": 100, "investment_amount": 0}
    drop(county, [item], "xlsx")
    asked = ingest(county)
    [warning] = [finding for finding in receipt(county, asked)["findings"] if finding["rule_id"] == "F47"]
    copy = copy_of(county, asked)
    number = next(
        index for index, row in enumerate(contents(copy)[0][1], start=1) if warning["fingerprint"] in map(str, row)
    )
    mend(copy, county.inbox("U01") / "b.xlsx", f"J{number}", "不是我们的", sheet=0)
    county.ingest(LATER)
    assert county.query("select reason from raw.warning_reasons") == []


def test_the_receipt_says_which_return_of_its_chain_it_is_and_what_changed(county: County) -> None:
    drop(county, [{"completed_percent": 40}], "xlsx", name="first")
    first = ingest(county)
    drop(county, [{"completed_percent": 55}], "xlsx", name="second")
    second = ingest(county, LATER)
    assert (receipt(county, first)["return_version"], receipt(county, second)["return_version"]) == (1, 2)
    [changed] = [finding for finding in receipt(county, second)["findings"] if finding["rule_id"] == "F12"]
    assert (changed["cell"], changed["zh"]["earlier"], changed["zh"]["now"]) == ("D2", "40", "55")
    html = page(county, second)
    assert "与以前报送的差异（1）" in html
    assert "第2次报送" in html


def test_rows_held_back_are_carried_forward_or_missing_and_the_receipt_says_which(county: County) -> None:
    drop(county, [{"completed_percent": 20, "cutoff_date": "2021-05-31"}], "xlsx", name="may")
    ingest(county)
    drop(county, [{"completed_percent": "四成"}, {"item_text": "雨污分流", "completed_percent": "五成"}], "xlsx")
    return_id = ingest(county, LATER)
    assert receipt(county, return_id)["carried_forward"] == {
        "held_back_count": 2,
        "carried_count": 1,
        "oldest_date": "2021-05-31",
        "newest_date": "2021-05-31",
    }
    html = page(county, return_id)
    assert "退回的2行中，1行在改正前沿用已计入的数据（截至2021-05-31），1行此前没有数据，视为未报，不作零处理。" in html


def test_the_returns_of_a_chain_are_numbered_in_the_mart_as_they_were_known(county: County) -> None:
    for number, (done, at) in enumerate(((40, JULY), (55, LATER)), start=1):
        drop(county, [{"completed_percent": done}], "xlsx", name=str(number))
        ingest(county, at)
    (county.inbox("U11") / "broken.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    ingest(county, LATER)
    chains = {}
    for known_at in (JULY, LATER):
        with connect(county.url) as connection:
            evaluation.build_candidate(connection, date(2021, 6, 30), known_at)
        found = county.query(
            "select return_version, superseded_by_return_id from candidate.submission_status order by return_id"
        )
        chains[known_at] = [tuple(row) for row in found]
    assert chains == {JULY: [(1, None)], LATER: [(1, 2), (2, None), (None, None)]}


def test_a_filled_workbook_of_several_forms_comes_back_whole_and_marked_in_the_right_sheet(county: County) -> None:
    made = make_forms(county, date(2021, 4, 30), unit="U11")
    book = load_workbook(made["U11"])
    validations = {sheet.title: len(sheet.data_validations.dataValidation) for sheet in book}
    sheets = {form.name: (form, sheet) for form, sheet in form_sheets(book)}
    wrong = {"progress": ("completed_percent", "一成"), "spending": ("paid_amount", "不详")}
    cells = {}
    for name, (column, value) in wrong.items():
        form, sheet = sheets[name]
        fill_in(sheet, form, name, {column: value})
        cells[sheet.title] = f"{get_column_letter(places(sheet, form)[column])}{FIRST_ROW}"
    hand_in(county, "U11", book, "forms.xlsx")
    return_id = ingest(county)
    errors = [found for found in receipt(county, return_id)["findings"] if found["severity"] == "error"]
    assert {(found["sheet_name"], found["cell"], found["rule_id"]) for found in errors} == {
        (sheet_name, cell, "F05") for sheet_name, cell in cells.items()
    }
    copy = load_workbook(copy_of(county, return_id))
    assert copy.sheetnames == ["回执", *book.sheetnames]
    assert {name: len(copy[name].data_validations.dataValidation) for name in book.sheetnames} == validations
    for sheet_name, cell in cells.items():
        assert copy[sheet_name][cell].comment.text.startswith("【错误 F05】")
        copy[sheet_name][cell].value = 10 if sheet_name == title("progress") else 0.75
    copy.save(county.inbox("U11") / "mended.xlsx")
    assert verdict(county, ingest(county, LATER)) == "accepted"


def fill_in(sheet: Any, form: Form, name: str, change: Row) -> None:
    """Fill in the first row of a generated form, one value changed."""
    values: Row = {
        "progress": {"completed_percent": 10, "period_completed_percent": 10, "investment_amount": 1.25},
        "spending": {
            "document_number": "青财建〔2021〕1号",
            "allocated_amount": 100,
            "arrived_amount": 90.5,
            "paid_amount": 0.75,
        },
    }[name]
    if name == "spending":
        values |= {"project_text": choices(sheet, form, "project_text")[0], "source_text": "县级财政资金"}
    values.pop("period_completed_percent", None)
    type_in(sheet, form, FIRST_ROW, values | change)
