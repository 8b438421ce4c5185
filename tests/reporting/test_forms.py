"""Every unit's workbook: its own rows only, the last accepted figures, locked names, and back through the intake."""

import shutil
import subprocess
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from sqlalchemy import text

from planwatch import form_templates, forms, paths, rules
from planwatch.form_templates import FormTemplateError, has_template, load_template
from planwatch.forms import Form, form_named, load_forms
from planwatch.intake import forms as recognising
from planwatch.intake.forms import recognise
from planwatch.intake.no_change import is_ticked
from planwatch.reporting.form_workbook import CalendarEndedError, UnknownUnitError
from planwatch.warehouse.connection import connect
from tests.builders import progress_file, spending_file
from tests.county import County
from tests.filling import (
    FIRST_ROW,
    HEADINGS,
    choices,
    form_sheets,
    hand_in,
    make_forms,
    open_book,
    places,
    rows,
    title,
    type_in,
)

pytestmark = pytest.mark.proof

MAY_4 = datetime(2021, 5, 4, 1, tzinfo=UTC)
JUNE_3 = datetime(2021, 6, 3, 1, tzinfo=UTC)
APRIL, MAY = date(2021, 4, 30), date(2021, 5, 31)
SOFFICE = shutil.which("soffice")
needs_soffice = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
CABLE_ROW = {"item_text": "管线序化", "cutoff_date": "2021-04-30", "completed_percent": 10, "investment_amount": 18}


def fill(book: Workbook, unit: str) -> None:
    """Fill in every form of a workbook as a unit would in its first April."""
    for form, sheet in form_sheets(book):
        open_rows = rows(sheet, form)
        if form.name in ("progress", "approvals", "cable", "residents"):
            named = [(number, row) for number, row in open_rows if row["project_text"]]
        else:
            named = open_rows[:2]
        for place, (number, row) in enumerate(named):
            values = figures(form.name, unit, place, row)
            for name in ("project_text", "source_text"):
                if name in places(sheet, form) and not row[name]:
                    values[name] = "县级财政资金" if name == "source_text" else choices(sheet, form, name)[place]
            type_in(sheet, form, number, values)


def figures(form_name: str, unit: str, place: int, row: dict[str, Any]) -> dict[str, Any]:
    """Plausible figures for one row: nothing that a rule would ask about."""
    is_design = str(row.get("milestone_text", "")).startswith("初步设计审查")
    return {
        "progress": {"completed_percent": 10, "period_completed_percent": 10, "investment_amount": 1.25},
        "spending": {
            "document_number": f"青财建〔2021〕{place}号",
            "allocated_amount": 100,
            "arrived_amount": 90.5,
            "paid_amount": 0.75,
        },
        "approvals": {"event_date": date(2021, 4, 20), "document_number": f"批〔2021〕{place}号"}
        | ({"approved_estimate_amount": 600} if is_design else {}),
        "cable": {"planned_length": 1000, "completed_length": 100.5, "cable_cost_amount": 1.5},
        "changes": {
            "change_number": f"{unit}-{place}",
            "change_reason": "增加停车位",
            "contract_amount": 500,
            "confirmed_changes_amount": 0,
            "proposed_change_amount": 2,
        },
        "budget": {"initial_budget_amount": 10, "adjusted_budget_amount": 10, "executed_amount": 9.5},
        "residents": {"surveyed_households_count": 20, "consenting_households_count": 19},
        "inspection": {"inspected_date": date(2021, 4, 21), "finding_text": "无"},
        "payments": {
            "document_number": f"青财建〔2021〕{place}号",
            "voucher_number": f"{unit}记{place}",
            "payment_date": date(2021, 4, 22),
            "payee_text": "某建设公司",
            "payment_amount": 1 + place + int(unit[1:]) / 100,
        },
    }[form_name]


