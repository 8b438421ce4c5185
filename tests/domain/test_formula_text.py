"""What a spreadsheet would take for a formula, and what it would not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planwatch.domain.formula_text import (
    begins_like_formula,
    marked,
    neutralised,
    reaches_outside,
    restored,
    unwrapped,
)


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+cmd|' /C calc'!A0",
        "-1+2",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "  =1",
        "＝1+1",
        "＋A1",
        "－A1",
        "＠A1",
        "-石门",
        '="a"&A1',
    ],
)
def test_these_begin_like_a_formula(text: str) -> None:
    assert begins_like_formula(text)
    assert neutralised(text) == "'" + text


@pytest.mark.parametrize(
    "text", ["", "-5", "+5", "-1,234.50", "-12%", "+.5", "-1e3", "-", "--", "—", "5-3", "石门=1", '="0012"', '="=1+1"']
)
def test_these_do_not(text: str) -> None:
    assert not begins_like_formula(text)
    assert neutralised(text) == text


@given(st.text() | st.text("'=+1 ", max_size=5))
def test_what_was_neutralised_is_restored(text: str) -> None:
    assert restored(neutralised(text)) == text
    assert not begins_like_formula(neutralised(text))


def test_an_apostrophe_of_the_submitters_stays() -> None:
    assert neutralised("'=1") == "''=1"
    assert neutralised("'石门'") == restored("'石门'") == "'石门'"


@pytest.mark.parametrize(
    ("text", "kept"),
    [('="0012"', "0012"), ('="" ', ""), ('="a"&A1', '="a"&A1'), ("0012", "0012"), ('="a""b"', '="a""b"')],
)
def test_text_that_was_kept_from_becoming_a_number_is_unwrapped(text: str, kept: str) -> None:
    assert unwrapped(text) == kept


@pytest.mark.parametrize(
    "text", ["=1", "+1", "-3", "-", "@A1", "\t1", "\r1", "\n1", " =1", "\u3000＝1", "－", "'", "'=1"]
)
def test_a_text_of_data_is_marked_where_it_begins_like_a_formula_or_with_the_mark(text: str) -> None:
    assert marked(text) == "'" + text


@pytest.mark.parametrize("text", ["", " ", "—", "1+1", "石门'", "青财建〔2021〕1号", " '=1"])
def test_any_other_text_of_data_stays_as_it_is(text: str) -> None:
    assert marked(text) == text


@given(st.text())
def test_one_apostrophe_taken_off_gives_the_text_back(text: str) -> None:
    assert marked(text).removeprefix("'") == text


@pytest.mark.parametrize(
    ("formula", "outside"),
    [
        ("=SUM(A1:A3)", False),
        ("=IF(D2+E2=F2,1,0)", False),
        ("='5月'!B2", False),
        ('=HYPERLINK("http://x","a")', True),
        ("=WEBSERVICE(A1)", True),
        ("=cmd|' /C calc'!A0", True),
        ("=[1]Sheet1!A1", True),
        ('of:=DDE("soffice";"a";"b")', True),
        ("='file:///tmp/a.ods'#$Sheet1.A1", True),
    ],
)
def test_a_formula_that_reaches_outside_its_book_is_known(formula: str, outside: bool) -> None:
    assert reaches_outside(formula) is outside
