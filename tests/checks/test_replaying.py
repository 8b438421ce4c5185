"""A rule's life: what it sees in the shadow, what it says as a warning, and what it would have stopped so far."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from planwatch import paths
from planwatch.checks.replaying import NotReplayableError, replay_rule
from planwatch.console.replay import told
from planwatch.messages import load_messages
from planwatch.rules import StageError, load_rules
from planwatch.warehouse import waiving
from planwatch.warehouse.connection import connect
from planwatch.warehouse.waiving import Waiver
from tests.builders import progress_file, spending_file
from tests.county import County

pytestmark = pytest.mark.proof

JUNE, JULY, AUGUST = (datetime(2021, month, 2, 1, tzinfo=UTC) for month in (6, 7, 8))
PICTURE = "select md5(string_agg(stood::text, '|' order by stood::text)) from raw.{table} as stood"


@pytest.fixture
def stage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str, str], None]]:
    """stage("F18", "shadow") moves a rule to another stage of its life, for one test."""

    def move(rule_id: str, name: str) -> None:
        lines = paths.RULES.read_text(encoding="utf-8").splitlines()
        moved = [f"{line[:-1]}, stage: {name}}}" if f"id: {rule_id}," in line else line for line in lines]
        path = tmp_path / "rules.yaml"
        path.write_text("\n".join(moved), encoding="utf-8")
        monkeypatch.setattr(paths, "RULES", path)
        load_rules.cache_clear()

    yield move
    monkeypatch.undo()
    load_rules.cache_clear()


def file(county: County, at: datetime, rows: list[dict[str, Any]], name: str = "a.xlsx", unit: str = "U11") -> int:
    progress_file(county.inbox(unit) / name, rows)
    [return_id] = county.ingest(at)
    return return_id


def row(cutoff: str, done: float, **changes: Any) -> dict[str, Any]:
    return {"cutoff_date": cutoff, "completed_percent": done, "investment_amount": 100} | changes


OVER = row("2021-06-30", 40, completed_households_count=600)


def recorded(county: County, return_id: int) -> tuple[Any, ...]:
    [found] = county.query(
        "select found.severity, returns.verdict, returns.accepted_lines_count from raw.findings as found"
        " inner join raw.returns as returns using (return_id) where return_id = :id and rule_id = 'F18'",
        id=return_id,
    )
    return tuple(found)


@pytest.mark.parametrize(
    ("name", "expected", "is_told"),
    [
        ("shadow", ("shadow", "accepted", 1), False),
        ("warn", ("warning", "accepted", 1), True),
        ("block", ("error", "returned", 0), True),
    ],
)
def test_a_rule_acts_by_its_stage(
    county: County, stage: Callable[[str, str], None], name: str, expected: tuple[Any, ...], is_told: bool
) -> None:
    stage("F18", name)
    assert recorded(county, file(county, JULY, [OVER])) == expected
    for path in (county.folder / "outbox/U11").glob("*.html"):
        assert ("F18" in path.read_text(encoding="utf-8")) is is_told


def test_a_repetition_that_is_only_watched_is_not_ignored(county: County, stage: Callable[[str, str], None]) -> None:
    stage("F10", "shadow")
    return_id = file(county, JULY, [row("2021-06-30", 40), row("2021-06-30", 40)])
    [(counted,)] = county.query("select accepted_lines_count from raw.returns where return_id = :id", id=return_id)
    assert counted == 2


@pytest.mark.parametrize(
    ("rule_id", "name"), [("F01", "warn"), ("F05", "shadow"), ("F33", "shadow"), ("F08", "warn"), ("F18", "loud")]
)
def test_a_rule_that_holds_always_has_no_other_stage(
    stage: Callable[[str, str], None], rule_id: str, name: str
) -> None:
    stage(rule_id, name)
    with pytest.raises(StageError, match=f"{rule_id} cannot stand at stage {name}"):
        load_rules()


@pytest.fixture
def history(county: County) -> County:
    """Three months of one road: a jump in June, which a held-back figure and a later return must not hide."""
    file(county, JUNE, [row("2021-05-31", 10), row("2021-05-31", 10, item_text="雨污分流")], "may.xlsx")
    june = [row("2021-06-07", 60), row("2021-06-07", 20, item_text="雨污分流"), OVER | {"item_text": "停车设施"}]
    file(county, JULY, june, "june.xlsx")
    file(county, AUGUST, [row("2021-07-31", 65), row("2021-06-06", 59)], "july.xlsx")
    return county


def test_a_replay_finds_what_the_rule_found_and_counts_it(history: County) -> None:
    replayed = replay_rule(history.url, "F30")
    assert [(found["file_name"], found["sheet_name"], found["row_number"]) for found in replayed.findings] == [
        ("june.xlsx", "Sheet", 2),
        ("july.xlsx", "Sheet", 3),
    ]
    counts = (replayed.returns_count, replayed.found_returns_count, replayed.found_lines_count)
    assert (replayed.effect, *counts, replayed.counted_lines_count) == ("warning", 3, 2, 2, 2)
    said = told(replayed, load_messages("zh")).splitlines()
    assert said[-1] == "规则F30会提醒3份报表中的2份（2行，其中2行当时已计入）。数据没有改变。"
    assert "june.xlsx　Sheet第2行　累计完成比例（%）　7天内由10%升至60%。" in said[0]


def test_each_return_is_held_to_what_had_come_before_it_only(history: County) -> None:
    """Seen from the end, July's own row of 6 June would hide the jump that June's return made."""
    [june, july] = replay_rule(history.url, "F30").findings
    assert ('"earlier_value": 10' in june["facts"], '"earlier_value": 10' in july["facts"]) == (True, True)


def test_an_error_would_have_stopped_and_shows_what_had_counted(
    county: County, stage: Callable[[str, str], None]
) -> None:
    stage("F18", "shadow")
    watched = file(county, JULY, [OVER, row("2021-06-30", 40, item_text="雨污分流")])
    stopped = replay_rule(county.url, "F18", "block")
    assert [(found["return_id"], found["row_number"]) for found in stopped.findings] == [(watched, 2)]
    said = told(stopped, load_messages("zh")).splitlines()
    assert said[-1] == "规则F18会拦下1份报表中的1份（1行，其中1行当时已计入）。数据没有改变。"
    assert told(stopped, load_messages("en")).splitlines()[-1] == (
        "Rule F18 would have stopped 1 of 1 returns (1 lines, 1 of which counted then). Nothing was changed."
    )
    assert (
        told(replay_rule(county.url, "F18", "shadow"), load_messages("zh"))
        .splitlines()[-1]
        .endswith("不拦不提醒。数据没有改变。")
    )


def test_a_waiver_of_the_day_would_have_let_pass(county: County) -> None:
    day = date(2021, 6, 30)
    with connect(county.url) as connection:
        asked = Waiver("F18", "U11", day, day, "改造范围扩大", "县建设局", day.replace(year=2022))
        waiving.grant(connection, asked, JUNE)
    file(county, JULY, [OVER])
    replayed = replay_rule(county.url, "F18")
    assert (replayed.findings, replayed.waived_count) == ([], 1)


def test_a_replay_changes_nothing(history: County) -> None:
    tables = ["returns", "findings", "progress_lines", "spending_lines", "waivers", "warning_reasons"]
    before = [history.query(PICTURE.format(table=table)) for table in tables]
    for rule_id in ("F30", "F13", "F37"):
        replay_rule(history.url, rule_id)
    assert [history.query(PICTURE.format(table=table)) for table in tables] == before


@pytest.mark.long
def test_every_rule_that_looks_at_lines_finds_again_exactly_what_it_found(history: County) -> None:
    """The measure of honesty: replayed as they stood when they came, the returns give the findings of the day."""
    faulty = [
        row("2021-06-30", 9),
        row("2021-06-30", 140, item_text="雨污分流"),
        row("2021-06-30", 30, item_text="停车设施", investment_amount=5000000),
        row("2021-06-30", 30, item_text="智慧安防", investment_amount=None),
        row("2021-06-30", 30, item_text="修路"),
        row("2021-06-30", 30, item_text="其他"),
        row("2021-06-30", 30, item_text="其他"),
        row("2021-06-30", 31, item_text="绿化及环境整治"),
        row("2021-06-30", 30, item_text="绿化及环境整治"),
        row("2021-06-30", 0.4, item_text="管线序化", project_text="明山小区"),
    ]
    progress_file(history.inbox("U11") / "faulty.xlsx", faulty)
    progress_file(history.inbox("U11") / "together.xlsx", [row("2021-05-31", 8), row("2021-06-30", 4000)])
    spending_file(history.inbox("U03") / "money.xlsx", [{"paid_amount": 1900}, {"source_text": "彩票公益金"}])
    spending_file(history.inbox("U05") / "other.xlsx", [{}])
    history.ingest(datetime(2021, 9, 2, tzinfo=UTC))
    stored = history.query(
        "select rule_id, return_id, form, row_number, column_name from raw.findings where found_by = 'checking'"
    )
    found = {tuple(place) for place in stored}
    assert len({place[0] for place in found}) >= 12
    replayable = [rule for rule in load_rules().values() if rule.held_by in ("check", "expectation")]
    for rule in replayable:
        again = {
            (rule.id, place["return_id"], place["form"], place["row_number"], place["column_name"])
            for place in replay_rule(history.url, rule.id, rule.stage).findings
        }
        assert again == {place for place in found if place[0] == rule.id}, rule.id


@pytest.mark.parametrize(
    ("rule_id", "stage_name", "reason"),
    [
        ("F99", "block", "unknown_rule"),
        ("F30", "loud", "unknown_stage"),
        ("F05", "block", "not_of_lines"),
        ("F33", "block", "not_of_lines"),
    ],
)
def test_what_cannot_be_replayed_is_said(county: County, rule_id: str, stage_name: str, reason: str) -> None:
    with pytest.raises(NotReplayableError) as refusal:
        replay_rule(county.url, rule_id, stage_name)
    assert refusal.value.key == f"refusals.replay.{reason}"
    assert rule_id in str(refusal.value) or stage_name in str(refusal.value)