def hand_in_filled(county: County, units: list[str]) -> dict[str, Path]:
    made = make_forms(county, APRIL)
    filled = {}
    for unit in units:
        book = open_book(made[unit])
        fill(book, unit)
        filled[unit] = hand_in(county, unit, book, made[unit].name)
    return filled


def outcomes(county: County) -> set[tuple[str, str, bool]]:
    found = county.query("select unit_code, verdict, lines_count = accepted_lines_count from raw.returns")
    return {tuple(row) for row in found}


def everything_found(county: County) -> list[tuple[Any, ...]]:
    found = county.query(
        "select returns.unit_code, form, rule_id, row_number, column_name, facts::text"
        " from raw.findings inner join raw.returns using (return_id)"
    )
    return [tuple(row) for row in found]


@pytest.mark.long
def test_every_unit_fills_in_every_form_and_nothing_is_found(county: County) -> None:
    hand_in_filled(county, ["U02"])  # approves the designs against which changes are held
    county.ingest(MAY_4)
    others = [f"U{number:02d}" for number in range(1, 18) if number != 2]
    hand_in_filled(county, others)
    county.ingest(MAY_4)
    assert everything_found(county) == []
    assert outcomes(county) == {(f"U{number:02d}", "accepted", True) for number in range(1, 18)}
    filed = {tuple(row) for row in county.query("select distinct unit_code, unnest(forms) from raw.returns")}
    may_file = {tuple(row) for row in county.query("select distinct unit_code, form from raw.plan_duties")}
    assert filed == may_file
    progress_rows = county.query(
        "select count(*) from raw.progress_lines inner join raw.returns using (return_id)"
        " where unit_code = 'U11' and is_accepted"
    )
    menus = county.query("select count(*) from raw.plan_project_items")
    assert progress_rows == menus


@pytest.mark.libreoffice
@needs_soffice
@pytest.mark.parametrize("suffix", ["xlsx", "ods"])
def test_a_workbook_saved_again_by_libreoffice_comes_back_without_a_finding(county: County, suffix: str) -> None:
    hand_in_filled(county, ["U01", "U02"])  # approvals and permits come before works and payments
    county.ingest(MAY_4)
    for path in hand_in_filled(county, ["U11", "U12"]).values():
        again = saved_again(path, suffix)
        path.unlink()
        shutil.move(again, path.with_suffix(f".{suffix}"))
    county.ingest(MAY_4)
    assert everything_found(county) == []
    assert outcomes(county) == {(unit, "accepted", True) for unit in ("U01", "U02", "U11", "U12")}


