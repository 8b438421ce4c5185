"""The evaluators' files are read whole or refused by file, line and reason; every version and judgement is kept."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from planwatch import paths
from planwatch.warehouse.indicator_files import IndicatorFileError, read_indicators
from planwatch.warehouse.indicator_loading import load_indicators

RECORDED = datetime(2021, 1, 4, tzinfo=UTC)
JUDGED = "2021,P04,QUALITY,scored,90,基本达成,检查,U01,2021-12-30"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(paths.EVALUATION, tmp_path / "evaluation")
    return tmp_path / "evaluation"


def judged(folder: Path, *rows: str) -> Path:
    path = folder / "assessments.csv"
    path.write_text(path.read_text(encoding="utf-8").rstrip() + "\n" + "\n".join(rows) + "\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("file_name", "before", "after", "line", "reason"),
    [
        ("indicators.csv", "1,20,higher", "1,21,higher", 11, "weights add to 101, not 100"),
        ("indicators.csv", "1,10,higher,,,财预", "1,0,higher,,,财预", 2, "weight must be more than 0"),
        ("indicators.csv", "execution,always,1", "execution,always,", 2, "execution needs a target_ratio"),
        ("indicators.csv", "households,due_year,,", "households,due_year,1,", 3, "the plan's own figure"),
        ("indicators.csv", "households,due_year", "houses,due_year", 3, "“houses” is none of execution"),
        ("indicators.csv", "5,lower,,", "5,lower,1.3,", 8, "over_cap_ratio is more than 1, and for"),
        ("indicators.csv", "20,higher,,three_bands", "20,higher,,", 9, "a judged indicator names its band_scheme"),
        ("indicators.csv", "20,higher,,three_bands", "20,higher,,two_bands", 9, "two_bands is not in bands.csv"),
        ("indicators.csv", "HOUSEHOLDS", "EXECUTION", 3, "indicator_code repeats line 2"),
        ("grade_schemes.csv", "standard,中,60,80", "standard,中,60,79", 4, "must end below 80"),
        ("grade_schemes.csv", "standard,差,0,60", "standard,差,1,60", 2, "begin without an upper end and end at 0"),
        ("bands.csv", "three_bands,基本达成,80,", "three_bands,基本达成,80,90", 2, "begin without an upper end"),
    ],
)
def test_each_fault_is_found_at_its_line(
    folder: Path, file_name: str, before: str, after: str, line: int, reason: str
) -> None:
    path = folder / file_name
    content = path.read_text(encoding="utf-8")
    assert before in content
    path.write_text(content.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(IndicatorFileError) as refusal:
        read_indicators(folder)
    found = refusal.value.problems
    assert [fault for fault in found if fault[:2] == (file_name, line) and reason in fault[2]], found


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ("QUALITY", "BEAUTY", "indicator_code BEAUTY is not in indicators.csv"),
        ("QUALITY", "HOUSEHOLDS", "HOUSEHOLDS is computed, not judged"),
        ("基本达成", "优秀", "band “优秀” is not one of three_bands"),
        ("scored,90", "scored,79.99", "score_percent 79.99 is not within 基本达成"),
        ("90,基本达成", "80,部分达成", "score_percent 80 is not within 部分达成"),
        ("scored,90", "scored,100.1", "score_percent 100.1 is not within 基本达成"),
        ("scored,90", "scored,", "score_percent None is not within 基本达成"),
        ("scored,90", "inapplicable,90", "what is inapplicable has no score and no band"),
        ("检查", "", "basis: is empty"),
        ("U01", "", "assessed_by: is empty"),
    ],
)
def test_a_judgement_names_who_when_why_and_lies_in_its_band(
    folder: Path, before: str, after: str, reason: str
) -> None:
    with pytest.raises(IndicatorFileError, match=r"assessments\.csv:2: ") as refusal:
        read_indicators(judged(folder, JUDGED.replace(before, after)))
    assert reason in str(refusal.value)


def test_the_edges_of_a_band_are_its_own(folder: Path) -> None:
    edges = [
        f"202{n},P04,QUALITY,scored,{share},检查,U01,2021-12-30"
        for n, share in enumerate(("80,基本达成", "100,基本达成", "60,部分达成", "0,未达成"))
    ]
    assert len(read_indicators(judged(folder, *edges))["assessments"]) == 4


def test_a_judgement_of_no_known_project_is_refused(planned: Connection, folder: Path) -> None:
    with pytest.raises(IndicatorFileError, match="project_code P44 is in no plan"):
        load_indicators(planned, judged(folder, JUDGED.replace("P04", "P44")), RECORDED)


def test_the_policys_grade_scheme_must_be_among_the_schemes(planned: Connection, folder: Path) -> None:
    path = folder / "grade_schemes.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("standard", "county"), encoding="utf-8")
    with pytest.raises(IndicatorFileError, match="the policy's scheme standard is missing"):
        load_indicators(planned, folder, RECORDED)


def test_the_same_rules_are_one_version_and_a_judgement_is_recorded_once(planned: Connection, folder: Path) -> None:
    first = load_indicators(planned, judged(folder, JUDGED), RECORDED)
    assert load_indicators(planned, folder, RECORDED) == first
    load_indicators(planned, judged(folder, "2021,,QUALITY,scored,90,基本达成,通报,U01,2021-12-30"), RECORDED)
    load_indicators(planned, folder, RECORDED)
    assert planned.execute(text("select count(*) from raw.assessments")).scalar_one() == 2
    path = folder / "indicators.csv"
    path.write_text(
        path.read_text(encoding="utf-8")
        .replace("1,20,", "1,15,")
        .replace("always,1,10,higher,,three_bands,三", "always,1,15,higher,,three_bands,三"),
        encoding="utf-8",
    )
    assert load_indicators(planned, folder, RECORDED) > first
