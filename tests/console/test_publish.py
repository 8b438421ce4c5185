"""A past day is published from the terminal as the DAG publishes it: contract, publication, a workbook of its own."""

import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from planwatch.checks import contract
from planwatch.console import publish, stage
from planwatch.console.command import CANNOT_BEGIN
from planwatch.errors import PlanwatchError
from planwatch.settings import read_settings
from tests.builders import progress_file
from tests.county import County

pytestmark = pytest.mark.proof

JUNE_2 = datetime(2021, 6, 2, 1, tzinfo=UTC)
PUBLISHED = (
    "select as_of_date::text, to_char(known_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI'), state"
    " from raw.publications order by publication_id"
)


@pytest.fixture
def ask(county: County, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    """Run the command with its arguments on this county; its exit code and what it printed."""
    settings = replace(read_settings({}), export_folder=tmp_path / "exports", data_docs_folder=tmp_path / "data_docs")
    monkeypatch.setattr(publish, "last_warehouse_url", lambda: county.url)
    monkeypatch.setattr(stage, "read_settings", lambda: settings)
    progress_file(county.inbox("U11") / "may.xlsx", [{"cutoff_date": "2021-05-31", "completed_percent": 40}])
    county.ingest(JUNE_2)

    def run(*arguments: str) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["publish", *arguments])
        try:
            code = publish.main()
        except PlanwatchError as fault:
            return CANNOT_BEGIN, str(fault)
        printed = capsys.readouterr()
        return code, printed.out + printed.err

    return run


def test_a_past_day_has_its_publication_and_its_workbook(county: County, ask, tmp_path: Path) -> None:
    code, printed = ask("2021-05-31", "2021-06-12T08:00+08:00")
    assert code == 0, printed
    first, *paths = [line for line in printed.splitlines() if "great_expectations" not in line and line != "[]    "]
    assert first == "2021-05-31已发布，已收到材料截至2021-06-12 08:00。导出文件："
    paths, where = paths[:3], paths[3:]
    assert [line[:6] for line in where] == ["写入：正式库", "Writte"]
    assert [Path(path).suffix for path in paths] == [".xlsx", ".json", ".json"]
    assert all(Path(path).is_relative_to(tmp_path / "exports/2021-05-31") and Path(path).exists() for path in paths)
    assert county.query(PUBLISHED) == [("2021-05-31", "2021-06-12 08:00", "published")]
    [(progress,)] = county.query(
        "select physical_progress_ratio::float from marts.project_performance where project_code = 'P04'"
    )
    assert progress == 0.1


def test_without_a_moment_a_day_is_published_by_what_is_known_now(county: County, ask) -> None:
    before = datetime.now(UTC)
    assert ask("2021-05-31")[0] == 0
    [(known_at,)] = county.query("select known_at from raw.publications")
    assert before <= known_at <= datetime.now(UTC)


def test_what_breaks_its_contract_is_refused_and_the_last_publication_stands(
    county: County, ask, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    ask("2021-05-31", "2021-06-12T08:00+08:00")
    monkeypatch.setattr(contract, "check_contract", lambda *_: ["project_performance: one row per project (13)"])
    code, printed = ask("2021-05-31", "2021-06-13T08:00+08:00")
    assert code == 1
    assert "2021-05-31的数据不合约定，没有发布" in printed
    assert "one row per project (13)" in printed
    assert [row.state for row in county.query(PUBLISHED)] == ["published", "contract_violated"]
    [(known_at,)] = county.query("select distinct known_at from marts.project_performance")
    assert f"{known_at:%d %H}" == "12 00"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "不是日期或时刻"),
        (("", "2021-06-12T08:00"), "不是日期或时刻"),
        (("2021-05-32",), "不是日期或时刻"),
        (("2099-01-01",), "数据时点2099-01-01晚于"),
        (("2021-05-31", "2099-01-01T08:00"), "还没有到"),
        (("2021-06-13", "2021-06-12T08:00"), "数据时点2021-06-13晚于材料截至的2021-06-12"),
    ],
)
def test_what_cannot_be_published_is_said(county: County, ask, arguments: tuple[str, ...], said: str) -> None:
    code, printed = ask(*arguments)
    assert (code, said in printed) == (2, True), printed
    assert county.query(PUBLISHED) == []
