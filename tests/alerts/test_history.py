"""What was told stays told: a week made again is as it was; a later week says what a correction has changed."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from planwatch import paths
from planwatch.warehouse import alerting, plan_loading, policy_loading
from tests.alerts import calendar
from tests.alerts.stage import Stage

pytestmark = pytest.mark.proof

Tell = Callable[..., Stage]
LAG = "T1 P04"
ALL_ITEMS = "ROAD={0} DRAIN={0} CABLE={0} GREEN={0} PARKING={0} SECURITY={0} OTHER={0}"


def report(cutoff: str, done: int, at: str = "", unit: str = "U11") -> str:
    figures = ALL_ITEMS.format(done)
    return f"{unit} progress {cutoff} P04 {figures}" + (f" at={at}" if at else "")


def rows(stage: Stage, mart: str, day: date) -> list[dict[str, Any]]:
    found = stage.connection.exec_driver_sql(f"select * from marts.{mart} where as_of_date = %s", (day,)).mappings()
    return sorted((dict(row) for row in found), key=str)


def test_a_correction_that_cures_the_past_is_said_by_the_later_week_and_the_past_stays(stage: Stage) -> None:
    """May was filed at 30 % (51.9 % would be on schedule at its end) and is corrected to 65 % in the week of 14 June."""
    stage.play_returns(
        f"""
        W22 | {report("05-31", 30)}                              | opened T1 P04 red > U11
        W23 |                                                    | escalated T1 P04 red > LEADING U11; ~unchanged T1 P04 red
        W24 | {report("05-31", 65, at="2021-06-16T10:00")}       | closed T1 P04 red (cured_by_correction) > LEADING U11
        """,
        only=LAG,
    )
    past, moment = date(2021, 6, 13), datetime(2021, 6, 14, tzinfo=UTC)
    before = {mart: rows(stage, mart, past) for mart in alerting.PUBLISHED_BY_WEEK}
    stage.evaluate(past, moment)
    alerting.publish_week(stage.connection, past, alerting.build_week(stage.connection, past))
    assert {mart: rows(stage, mart, past) for mart in alerting.PUBLISHED_BY_WEEK} == before
    assert any(row["order_number"] for row in before["alert_spells"])


def test_a_correction_that_worsens_the_past_is_said_too(stage: Stage) -> None:
    stage.play_returns(
        f"""
        W22 | {report("05-31", 55)}                         | opened T1 P04 yellow > U11
        W23 |                                               | ~unchanged T1 P04 yellow
        W24 | {report("05-31", 35, at="2021-06-16T10:00")}  | worse T1 P04 red (corrected) > U11
        """,
        only=LAG,
    )


def test_a_new_report_is_no_correction(stage: Stage) -> None:
    stage.play_returns(
        f"""
        W22 | {report("05-31", 30)}                         | opened T1 P04 red > U11
        W23 |                                               | escalated T1 P04 red > LEADING U11; ~unchanged T1 P04 red
        W26 | {report("06-30", 70, at="2021-07-02T10:00")}  | closed T1 P04 red (cured) > LEADING U11
        """,
        only=LAG,
    )


def test_a_second_unit_on_the_same_day_corrects_nobody(stage: Stage) -> None:
    stage.play_returns(
        f"""
        W22 | {report("05-31", 55)}                                       | opened T1 P04 yellow > U11
        W23 | U12 progress 05-31 P04 CABLE=20 at=2021-06-10T10:00         | ~unchanged T1 P04 yellow
        """,
        only=LAG,
    )
    assert stage.spell(date(2021, 6, 13), "T1", "P04")["is_corrected"] is False


def test_an_alert_names_the_returns_it_rests_on(stage: Stage) -> None:
    stage.play_returns(
        f"""
        W22 | {report("04-30", 20)}; {report("05-31", 30)}; U12 progress 05-31 P04 CABLE=10 | opened T1 P04 red > U11
        """,
        only=LAG,
    )
    spell = stage.spell(date(2021, 6, 6), "T1", "P04")
    named = stage.connection.exec_driver_sql(
        "select array_agg(distinct return_id order by return_id) from raw.progress_lines where cutoff_date = '2021-05-31'"
    ).scalar_one()
    assert (spell["return_ids"], spell["news_date"]) == (named, date(2021, 5, 31))
    assert len(named) == 2


def test_a_week_played_twice_or_told_twice_says_the_same(tell: Tell) -> None:
    story = """
        W23 | T1 P04 red gap=-0.4  | opened T1 P04 red > U11
        W24 | T1 P04 red gap=-0.4  | escalated T1 P04 red > LEADING U11; ~unchanged T1 P04 red
        W25 |                      | closed T1 P04 red (cured) > LEADING U11
    """
    stage = tell(story)
    days = (date(2021, 6, 13), date(2021, 6, 20), date(2021, 6, 27))
    before = [rows(stage, mart, day) for mart in alerting.PUBLISHED_BY_WEEK for day in days]
    stage.play(story)
    assert [rows(stage, mart, day) for mart in alerting.PUBLISHED_BY_WEEK for day in days] == before


def test_a_past_week_seen_with_later_eyes_stands_beside_what_was_told(tell: Tell) -> None:
    """Told on 14 June; computed again on 5 July with what is known then. The week after keeps its comparison."""
    stage = tell("""
        W23 | T1 P04 red gap=-0.4  | opened T1 P04 red > U11
        W24 | T1 P04 red gap=-0.4  | escalated T1 P04 red > LEADING U11; ~unchanged T1 P04 red
    """)
    told = rows(stage, "alert_spells", date(2021, 6, 20))
    [week] = calendar.read("W23 | T1 P04 yellow gap=-0.2 | opened T1 P04 yellow > U11")
    week.known_at = datetime(2021, 7, 5, tzinfo=UTC)
    stage.publish_as_told(week)
    assert stage.follow(week) == week.heard
    assert len(rows(stage, "alert_spells", date(2021, 6, 13))) == 2
    stage.play("""
        W24 | T1 P04 red gap=-0.4  | escalated T1 P04 red > LEADING U11; ~unchanged T1 P04 red
    """)
    assert rows(stage, "alert_spells", date(2021, 6, 20)) == told


def test_a_plan_that_drops_a_project_ends_its_alerts_from_the_day_it_takes_effect(stage: Stage, tmp_path: Path) -> None:
    stage.play_returns(
        f"""
        W22 | {report("05-31", 30)}  | opened T1 P04 red > U11
        """,
        only=LAG,
    )
    folder = tmp_path / "plan"
    folder.mkdir()
    for path in paths.PLAN.iterdir():
        kept = [
            line
            for line in path.read_text(encoding="utf-8-sig").splitlines()
            if not (path.suffix == ".csv" and "P04" in line.split(","))
        ]
        text = "\n".join(kept).replace("effective_date = 2020-03-11", "effective_date = 2021-06-18") + "\n"
        if path.name == "projects.csv":
            head, *lines = text.splitlines()
            numbered = [
                re.sub(r"^(P\d+),\d+,", rf"\g<1>,{serial},", line) for serial, line in enumerate(lines, start=1)
            ]
            text = "\n".join([head, *numbered]) + "\n"
        (folder / path.name).write_text(text, encoding="utf-8")
    plan_loading.load_plan(stage.connection, folder, datetime(2021, 6, 9, tzinfo=UTC))
    stage.play_returns(
        """
        W23 |  | escalated T1 P04 red > LEADING U11; ~unchanged T1 P04 red
        W24 |  | closed T1 P04 red (dropped_from_plan) > LEADING U11
        W25 |  |
        """,
        only=LAG,
    )


def test_a_rule_that_the_policy_drops_ends_its_alerts(stage: Stage, tmp_path: Path) -> None:
    stage.play("""
        W23 | T5 P04 yellow  | opened T5 P04 yellow > U11
    """)
    path = tmp_path / "policy.toml"
    kept = [line for line in paths.POLICY.read_text(encoding="utf-8").splitlines() if not line.startswith("T5 = ")]
    path.write_text("\n".join(kept), encoding="utf-8")
    version = policy_loading.load_policy(stage.connection, path, datetime(2021, 6, 15, tzinfo=UTC))
    [week] = calendar.read("W24 | T5 P04 yellow | closed T5 P04 yellow (rule_retired) > U11")
    stage.publish_as_told(week)
    stage.run("update marts.programme_performance set policy_version = :v where as_of_date = '2021-06-20'", v=version)
    assert stage.follow(week) == week.heard


def test_an_answer_in_the_remark_of_the_next_return_mutes_the_projects_works(stage: Stage) -> None:
    stage.play_returns(
        f"""
        W22 | {report("05-31", 55)}                                                     | opened T1 P04 yellow > U11
        W23 | U11 progress 05-31 P04 ROAD=55 remark=预计恢复2021年7月5日，管线迁改 at=2021-06-11T09:00 | acknowledged T1 P04 yellow (管线迁改) > U11; ~unchanged T1 P04 yellow (muted)
        W24 |                                                                           | ~unchanged T1 P04 yellow (muted)
        """,
        only=LAG,
    )


def test_a_remark_with_a_day_that_is_none_is_no_answer(stage: Stage) -> None:
    stage.play_returns(
        f"""
        W22 | {report("05-31", 55)}                                                          | opened T1 P04 yellow > U11
        W23 | U11 progress 05-31 P04 ROAD=55 remark=预计恢复2021-02-30，管线迁改 at=2021-06-11T09:00 | ~unchanged T1 P04 yellow
        W24 | U11 progress 05-31 P04 ROAD=55 remark=预计恢复待定 at=2021-06-18T09:00              | ~unchanged T1 P04 yellow
        """,
        only=LAG,
    )