def saved_again(path: Path, suffix: str) -> Path:
    folder = path.parent / "again"
    subprocess.run(
        [
            str(SOFFICE),
            f"-env:UserInstallation=file://{path.parents[2] / 'libreoffice'}",
            "--headless",
            *("--convert-to", suffix, "--outdir", str(folder), str(path)),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    return folder / path.with_suffix(f".{suffix}").name


@pytest.mark.libreoffice
@needs_soffice
def test_the_check_says_in_words_what_a_row_lacks(county: County) -> None:
    progress_file(county.inbox("U12") / "四月.xlsx", [CABLE_ROW])
    county.ingest(MAY_4)
    book = open_book(make_forms(county, unit="U12")["U12"])
    form, sheet = form_named("progress"), book[title("progress")]
    numbers = {row["project_text"]: number for number, row in rows(sheet, form)}
    for community, values in {
        "石门小区": {"completed_percent": 30, "period_completed_percent": 15, "investment_amount": 20},
        "谢桥小区": {"completed_percent": 30},
        "鸣山小区": {"completed_percent": 30, "period_completed_percent": 30, "investment_amount": 20},
    }.items():
        type_in(sheet, form, numbers[community], values)
    path = hand_in(county, "U12", book, "五月.xlsx")
    shown = open_book(saved_again(path, "xlsx"), values=True)[title("progress")]
    place = [cell.value for cell in shown[HEADINGS]].index("校验") + 1
    said = {name: shown.cell(number, place).value for name, number in numbers.items() if name}
    assert said["石门小区"] == "✗ 上期+本期≠累计"
    assert said["谢桥小区"] == "… 必填未填"
    assert said["鸣山小区"] == "✓"
    assert not said["东苑小区"]
    type_in(sheet, form, numbers["石门小区"], {"completed_percent": 5, "period_completed_percent": -5})
    shown = open_book(saved_again(hand_in(county, "U12", book, "五月.xlsx"), "xlsx"), values=True)[title("progress")]
    assert shown.cell(numbers["石门小区"], place).value == "▼ 累计小于上期"
    assert shown.cell(rows(sheet, form)[-1][0] + 1, places(sheet, form)["investment_amount"]).value == 40


def test_a_utility_sees_its_own_communities_and_items_only(county: County) -> None:
    book = open_book(make_forms(county, unit="U17")["U17"])
    assert [title(form.name) for form, _ in form_sheets(book)] == ["支付明细表", "进度表", "资金表"]
    sheet, form = book[title("progress")], form_named("progress")
    with_gas = [
        row[0]
        for row in county.query(
            "select project_name from raw.plan_project_items inner join"
            " raw.plan_projects using (plan_version, project_code) where item_code = 'GAS' order by serial_number"
        )
    ]
    named = [row for _, row in rows(sheet, form) if row["project_text"]]
    assert [(row["project_text"], row["item_text"]) for row in named] == [(name, "燃气管道") for name in with_gas]
    assert choices(sheet, form, "project_text") == with_gas
    assert choices(sheet, form, "item_text") == ["燃气管道"]
    payments = book[title("payments")]
    assert choices(payments, form_named("payments"), "project_text") == with_gas
    assert choices(payments, form_named("payments"), "item_text") == ["燃气管道", "勘察设计及前期费用"]
    assert choices(payments, form_named("payments"), "is_correction") == ["是", "否"]


def test_a_company_sees_what_it_builds_and_nothing_of_anothers(county: County) -> None:
    """锦竹苑 is another company's; it has no row in U11's progress sheet and is not to be chosen in its payments."""
    with connect(county.url) as connection:
        connection.execute(
            text("update raw.plan_projects set implementing_unit_code = 'U21' where project_code = 'P05'")
        )
    book, form = open_book(make_forms(county, unit="U11")["U11"]), form_named("progress")
    named = {row["project_text"] for _, row in rows(book[title("progress")], form)} - {None}
    assert "石门小区" in named
    assert len(named) == 13
    assert "锦竹苑" not in named
    assert "锦竹苑" not in choices(book[title("payments")], form_named("payments"), "project_text")
    of_utility = open_book(make_forms(county, unit="U12")["U12"])[title("progress")]
    assert "锦竹苑" in choices(of_utility, form, "project_text")


def test_cables_have_a_row_for_each_operator_and_an_operator_has_its_own(county: County) -> None:
    made, form = make_forms(county), form_named("cable")
    own = {row["operator_text"] for _, row in rows(open_book(made["U13"])[title("cable")], form)} - {None}
    assert own == {"县传媒集团"}
    lead = rows(open_book(made["U06"])[title("cable")], form)
    named = {(row["project_text"], row["operator_text"]) for _, row in lead if row["project_text"]}
    assert {operator for _, operator in named} == {"县电力公司", "县传媒集团", "县电信公司", "县移动公司", "县联通公司"}
    assert ("彩石小区", "县电力公司") not in named  # has chosen no cables
    assert len(named) == 13 * 5


def test_a_unit_sees_the_milestones_that_it_owns_until_they_are_reported(county: County) -> None:
    sheet = open_book(make_forms(county, APRIL, unit="U04")["U04"])[title("approvals")]
    form = form_named("approvals")
    assert choices(sheet, form, "milestone_text") == ["批后初步设计公示", "建设工程规划许可证", "规划核实"]
    named = [row for _, row in rows(sheet, form) if row["project_text"]]
    assert len(named) == 14 * 3
    hand_in_filled(county, ["U04"])
    county.ingest(MAY_4)
    left = rows(open_book(make_forms(county, MAY, unit="U04")["U04"])[title("approvals")], form)
    assert [row for _, row in left if row["project_text"]] == []


def test_last_accepted_figures_stand_read_only_beside_what_is_to_be_filled_in(county: County) -> None:
    progress_file(
        county.inbox("U12") / "四月.xlsx",
        [CABLE_ROW, CABLE_ROW | {"cutoff_date": "2021-03-31", "completed_percent": 5}],
    )
    spending_file(county.inbox("U03") / "四月.xlsx", [{"cutoff_date": "2021-04-30"}])
    county.ingest(MAY_4, judged_at=MAY_4 + timedelta(seconds=30))
    made = make_forms(county)
    sheet = open_book(made["U12"])[title("progress")]
    form = form_named("progress")
    [(number, row)] = [(n, row) for n, row in rows(sheet, form) if row["project_text"] == "石门小区"]
    assert row["previous_completed_percent"] == 10
    assert row["completed_percent"] is row["period_completed_percent"] is None
    heads = [cell.value for cell in sheet[HEADINGS]]
    assert sheet.cell(number, heads.index("上期累计完成投资（万元）") + 1).value == 18
    assert row["cutoff_date"].date() == MAY
    lots = rows(open_book(made["U03"])[title("spending")], form_named("spending"))
    assert lots[0][1] | {"cutoff_date": None} == dict.fromkeys(lots[0][1]) | {
        "project_text": "石门小区",
        "source_text": "县级财政资金",
        "document_number": "青财建〔2021〕1号",
        "previous_paid_amount": 1530,
    }


def test_names_and_earlier_figures_are_locked_and_the_rest_is_open(county: County) -> None:
    for form, sheet in form_sheets(open_book(make_forms(county, unit="U11")["U11"])):
        assert sheet.protection.sheet
        assert not sheet.protection.password
        prefilled = load_template(form).prefilled
        for number, row in rows(sheet, form):
            is_spare = not row["project_text"]
            for name, place in places(sheet, form).items():
                assert sheet.cell(number, place).protection.locked == (name in prefilled and not is_spare), name
        assert all(cell.protection.locked for cell in sheet[HEADINGS])
        assert not sheet["C3"].protection.locked


def test_the_sheet_states_form_version_unit_and_due_date_and_prints_on_a4(county: County) -> None:
    book = open_book(make_forms(county, date(2021, 6, 30), unit="U12")["U12"])
    sheet = book[title("progress")]
    above = " ".join(str(cell.value) for row in sheet["A1:Z4"] for cell in row if cell.value)
    for words in (
        "填报单位：县电力公司（U12）",
        "截至日期：2021-06-30",
        "进度表 v1",
        "应报：2021-07-05前（宽限至2021-07-07）",
        "填报说明",
    ):
        assert words in above
    assert "示例数据" not in above
    assert "有新情况时填报" in str([cell.value for cell in book[title("cable")][2]])
    assert sheet.freeze_panes == "C7"
    assert sheet.print_title_rows == "$5:$6"
    assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize)) == ("landscape", "9")
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)


