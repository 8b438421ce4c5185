"""The commands of people who decide about rules: waivers granted, listed and revoked; a rule replayed."""

from datetime import UTC, datetime

import pytest

from planwatch.console import replay, waive
from planwatch.console.command import ended
from planwatch.console.waive import main as waive_main
from planwatch.refusals import RefusalError
from tests.builders import progress_file
from tests.county import County

JUNE, JULY = datetime(2021, 6, 20, tzinfo=UTC), datetime(2021, 7, 2, 1, tzinfo=UTC)
ASKED = [
    "--unit",
    "县城投公司",
    "--rule",
    "F18",
    "--project",
    "石门小区",
    "--from",
    "2021-06-30",
    "--until",
    "2021-06-30",
    "--expires",
    "2021-12-31",
    "--reason",
    "计划调整在办",
    "--by",
    "县建设局",
]


@pytest.fixture
def at_the_desk(county: County, monkeypatch: pytest.MonkeyPatch) -> County:
    """The commands speak to this county's warehouse."""
    for command in (waive, replay):
        monkeypatch.setattr(command, "last_warehouse_url", lambda: county.url)
    return county


def test_a_waiver_is_granted_used_listed_and_revoked(at_the_desk: County, capsys: pytest.CaptureFixture) -> None:
    assert waive_main(["--list"], JUNE) == 0
    assert waive_main(ASKED, JUNE) == 0
    progress_file(at_the_desk.inbox("U11") / "a.xlsx", [{"completed_households_count": 600}])
    at_the_desk.ingest(JULY)
    assert waive_main(["--list"], JULY) == 0
    assert waive_main(["--revoke", "1", "--by", "县建设局"], JULY) == 0
    assert waive_main(["--list"], JULY) == 0
    none, granted, *where, listed, revoked, where_again, _, listed_again = capsys.readouterr().out.splitlines()
    assert none == "没有豁免。"
    assert granted == "已登记第1号豁免，有效至2021-12-31。"
    assert listed == (
        "第1号　F18　U11　全部表种　P04　截至日2021-06-30至2021-06-30　有效至2021-12-31（有效）　"
        "使用1次，最近2021-07-02　县建设局：计划调整在办"
    )
    assert revoked == "第1号豁免已撤销；已放行的数据不变。"
    assert where[0] == where_again
    assert at_the_desk.url.rpartition("/")[2] in where[0]
    assert [line.split(" ")[0] for line in where] == ["写入：正式库", "Written"]
    assert "（已撤销）" in listed_again


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--unit", "U11"], "还缺：--rule、--from、--until、--expires。"),
        (["--revoke", "7", "--by", "县建设局"], "没有可撤销的第7号豁免；"),
        (["--revoke", "7"], "请写明理由（--reason）和批准或撤销的单位（--by）。"),
        ([*ASKED, "--rule", "F01"], "规则F01不能豁免"),
        ([*ASKED, "--expires", "2021-06-19"], "失效日2021-06-19已过。"),
        ([*ASKED, "--until", "2021-05-31"], "截至日从2021-06-30到2021-05-31不成立：末日早于首日；"),
        ([*ASKED, "--form", "satisfaction"], "规则F18不适用于表种satisfaction；适用：progress"),
        ([*ASKED, "--by", " "], "请写明理由（--reason）和批准或撤销的单位（--by）。"),
        ([*ASKED, "--unit", "县城建局"], "计划中没有“县城建局”；"),
        ([*ASKED, "--project", "石门新村"], "计划中没有“石门新村”；"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(at_the_desk: County, arguments: list[str], sentence: str) -> None:
    with pytest.raises(RefusalError) as refusal:
        waive_main(arguments, JUNE)
    chinese, english = str(refusal.value).splitlines()
    assert sentence in chinese
    assert english.isascii() or "“" in english


def test_a_rule_is_replayed(
    at_the_desk: County, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    progress_file(at_the_desk.inbox("U11") / "a.xlsx", [{"completed_households_count": 600}])
    at_the_desk.ingest(JULY)
    for arguments, code in ((["F18"], 0), (["F18", "warn"], 0), (["F99"], 2), ([], 2)):
        monkeypatch.setattr("sys.argv", ["replay", *arguments])
        assert ended(replay.main) == code
    written = capsys.readouterr()
    line, stopped, _, warned = written.out.splitlines()
    assert line.startswith("第1号　U11　a.xlsx　Sheet第2行　累计完成户数（户）　累计完成600超过计划550的105%。")
    assert stopped == "规则F18会拦下1份报表中的1份（1行，其中0行当时已计入）。数据没有改变。"
    assert warned.startswith("规则F18会提醒1份报表中的1份")
    assert written.err.count("没有规则") == 2
