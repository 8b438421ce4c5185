"""One cell at a time: what is a number, what is a day, and what is honestly neither."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planwatch.forms import column_of
from planwatch.intake.cells import column_reader
from planwatch.intake.dates import read_date
from planwatch.intake.numbers import read_number


@pytest.mark.parametrize(
    ("cell", "value", "notes"),
    [
        (12.5, "12.5", []),
        (0, "0", []),
        ("12.5", "12.5", []),
        ("１２．５", "12.5", ["F04"]),
        ("1,234.5", "1234.5", ["F04"]),
        (" 7 ", "7", []),
        ("约60", "60", ["F48"]),
        ("60%", "60", ["F48"]),
        ("−3", "-3", ["F04"]),
        ("35万元", "35", ["F48"]),
        ("", None, []),
        (None, None, []),
        ("—", None, ["F48"]),
        ("无", None, ["F48"]),
    ],
)
def test_numbers_that_can_be_read(cell, value, notes) -> None:
    reading = read_number(cell)
    assert reading.is_readable
    assert (reading.value, reading.notes) == (None if value is None else Decimal(value), notes)


@pytest.mark.parametrize(
    "cell",
    ["六成", "12.5.1", "10²", "①", "1,23", "3万", "１2，3", "500元", "1万元500元", "5户3", "1e15", True, float("nan")],
)
def test_numbers_that_cannot(cell) -> None:
    assert not read_number(cell).is_readable


def test_a_unit_is_believed_only_under_its_own_column() -> None:
    assert read_number("35万元", "万元").value == 35
    assert read_number("3.2万m²", "万m²").value == Decimal("3.2")
    assert not read_number("35万元", "%").is_readable
    assert not read_number("60%", "万元").is_readable


def test_a_figure_is_believed_below_ten_to_the_fifteenth() -> None:
    assert read_number(999_999_999_999_999).is_readable
    assert not read_number(10**15).is_readable


def test_a_formula_error_is_no_number() -> None:
    assert read_number("#REF!").notes == ["F34"]


@pytest.mark.parametrize(
    "cell",
    [
        "2020-03-11",
        "2020.3.11",
        "2020/3/11",
        "2020年3月11日",
        "20200311",
        43901,
        "43901",
        "2020。3。11",
        "2020-3-11 00:00:00",
        "2020-03-11 08:30",
        "2020-03-11T23:59:59",
        "2020年3月11日 星期三",
        "二〇二〇年三月十一日",
        43901.5,
    ],
)
def test_days_that_can_be_read(cell) -> None:
    assert read_date(cell).value == date(2020, 3, 11)


def test_a_month_means_its_last_day() -> None:
    assert (read_date("2020年2月").value, read_date("2020年2月").notes) == (date(2020, 2, 29), ["F49"])


@pytest.mark.parametrize(
    "cell", ["3月11日", "2020-13-01", "2021-02-29", "昨天", "11/3/2020", 12, 2020.1, True, "21.6.30", "2021-06-30 下午"]
)
def test_days_that_cannot(cell) -> None:
    assert (read_date(cell).value, read_date(cell).notes) == (None, ["F06"])


@given(st.decimals(min_value=0, max_value=10**9, places=6, allow_nan=False))
def test_a_written_number_is_read_back_to_the_last_digit(number: Decimal) -> None:
    assert read_number(f"{number:f}").value == number
    assert read_number(f"{number:,f}").value == number


@given(st.dates(min_value=date(2019, 1, 1), max_value=date(2035, 12, 31)))
def test_a_day_is_read_back_in_every_spelling(day: date) -> None:
    serial = (day - date(1899, 12, 30)).days
    chinese = f"{day.year}年{day.month}月{day.day}日"
    for cell in (day, datetime.combine(day, datetime.min.time()), day.isoformat(), f"{day:%Y%m%d}", serial, chinese):
        assert read_date(cell).value == day
    assert day + timedelta(days=1) != read_date(serial).value


@given(st.text())
def test_no_text_breaks_a_reader(text: str) -> None:
    read_number(text)
    read_date(text)


def answer(cell):
    column = column_of("approvals", "has_open_objection")
    return column_reader(column, 0, None).read(cell)


@pytest.mark.parametrize(
    "cell", ["是", "有", "√", "✓", "✔", "☑", "Y", "yes", "ＹＥＳ", "TRUE", " 是 ", True, 1, 1.0, "1"]
)
def test_an_answer_is_yes(cell) -> None:
    assert (answer(cell).value, answer(cell).notes) == (True, [])


@pytest.mark.parametrize("cell", ["否", "无", "没有", "×", "✗", "✘", "n", "No", "ｎｏ", "false", False, 0, 0.0, "0"])
def test_an_answer_is_no(cell) -> None:
    assert (answer(cell).value, answer(cell).notes) == (False, [])


@pytest.mark.parametrize(("cell", "notes"), [(None, []), ("", []), ("　", []), ("—", ["F48"]), ("/", ["F48"])])
def test_no_answer_is_neither_yes_nor_no(cell, notes) -> None:
    assert (answer(cell).value, answer(cell).notes, answer(cell).is_readable) == (None, notes, True)


@pytest.mark.parametrize(
    "cell", ["对", "错", "x", "□", "是否", "不是", "是（1件）", "待定", "?", 2, -1, 0.5, date(2021, 6, 30), "1.0"]
)
def test_what_answers_neither_yes_nor_no_is_unreadable(cell) -> None:
    assert (answer(cell).value, answer(cell).notes, answer(cell).is_readable) == (None, ["F86"], False)


def test_a_formula_error_is_no_answer() -> None:
    assert (answer("#N/A").notes, answer("#UNCALCULATED!").notes) == (["F34"], ["F74"])


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("汛期停工，已增派施工班组；图纸不符（第２版）", "汛期停工，已增派施工班组；图纸不符（第２版）"),
        (" 　汛期停工\n已复工\u200b ", "汛期停工\n已复工"),
        (12.0, "12"),
        ("　\u200b", None),
        (None, None),
    ],
)
def test_a_reason_is_kept_word_for_word_and_a_name_is_not(typed, kept) -> None:
    reason = column_reader(column_of("budget", "deviation_reason"), 0, 2021)
    assert reason.read(typed).value == kept
    name = column_reader(column_of("budget", "project_text"), 0, 2021)
    assert name.read("石门小区（一期）").value == "石门小区(一期)"


def test_a_reason_that_is_a_formula_error_is_unreadable() -> None:
    reason = column_reader(column_of("budget", "deviation_reason"), 0, 2021)
    assert (reason.read("#REF!").notes, reason.read("#UNCALCULATED!").notes) == (["F34"], ["F74"])