def test_headings_are_those_of_the_column_map_with_english_below(county: County) -> None:
    for path in make_forms(county).values():
        for form, sheet in form_sheets(open_book(path)):
            heads = [cell.value for cell in sheet[HEADINGS]]
            assert [head for head in heads if head in {column.heading_zh for column in form.columns}] == [
                column.heading_zh for column in form.columns
            ]
            english = [cell.value for cell in sheet[HEADINGS + 1]]
            assert all(english[heads.index(c.heading_zh)] == c.heading_en for c in form.columns)


def cells_of(path: Path) -> dict[str, list[list[Any]]]:
    return {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in open_book(path)}


def test_only_form_sheets_are_taken_for_forms_and_both_rows_of_headings_belong_to_them(county: County) -> None:
    seen = set()
    for path in make_forms(county).values():
        for name, cells in cells_of(path).items():
            layout = recognise(cells)
            if name in ("填表说明", "可选名称"):
                assert layout is None
            else:
                assert layout is not None
                assert (title(layout.form.name), layout.heading_rows, layout.missing) == (name, (4, 5), [])
                assert not is_ticked(cells[:4])
                seen.add(layout.form.name)
    assert seen == {form.name for form in load_forms()}


def test_the_dictionary_explains_every_column_with_worked_rows(county: County) -> None:
    for path in make_forms(county).values():
        book = open_book(path)
        page = book["填表说明"]
        first = [str(cell.value) for cell in page["A"]]
        for form, _ in form_sheets(book):
            for column in form.columns:
                assert f"{column.heading_zh}\n{column.heading_en}" in first
        assert len(page.row_breaks.brk) == len(form_sheets(book)) - 1


