"""Whose item lags hears of it: the utility of its own lines, the unit that leads it; measured by the project's curve.

石门小区 (P04) runs over 2020 and 2021 by day: 71 % on 31 May and 75 % on 30 June 2021. Cables are led by U06 and laid by
U12 to U16; who builds is U11.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from planwatch.alerts import letters as letter_writing
from tests.alerts.stage import Stage

pytestmark = pytest.mark.proof

CABLES = "T14 P04 CABLE"


@pytest.fixture
def items(stage: Stage) -> Callable[..., Stage]:
    """items(story, only="…") plays a calendar of returns and looks at the events that name all of these words."""

    def play(story: str, only: str = "T14 P04 CABLE U12") -> Stage:
        stage.play_returns(story, only=only)
        return stage

    return play


Items = Callable[..., Stage]


def test_a_utility_hears_when_its_lines_lag_worsen_get_better_and_are_done(items: Items) -> None:
    """By the end of W22 (6 June) 72 % are planned: 45 % are 27 points behind, which is yellow; 41 % are red."""
    items(
        """
        W21 |                                                         |
        W22 | U12 progress 05-31 P04 CABLE=45 at=2021-06-03T10:00     | opened T14 P04 CABLE U12 yellow > U12
        W23 |                                                         | ~unchanged T14 P04 CABLE U12 yellow
        W24 | U12 progress 06-15 P04 CABLE=41 at=2021-06-17T10:00     | worse T14 P04 CABLE U12 red > U12
        W25 | U12 progress 06-20 P04 CABLE=60 at=2021-06-22T10:00     | better T14 P04 CABLE U12 yellow > U12
        W26 | U12 progress 06-30 P04 CABLE=100 at=2021-07-02T10:00    | closed T14 P04 CABLE U12 yellow (cured) > U12
        """
    )


def test_what_one_utility_lags_the_others_do_not_hear(items: Items) -> None:
    items(
        """
        W22 | U12 progress 05-31 P04 CABLE=45 at=2021-06-03T10:00; U13 progress 05-31 P04 CABLE=70 at=2021-06-03T10:00 | opened T14 P04 CABLE U06 yellow > U06; opened T14 P04 CABLE U12 yellow > U12
        """,
        only=CABLES,
    )


def test_a_silent_utility_has_the_figure_that_the_company_files_for_all(items: Items) -> None:
    items(
        """
        W22 | U11 progress 05-31 P04 CABLE=45 at=2021-06-03T10:00 | opened T14 P04 CABLE U12 yellow > U12
        W23 | U12 progress 05-31 P04 CABLE=70 at=2021-06-10T10:00 | closed T14 P04 CABLE U12 yellow (cured) > U12
        """
    )


def test_a_silent_utility_without_it_is_chased_for_its_return_and_lags_in_nothing(items: Items) -> None:
    items("W22 | U13 progress 05-31 P04 CABLE=45 at=2021-06-03T10:00 | ")


def test_a_word_that_is_stale_is_judged_no_further(items: Items) -> None:
    """Of 30 April, valid for 62 days: to the week of 27 June. In W26 it is held; time alone would worsen it by then."""
    items(
        """
        W18 | U12 progress 04-30 P04 CABLE=40 at=2021-05-03T10:00 | opened T14 P04 CABLE U12 yellow > U12
        W19 |                                                     | ~unchanged T14 P04 CABLE U12 yellow
        W25 |                                                     | worse T14 P04 CABLE U12 red > U12
        W26 |                                                     | ~unchanged T14 P04 CABLE U12 red (on_hold)
        W40 |                                                     | ~unchanged T14 P04 CABLE U12 red (on_hold)
        W41 | U12 progress 09-30 P04 CABLE=90 at=2021-10-11T10:00 | closed T14 P04 CABLE U12 red (cured) > U12
        """
    )


def test_an_item_dropped_from_the_menu_closes(items: Items) -> None:
    stage = items("W22 | U12 progress 05-31 P04 CABLE=45 at=2021-06-03T10:00 | opened T14 P04 CABLE U12 yellow > U12")
    stage.run("delete from raw.plan_project_items where project_code = 'P04' and item_code = 'CABLE'")
    stage.play_returns("W23 | | closed T14 P04 CABLE U12 yellow (dropped_from_plan) > U12", only="T14 P04 CABLE U12")


def test_a_utility_answers_for_its_own_items_and_for_nothing_else(items: Items) -> None:
    """Its remark mutes its cables, not the company's alerts of the project; the company's mutes those, not the cables."""
    items(
        """
        W22 | U12 progress 05-31 P04 CABLE=45 at=2021-06-03T10:00; U11 progress 05-31 P04 ROAD=45 at=2021-06-03T10:00                                                | opened T1 P04 red > U11; opened T14 P04 CABLE U12 yellow > U12; opened T14 P04 ROAD U11 yellow > U11; opened T2 P04 red > U11; opened T14 P04 CABLE U06 yellow > U06
        W23 | U12 progress 05-31 P04 CABLE=45 remark=预计恢复2021-08-31，管线迁改 at=2021-06-10T10:00                                                                | acknowledged T14 P04 CABLE U12 yellow (管线迁改) > U12; ~unchanged T14 P04 CABLE U12 yellow (muted); ~unchanged T14 P04 ROAD U11 yellow; ~unchanged T14 P04 CABLE U06 yellow; escalated T1 P04 red > LEADING U11; ~unchanged T1 P04 red; escalated T2 P04 red > LEADING U11; ~unchanged T2 P04 red
        """,
        only="P04",
    )


def test_its_answer_by_command_is_taken_too(items: Items) -> None:
    items(
        """
        W22 | U12 progress 05-31 P04 CABLE=45 at=2021-06-03T10:00 | opened T14 P04 CABLE U12 yellow > U12
        W23 | ack P04 T14 by=U13 until=2021-08-31                 | ~unchanged T14 P04 CABLE U12 yellow
        W24 | ack P04 * by=U12 until=2021-08-31                   | acknowledged T14 P04 CABLE U12 yellow (雨季) > U12; ~unchanged T14 P04 CABLE U12 yellow (muted)
        """
    )


def test_each_units_letter_has_its_items_and_says_by_what_they_are_planned(items: Items, tmp_path: Path) -> None:
    stage = items(
        """
        W22 | U12 progress 05-31 P04 CABLE=45 at=2021-06-03T10:00; U13 progress 05-31 P04 CABLE=41 at=2021-06-03T10:00 | opened T14 P04 CABLE U12 yellow > U12
        """
    )
    letter_writing.write_letters(stage.connection, date(2021, 6, 6), tmp_path, datetime(2021, 6, 7, tzinfo=UTC))

    def letter(owner: str) -> str:
        return (tmp_path / "2021-W22" / owner / "letter.txt").read_text(encoding="utf-8")

    title = "■ 未销号：事项（按社区进度计划推算）"
    said = "▲黄 管线序化：按社区进度计划推算应完成71.55%，填报45.00%（截至2021-05-31），落后26.55个百分点；计划2021-12-31完成"
    changes, _, full = letter("U12").partition(title)
    assert f"[新增] {said}" in changes
    assert f"- {said}" in full
    assert "填报41.00%" in letter("U13")
    assert "填报41.00%" not in letter("U12")
    assert "填报43.00%" in letter("U06")
    assert title not in letter("U14")
    whole = letter("PROGRAMME")
    assert f"{said}〔县电力公司〕" in whole
    assert "填报43.00%（截至2021-05-31），落后28.55个百分点；计划2021-12-31完成〔县经商局〕" in whole
