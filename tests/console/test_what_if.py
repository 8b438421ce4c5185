"""Other weights of the self-evaluation are tried beside those in force, and trying them changes nothing."""

import sys
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from planwatch import paths
from planwatch.console import what_if
from planwatch.console.command import ended
from planwatch.warehouse.connection import connect
from planwatch.warehouse.indicator_loading import load_indicators
from tests.builders import form_file, progress_file
from tests.county import County

RECORDED = datetime(2021, 1, 4, tzinfo=UTC)
JANUARY = datetime(2022, 1, 4, 1, tzinfo=UTC)
MORE_FOR_EXECUTION = (
    ("always,1,10,higher,,,财", "always,1,20,higher,,,财"),
    ("due_year,,10,higher,,,附件：户", "due_year,,0.5,higher,,,附件：户"),
    ("due_year,,10,higher,,,附件：幢", "due_year,,9.5,higher,,,附件：幢"),
)


@pytest.fixture
def scored(county: County) -> County:
    """石门小区 executed 1530 of 1800 and did all of its households."""
    day = {"project_text": "石门小区", "cutoff_date": "2021-12-31"}
    form_file(county.inbox("U03") / "budget.xlsx", "budget", [
        day | {"source_text": "县级财政资金", "budget_year": 2021, "initial_budget_amount": 1800,
               "adjusted_budget_amount": 1800, "executed_amount": 1530, "deviation_reason": "工程款结算滞后"},
    ])  # fmt: skip
    progress_file(county.inbox("U11") / "progress.xlsx", [
        day | {"completed_percent": 98, "investment_amount": 3400, "completed_households_count": 550},
    ])  # fmt: skip
    county.ingest(JANUARY)
    with connect(county.url) as connection:
        load_indicators(connection, paths.EVALUATION, RECORDED)
    return county


@pytest.fixture
def attempt(county: County, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    """Run the command with its arguments on this county; its exit code and what it printed."""
    monkeypatch.setattr(what_if, "last_warehouse_url", lambda: county.url)

    def run(*arguments: Any) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["what-if", *map(str, arguments)])
        code = ended(what_if.main)
        printed = capsys.readouterr()
        return code, printed.out + printed.err

    return run


def indicators(folder: Path, *changes: tuple[str, str]) -> Path:
    """The county's indicators with these passages changed."""
    content = (paths.EVALUATION / "indicators.csv").read_text(encoding="utf-8")
    for before, after in changes:
        assert content.count(before) == 1, before
        content = content.replace(before, after)
    path = folder / "tried.csv"
    path.write_text(content, encoding="utf-8")
    return path


def line_of(printed: str, name: str) -> list[str]:
    [found] = [line.split() for line in printed.splitlines() if line.startswith(name)]
    return found[1:]


def test_scores_under_other_weights_stand_beside_those_in_force(scored: County, attempt, tmp_path: Path) -> None:
    """Execution 85 % weighs 20 instead of 10."""
    versions = scored.query("select indicator_version, recorded_at from raw.indicator_versions order by 1")
    code, printed = attempt(indicators(tmp_path, *MORE_FOR_EXECUTION), "2021-12-31")
    assert code == 0, printed
    assert "tried.csv与现行指标对照，不发布" in printed
    weights = {
        name: line_of(printed, name)[0:4:2] for name in ("预算执行率", "改造户数", "改造幢数", "居民满意度", "合计")
    }
    assert weights["预算执行率"] == ["10.00", "20.00"]
    assert weights["改造户数"] == ["10.00", "0.50"]
    assert weights["居民满意度"] == ["10.00", "10.00"]
    assert weights["合计"] == ["100.00", "100.00"]
    execution, households, total = (line_of(printed, name) for name in ("预算执行率", "改造户数", "合计"))
    assert Decimal(execution[3]) == 2 * Decimal(execution[1])
    assert execution[4] == f"+{execution[1]}"
    assert households[4].startswith("-")
    assert Decimal(total[3]) - Decimal(total[1]) == Decimal(total[4])
    shimen = line_of(printed, "石门小区")
    assert (shimen[2], shimen[5]) == ("未评完", "未评完")
    assert line_of(printed, "全县")[0] == total[1]
    assert scored.query("select indicator_version, recorded_at from raw.indicator_versions order by 1") == versions
    assert scored.query("select 1 from raw.publications") == []
    assert scored.query("select 1 from candidate.evaluation_score") == []


def test_the_weights_in_force_tried_again_change_nothing(scored: County, attempt, tmp_path: Path) -> None:
    code, printed = attempt(indicators(tmp_path), "2021-12-31", "2022-01-05T08:00+08:00")
    assert (code, line_of(printed, "合计")[4]) == (0, "+0.00")
    assert "材料截至2022-01-05 08:00" in printed


def test_what_is_not_assessed_and_what_is_new_has_its_word(scored: County, attempt, tmp_path: Path) -> None:
    path = indicators(tmp_path, ("COST,产出,成本,成本控制", "PRICE,产出,成本,造价控制"))
    _, printed = attempt(path, "2021-12-31")
    assert line_of(printed, "居民满意度")[1:4:2] == ["未评", "未评"]
    assert line_of(printed, "造价控制")[:3] == ["—", "无此指标", "5.00"]
    assert line_of(printed, "成本控制")[2:] == ["—", "无此指标", "—"]


TOO_HEAVY = """\
tried.csv的权重合计为110，应为100。没有试算。
The weights of tried.csv add to 110, not to 100. Nothing was tried.
"""


def test_weights_that_do_not_add_to_100_are_not_tried(scored: County, attempt, tmp_path: Path) -> None:
    code, printed = attempt(indicators(tmp_path, MORE_FOR_EXECUTION[0]), "2021-12-31")
    assert (code, printed) == (2, TOO_HEAVY)


def test_other_faults_are_told_with_their_lines(scored: County, attempt, tmp_path: Path) -> None:
    path = indicators(tmp_path, MORE_FOR_EXECUTION[0], ("due_year,1,5,higher", "due_year,,5,higher"))
    code, printed = attempt(path, "2021-12-31")
    assert code == 2
    assert printed.splitlines() == [
        "tried.csv不能用，没有试算。请改正：",
        "tried.csv第7行“target_ratio”：指标值是—；formula为on_time的指标要写目标值，用大于0的数，1为100%。",
        "tried.csv第11行“weight”：权重合计为110，应正好为100，相差10；请改正各行的权重。",
        "tried.csv cannot be used; nothing was tried. Mend the following:",
        "tried.csv, line 7, target_ratio: the target is —; an indicator by the formula on_time needs one of more than 0, 1 for 100 %.",
        "tried.csv, line 11, weight: weights add to 110, not 100, and are out by 10; mend the weights.",
    ]


@pytest.mark.parametrize(
    ("file_name", "others", "said"),
    [
        ("", ("2021-06-30",), "请写 INDICATORS="),
        ("tried.csv", (), "请写 INDICATORS="),
        ("tried.csv", ("2021-06-31",), "不是日期或时刻"),
        ("tried.csv", ("2021-06-30", "yesterday"), "不是日期或时刻"),
        ("tried.csv", ("2021-06-30", "2099-01-01"), "还没有到"),
        ("none.csv", ("2021-06-30",), "没有这个文件"),
        ("tried.csv", ("2021-06-30",), "还没有收到报表"),
    ],
)
def test_what_cannot_be_answered_is_said(
    attempt, tmp_path: Path, file_name: str, others: tuple[str, ...], said: str
) -> None:
    indicators(tmp_path)
    code, printed = attempt(tmp_path / file_name if file_name else "", *others)
    assert (code, said in printed) == (2, True)