def test_values_are_held_to_their_ranges(county: County) -> None:
    sheet = open_book(make_forms(county, unit="U11")["U11"])[title("progress")]
    letters = {
        name: sheet.cell(HEADINGS, place).column_letter for name, place in places(sheet, form_named("progress")).items()
    }
    held = {}
    for validation in sheet.data_validations.dataValidation:
        for name, letter in letters.items():
            if f"{letter}{FIRST_ROW}" in validation.cells:
                held[name] = (validation.type, validation.formula1, validation.formula2)
    assert held["completed_percent"] == ("decimal", "0", "100")
    assert held["period_completed_percent"] == ("decimal", "-100", "100")
    assert held["investment_amount"][:2] == ("decimal", "0")
    assert held["completed_households_count"][:2] == ("whole", "0")
    assert held["cutoff_date"] == ("date", "DATE(2019,1,1)", "DATE(2021,4,30)")


def test_what_is_not_filled_in_is_not_reported_and_an_empty_workbook_is_told_so(county: County) -> None:
    made = make_forms(county)
    book, form = open_book(made["U12"]), form_named("progress")
    number, _ = rows(book[title("progress")], form)[0]
    type_in(book[title("progress")], form, number, {"completed_percent": 10, "investment_amount": 5})
    hand_in(county, "U12", book, "一行.xlsx")
    hand_in(county, "U13", open_book(made["U13"]), "空表.xlsx")
    county.ingest(MAY_4)
    found = county.query("select unit_code, verdict, lines_count, forms from raw.returns order by unit_code")
    assert [tuple(entry) for entry in found] == [("U12", "accepted", 1, ["progress"]), ("U13", "refused", 0, [])]
    [(unit, _, rule, _, _, facts)] = everything_found(county)
    assert (unit, rule) == ("U13", "F01")
    assert "nothing_filled" in facts


def test_a_row_half_filled_in_is_still_a_fault(county: County) -> None:
    book, form = open_book(make_forms(county, unit="U12")["U12"]), form_named("progress")
    number, _ = rows(book[title("progress")], form)[0]
    type_in(book[title("progress")], form, number, {"investment_amount": 5})
    hand_in(county, "U12", book, "半行.xlsx")
    [return_id] = county.ingest(MAY_4)
    assert county.findings(return_id) == [("F37", number, "completed_percent")]


def test_the_next_cut_off_follows_the_last_accepted_one_and_the_moment_decides_what_was_known(county: County) -> None:
    first = make_forms(county, unit="U12")["U12"]
    assert first.name == "报表_县电力公司_2021-04-30.xlsx"
    assert first.parent == county.folder / "outbox/U12/forms"
    content = first.read_bytes()
    assert make_forms(county, unit="U12")["U12"].read_bytes() == content  # the same warehouse, the same bytes
    progress_file(county.inbox("U12") / "四月.xlsx", [CABLE_ROW])
    county.ingest(MAY_4)
    assert make_forms(county, unit="U12")["U12"].name == "报表_县电力公司_2021-05-31.xlsx"
    before = make_forms(county, MAY, known_at=datetime(2021, 5, 1, tzinfo=UTC), unit="U12")["U12"]
    form = form_named("progress")
    known = [row["previous_completed_percent"] for _, row in rows(open_book(before)[title("progress")], form)]
    assert set(known) == {None}
    with pytest.raises(UnknownUnitError, match="U99"):
        make_forms(county, unit="U99")


