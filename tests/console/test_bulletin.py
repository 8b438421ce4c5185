"""`make bulletin` writes any week's bulletin and says where; what it cannot read is one sentence."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from planwatch.console import bulletin, stage
from planwatch.console.command import CANNOT_BEGIN
from planwatch.errors import PlanwatchError
from planwatch.settings import read_settings
from tests.county import County


@pytest.fixture
def ask(county: County, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    """Run the command with its arguments on this county; its exit code and what it printed."""
    settings = replace(read_settings({}), data_folder=tmp_path, digest_folder=tmp_path / "digests")
    monkeypatch.setattr(bulletin, "last_warehouse_url", lambda: county.url)
    monkeypatch.setattr(stage, "read_settings", lambda: settings)

    def run(*arguments: str) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["bulletin", *arguments])
        try:
            code = bulletin.main()
        except PlanwatchError as fault:
            return CANNOT_BEGIN, str(fault)
        printed = capsys.readouterr()
        return code, printed.out + printed.err

    return run


def test_a_week_is_made_from_a_day_and_a_moment(county: County, ask) -> None:
    code, printed = ask("2021-07-04", "2021-07-05T08:00")
    assert code == 0
    assert [Path(line).name for line in printed.splitlines()] == ["bulletin.docx", "bulletin.html"]
    page = Path(printed.splitlines()[1])
    assert page.parent.name == "2021-W26"
    assert "已收到材料截至2021-07-05 08:00" in "".join(
        page.read_text(encoding="utf-8").replace('<span class="whole">', "").replace("</span>", "")
    )
    assert county.query("select 1 from raw.publications") == []


@pytest.mark.parametrize("arguments", [(), ("yesterday",), ("2021-07-04", "morning")])
def test_a_day_or_moment_that_is_none_is_said(ask, arguments: tuple[str, ...]) -> None:
    code, printed = ask(*arguments)
    assert (code, "不是日期或时刻" in printed) == (2, True)


def test_what_is_made_of_the_example_run_never_lies_among_real_things(
    county: County, ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stage, "WAREHOUSE", county.url.rpartition("/")[2])
    assert ask("2021-07-04", "2021-07-05T08:00")[0] == 0
    assert not (tmp_path / "digests").exists()
    assert (tmp_path / "example/digests/2021-W26/bulletin.html").exists()
