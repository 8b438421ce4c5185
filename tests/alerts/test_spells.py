"""Alerts of projects as calendars: opened, worse, unchanged, better, closed, reopened. The notation: calendar.py."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from tests.alerts.stage import Stage

pytestmark = pytest.mark.proof

Tell = Callable[..., Stage]


def test_a_lag_opens_is_quiet_while_unchanged_and_closes_when_cured(tell: Tell) -> None:
    tell("""
        W22 |                          |
        W23 | T1 P04 yellow gap=-0.12  | opened T1 P04 yellow > U11
        W24 | T1 P04 yellow gap=-0.13  | ~unchanged T1 P04 yellow
        W25 |                          | closed T1 P04 yellow (cured) > U11
        W26 |                          |
    """)


def test_yellow_becomes_red_and_yellow_again(tell: Tell) -> None:
    tell("""
        W23 | T1 P04 yellow gap=-0.29  | opened T1 P04 yellow > U11
        W24 | T1 P04 red gap=-0.31     | worse T1 P04 red > U11
        W25 | T1 P04 yellow gap=-0.30  | better T1 P04 yellow > U11
        W26 | T1 P04 yellow gap=-0.30  | ~unchanged T1 P04 yellow
    """)


def test_within_a_level_the_step_of_five_points_decides_on_either_side(tell: Tell) -> None:
    tell("""
        W23 | T1 P04 yellow gap=-0.12    | opened T1 P04 yellow > U11
        W24 | T1 P04 yellow gap=-0.1699  | ~unchanged T1 P04 yellow
        W25 | T1 P04 yellow gap=-0.17    | worse T1 P04 yellow > U11
        W26 | T1 P04 yellow gap=-0.1201  | ~unchanged T1 P04 yellow
        W27 | T1 P04 yellow gap=-0.12    | better T1 P04 yellow > U11
    """)


def test_a_slow_slide_adds_up_since_it_was_last_told(tell: Tell) -> None:
    tell("""
        W23 | T1 P04 yellow gap=-0.12  | opened T1 P04 yellow > U11
        W24 | T1 P04 yellow gap=-0.14  | ~unchanged T1 P04 yellow
        W25 | T1 P04 yellow gap=-0.16  | ~unchanged T1 P04 yellow
        W26 | T1 P04 yellow gap=-0.18  | worse T1 P04 yellow > U11
        W27 | T1 P04 yellow gap=-0.20  | ~unchanged T1 P04 yellow
    """)


def test_a_cure_that_does_not_last_is_a_reopening(tell: Tell) -> None:
    stage = tell("""
        W23 | T5 P04 yellow  | opened T5 P04 yellow > U11
        W24 |                | closed T5 P04 yellow (cured) > U11
        W25 |                |
        W26 | T5 P04 yellow  | reopened T5 P04 yellow > U11
        W27 |                | closed T5 P04 yellow (cured) > U11
        W28 | T5 P04 yellow  | reopened T5 P04 yellow > U11
    """)
    spell = stage.spell(date(2021, 7, 18), "T5", "P04")
    assert (spell["reopened_count"], spell["weeks_count"], spell["since_date"]) == (2, 1, date(2021, 7, 18))


def test_after_twenty_six_weeks_a_cure_is_forgotten(tell: Tell) -> None:
    tell("""
        2021-W10 | T5 P04 yellow  | opened T5 P04 yellow > U11
        2021-W11 |                | closed T5 P04 yellow (cured) > U11
        2021-W30 |                |
        2021-W37 | T5 P04 yellow  | reopened T5 P04 yellow > U11
    """)


def test_and_a_week_later_it_opens_anew(tell: Tell) -> None:
    tell("""
        2021-W10 | T5 P04 yellow  | opened T5 P04 yellow > U11
        2021-W11 |                | closed T5 P04 yellow (cured) > U11
        2021-W30 |                |
        2021-W38 | T5 P04 yellow  | opened T5 P04 yellow > U11
    """)


def test_each_rule_of_a_project_is_a_spell_of_its_own(tell: Tell) -> None:
    tell("""
        W23 | T1 P04 yellow gap=-0.12                 | opened T1 P04 yellow > U11
        W24 | T1 P04 yellow gap=-0.12; T5 P04 yellow  | ~unchanged T1 P04 yellow; opened T5 P04 yellow > U11
        W25 | T5 P04 yellow; T1 P05 yellow gap=-0.11  | closed T1 P04 yellow (cured) > U11; ~unchanged T5 P04 yellow; opened T1 P05 yellow > U11
    """)


def test_a_spell_says_its_age_and_its_age_counts_weeks_not_runs(tell: Tell) -> None:
    stage = tell("""
        W23 | T5 P04 yellow  | opened T5 P04 yellow > U11
        W24 | -              |
        W25 | T5 P04 yellow  | ~unchanged T5 P04 yellow
    """)
    assert stage.spell(date(2021, 6, 27), "T5", "P04")["weeks_count"] == 3


def test_a_finished_project_closes_its_lag_for_that_reason(tell: Tell) -> None:
    tell("""
        W23 | T4 P04 yellow days=3  | opened T4 P04 yellow > U11
        W24 | P04 finished          | closed T4 P04 yellow (finished) > U11
    """)


def test_a_project_that_the_plan_drops_closes_its_alerts_for_that_reason(tell: Tell) -> None:
    """Also those that go on burning would have gone; who heard of the alert hears how it ended."""
    tell("""
        W23 | T1 P04 red gap=-0.4; T7 P04 red paid=10; T1 P05 yellow gap=-0.2  | opened T1 P04 red > U11; opened T7 P04 red > U03 U11; opened T1 P05 yellow > U11
        W24 | P04 dropped; T1 P05 yellow gap=-0.2                             | closed T1 P04 red (dropped_from_plan) > U11; closed T7 P04 red (dropped_from_plan) > U03 U11; ~unchanged T1 P05 yellow
        W25 | T1 P05 yellow gap=-0.2                                          | ~unchanged T1 P05 yellow
    """)


def test_a_project_without_news_is_late_with_data_and_its_lag_is_held_as_it_was(tell: Tell) -> None:
    """Time alone worsens a figure that nobody reported; that is no news of the works."""
    tell("""
        W23 | T1 P04 yellow gap=-0.12                               | opened T1 P04 yellow > U11
        W24 | T1 P04 red gap=-0.40; T6 P04 grey cycles=2            | ~unchanged T1 P04 yellow (on_hold); opened T6 P04 red > U11
        W25 | T1 P04 red gap=-0.42; T6 P04 grey cycles=2            | ~unchanged T1 P04 yellow (on_hold); ~unchanged T6 P04 red
        W26 | T1 P04 red gap=-0.42                                  | worse T1 P04 red > U11; closed T6 P04 red (received) > U11
    """)


def test_no_lag_opens_while_there_is_no_news(tell: Tell) -> None:
    tell("""
        W23 | T3 P11 yellow; T6 P11 grey cycles=2  | opened T6 P11 red > U11
        W24 | T3 P11 yellow                        | opened T3 P11 yellow > U11; closed T6 P11 red (received) > U11
    """)


def test_payment_beyond_work_goes_to_the_finance_bureau(tell: Tell) -> None:
    tell("""
        W23 | T7 P04 red paid=500000   | opened T7 P04 red > U03 U11
        W24 | T7 P04 red paid=599999   | escalated T7 P04 red > LEADING U03 U11; ~unchanged T7 P04 red
        W25 | T7 P04 red paid=600000   | worse T7 P04 red > LEADING U03 U11
        W26 |                          | closed T7 P04 red (cured) > LEADING U03 U11
    """)


def test_money_alerts_are_not_held_for_want_of_news_of_works(tell: Tell) -> None:
    tell("""
        W23 | T7A P04 red paid=100; T6 P04 grey cycles=3  | opened T7A P04 red > U03 U11; opened T6 P04 red > U11
        W24 | T6 P04 grey cycles=4                        | closed T7A P04 red (cured) > U03 U11; worse T6 P04 red > U11
    """)


def test_iso_week_53_is_followed_by_week_1(tell: Tell) -> None:
    stage = tell(
        """
        2020-W52 | T1 P04 red gap=-0.4  | opened T1 P04 red > U11
        2020-W53 | T1 P04 red gap=-0.4  | escalated T1 P04 red > LEADING U11; ~unchanged T1 P04 red
        2021-W01 | T1 P04 red gap=-0.4  | ~unchanged T1 P04 red
        2021-W02 |                      | closed T1 P04 red (cured) > LEADING U11
        """
    )
    turn = stage.spell(date(2021, 1, 3), "T1", "P04")
    assert (turn["week_key"], turn["weeks_count"], turn["order_number"]) == ("2020-W53", 2, "2020-W53-1")
    after = stage.spell(date(2021, 1, 10), "T1", "P04")
    assert (after["week_key"], after["weeks_count"]) == ("2021-W01", 3)


def test_the_figure_followed_and_the_figure_last_told_stand_beside_each_other(tell: Tell) -> None:
    stage = tell("""
        W23 | T1 P04 yellow gap=-0.12  | opened T1 P04 yellow > U11
        W24 | T1 P04 yellow gap=-0.14  | ~unchanged T1 P04 yellow
    """)
    spell = stage.spell(date(2021, 6, 20), "T1", "P04")
    assert (spell["measure"], spell["reference_measure"]) == (Decimal("-0.14"), Decimal("-0.12"))
