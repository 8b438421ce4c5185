"""The annex's 计划改造时间, in every spelling that clerks use."""

from datetime import date

import pytest

from planwatch.domain.programme_window import parse_window


@pytest.mark.parametrize(
    ("text", "start_date", "end_date", "is_pilot", "days"),
    [
        ("2019-2020（试点）", date(2019, 1, 1), date(2020, 12, 31), True, 731),
        ("2020", date(2020, 1, 1), date(2020, 12, 31), False, 366),
        ("2020-2021", date(2020, 1, 1), date(2021, 12, 31), False, 731),
        ("2021-2022", date(2021, 1, 1), date(2022, 12, 31), False, 730),
        ("2022", date(2022, 1, 1), date(2022, 12, 31), False, 365),
    ],
)
def test_the_notices_windows(text: str, start_date: date, end_date: date, is_pilot: bool, days: int) -> None:
    window = parse_window(text)
    assert (window.start_date, window.end_date, window.is_pilot, window.days) == (start_date, end_date, is_pilot, days)


@pytest.mark.parametrize("dash", ["-", "—", "－", "–", "~", "～", "至", " - ", "——"])
def test_every_dash_is_read_alike(dash: str) -> None:
    assert parse_window(f"2020{dash}2021") == parse_window("2020-2021")


@pytest.mark.parametrize("text", ["2019-2020(试点)", " 2019－2020（试点） ", "2019至2020年（试点）"])
def test_every_bracket_marks_the_pilot(text: str) -> None:
    assert parse_window(text) == parse_window("2019-2020（试点）")


@pytest.mark.parametrize("text", ["", "待定", "20-21", "2021-2020", "2020-2021-2022", "2020（暂定）", "2020（试点"])
def test_anything_else_is_no_window(text: str) -> None:
    with pytest.raises(ValueError, match="“"):
        parse_window(text)
