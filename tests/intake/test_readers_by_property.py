"""Readers of cells by property: whatever is written in an accepted way is read back, and nothing whatever breaks one."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planwatch.forms import load_forms
from planwatch.intake.cells import column_reader
from planwatch.intake.dates import read_date
from planwatch.intake.numbers import read_number
from planwatch.intake.raw_sheets import as_percent
from planwatch.intake.text import normalised
from planwatch.warehouse.copy_rows import copied_columns, copy_row

FIGURES = st.decimals(min_value=-(10**12), max_value=10**12, places=6, allow_nan=False, allow_infinity=False)
DAYS = st.dates(min_value=date(2019, 1, 1), max_value=date(2035, 12, 31))
CELLS: st.SearchStrategy[Any] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
    st.from_regex(r"[-+约]?[0-9０-９,，.]{1,12}[万元%％户e年月日]{0,3}", fullmatch=True),
    st.from_regex(r"[0-9二〇一十]{1,4}[-./年][0-9一十]{1,2}[-./月][0-9一十]{0,3}日?", fullmatch=True),
)
WIDE = str.maketrans({chr(sign): chr(sign + 0xFEE0) for sign in range(0x21, 0x7F)})
CHINESE = "〇一二三四五六七八九"


def spellings_of_number(number: Decimal) -> dict[str, list[str]]:
    """Every accepted way of writing a number, by the note that it leaves."""
    plain = f"{number:f}"
    return {
        "": [plain, plain.rstrip("0") if "." in plain else plain, f" {plain} "],
        "F04": [
            plain.translate(WIDE),
            f"{plain[:-3]} {plain[-3:]}",
            *([f"{number:,f}"] if abs(number) >= 1000 else []),
        ],
        "F48": [f"约{plain}", f"{plain}万元", f"大约{plain}左右", f"{plain} 万元", f"约 {number:,f} 万元"],
    }


@given(FIGURES)
def test_a_number_is_read_back_from_every_spelling_with_its_note(number: Decimal) -> None:
    for note, written in spellings_of_number(number).items():
        for cell in written:
            reading = read_number(cell, "万元")
            assert (reading.value, reading.notes, reading.is_readable) == (number, [note] if note else [], True), cell


@given(st.decimals(min_value=0, max_value=10**6, places=4, allow_nan=False))
def test_a_share_under_a_percent_format_is_read_as_its_hundredfold(share: Decimal) -> None:
    assert read_number(as_percent(float(share)), "%").value == share * 100


@given(st.floats(min_value=-1e12, max_value=1e12))
def test_a_number_of_a_workbook_is_what_excel_shows_of_it(number: float) -> None:
    assert read_number(number).value == Decimal(f"{number:.15g}")


@given(DAYS, st.times())
def test_a_day_is_read_back_from_every_spelling(day: date, moment: time) -> None:
    month, number = f"{day.month}", f"{day.day}"
    clock = f"{moment:%H:%M:%S}"
    spellings: list[Any] = [
        day,
        datetime.combine(day, moment),
        (day - date(1899, 12, 30)).days,
        float((day - date(1899, 12, 30)).days) + 0.25,
        f"{day:%Y%m%d}",
        *(f"{day.year}{sep}{month}{sep}{number}" for sep in "-./。"),
        *(f"{day.year}{sep}{day.month:02}{sep}{day.day:02}" for sep in "-./"),
        f"{day.year}年{month}月{number}日",
        f"{day.year} 年 {month} 月 {number} 日",
        f"{day.year}年{month}月{number}号",
        f"{day.isoformat()} {clock}",
        f"{day.isoformat()}T{clock}",
        f"{day.year}年{month}月{number}日".translate(WIDE),
        "".join(CHINESE[int(digit)] for digit in f"{day.year}") + f"年{chinese(day.month)}月{chinese(day.day)}日",
    ]
    for cell in spellings:
        assert read_date(cell).value == day, cell
    assert (read_date(f"{month}月{number}日", day.year).value, read_date(f"{month}月{number}日").value) == (day, None)


def chinese(number: int) -> str:
    tens, units = divmod(number, 10)
    return ("" if tens < 2 else CHINESE[tens]) + ("十" if tens else "") + (CHINESE[units] if units else "")


@given(DAYS)
def test_a_month_is_its_last_day_in_every_spelling(day: date) -> None:
    last = (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    for cell in (
        f"{day.year}年{day.month}月",
        f"{day.year}.{day.month}",
        f"{day:%Y-%m}",
        f"{day.year}年{day.month}月底",
    ):
        assert (read_date(cell).value, read_date(cell).notes) == (last, ["F49"]), cell


@given(CELLS)
def test_no_cell_breaks_a_reader_and_what_is_read_can_be_stored(cell: Any) -> None:
    for form in load_forms():
        line: dict[str, Any] = {"sheet_name": "", "row_number": 1, "cells": {"a": str(cell)}, "unreadable_columns": []}
        for column in form.columns:
            reader = column_reader(column, 0, 2021)
            reading = reader.read(cell)
            assert reading.is_readable or reading.value is None
            assert reading.notes or reading.is_readable
            line[column.name] = reading.value
        assert copy_row(1, line, copied_columns(form.name)[1:]).count("\n") == 1


@given(st.text())
def test_text_brought_to_one_spelling_stays_there(text: str) -> None:
    assert normalised(normalised(text)) == normalised(text)


@pytest.mark.parametrize(
    "cell", ["٣", "1e9999", "9" * 5000, "1" * 65, "--5", "5-", "1.2.3", "1,2", ",", "e", "+", "万"]
)
def test_what_only_looks_like_a_number_is_none(cell: str) -> None:
    assert not read_number(cell).is_readable
