"""A faulty plan folder is refused by file, line, column and reason, all faults at once, in both languages."""

from pathlib import Path

import pytest

from planwatch.warehouse.plan_files import PlanFileError, read_plan, read_programme
from tests.refused import told_of

FAULTS = [
    (
        "projects.csv",
        "石门小区,550,18,",
        "石门小区,五百五,18,",
        5,
        "planned_households_count: “五百五” is not a whole number",
    ),
    ("projects.csv", "5.5,3650,", "5.5,3.650.0,", 5, "“3.650.0” is not a number"),
    ("projects.csv", "5.5,3650,", "5.5,-3650,", 5, "is not a number of 0 or more"),
    ("projects.csv", "5.5,3650,", "5.5,NaN,", 5, "is not a number of 0 or more"),
    ("projects.csv", "3650,2020-2021", "3650,待定", 5, "window_text: “待定” is not a window"),
    ("projects.csv", "3650,2020-2021", "3650,2021-2020", 5, "window_text: “2021-2020” ends before it begins"),
    ("projects.csv", "P04,4,", "P04,5,", 5, "serial_number: the serial is 5 and should be 4"),
    ("projects.csv", "P04,4,", "P03,4,", 5, "project_code: “P03” repeats line 4"),
    ("projects.csv", "石门小区", "", 5, "project_name: is empty, and must not be"),
    ("projects.csv", "planned_buildings_count", "buildings", 1, "lacks the columns planned_buildings_count"),
    (
        "project_items.csv",
        "P04,ROAD,0.25",
        "P04,ROAD,0.26",
        22,
        "weight_ratio: weights of P04 add to 1.01, not 1, and are out by 0.01",
    ),
    ("project_items.csv", "P04,ROAD,", "P04,ROOF,", 16, "item_code: “ROOF” is not in items.csv"),
    ("duties.csv", "U03,spending", "U33,spending", 2, "unit_code: “U33” is not in units.csv"),
    ("duties.csv", "U03,spending", "U03,spendings", 2, "form: “spendings” is no form; the forms are approvals, "),
    ("milestones.csv", "M05|M06", "M05|M66", 9, "guard_milestone_codes: “M66” is not in milestones.csv"),
    ("unit_aliases.csv", "\n城投,U11", "\n城投公司,U11", 8, "alias: “城投公司” repeats line 6"),
    ("declared_totals.csv", "14,个,no", "14,个,perhaps", 2, "is_approximate: “perhaps” is neither yes nor no"),
    ("reporting_calendar.csv", "2022-12-31", "2022-12-32", 2, "last_cutoff_date: “2022-12-32” is not a day"),
    ("reporting_calendar.csv", "2022-12-31", "2021-04-29", 2, "2021-04-29 is before first_cutoff_date (2021-04-30)"),
    (
        "reporting_calendar.csv",
        "2021-04-30",
        "2021-04-29",
        2,
        "2021-04-29 does not end a period of the frequency month",
    ),
]


OPTIONAL_FAULTS = [
    ("projects.csv", ",window_text", ",window_text,delivery_mode", 2, None),
    (
        "projects.csv",
        ",window_text",
        ",delivery_mode,window_text",
        2,
        "delivery_mode: “2019-2020（试点）” is none of what may stand here; leave it empty, or write one of EPC",
    ),
    (
        "fund_lots.csv",
        "function_code\n",
        "function_code\nCOUNTY,1号,P44,2021,100,,no,,\n",
        2,
        "project_code: “P44” is not in projects.csv",
    ),
    (
        "fund_lots.csv",
        "function_code\n",
        "function_code\nCOUNTY,1号,,2021,,,no,,\n",
        2,
        "planned_ten_thousand_yuan: “” is not a number",
    ),
    (
        "fund_lots.csv",
        "function_code\n",
        "function_code\nCOUNTY,1号,,2021,100,1 May,no,,\n",
        2,
        "due_date: “1 May” is not a day",
    ),
    ("fund_lots.csv", "function_code\n", "function_code\nCSF,1号,,2021,100,2021-05-31,yes,1100258,2210108\n", 2, None),
]


def spoil(folder: Path, file_name: str, before: str, after: str) -> None:
    path = folder / file_name
    content = path.read_text(encoding="utf-8")
    assert before in content
    path.write_text(content.replace(before, after, 1), encoding="utf-8")


