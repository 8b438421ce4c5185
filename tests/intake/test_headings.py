"""Headings as offices lay them out: in one row or three, below titles, with the unit stated once, repeated on each page."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planwatch.forms import Form, load_forms
from planwatch.intake.forms import HEADING_ROWS, recognise
from tests.intake.made_files import HEADINGS, LINE, workbook
from tests.intake.reading_at_once import read_file

FORMS = st.sampled_from(load_forms())
FULL_WIDTH = str.maketrans({chr(sign): chr(sign + 0xFEE0) for sign in range(0x21, 0x7F)})
Cells = list[list[Any]]


def read(path: Path):
    sheets, findings, _ = read_file(path, "U11", {})
    return [line for sheet in sheets for line in sheet.lines], [(f.rule_id, f.row_number) for f in findings]


THREE_ROWS: Cells = [
    ["小区名称", "改造内容", "截至日期", "完成情况", None, None],
    [None, None, None, "累计完成", None, "累计完成户数（户）"],
    [None, None, None, "比例（%）", "投资（万元）", None],
]


@pytest.mark.parametrize("is_merged", [True, False])
def test_headings_in_three_rows(tmp_path: Path, is_merged: bool) -> None:
    def merge(sheet: Any) -> None:
        for area in ("A2:A4", "B2:B4", "C2:C4", "D2:F2", "D3:E3", "F3:F4") if is_merged else ():
            sheet.merge_cells(area)

    lines, found = read(workbook(tmp_path / "a.xlsx", [["进度表"], *THREE_ROWS, [*LINE, 10]], merge))
    assert found == []
    assert (lines[0]["completed_percent"], lines[0]["investment_amount"]) == (60, 5475000)
    assert (lines[0]["completed_households_count"], lines[0]["row_number"]) == (10, 5)


def test_a_unit_stated_once_above_the_table_need_not_be_repeated(tmp_path: Path) -> None:
    headings = [*HEADINGS[:4], "累计完成投资", "完成户数"]
    stated = [["进度表", None, None, "单位：万元"], headings, [*LINE, 10]]
    assert read(workbook(tmp_path / "a.xlsx", stated))[0][0]["investment_amount"] == 5475000
    assert read(workbook(tmp_path / "b.xlsx", stated[1:]))[1] == [("F01", None)]
    in_yuan = [["进度表", None, None, "单位：元"], *stated[1:]]
    assert read(workbook(tmp_path / "c.xlsx", in_yuan))[1] == [("F01", None)]


@pytest.mark.parametrize("heading", ["累计完成投资（元）", "累计完成投资（亿元）", "累计完成比例"])
def test_a_heading_of_another_unit_is_another_heading(tmp_path: Path, heading: str) -> None:
    headings = [heading if given.startswith(heading[:6]) else given for given in HEADINGS]
    assert read(workbook(tmp_path / "a.xlsx", [["单位：万元"], headings, LINE]))[1] == [("F01", None)]


@pytest.mark.parametrize("is_merged", [True, False])
def test_a_group_of_headings_reaches_as_far_as_the_rows_below_it(is_merged: bool) -> None:
    rows = [["小区名称", "改造内容", "截至日期", "累计完成"], ["", "", "", "比例（%）", "投资（万元）", "户数（户）"]]
    areas = [(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 1, 2), (0, 3, 0, 5)]
    layout = recognise(rows, areas if is_merged else ())
    assert layout is not None
    assert list(layout.places.values()) == [0, 1, 2, 3, 4, 5]
    assert list(layout.places)[3:] == ["completed_percent", "investment_amount", "completed_households_count"]


def test_headings_repeated_on_each_page_are_no_lines(tmp_path: Path) -> None:
    lines, found = read(workbook(tmp_path / "a.xlsx", [HEADINGS, LINE, HEADINGS, LINE]))
    assert ([line["row_number"] for line in lines], found) == ([2, 4], [])


@pytest.mark.parametrize(("titles", "is_known"), [(HEADING_ROWS - 1, True), (HEADING_ROWS, False)])
def test_headings_stand_within_the_first_fifteen_rows(tmp_path: Path, titles: int, is_known: bool) -> None:
    assert bool(read(workbook(tmp_path / "a.xlsx", [["题"]] * titles + [HEADINGS, LINE]))[0]) is is_known


def test_a_year_is_taken_from_the_other_rows_then_from_the_title_and_never_guessed(tmp_path: Path) -> None:
    yearless = [*LINE[:2], "3月11日", *LINE[3:]]

    def day(name: str, rows: Cells) -> tuple[str, list[str]]:
        lines, found = read(workbook(tmp_path / name, rows))
        return str(lines[0]["cutoff_date"]), [rule_id for rule_id, _ in found]

    assert day("a.xlsx", [["2020年进度表"], HEADINGS, yearless, LINE]) == ("2021-03-11", ["F79"])
    assert day("b.xlsx", [["截至2020年3月"], HEADINGS, yearless]) == ("2020-03-11", ["F79"])
    assert day("c.xlsx", [["进度表（2019—2022年）"], HEADINGS, yearless]) == ("None", ["F06"])
    assert day("d.xlsx", [["2020年、2021年"], HEADINGS, yearless]) == ("None", ["F06"])
    other_year = [*LINE[:2], "2020-12-31", *LINE[3:]]
    assert day("e.xlsx", [["2021年"], HEADINGS, yearless, LINE, other_year]) == ("None", ["F06"])


@st.composite
def tables(draw: st.DrawFn) -> tuple[Form, Cells, dict[str, int]]:
    """A form's headings in any spelling, order and dress, below titles and beside columns of the office's own."""
    form = draw(FORMS)
    columns = draw(st.permutations(form.columns))
    spelled: list[str] = []
    for column in columns:
        heading = draw(st.sampled_from(sorted(column.headings)))
        dress = draw(st.sampled_from(["plain", "wide", "spaced", "broken", "starred"]))
        spelled.append(
            {
                "plain": heading,
                "wide": heading.translate(FULL_WIDTH),
                "spaced": f" {heading} ",
                "broken": heading.replace("（", "\n（"),
                "starred": f"*{heading}",
            }[dress]
        )
    titles = draw(st.integers(0, HEADING_ROWS - 1))
    others = draw(st.integers(0, 3))
    return (
        form,
        [["某某表"]] * titles + [["序号"] * others + spelled],
        {column.name: others + place for place, column in enumerate(columns)},
    )


@given(tables())
def test_a_form_is_known_by_its_headings_in_any_order_and_dress(made: tuple[Form, Cells, dict[str, int]]) -> None:
    form, cells, places = made
    layout = recognise(cells)
    assert layout is not None
    assert (layout.form.name, layout.places, layout.heading_rows[-1]) == (form.name, places, len(cells) - 1)


@given(
    st.lists(
        st.lists(st.one_of(st.text(), st.none(), st.floats(), st.sampled_from(HEADINGS)), max_size=8), max_size=20
    ),
    st.lists(st.tuples(*[st.integers(0, 20)] * 4), max_size=5),
)
def test_no_cells_break_the_search_for_headings(cells: Cells, merged: list) -> None:
    recognise(cells, merged)
