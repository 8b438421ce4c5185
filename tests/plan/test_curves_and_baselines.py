"""Faulty curves and baselines are refused by file, line and reason; a folder without them is a plan as it was."""

from pathlib import Path

import pytest
from sqlalchemy import Connection

from planwatch.warehouse.plan_files import PlanFileError, read_plan
from planwatch.warehouse.plan_loading import load_plan
from tests.plan.test_plan_versions import RECORDED, versions
from tests.refused import told_of

BASELINE = "project_code,baseline_version,effective_date,curve_name,window_start_date,window_end_date,document_text\n"


def with_baselines(folder: Path, *rows: str) -> PlanFileError | None:
    (folder / "project_baselines.csv").write_text(BASELINE + "\n".join(f"{row},纪要" for row in rows), encoding="utf-8")
    return refused(folder)


def refused(folder: Path) -> PlanFileError | None:
    try:
        read_plan(folder)
    except PlanFileError as refusal:
        return refusal
    return None


@pytest.mark.parametrize(
    ("file_name", "before", "after", "line", "reason"),
    [
        (
            "curves.csv",
            "day_linear,linear,day",
            "day_linear,linear,month",
            2,
            "the default curve day_linear is written as linear, month",
        ),
        (
            "curves.csv",
            "s_curve,beta,quarter,2,2",
            "s_curve,beta,quarter,2,",
            5,
            "the shapes are 2, —; a beta curve needs two whole numbers from 1 to 20",
        ),
        (
            "curves.csv",
            "s_curve,beta,quarter,2,2",
            "s_curve,beta,quarter,0,2",
            5,
            "a beta curve needs two whole numbers from 1 to 20",
        ),
        (
            "curves.csv",
            "s_curve,beta,quarter,2,2",
            "s_curve,beta,quarter,21,2",
            5,
            "a beta curve needs two whole numbers from 1 to 20",
        ),
        (
            "curves.csv",
            "s_curve,beta,quarter,2,2",
            "s_curve,beta,day,2,2",
            5,
            "a beta curve cannot go by day; write month or quarter",
        ),
        (
            "curves.csv",
            "s_curve,beta,",
            "s_curve,wave,",
            5,
            "“wave” is none of what may stand here; write one of linear, table, beta, milestones",
        ),
        (
            "curves.csv",
            "quarter_table,table,quarter,,",
            "quarter_table,table,quarter,2,2",
            4,
            "a table curve has the shapes 2, 2; only a beta",
        ),
        ("curve_points.csv", "quarter_table,", "s_curve,", 2, "the beta curve s_curve can have no points"),
        (
            "curves.csv",
            "quarter_table,table,quarter",
            "quarter_list,table,quarter",
            4,
            "the table curve quarter_list has no row in curve_points.csv",
        ),
        ("curve_points.csv", "quarter_table,4,30", "quarter_table,4,29", 5, "add to 99, not 100, and are out by 1"),
        (
            "curve_points.csv",
            "quarter_table,2,25",
            "quarter_table,5,25",
            5,
            "points of quarter_table are numbered 1, 5, 3, 4; number them 1, 2, 3",
        ),
        ("curve_points.csv", "quarter_table,1,5,,,", "quarter_table,1,5,M03,,", 2, "this one says M03, —, —; leave"),
        ("curve_points.csv", "1,5,M03,10,10", "1,5,M03,,10", 6, "says M03, —, 10; name its milestone"),
        ("curve_points.csv", "1,5,M03,10,10", "1,5,M03,10,9", 6, "ends at 9, before it begins at 10"),
        (
            "curve_points.csv",
            "5,10,M12,95,95",
            "5,10,M12,89,95",
            10,
            "begins at 89, before the point above it ends at 90",
        ),
        ("curve_points.csv", "6,5,M13,100,100", "6,5,M13,100,101", 11, "ends at 101, after the window"),
        ("curve_points.csv", "1,5,M03,10,10", "1,5,M33,10,10", 6, "milestone_code: “M33” is not in milestones.csv"),
        (
            "curve_points.csv",
            "quarter_table,1,5",
            "quarter_list,1,5",
            2,
            "curve_name: “quarter_list” is not in curves.csv",
        ),
    ],
)
def test_each_fault_of_a_curve(folder: Path, file_name: str, before: str, after: str, line: int, reason: str) -> None:
    path = folder / file_name
    content = path.read_text(encoding="utf-8")
    assert before in content
    path.write_text(content.replace(before, after, 1), encoding="utf-8")
    refusal = refused(folder)
    assert refusal
    assert any(reason in sentence for sentence in told_of(refusal, file_name, line)), str(refusal)


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        (["P04,1,2020-03-11,s_wave,,"], "curve_name: “s_wave” is not in curves.csv"),
        (["P44,1,2020-03-11,s_curve,,"], "project_code: “P44” is not in projects.csv"),
        (["P04,2,2020-03-11,s_curve,,"], "the baseline of P04 is version 2 and should be 1"),
        (["P04,1,2020-03-11,s_curve,2020-05-01,"], "the first and last day are 2020-05-01, —; write both"),
        (["P04,1,2020-03-11,s_curve,2020-05-01,2020-04-30"], "2020-04-30 is before window_start_date (2020-05-01)"),
        (
            ["P04,1,2020-03-11,s_curve,,", "P04,2,2020-03-11,month_linear,,"],
            "2020-03-11 is not later than 2020-03-11 of the baseline before it",
        ),
        (
            ["P04,1,2020-03-11,s_curve,,", "P04,2,2020-03-12,s_curve,,"],
            "is what the baseline before it is (s_curve, —, —); change the curve or the window",
        ),
        (
            ["P04,1,2020-03-11,quarter_table,,"],
            "quarter_table has 4 points, one for each quarter, but the window has 8",
        ),
        (
            ["P03,1,2020-03-11,quarter_table,2020-01-01,2021-01-01"],
            "quarter_table has 4 points, one for each quarter, but the window has 5",
        ),
    ],
)
def test_each_fault_of_a_baseline(folder: Path, rows: list[str], reason: str) -> None:
    refusal = with_baselines(folder, *rows)
    assert refusal
    found = told_of(refusal, "project_baselines.csv", len(rows) + 1)
    assert any(reason in sentence for sentence in found), str(refusal)


@pytest.mark.parametrize(
    "rows",
    [
        ["P03,1,2020-03-11,quarter_table,,"],
        ["P03,1,2020-03-11,quarter_table,2020-05-15,2021-05-14"],
        ["P04,1,2020-03-11,s_curve,,", "P04,2,2020-03-12,s_curve,2020-05-01,2020-05-01", "P03,1,2020-03-11,s_curve,,"],
    ],
)
def test_sound_baselines_are_taken(folder: Path, rows: list[str]) -> None:
    assert with_baselines(folder, *rows) is None


def test_a_folder_without_curves_is_the_same_plan_as_one_with_empty_files(warehouse: Connection, folder: Path) -> None:
    for name in ("curves", "curve_points", "project_baselines"):
        (folder / f"{name}.csv").unlink()
    first = load_plan(warehouse, folder, RECORDED)
    (folder / "project_baselines.csv").write_text(BASELINE, encoding="utf-8")
    assert load_plan(warehouse, folder, RECORDED) == first
    assert versions(warehouse) == 1
