"""Alerts of data: a reminder before the due day, a chase after it, per unit; apart from alerts of projects.

Whole weeks are evaluated from returns. Monthly returns are due five days after the cut-off, moved to the next workday.
"""

from collections.abc import Callable

import pytest

from tests.alerts.stage import Stage

pytestmark = pytest.mark.proof

COMPANY = "F33 U11 progress"


@pytest.fixture
def returns(stage: Stage) -> Callable[..., None]:
    """returns(story, only="…") plays a calendar of returns and looks at the events that name all of these words."""

    def play(story: str, only: str, year: int = 2021) -> None:
        stage.play_returns(story, year, only)

    return play


def test_reminded_before_the_due_day_asked_within_the_grace_and_chased_after(returns: Callable[..., None]) -> None:
    """June is due on Monday 5 July with grace to the 7th; it comes on Friday the 23rd."""
    returns(
        """
        W24 |                                              |
        W25 |                                              | opened F33 U11 progress 2021-06-30 notice > U11
        W26 |                                              | ~unchanged F33 U11 progress 2021-06-30 notice
        W27 |                                              | worse F33 U11 progress 2021-06-30 red > U11
        W28 |                                              | worse F33 U11 progress 2021-06-30 red > U11
        W29 | U11 progress 06-30 P04 ROAD=40 at=2021-07-23T10:00 | closed F33 U11 progress 2021-06-30 red (received_late) > U11
        W30 |                                              |
        """,
        only=f"{COMPANY} 2021-06-30",
    )


def test_a_reminder_that_is_heeded_ends_without_a_word(returns: Callable[..., None]) -> None:
    returns(
        """
        W25 |                                                    | opened F33 U11 progress 2021-06-30 notice > U11
        W26 |                                                    | ~unchanged F33 U11 progress 2021-06-30 notice
        W27 | U11 progress 06-30 P04 ROAD=40 at=2021-07-05T17:00 | ~closed F33 U11 progress 2021-06-30 notice (received)
        W28 |                                                    |
        """,
        only=f"{COMPANY} 2021-06-30",
    )


@pytest.mark.parametrize(
    ("at", "status"),
    [
        pytest.param("2021-09-26T23:59:59", "on_time", id="Sunday 23:59:59 in Shanghai, a day that is worked"),
        pytest.param("2021-09-27T00:00:00", "within_grace", id="Monday 00:00 in Shanghai, still Sunday in Greenwich"),
    ],
)
def test_the_due_day_ends_at_midnight_in_shanghai(stage: Stage, at: str, status: str) -> None:
    """A return that is due on Sunday 26 September, worked before National Day."""
    stage.run(
        "update raw.plan_reporting_calendar set frequency = 'week', first_cutoff_date = '2021-09-21',"
        " due_days_after_cutoff = 5 where unit_code = 'U11' and form = 'progress'"
    )
    stage.play_returns(
        f"""
        W38 | U11 progress 2021-09-21 P04 ROAD=40 at={at} |
        """,
        only=COMPANY,
    )
    found = stage.connection.exec_driver_sql(
        "select status from marts.unit_reporting where as_of_date = '2021-09-26' and unit_code = 'U11'"
        " and form = 'progress' and cutoff_date = '2021-09-21'"
    ).scalar_one()
    assert found == status


@pytest.mark.parametrize(
    ("at", "second"),
    [
        pytest.param(
            "2021-07-12T07:59:59",
            "~closed F33 U11 progress 2021-06-30 notice (received_late)",
            id="a second before the letter",
        ),
        pytest.param("2021-07-12T08:00:01", "worse F33 U11 progress 2021-06-30 red > U11", id="a second after it"),
    ],
)
def test_what_comes_in_before_the_letters_moment_counts(returns: Callable[..., None], at: str, second: str) -> None:
    returns(
        f"""
        W26 |                                      | opened F33 U11 progress 2021-06-30 notice > U11
        W27 | U11 progress 06-30 P04 ROAD=40 at={at} | {second}
        """,
        only=f"{COMPANY} 2021-06-30",
    )


def test_over_national_day_the_due_day_moves_behind_the_holiday(returns: Callable[..., None]) -> None:
    """September's fifth day falls into the holiday of 1 to 7 October: due on Friday the 8th, grace to Monday the 11th."""
    returns(
        """
        W38 |  |
        W39 |  | opened F33 U11 progress 2021-09-30 notice > U11
        W40 |  | worse F33 U11 progress 2021-09-30 yellow > U11
        W41 |  | worse F33 U11 progress 2021-09-30 red > U11
        """,
        only=f"{COMPANY} 2021-09-30",
    )


def test_over_spring_festival_the_due_day_moves_behind_the_holiday(returns: Callable[..., None]) -> None:
    """Of January 2022, due on 5 February within the holiday of 31 January to 6 February: Monday the 7th, grace to the 9th."""
    returns(
        """
        2022-W03 |  |
        2022-W04 |  | opened F33 U11 progress 2022-01-31 notice > U11
        2022-W05 |  | ~unchanged F33 U11 progress 2022-01-31 notice
        2022-W06 |  | worse F33 U11 progress 2022-01-31 red > U11
        """,
        only=f"{COMPANY} 2022-01-31",
        year=2022,
    )


def test_over_the_turn_of_the_year_weeks_go_on(returns: Callable[..., None]) -> None:
    """December is due on Wednesday 5 January, grace to the 7th. ISO week 52 ends on 2 January."""
    returns(
        """
        2021-W50 |  |
        2021-W51 |  | opened F33 U11 progress 2021-12-31 notice > U11
        2021-W52 |  | ~unchanged F33 U11 progress 2021-12-31 notice
        2022-W01 |  | worse F33 U11 progress 2021-12-31 red > U11
        2022-W02 |  | worse F33 U11 progress 2021-12-31 red > U11
        """,
        only=f"{COMPANY} 2021-12-31",
    )


def test_each_unit_and_form_is_chased_by_itself(returns: Callable[..., None]) -> None:
    returns(
        """
        W26 | U12 progress 06-30 P04 CABLE=10 at=2021-07-02T09:00 | opened F33 U13 progress 2021-06-30 notice > U13; opened F33 U14 progress 2021-06-30 notice > U14; opened F33 U15 progress 2021-06-30 notice > U15; opened F33 U16 progress 2021-06-30 notice > U16; opened F33 U17 progress 2021-06-30 notice > U17; opened F33 U11 progress 2021-06-30 notice > U11
        """,
        only="F33 progress 2021-06-30",
    )


def test_a_waiver_closes_the_chase_for_that_reason(stage: Stage) -> None:
    stage.play_returns(
        """
        W26 |  | opened F33 U11 progress 2021-06-30 notice > U11
        W27 |  | worse F33 U11 progress 2021-06-30 red > U11
        """,
        only=f"{COMPANY} 2021-06-30",
    )
    stage.run(
        "insert into raw.waivers (rule_id, unit_code, form, first_cutoff_date, last_cutoff_date, reason, granted_by,"
        " granted_at, expires_date) values ('F33', 'U11', 'progress', '2021-06-30', '2021-06-30', '系统切换', '县建设局',"
        " '2021-07-14 09:00+08', '2021-12-31')"
    )
    stage.play_returns(
        """
        W28 |  | closed F33 U11 progress 2021-06-30 red (waived) > U11
        """,
        only=f"{COMPANY} 2021-06-30",
    )
