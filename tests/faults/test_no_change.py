"""本期无变化: one tick repeats what was accepted, says so, and never makes up a figure."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from openpyxl import Workbook

from planwatch.forms import form_named
from planwatch.intake.inbox import register_returns
from planwatch.intake.reading import read_returns
from planwatch.warehouse import checking
from planwatch.warehouse.connection import connect
from tests.builders import form_file, progress_file, spending_file, table
from tests.county import County
from tests.filling import form_sheets, hand_in, make_forms, open_book, rows, tick, title, type_in

pytestmark = pytest.mark.proof

MAY_4 = datetime(2021, 5, 4, 1, tzinfo=UTC)
JUNE_3 = datetime(2021, 6, 3, 1, tzinfo=UTC)
APRIL, MAY = date(2021, 4, 30), date(2021, 5, 31)
ROAD = {"item_text": "道路改造", "completed_percent": 40, "investment_amount": 200, "completed_households_count": 10}
DRAIN = {"item_text": "雨污分流", "completed_percent": 30, "investment_amount": 100}


def accepted_in_april(county: County, unit: str = "U11") -> int:
    april = [{"cutoff_date": APRIL.isoformat()} | row for row in (ROAD, DRAIN)]
    progress_file(county.inbox(unit) / "四月.xlsx", april)
    [return_id] = county.ingest(MAY_4)
    assert verdict(county, return_id) == ("accepted", 2, 2)
    return return_id


def ticked(form: str, *typed: dict[str, Any], cutoff: str = "2021-05-31", answer: str = "是") -> list[list[Any]]:
    """A sheet as a clerk may make it without the workbook: the tick, and what was typed."""
    cells = table(form, [{"project_text": "石门小区", "cutoff_date": cutoff} | row for row in typed]) if typed else []
    return [["截至日期：", cutoff], ["本期无变化（是/否）", None, answer], *cells]


def file_of(county: County, cells: list[list[Any]], unit: str = "U11") -> int:
    book = Workbook()
    for row in cells:
        book.active.append(row)
    hand_in(county, unit, book, "五月.xlsx")
    [return_id] = county.ingest(JUNE_3)
    return return_id


def verdict(county: County, return_id: int) -> tuple[str, int, int]:
    [row] = county.query(
        "select verdict, lines_count, accepted_lines_count from raw.returns where return_id = :id", id=return_id
    )
    return tuple(row)


def figures(county: County, return_id: int) -> dict[str, tuple[Any, ...]]:
    found = county.query(
        "select item_code, completed_percent, investment_amount, completed_households_count, cutoff_date"
        " from raw.progress_lines where return_id = :id and is_accepted order by item_code",
        id=return_id,
    )
    return {row[0]: tuple(row[1:]) for row in found}


def test_a_tick_repeats_every_accepted_figure_at_the_new_cut_off_and_says_so(county: County) -> None:
    april_id = accepted_in_april(county)
    book = open_book(make_forms(county, unit="U11")["U11"])
    tick(book[title("progress")])
    hand_in(county, "U11", book, "报表.xlsx")
    [may_id] = county.ingest(JUNE_3)
    assert verdict(county, may_id) == ("accepted", 2, 2)
    assert figures(county, may_id) == {
        "DRAIN": (30, 1_000_000, None, MAY),
        "ROAD": (40, 2_000_000, 10, MAY),
    }
    notes = county.findings(may_id)
    assert ("F71", None, None) in notes
    assert {rule for rule, _, _ in notes} <= {"F71", "F53"}
    [(facts,)] = county.query("select facts from raw.findings where rule_id = 'F71'")
    assert facts == {"reason": "no_change_repeats", "lines": 2}
    assert "本期无变化" in next((county.folder / "outbox/U11").glob(f"{may_id:06d}*.html")).read_text(encoding="utf-8")
    origin = county.query(
        "select distinct earlier.return_id from raw.repeated_lines as repeated"
        " inner join raw.progress_lines as earlier on repeated.repeated_line_id = earlier.line_id"
    )
    assert [tuple(row) for row in origin] == [(april_id,)]


def test_what_is_typed_beside_the_tick_stands(county: County) -> None:
    accepted_in_april(county)
    book = open_book(make_forms(county, unit="U11")["U11"])
    sheet = book[title("progress")]
    tick(sheet)
    form = form_named("progress")
    number = next(
        n for n, row in rows(sheet, form) if (row["project_text"], row["item_text"]) == ("石门小区", "道路改造")
    )
    type_in(sheet, form, number, {"completed_percent": 45, "period_completed_percent": 5})
    hand_in(county, "U11", book, "报表.xlsx")
    [may_id] = county.ingest(JUNE_3)
    assert figures(county, may_id)["ROAD"] == (45, 2_000_000, 10, MAY)
    assert figures(county, may_id)["DRAIN"] == (30, 1_000_000, None, MAY)
    assert verdict(county, may_id) == ("accepted", 2, 2)


def test_no_is_no(county: County) -> None:
    accepted_in_april(county)
    return_id = file_of(county, ticked("progress", ROAD | {"completed_percent": 50}, answer="否"))
    assert set(figures(county, return_id)) == {"ROAD"}
    assert "F71" not in {rule for rule, _, _ in county.findings(return_id)}


def test_what_a_ticked_sheet_does_not_name_has_not_changed_either(county: County) -> None:
    accepted_in_april(county)
    return_id = file_of(county, ticked("progress", ROAD | {"completed_percent": 50}))
    assert figures(county, return_id)["ROAD"][0] == 50
    assert figures(county, return_id)["DRAIN"] == (30, 1_000_000, None, MAY)


def test_an_unreadable_figure_is_no_blank(county: County) -> None:
    accepted_in_april(county)
    return_id = file_of(county, ticked("progress", ROAD | {"completed_percent": "四十"}))
    assert ("F05", 4, "completed_percent") in county.findings(return_id)
    assert set(figures(county, return_id)) == {"DRAIN"}


def test_a_tick_with_nothing_before_it_is_an_error_that_says_why(county: County) -> None:
    book = open_book(make_forms(county, unit="U12")["U12"])
    tick(book[title("progress")])
    hand_in(county, "U12", book, "报表.xlsx")
    [return_id] = county.ingest(MAY_4)
    assert county.findings(return_id) == [("F72", None, None)]
    assert verdict(county, return_id) == ("returned", 0, 0)
    [(sheet, facts)] = county.query("select sheet_name, facts from raw.findings where rule_id = 'F72'")
    assert (sheet, facts) == (title("progress"), {"reason": "nothing_accepted"})


def test_another_units_figures_are_never_repeated(county: County) -> None:
    accepted_in_april(county, "U11")
    cable = {"item_text": "管线序化", "completed_percent": None, "investment_amount": None}
    return_id = file_of(county, ticked("progress", cable), unit="U12")
    assert county.findings(return_id) == [("F72", None, None)]


def test_a_tick_without_a_cut_off_date_is_an_error(county: County) -> None:
    accepted_in_april(county)
    cells = [
        ["本期无变化（是/否）", "是"],
        *table("progress", [ROAD | {"project_text": "石门小区", "cutoff_date": None}]),
    ]
    return_id = file_of(county, cells)
    assert ("F72", None, None) in county.findings(return_id)
    [(facts,)] = county.query("select facts from raw.findings where rule_id = 'F72'")
    assert facts == {"reason": "no_cutoff_date"}


def test_figures_of_a_later_cut_off_are_not_carried_back(county: County) -> None:
    accepted_in_april(county)
    return_id = file_of(county, ticked("progress", ROAD | {"completed_percent": None}, cutoff="2021-03-31"))
    assert "F72" in {rule for rule, _, _ in county.findings(return_id)}


def test_money_is_repeated_lot_by_lot(county: County) -> None:
    lots = [{"cutoff_date": "2021-04-30"}, {"cutoff_date": "2021-04-30", "document_number": "青财建〔2021〕2号"}]
    spending_file(county.inbox("U03") / "四月.xlsx", lots)
    county.ingest(MAY_4)
    book = open_book(make_forms(county, unit="U03")["U03"])
    tick(book[title("spending")])
    hand_in(county, "U03", book, "报表.xlsx")
    [return_id] = county.ingest(JUNE_3)
    found = county.query(
        "select document_number, paid_amount from raw.spending_lines where return_id = :id and is_accepted order by 1",
        id=return_id,
    )
    assert [tuple(row) for row in found] == [
        ("青财建〔2021〕1号", Decimal(15_300_000)),
        ("青财建〔2021〕2号", Decimal(15_300_000)),
    ]


def test_of_single_events_a_tick_says_that_there_were_none(county: County) -> None:
    paid = {
        "project_text": "石门小区",
        "source_text": "县级财政资金",
        "document_number": "青财建〔2021〕1号",
        "cutoff_date": "2021-04-30",
        "voucher_number": "记-001",
        "payment_date": "2021-04-10",
        "payee_text": "某建设公司",
        "payment_amount": 10,
    }
    form_file(county.inbox("U11") / "支付.xlsx", "payments", [paid])
    county.ingest(MAY_4)
    book = open_book(make_forms(county, unit="U11")["U11"])
    tick(book[title("payments")])
    hand_in(county, "U11", book, "报表.xlsx")
    [return_id] = county.ingest(JUNE_3)
    assert county.findings(return_id) == [("F71", None, None)]
    assert verdict(county, return_id) == ("accepted", 0, 0)
    assert [tuple(row) for row in county.query("select count(*) from raw.payments_lines")] == [(1,)]


def test_a_broken_run_repeats_nothing_twice(county: County) -> None:
    accepted_in_april(county)
    book = open_book(make_forms(county, unit="U11")["U11"])
    tick(book[title("progress")])
    path = hand_in(county, "U11", book, "报表.xlsx")
    with connect(county.url) as connection:
        [may_id] = register_returns(connection, path.parents[1], county.folder / "archive", JUNE_3)
    read_returns(county.url, county.folder / "archive")
    for _ in range(3):  # as after kill -9 between the beginning and the end of the checks
        with connect(county.url) as connection:
            checking.begin(connection)
    county.ingest(JUNE_3)
    assert verdict(county, may_id) == ("accepted", 2, 2)
    assert [rule for rule, _, _ in county.findings(may_id)].count("F71") == 1


def test_every_form_of_a_workbook_may_be_ticked_by_itself(county: County) -> None:
    accepted_in_april(county)
    book = open_book(make_forms(county, unit="U11")["U11"])
    for form, sheet in form_sheets(book):
        if form.name in ("progress", "changes", "approvals"):
            tick(sheet)
    hand_in(county, "U11", book, "报表.xlsx")
    [return_id] = county.ingest(JUNE_3)
    found = county.query("select sheet_name, facts ->> 'reason' from raw.findings where rule_id = 'F71' order by 1")
    assert {tuple(row) for row in found} == {
        (title("progress"), "no_change_repeats"),
        (title("changes"), "nothing_new"),
        (title("approvals"), "nothing_new"),
    }
    assert verdict(county, return_id) == ("accepted", 2, 2)