def test_after_the_last_cut_off_a_date_must_be_named(county: County) -> None:
    progress_file(county.inbox("U12") / "末期.xlsx", [CABLE_ROW | {"cutoff_date": "2022-12-31"}])
    county.ingest(datetime(2023, 1, 3, tzinfo=UTC))
    with pytest.raises(CalendarEndedError, match="CUTOFF"):
        make_forms(county)
    assert make_forms(county, date(2022, 12, 31))


def test_every_form_is_a_pair_of_column_map_and_template() -> None:
    for form in load_forms():
        assert has_template(form), form.name
        assert len(load_template(form).examples) == 2


@pytest.fixture
def two_versions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of forms with a second version of the progress form: other headings, one column less."""
    folder = Path(shutil.copytree(paths.FORMS, tmp_path / "forms"))
    columns = (folder / "progress_v1.columns.csv").read_text(encoding="utf-8-sig").splitlines()
    second = [line for line in columns if not line.startswith("completed_area_quantity")]
    renamed = (
        "\n".join(second)
        .replace("累计完成比例（%）", "完成百分数（%）")
        .replace(",累计形象进度（%）", ",形象百分数（%）")
    )
    (folder / "progress_v2.columns.csv").write_text(renamed + "\n", encoding="utf-8")
    shutil.copy(folder / "progress_v1.template.toml", folder / "progress_v2.template.toml")
    monkeypatch.setattr(paths, "FORMS", folder)
    _forget()
    yield folder
    monkeypatch.undo()
    _forget()


def _forget() -> None:
    """Forms are read once; here they change."""
    for module in (forms, form_templates, rules, recognising):
        for known in vars(module).values():
            if hasattr(known, "cache_clear"):
                known.cache_clear()


def test_a_second_version_of_a_form_works_beside_the_first(county: County, two_versions: Path) -> None:
    assert [form.version for form in load_forms() if form.name == "progress"] == [1, 2]
    book = open_book(make_forms(county, unit="U12")["U12"])
    sheet = book[title("progress")]
    assert "进度表 v2" in str([cell.value for cell in sheet[2]])
    newest = form_named("progress")
    number, _ = rows(sheet, newest)[0]
    type_in(sheet, newest, number, {"completed_percent": 10, "investment_amount": 5})
    hand_in(county, "U12", book, "新表.xlsx")
    old = [CABLE_ROW | {"completed_area_quantity": 0.5}]
    progress_file(county.inbox("U13") / "旧表.xlsx", old)
    first = county.ingest(MAY_4)
    assert everything_found(county) == []
    found = county.query("select unit_code, verdict, lines_count from raw.returns order by unit_code")
    assert [tuple(entry) for entry in found] == [("U12", "accepted", 1), ("U13", "accepted", 1)]
    assert county.query("select completed_area_quantity from raw.progress_lines where completed_area_quantity > 0")
    assert len(first) == 2


def test_a_template_that_names_what_its_form_lacks_is_refused(two_versions: Path) -> None:
    path = two_versions / "progress_v2.template.toml"
    path.write_text(
        path.read_text(encoding="utf-8")
        .replace('rows = "items"', 'rows = "moons"\nstars = 1')
        .replace("investment_amount =", "moonlight_amount =", 1),
        encoding="utf-8",
    )
    form = newest_progress()
    with pytest.raises(FormTemplateError, match=r"unknown key stars.*rows must be.*no column moonlight_amount"):
        load_template(form)


def newest_progress() -> Form:
    return form_named("progress")
