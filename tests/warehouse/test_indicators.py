"""The evaluators' files are read whole or refused by file, line and reason; every version and judgement is kept."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from planwatch import paths
from planwatch.warehouse.indicator_files import IndicatorFileError, read_indicators
from planwatch.warehouse.indicator_loading import load_indicators
from tests.refused import told_of

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
        ("indicators.csv", "1,20,higher", "1,21,higher", 11, "weight: weights add to 101, not 100, and are out by 1"),
        ("indicators.csv", "1,10,higher,,,财预", "1,0,higher,,,财预", 2, "the weight is 0; write more than 0"),
        (
            "indicators.csv",
            "execution,always,1",
            "execution,always,",
            2,
            "an indicator by the formula execution needs one of more than 0",
        ),
        (
            "indicators.csv",
            "households,due_year,,",
            "households,due_year,1,",
            3,
            "has the target 1; that of the formula households is the plan's own figure",
        ),
        (
            "indicators.csv",
            "households,due_year",
            "houses,due_year",
            3,
            "“houses” is none of what may stand here; write one of execution",
        ),
        (
            "indicators.csv",
            "5,lower,,",
            "5,lower,1.3,",
            8,
            "over_cap_ratio: the cap is 1.3, the direction lower; it must be more than 1",
        ),
        (
            "indicators.csv",
            "20,higher,,three_bands",
            "20,higher,,",
            9,
            "an indicator by the formula assessed names a scheme of bands.csv",
        ),
        (
            "indicators.csv",
            "20,higher,,three_bands",
            "20,higher,,two_bands",
            9,
            "band_scheme: “two_bands” is not in bands.csv",
        ),
        ("indicators.csv", "HOUSEHOLDS", "EXECUTION", 3, "indicator_code: “EXECUTION” repeats line 2"),
        ("grade_schemes.csv", "standard,中,60,80", "standard,中,60,79", 4, "ends below 79 and must end below 80"),
        (
            "grade_schemes.csv",
            "standard,差,0,60",
            "standard,差,1,60",
            2,
            "the last lower end 1; begin with the best, without an upper end",
        ),
        (
            "bands.csv",
            "three_bands,基本达成,80,",
            "three_bands,基本达成,80,90",
            2,
            "the first upper end of three_bands is 90",
        ),
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
    assert any(reason in sentence for sentence in told_of(refusal.value, file_name, line)), str(refusal.value)


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ("QUALITY", "BEAUTY", "indicator_code: “BEAUTY” is not in indicators.csv"),
        ("QUALITY", "HOUSEHOLDS", "HOUSEHOLDS is computed (formula households), not judged"),
        ("基本达成", "优秀", "band: “优秀” is no band of three_bands; write one of 基本达成, 部分达成, 未达成"),
        ("scored,90", "scored,79.99", "score 79.99 is not within “基本达成”; write one from 80 to 100"),
        ("90,基本达成", "80,部分达成", "score 80 is not within “部分达成”; write one from 60 to below 80"),
        ("scored,90", "scored,100.1", "score 100.1 is not within “基本达成”"),
        ("scored,90", "scored,", "score — is not within “基本达成”"),
        ("scored,90", "inapplicable,90", "what is inapplicable says 90, 基本达成; leave score and band empty"),
        ("检查", "", "basis: is empty, and must not be"),
        ("U01", "", "assessed_by: is empty"),
    ],
)
def test_a_judgement_names_who_when_why_and_lies_in_its_band(
    folder: Path, before: str, after: str, reason: str
) -> None:
    with pytest.raises(IndicatorFileError) as refusal:
        read_indicators(judged(folder, JUDGED.replace(before, after)))
    assert any(reason in sentence for sentence in told_of(refusal.value, "assessments.csv", 2)), str(refusal.value)


def test_the_edges_of_a_band_are_its_own(folder: Path) -> None:
    edges = [
        f"202{n},P04,QUALITY,scored,{share},检查,U01,2021-12-30"
        for n, share in enumerate(("80,基本达成", "100,基本达成", "60,部分达成", "0,未达成"))
    ]
    assert len(read_indicators(judged(folder, *edges))["assessments"]) == 4


def test_a_judgement_of_no_known_project_is_refused(planned: Connection, folder: Path) -> None:
    with pytest.raises(IndicatorFileError, match="project_code: “P44” is in no plan"):
        load_indicators(planned, judged(folder, JUDGED.replace("P04", "P44")), RECORDED)


def test_the_policys_grade_scheme_must_be_among_the_schemes(planned: Connection, folder: Path) -> None:
    path = folder / "grade_schemes.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("standard", "county"), encoding="utf-8")
    with pytest.raises(IndicatorFileError, match="takes the scheme “standard”, which is missing; there are county"):
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
