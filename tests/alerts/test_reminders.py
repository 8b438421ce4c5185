"""A reminder comes with the last letter that leaves the policy's notice, also for a cut-off that is still to come.

Letters are written on Mondays; the county's policy gives three days' notice: what is due before the next letter, or on
the two days after it begins its week, is reminded of now. U11 owes progress alone, by a calendar that each story sets.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from planwatch.alerts import letters as letter_writing
from tests.alerts.stage import Stage

pytestmark = pytest.mark.proof

COMPANY = "F33 U11 progress"
WEEKLY = {"frequency": "week", "first": "2021-06-02", "due_days": 2, "due_rule": "calendar_days", "grace_days": 0}


@pytest.fixture
def owes(stage: Stage) -> Callable[..., Stage]:
    """owes(frequency=…, first=…, due_days=…, due_rule=…, grace_days=…): the only line of the county's calendar."""

    def only(**line: Any) -> Stage:
        stage.run("delete from raw.plan_reporting_calendar")
        stage.run(
            "insert into raw.plan_reporting_calendar (plan_version, unit_code, form, frequency, first_cutoff_date,"
            " last_cutoff_date, due_days_after_cutoff, grace_days, due_rule) values (1, 'U11', 'progress', :frequency,"
            " :first, '2022-12-31', :due_days, :grace_days, :due_rule)",
            **WEEKLY | line,
        )
        return stage

    return only


Owes = Callable[..., Stage]


def test_a_week_that_is_cut_off_on_wednesday_and_due_on_friday_is_reminded_of_on_monday(owes: Owes) -> None:
    owes().play_returns(
        """
        W20 |                                                      |
        W21 |                                                      | opened F33 U11 progress 2021-06-02 notice > U11
        W22 | U11 progress 06-02 P04 ROAD=40 at=2021-06-04T23:59:59 | ~closed F33 U11 progress 2021-06-02 notice (received); opened F33 U11 progress 2021-06-09 notice > U11
        W23 |                                                      | worse F33 U11 progress 2021-06-09 red > U11; opened F33 U11 progress 2021-06-16 notice > U11
        """,
        only=COMPANY,
    )


@pytest.mark.parametrize(
    ("due_days", "is_reminded"),
    [
        pytest.param(0, True, id="due on the cut-off itself"),
        pytest.param(4, True, id="due on the Sunday before the next letter"),
        pytest.param(5, True, id="due on the day of the next letter"),
        pytest.param(7, True, id="due two days after the next letter: it would leave two days"),
        pytest.param(8, False, id="due three days after it: the next letter still leaves three"),
    ],
)
def test_what_the_next_letter_would_tell_too_late_is_told_now(owes: Owes, due_days: int, is_reminded: bool) -> None:
    """The letter of Monday 31 May; the cut-off is Wednesday 2 June."""
    owes(frequency="once", due_days=due_days).play_returns(
        f"""
        W21 | | {"opened F33 U11 progress 2021-06-02 notice > U11" if is_reminded else ""}
        """,
        only=COMPANY,
    )


@pytest.mark.parametrize(
    ("due_days", "is_reminded"),
    [pytest.param(5, True, id="within seven days"), pytest.param(6, False, id="in eight days")],
)
def test_a_week_under_an_older_policy_counts_from_its_own_letter(owes: Owes, due_days: int, is_reminded: bool) -> None:
    stage = owes(frequency="once", due_days=due_days)
    stage.run(
        "update raw.policy_versions set content = jsonb_set("
        "content #- '{alerts,reminder_notice_days}', '{alerts,reminder_days}', '7')"
    )
    stage.play_returns(
        f"""
        W21 | | {"opened F33 U11 progress 2021-06-02 notice > U11" if is_reminded else ""}
        """,
        only=COMPANY,
    )


