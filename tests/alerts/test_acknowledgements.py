"""An answer mutes an alert until its date; worsening ends it, and so does the date."""

from collections.abc import Callable
from datetime import date

import pytest

from tests.alerts.stage import Stage

pytestmark = pytest.mark.proof

Tell = Callable[..., Stage]


def test_an_answered_alert_is_quiet_until_its_date_and_is_pushed_after(tell: Tell) -> None:
    """Muted until Monday 28 June: the letter of that Monday is still quiet, the next one is not."""
    stage = tell("""
        W23 | T1 P04 yellow gap=-0.12                               | opened T1 P04 yellow > U11
        W24 | T1 P04 yellow gap=-0.12; ack P04 T1 until=2021-06-28  | acknowledged T1 P04 yellow (雨季) > U11; ~unchanged T1 P04 yellow (muted)
        W25 | T1 P04 yellow gap=-0.12                               | ~unchanged T1 P04 yellow (muted)
        W26 | T1 P04 yellow gap=-0.12                               | unchanged T1 P04 yellow (mute_ended) > U11
        W27 | T1 P04 yellow gap=-0.12                               | ~unchanged T1 P04 yellow
    """)
    spell = stage.spell(date(2021, 6, 20), "T1", "P04")
    assert (spell["acknowledged_by"], spell["acknowledged_reason"], spell["recovery_date"]) == (
        "U11",
        "雨季",
        date(2021, 6, 28),
    )


def test_worsening_breaks_the_silence_and_asks_anew(tell: Tell) -> None:
    tell("""
        W23 | T1 P04 yellow gap=-0.12                               | opened T1 P04 yellow > U11
        W24 | T1 P04 yellow gap=-0.12; ack P04 T1 until=2021-12-31  | acknowledged T1 P04 yellow (雨季) > U11; ~unchanged T1 P04 yellow (muted)
        W25 | T1 P04 yellow gap=-0.17                               | worse T1 P04 yellow > U11
        W26 | T1 P04 yellow gap=-0.17                               | ~unchanged T1 P04 yellow
        W27 | T1 P04 yellow gap=-0.17; ack P04 T1 until=2021-12-31  | acknowledged T1 P04 yellow (雨季) > U11; ~unchanged T1 P04 yellow (muted)
    """)


def test_getting_better_is_not_pushed_while_muted_but_the_cure_is(tell: Tell) -> None:
    tell("""
        W23 | T1 P04 yellow gap=-0.22                               | opened T1 P04 yellow > U11
        W24 | T1 P04 yellow gap=-0.22; ack P04 T1 until=2021-12-31  | acknowledged T1 P04 yellow (雨季) > U11; ~unchanged T1 P04 yellow (muted)
        W25 | T1 P04 yellow gap=-0.12                               | ~better T1 P04 yellow
        W26 |                                                       | closed T1 P04 yellow (cured) > U11
    """)


def test_a_muted_red_is_not_escalated_until_its_date_has_passed(tell: Tell) -> None:
    tell("""
        W23 | T1 P04 red gap=-0.4                               | opened T1 P04 red > U11
        W24 | T1 P04 red gap=-0.4; ack P04 T1 until=2021-06-28  | acknowledged T1 P04 red (雨季) > U11; ~unchanged T1 P04 red (muted)
        W25 | T1 P04 red gap=-0.4                               | ~unchanged T1 P04 red (muted)
        W26 | T1 P04 red gap=-0.4                               | escalated T1 P04 red > LEADING U11; unchanged T1 P04 red (mute_ended) > LEADING U11
    """)


def test_an_answer_for_all_of_a_project_covers_its_works_not_its_money(tell: Tell) -> None:
    tell("""
        W23 | T1 P04 yellow gap=-0.1; T5 P04 yellow; T7 P04 red paid=10                             | opened T1 P04 yellow > U11; opened T5 P04 yellow > U11; opened T7 P04 red > U03 U11
        W24 | T1 P04 yellow gap=-0.1; T5 P04 yellow; T7 P04 red paid=10; ack P04 * until=2021-12-31 | acknowledged T1 P04 yellow (雨季) > U11; acknowledged T5 P04 yellow (雨季) > U11; ~unchanged T1 P04 yellow (muted); ~unchanged T5 P04 yellow (muted); escalated T7 P04 red > LEADING U03 U11; ~unchanged T7 P04 red
    """)


def test_an_answer_given_before_the_alert_opened_answers_nothing(tell: Tell) -> None:
    tell("""
        W22 | ack P04 T1 until=2021-12-31  |
        W23 | T1 P04 yellow gap=-0.12      | opened T1 P04 yellow > U11
        W24 | T1 P04 yellow gap=-0.12      | ~unchanged T1 P04 yellow
    """)


def test_an_answer_to_an_earlier_spell_does_not_mute_the_reopened_one(tell: Tell) -> None:
    tell("""
        W23 | T5 P04 yellow                               | opened T5 P04 yellow > U11
        W24 | T5 P04 yellow; ack P04 T5 until=2021-12-31  | acknowledged T5 P04 yellow (雨季) > U11; ~unchanged T5 P04 yellow (muted)
        W25 |                                             | closed T5 P04 yellow (cured) > U11
        W26 | T5 P04 yellow                               | reopened T5 P04 yellow > U11
        W27 | T5 P04 yellow                               | ~unchanged T5 P04 yellow
    """)


def test_a_later_answer_takes_the_place_of_the_earlier(tell: Tell) -> None:
    stage = tell("""
        W23 | T5 P04 yellow                               | opened T5 P04 yellow > U11
        W24 | T5 P04 yellow; ack P04 T5 until=2021-06-25  | acknowledged T5 P04 yellow (雨季) > U11; ~unchanged T5 P04 yellow (muted)
        W25 | T5 P04 yellow; ack P04 T5 until=2021-07-31  | acknowledged T5 P04 yellow (雨季) > U11; ~unchanged T5 P04 yellow (muted)
        W26 | T5 P04 yellow                               | ~unchanged T5 P04 yellow (muted)
    """)
    assert stage.spell(date(2021, 7, 4), "T5", "P04")["muted_until_date"] == date(2021, 7, 31)


def test_an_answer_one_second_after_the_week_was_written_counts_the_week_after(tell: Tell) -> None:
    tell("""
        W23 | T5 P04 yellow                                                       | opened T5 P04 yellow > U11
        W24 | T5 P04 yellow; ack P04 T5 until=2021-12-31 at=2021-06-21T08:00:01   | ~unchanged T5 P04 yellow
        W25 | T5 P04 yellow                                                       | acknowledged T5 P04 yellow (雨季) > U11; ~unchanged T5 P04 yellow (muted)
    """)
