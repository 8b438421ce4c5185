"""Two red weeks running go to the leading group, once, with an order and its deadline in workdays."""

from collections.abc import Callable
from datetime import date

import pytest

from tests.alerts.stage import Stage

pytestmark = pytest.mark.proof

Tell = Callable[..., Stage]


def test_the_second_red_week_running_escalates_and_the_third_does_not_again(tell: Tell) -> None:
    tell("""
        W23 | T1 P04 red gap=-0.31  | opened T1 P04 red > U11
        W24 | T1 P04 red gap=-0.32  | escalated T1 P04 red > LEADING U11; ~unchanged T1 P04 red
        W25 | T1 P04 red gap=-0.33  | ~unchanged T1 P04 red
    """)


def test_a_yellow_week_between_two_reds_begins_the_count_anew(tell: Tell) -> None:
    tell("""
        W23 | T1 P04 red gap=-0.31     | opened T1 P04 red > U11
        W24 | T1 P04 yellow gap=-0.30  | better T1 P04 yellow > U11
        W25 | T1 P04 red gap=-0.31     | worse T1 P04 red > U11
        W26 | T1 P04 red gap=-0.31     | escalated T1 P04 red > LEADING U11; ~unchanged T1 P04 red
    """)


def test_after_it_was_below_red_it_is_escalated_again_under_a_new_number(tell: Tell) -> None:
    stage = tell("""
        W23 | T1 P04 red gap=-0.31     | opened T1 P04 red > U11
        W24 | T1 P04 red gap=-0.31     | escalated T1 P04 red > LEADING U11; ~unchanged T1 P04 red
        W25 | T1 P04 yellow gap=-0.30  | better T1 P04 yellow > LEADING U11
        W26 | T1 P04 red gap=-0.31     | worse T1 P04 red > U11
        W27 | T1 P04 red gap=-0.31     | escalated T1 P04 red > LEADING U11; ~unchanged T1 P04 red
    """)
    assert stage.spell(date(2021, 6, 20), "T1", "P04")["order_number"] == "2021-W24-1"
    assert stage.spell(date(2021, 7, 11), "T1", "P04")["order_number"] == "2021-W27-1"


def test_yellow_for_many_weeks_never_escalates(tell: Tell) -> None:
    tell("""
        W23 | T1 P04 yellow gap=-0.12  | opened T1 P04 yellow > U11
        W24 | T1 P04 yellow gap=-0.12  | ~unchanged T1 P04 yellow
        W25 | T1 P04 yellow gap=-0.12  | ~unchanged T1 P04 yellow
        W26 | T1 P04 yellow gap=-0.12  | ~unchanged T1 P04 yellow
    """)


def test_one_order_per_project_and_week_numbered_within_the_week(tell: Tell) -> None:
    stage = tell("""
        W23 | T1 P04 red gap=-0.4; T2 P04 red days=120; T1 P05 red gap=-0.5  | opened T1 P04 red > U11; opened T2 P04 red > U11; opened T1 P05 red > U11
        W24 | T1 P04 red gap=-0.4; T2 P04 red days=120; T1 P05 red gap=-0.5  | escalated T1 P04 red > LEADING U11; escalated T2 P04 red > LEADING U11; escalated T1 P05 red > LEADING U11; ~unchanged T1 P04 red; ~unchanged T2 P04 red; ~unchanged T1 P05 red
    """)
    day = date(2021, 6, 20)
    numbers = {
        (rule, code): stage.spell(day, rule, code)["order_number"]
        for rule, code in (("T1", "P04"), ("T2", "P04"), ("T1", "P05"))
    }
    assert numbers == {("T1", "P04"): "2021-W24-1", ("T2", "P04"): "2021-W24-1", ("T1", "P05"): "2021-W24-2"}


def test_weeks_on_hold_count_neither_way(tell: Tell) -> None:
    tell("""
        W23 | T1 P04 red gap=-0.4                          | opened T1 P04 red > U11
        W24 | T1 P04 red gap=-0.4; T6 P04 grey cycles=2    | ~unchanged T1 P04 red (on_hold); opened T6 P04 red > U11
        W25 | T1 P04 red gap=-0.4                          | escalated T1 P04 red > LEADING U11; ~unchanged T1 P04 red; closed T6 P04 red (received) > U11
    """)


def test_missing_data_goes_to_the_leading_group_only_after_four_weeks(tell: Tell) -> None:
    tell("""
        W28 | F33 U11 progress 06-30 missing days=7   | opened F33 U11 progress 2021-06-30 red > U11
        W29 | F33 U11 progress 06-30 missing days=14  | worse F33 U11 progress 2021-06-30 red > U11
        W30 | F33 U11 progress 06-30 missing days=21  | worse F33 U11 progress 2021-06-30 red > U11
        W31 | F33 U11 progress 06-30 missing days=28  | escalated F33 U11 progress 2021-06-30 red > LEADING U11; worse F33 U11 progress 2021-06-30 red > LEADING U11
    """)


@pytest.mark.parametrize(
    ("story", "deadline"),
    [
        pytest.param(("W23", "W24"), date(2021, 7, 5), id="no holiday: ten workdays after Monday 21 June"),
        pytest.param(("W37", "W38"), date(2021, 10, 15), id="National Day: 1 to 7 October are off, Saturday 9 is worked"),
        pytest.param(("2020-W52", "2020-W53"), date(2021, 1, 18), id="year end: counted from Monday 4 January"),
        pytest.param(("2021-W03", "2021-W04"), date(2021, 2, 19), id="Spring Festival: Sunday 7 February is worked, 11 to 17 are off"),
    ],
)  # fmt: skip
def test_the_order_is_to_be_answered_in_ten_workdays_of_mainland_china(
    tell: Tell, story: tuple[str, str], deadline: date
) -> None:
    first, second = story
    stage = tell(f"""
        {first}  | T1 P04 red gap=-0.4  | opened T1 P04 red > U11
        {second} | T1 P04 red gap=-0.4  | escalated T1 P04 red > LEADING U11; ~unchanged T1 P04 red
    """)
    year = 2020 if first.startswith("2020") else 2021
    day = date.fromisocalendar(year, int(second[-2:]), 7)
    assert stage.spell(day, "T1", "P04")["order_deadline_date"] == deadline