@pytest.mark.parametrize(
    ("line", "heard"),
    [
        pytest.param(
            "U11 progress 2021-05-27 P04 ROAD=40 at=2021-05-30T09:00", "", id="news of the week's first day answers"
        ),
        pytest.param(
            "U11 progress 2021-05-26 P04 ROAD=40 at=2021-05-30T09:00",
            "opened F33 U11 progress 2021-06-02 notice > U11",
            id="news of the day before does not",
        ),
        pytest.param("U11 progress 2021-05-31 P04 ROAD=40 at=2021-05-31T07:59:59", "", id="a second before the letter"),
        pytest.param(
            "U11 progress 2021-05-31 P04 ROAD=40 at=2021-05-31T08:00:01",
            "opened F33 U11 progress 2021-06-02 notice > U11",
            id="a second after it",
        ),
        pytest.param(
            "U12 progress 2021-05-27 P04 CABLE=40 at=2021-05-30T09:00",
            "opened F33 U11 progress 2021-06-02 notice > U11",
            id="another unit's news does not",
        ),
    ],
)
def test_what_is_in_before_its_cutoff_is_not_reminded_of(owes: Owes, line: str, heard: str) -> None:
    """The week of Wednesday 2 June begins on Thursday 27 May."""
    owes(first="2021-05-26").play_returns(f"W21 | {line} | {heard}", only=f"{COMPANY} 2021-06-02")


def test_a_reminder_whose_return_comes_before_its_cutoff_ends_as_received(owes: Owes) -> None:
    """June is due on its last day, a Wednesday; news of the middle of the month comes on Tuesday the 22nd."""
    owes(frequency="month", first="2021-06-30", due_days=0).play_returns(
        """
        W23 |                                                     |
        W24 |                                                     | opened F33 U11 progress 2021-06-30 notice > U11
        W25 | U11 progress 06-15 P04 ROAD=40 at=2021-06-22T10:00  | ~closed F33 U11 progress 2021-06-30 notice (received)
        """,
        only=COMPANY,
    )


def test_a_due_date_that_a_holiday_moves_is_reminded_of_by_its_new_day(owes: Owes) -> None:
    """Cut-off on Wednesday 29 September, due on Friday 1 October: within the holiday, so on Friday the 8th."""
    owes(frequency="once", first="2021-09-29", due_rule="next_workday").play_returns(
        """
        W38 | |
        W39 | | opened F33 U11 progress 2021-09-29 notice > U11
        W40 | | worse F33 U11 progress 2021-09-29 red > U11
        """,
        only=COMPANY,
    )


def test_without_the_holiday_it_is_reminded_of_a_week_earlier(owes: Owes) -> None:
    owes(frequency="once", first="2021-09-29").play_returns(
        """
        W37 | |
        W38 | | opened F33 U11 progress 2021-09-29 notice > U11
        W39 | | worse F33 U11 progress 2021-09-29 red > U11
        """,
        only=COMPANY,
    )


def test_over_the_dragon_boat_days_both_sides_of_the_holiday_are_told(owes: Owes) -> None:
    """Off from Saturday 12 to Monday 14 June. Cut-off on Wednesday the 9th, three days: Tuesday the 15th."""
    owes(frequency="once", first="2021-06-09", due_days=3, due_rule="next_workday").play_returns(
        """
        W21 | |
        W22 | | opened F33 U11 progress 2021-06-09 notice > U11
        W23 | | ~unchanged F33 U11 progress 2021-06-09 notice
        W24 | | worse F33 U11 progress 2021-06-09 red > U11
        """,
        only=COMPANY,
    )


