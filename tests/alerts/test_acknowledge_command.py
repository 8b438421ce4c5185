"""`make acknowledge`: an answer is recorded against an open alert, or refused in one sentence."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from planwatch.console import acknowledge
from planwatch.console.query import NoWarehouseError
from planwatch.refusals import RefusalError
from planwatch.warehouse.connection import connect
from tests.alerts.stage import BASE_DAY, BASE_MOMENT, Stage
from tests.county import County

pytestmark = pytest.mark.proof

THEN = datetime(2021, 6, 15, tzinfo=UTC)
ASKED = ["--project", "石门小区", "--by", "县城投公司", "--recovery", "2021-08-31", "--reason", "管线迁改"]


@pytest.fixture
def at_the_desk(county: County, monkeypatch: pytest.MonkeyPatch) -> County:
    monkeypatch.setattr(acknowledge, "last_warehouse_url", lambda: county.url)
    with connect(county.url) as connection:
        stage = Stage(connection)
        stage.evaluate(BASE_DAY, BASE_MOMENT)
        stage.play("W23 | T1 P04 yellow gap=-0.12 | opened T1 P04 yellow > U11")
    return county


def test_an_open_alert_is_answered_and_quiet_the_week_after(at_the_desk: County, capsys: pytest.CaptureFixture) -> None:
    assert acknowledge.main([*ASKED, "--rule", "T1"], THEN) == 0
    said, where, _ = capsys.readouterr().out.splitlines()
    assert said == "已登记第1号签认，自下周起计，2021-08-31前不再推送，加重除外。"
    assert where.startswith(f"写入：正式库 {at_the_desk.url.rpartition('/')[2]}（127.0.0.1:")
    with connect(at_the_desk.url) as connection:
        stage = Stage(connection)
        stage.play(
            "W24 | T1 P04 yellow gap=-0.12 |"
            " acknowledged T1 P04 yellow (管线迁改) > U11; ~unchanged T1 P04 yellow (muted)"
        )
        assert stage.spell(date(2021, 6, 20), "T1", "P04")["acknowledged_by"] == "U11"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        (["--rule", "T7"], "没有未销号的预警T7；未销号的有：T1。"),
        (["--project", "锦竹苑"], "锦竹苑没有未销号的预警—"),
        (["--project", "明山小区"], "计划中没有“明山小区”；"),
        (["--reason", " "], "请写明滞后原因"),
        (["--recovery", "2021-06-14"], "预计恢复日2021-06-14或免推送日2021-06-14已过。"),
        (["--until", "2021-06-14"], "预计恢复日2021-08-31或免推送日2021-06-14已过。"),
    ],
)
def test_what_cannot_be_answered_is_refused(at_the_desk: County, changes: list[str], sentence: str) -> None:
    with pytest.raises(RefusalError) as refusal:
        acknowledge.main([*ASKED, *changes], THEN)
    assert sentence in str(refusal.value)
    assert at_the_desk.query("select count(*) from raw.acknowledgements") == [(0,)]


def test_the_day_itself_is_not_past(at_the_desk: County) -> None:
    assert acknowledge.main([*ASKED, "--recovery", "2021-06-15"], THEN) == 0


def test_without_a_warehouse_it_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PLANWATCH_DATA_FOLDER", str(tmp_path))
    with pytest.raises(NoWarehouseError, match="还没有运行过"):
        acknowledge.main(ASKED, THEN)
