"""The eight weeks that a newcomer is shown hold the whole life of an alert."""

from pathlib import Path

import pytest

from planwatch.alerts.week import read_week
from planwatch.console import demo_weeks
from planwatch.example.returns import write_example_returns
from planwatch.example.story import load_story
from planwatch.example.weeks import load_weeks, received_at, told_at, write_week
from planwatch.warehouse import alerting, evaluation, publishing
from planwatch.warehouse.connection import connect
from tests.county import County

pytestmark = pytest.mark.proof


def heard(county: County, inbox: Path) -> dict[tuple[str, str], list[str]]:
    """What was said of each project's alert, week after week, when the weeks are played without a scheduler."""
    told: dict[tuple[str, str], list[str]] = {}
    for week in load_weeks()["weeks"]:
        write_week(inbox, week)
        for answer in week.get("acknowledges", []):
            assert demo_weeks._acknowledged(answer, week)
        county.ingest(received_at(week))
        with connect(county.url) as connection:
            day = week["as_of_date"]
            publishing.publish(connection, evaluation.build_candidate(connection, day, told_at(week)))
            alerting.publish_week(connection, day, alerting.build_week(connection, day))
            for event in read_week(connection, day).events:
                told.setdefault((event["subject_name"], event["rule_id"]), []).append(event["event"])
    return told


@pytest.mark.long
def test_alerts_open_worsen_escalate_are_answered_close_and_open_again(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("planwatch.console.acknowledge.last_warehouse_url", lambda: county.url)
    story, opening = load_story(), load_weeks()["opening_month"]
    write_example_returns(county.folder / "inbox", opening)
    county.ingest(story["months"][opening]["received_at"])
    told = heard(county, county.folder / "inbox")
    assert told["谢桥小区", "T4"] == ["opened", "escalated", "closed"]
    assert told["石门小区", "T2"] == ["opened", "worse", "acknowledged", "closed"]
    assert told["锦竹苑", "T2"] == ["opened", "closed"]
    assert told["鸣山小区", "T1"] == ["opened", "closed", "reopened"]


def test_an_answer_that_is_not_taken_ends_the_demonstration(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planwatch.console.acknowledge.last_warehouse_url", lambda: county.url)
    week = next(week for week in load_weeks()["weeks"] if "acknowledges" in week)
    assert not demo_weeks._acknowledged(week["acknowledges"][0] | {"project": "无此小区"}, week)