def test_over_the_turn_of_the_year_every_wednesday_is_reminded_of_once(owes: Owes) -> None:
    """Wednesdays 29 December and 5 January, due on the Fridays after; ISO week 52 ends on 2 January."""
    owes(first="2021-12-29").play_returns(
        """
        2021-W50 |                                                            |
        2021-W51 |                                                            | opened F33 U11 progress 2021-12-29 notice > U11
        2021-W52 | U11 progress 2021-12-29 P04 ROAD=40 at=2021-12-31T23:59:59 | ~closed F33 U11 progress 2021-12-29 notice (received); opened F33 U11 progress 2022-01-05 notice > U11
        2022-W01 | U11 progress 2022-01-05 P04 ROAD=41 at=2022-01-08T00:00:00 | ~closed F33 U11 progress 2022-01-05 notice (received_late); opened F33 U11 progress 2022-01-12 notice > U11
        """,
        only=COMPANY,
    )


def test_a_due_date_that_moves_away_is_not_told_a_second_time(owes: Owes) -> None:
    """Reminded of for Friday 4 June; then the plan gives until the 18th: it stays in the list, and nobody is pushed."""
    owes(frequency="once").play_returns("W21 | | opened F33 U11 progress 2021-06-02 notice > U11", only=COMPANY)
    owes(frequency="once", due_days=16).play_returns(
        """
        W22 | | ~unchanged F33 U11 progress 2021-06-02 notice
        W23 | | ~unchanged F33 U11 progress 2021-06-02 notice
        """,
        only=COMPANY,
    )


def test_what_the_plan_asks_for_no_more_ends_without_a_word(owes: Owes) -> None:
    owes(frequency="once").play_returns("W21 | | opened F33 U11 progress 2021-06-02 notice > U11", only=COMPANY)
    owes(frequency="once", first="2022-03-31").play_returns(
        "W22 | | ~closed F33 U11 progress 2021-06-02 notice (not_owed)", only=COMPANY
    )


@pytest.mark.parametrize(
    ("last_cutoff", "heard"),
    [
        pytest.param("2021-06-02", "", id="up to and with the cut-off"),
        pytest.param("2021-06-01", "opened F33 U11 progress 2021-06-02 notice > U11", id="up to the day before"),
    ],
)
def test_what_a_waiver_excuses_is_not_reminded_of(owes: Owes, last_cutoff: str, heard: str) -> None:
    stage = owes(frequency="once")
    stage.run(
        "insert into raw.waivers (rule_id, unit_code, form, first_cutoff_date, last_cutoff_date, reason, granted_by,"
        " granted_at, expires_date) values ('F33', 'U11', 'progress', '2021-05-01', cast(:last as date), '系统切换',"
        " '县建设局', '2021-05-14 09:00+08', '2021-12-31')",
        last=last_cutoff,
    )
    stage.play_returns(f"W21 | | {heard}", only=COMPANY)


def test_a_cutoff_that_has_not_come_is_owed_by_nobody(owes: Owes) -> None:
    """The reminder is sent, and no figure of missing or due returns knows of it."""
    stage = owes()
    stage.play_returns("W21 | | opened F33 U11 progress 2021-06-02 notice > U11", only=COMPANY)
    for mart, counted in (
        ("unit_reporting", "count(*)"),
        ("unit_timeliness", "coalesce(sum(returns_due_count), 0)"),
        ("programme_performance", "coalesce(sum(returns_due_count), 0)"),
    ):
        found = stage.connection.exec_driver_sql(f"select {counted} from marts.{mart} where as_of_date = '2021-05-30'")
        assert found.scalar_one() == 0, mart


def test_the_letter_names_the_cutoff_and_the_due_date(owes: Owes, tmp_path: Path) -> None:
    stage = owes()
    stage.play_returns("W21 | | opened F33 U11 progress 2021-06-02 notice > U11", only=COMPANY)
    letter_writing.write_letters(stage.connection, date(2021, 5, 30), tmp_path, datetime(2021, 5, 31, tzinfo=UTC))
    changes = (tmp_path / "2021-W21" / "U11" / "letter.txt").read_text(encoding="utf-8").split("■ 未销号")[0]
    assert "[新增] ◇提醒 进度表（截至2021-06-02）应于2021-06-04前报送。" in changes