@pytest.mark.parametrize(("file_name", "before", "after", "line", "reason"), FAULTS)
def test_each_fault_is_found_at_its_line(
    folder: Path, file_name: str, before: str, after: str, line: int, reason: str
) -> None:
    spoil(folder, file_name, before, after)
    with pytest.raises(PlanFileError) as refusal:
        read_plan(folder)
    assert any(reason in sentence for sentence in told_of(refusal.value, file_name, line)), str(refusal.value)


@pytest.mark.parametrize(("file_name", "before", "after", "line", "reason"), OPTIONAL_FAULTS)
def test_what_a_plan_need_not_say_is_checked_where_it_is_said(
    folder: Path, file_name: str, before: str, after: str, line: int, reason: str | None
) -> None:
    spoil(folder, file_name, before, after)
    if reason is None:
        read_plan(folder)
        return
    with pytest.raises(PlanFileError) as refusal:
        read_plan(folder)
    assert any(reason in sentence for sentence in told_of(refusal.value, file_name, line)), str(refusal.value)


@pytest.mark.parametrize(
    ("builder", "is_refused"), [("U11", False), ("", False), ("U03", True), ("U12", True), ("U21", True), ("U99", True)]
)
def test_who_builds_a_project_is_a_company_with_the_duty_to_report_it(
    folder: Path, builder: str, is_refused: bool
) -> None:
    """Not the finance bureau, nor a utility; nor a company that reports an item which the community does not have."""
    with (folder / "units.csv").open("a", encoding="utf-8") as file:
        file.write("U21,二公司,Second company,implementing_company,加装电梯\n")
    with (folder / "duties.csv").open("a", encoding="utf-8") as file:
        file.write("U21,progress,LIFT,四（二）11\n")
    spoil(folder, "projects.csv", "window_text", "window_text,implementing_unit_code")
    spoil(folder, "projects.csv", "3650,2020-2021", f"3650,2020-2021,{builder}")
    if not is_refused:
        read_plan(folder)
        return
    with pytest.raises(
        PlanFileError,
        match=rf"line 5, implementing_unit_code: “{builder}” (has no duty to report works of P04|is not in)",
    ):
        read_plan(folder)


def test_all_faults_are_told_at_once(folder: Path) -> None:
    spoil(folder, "projects.csv", "石门小区", "")
    spoil(folder, "units.csv", "department", "")
    (folder / "duties.csv").unlink()
    with pytest.raises(PlanFileError) as refusal:
        read_plan(folder)
    assert [fault[:2] for fault in refusal.value.problems] == [("units.csv", 2), ("projects.csv", 5), ("duties.csv", 0)]


def test_a_community_needs_a_menu(folder: Path) -> None:
    rows = (folder / "project_items.csv").read_text(encoding="utf-8").splitlines()
    kept = [row for row in rows if not row.startswith("P04")]
    (folder / "project_items.csv").write_text("\n".join(kept), encoding="utf-8")
    with pytest.raises(PlanFileError, match=r"line 5, project_code: P04 has no row in project_items\.csv"):
        read_plan(folder)


def test_bytes_that_are_no_text_are_refused(folder: Path) -> None:
    (folder / "items.csv").write_bytes(b"\xff\xff\x81")
    with pytest.raises(PlanFileError, match=r"items\.csv: is neither UTF-8 nor GB18030"):
        read_plan(folder)


def test_a_programme_needs_its_file(folder: Path) -> None:
    (folder / "programme.toml").unlink()
    with pytest.raises(
        PlanFileError, match=r"缺少这个文件(.|\n)*programme\.toml: the file is missing; .*: programme_code, "
    ):
        read_programme(folder)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("\nprogramme_code = X\n", "programme.toml, line 2: is not TOML"),
        ("programme_code = ", "programme.toml: is not TOML"),
        ('programme_code = "X"', "programme_name: is missing"),
    ],
)
def test_a_programme_needs_its_name(folder: Path, content: str, reason: str) -> None:
    (folder / "programme.toml").write_text(content, encoding="utf-8")
    with pytest.raises(PlanFileError, match=reason):
        read_programme(folder)
