"""What a unit says later: corrections, other figures, the bad rows alone, or nothing new. What was said before stays."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from planwatch.warehouse import evaluation
from planwatch.warehouse.connection import rehearse
from tests.builders import progress_file, spending_file
from tests.county import County

pytestmark = pytest.mark.proof

ITEMS = ["道路改造", "雨污分流", "管线序化", "绿化及环境整治", "停车设施", "智慧安防", "其他"]
MAY, JUNE = date(2021, 5, 31), date(2021, 6, 30)
IN_JUNE, IN_JULY, LATER = (datetime(2021, month, 2, 1, tzinfo=UTC) for month in (6, 7, 8))
CORRECTION = {
    "is_correction": "是",
    "correction_document_number": "青建〔2021〕9号",
    "correction_reason": "监理复核核减",
}


def file(county: County, at: datetime, rows: list[dict[str, Any]], name: str) -> int:
    progress_file(county.inbox("U11") / name, rows)
    [return_id] = county.ingest(at)
    return return_id


def shimen(cutoff: date, done: int) -> list[dict[str, Any]]:
    return [
        {"item_text": item, "cutoff_date": str(cutoff), "completed_percent": done, "investment_amount": 100}
        for item in ITEMS
    ]


def evaluated(county: County, as_of_date: date, known_at: datetime) -> Any:
    """石门小区 as of a day and as known at a moment."""
    with rehearse(county.url) as connection:
        evaluation.build_candidate(connection, as_of_date, known_at)
        found = connection.exec_driver_sql("select * from candidate.project_performance where project_code = 'P04'")
        return found.mappings().one()


def receipt(county: County, return_id: int, unit: str = "U11") -> str:
    [path] = (county.folder / "outbox" / unit).glob(f"{return_id:06d}-*.html")
    return path.read_text(encoding="utf-8")


def verdict(county: County, return_id: int) -> tuple[Any, ...]:
    [row] = county.query(
        "select verdict, lines_count, accepted_lines_count from raw.returns where return_id = :id", id=return_id
    )
    return tuple(row)


def test_a_correction_with_document_and_reason_counts_from_its_receipt(county: County) -> None:
    file(county, IN_JUNE, shimen(MAY, 50), "may.xlsx")
    corrected = file(county, IN_JULY, [row | CORRECTION for row in shimen(JUNE, 40)], "june.xlsx")
    assert county.findings(corrected) == []
    assert verdict(county, corrected) == ("accepted", 7, 7)
    assert evaluated(county, JUNE, LATER)["physical_progress_ratio"] == Decimal("0.4")
    assert evaluated(county, MAY, LATER)["physical_progress_ratio"] == Decimal("0.5")
    kept = county.query(
        "select completed_percent, is_correction, correction_document_number, correction_reason"
        " from raw.progress_lines where is_accepted and item_code = 'ROAD' order by cutoff_date"
    )
    assert [tuple(row) for row in kept] == [
        (50, None, None, None),
        (40, True, "青建〔2021〕9号", "监理复核核减"),
    ]


def test_a_correction_that_names_no_document_or_no_reason_is_held_back(county: County) -> None:
    file(county, IN_JUNE, shimen(MAY, 50), "may.xlsx")
    rows = shimen(JUNE, 40)
    rows[0] |= CORRECTION | {"correction_document_number": None}
    rows[1] |= CORRECTION | {"correction_reason": None}
    rows[2] |= CORRECTION | {"is_correction": "否"}
    rows[3] |= CORRECTION
    found = county.findings(file(county, IN_JULY, rows, "june.xlsx"))
    assert found == [("F13", row, "completed_percent") for row in (2, 3, 4, 6, 7, 8)]


def test_what_was_finished_is_reopened_by_a_correction_and_the_finish_is_taken_back(county: County) -> None:
    file(county, IN_JUNE, shimen(MAY, 100), "may.xlsx")
    assert evaluated(county, MAY, IN_JUNE)["finished_date"] == MAY
    reopened = file(county, IN_JULY, [row | CORRECTION for row in shimen(JUNE, 95)], "june.xlsx")
    assert county.findings(reopened) == [("F31", row, "completed_percent") for row in range(2, 9)]
    assert verdict(county, reopened) == ("accepted", 7, 7)
    assert "2021-05-31已报100%，现更正为95%" in receipt(county, reopened)
    assert evaluated(county, JUNE, LATER)["finished_date"] is None


def test_a_correction_of_payments_stands_beside_what_was_paid_before(county: County) -> None:
    for day, at, paid, more in (("2021-05-31", IN_JUNE, 500, {}), ("2021-06-30", IN_JULY, 450, CORRECTION)):
        spending_file(county.inbox("U03") / f"{day}.xlsx", [{"cutoff_date": day, "paid_amount": paid} | more])
        [return_id] = county.ingest(at)
        assert county.findings(return_id) == []
    assert evaluated(county, JUNE, LATER)["paid_amount"] == Decimal("4500000.00")
    assert evaluated(county, MAY, LATER)["paid_amount"] == Decimal("5000000.00")


def test_other_figures_for_the_same_day_are_shown_beside_those_they_replace(county: County) -> None:
    first = file(county, IN_JULY, shimen(JUNE, 40), "june.xlsx")
    again = shimen(JUNE, 40)
    again[0] |= {"completed_percent": 45, "investment_amount": 123.45}
    second = file(county, LATER, again, "june-2.xlsx")
    assert county.findings(second) == [("F12", 2, "completed_percent"), ("F12", 2, "investment_amount")]
    said = receipt(county, second)
    shown = re.findall(r">([^<>]+)</td>", said)
    for earlier, now in (("40", "45"), ("100", "123.45")):
        assert [now, str(first)] == shown[shown.index(earlier) + 1 : shown.index(earlier) + 3]
    assert evaluated(county, JUNE, IN_JULY)["physical_progress_ratio"] == Decimal("0.4")
    assert evaluated(county, JUNE, LATER)["physical_progress_ratio"] == Decimal("0.4125")
    assert verdict(county, first) == ("accepted", 7, 7)


def test_only_the_bad_rows_are_sent_again_and_the_good_ones_stay_in_force(county: County) -> None:
    rows = shimen(JUNE, 40)
    rows[0] |= {"completed_percent": 400}
    file(county, IN_JUNE, shimen(MAY, 20), "may.xlsx")
    first = file(county, IN_JULY, rows, "june.xlsx")
    assert verdict(county, first) == ("partly_returned", 7, 6)
    waiting = evaluated(county, JUNE, IN_JULY)
    assert (waiting["physical_progress_ratio"], waiting["data_status"]) == (Decimal("0.35"), "pending_check")

    second = file(county, LATER, [rows[0] | {"completed_percent": 40}], "row-2.xlsx")
    assert (county.findings(second), verdict(county, second)) == ([], ("accepted", 1, 1))
    mended = evaluated(county, JUNE, LATER)
    assert (mended["physical_progress_ratio"], mended["data_status"]) == (Decimal("0.4"), "current")
    assert (mended["items_count"], mended["reported_items_count"]) == (7, 7)
    assert evaluated(county, JUNE, IN_JULY)["data_status"] == "pending_check"


def test_a_row_whose_item_is_misspelt_waits_until_the_project_is_reported_again(county: County) -> None:
    rows = shimen(JUNE, 40)
    rows[0] |= {"item_text": "修路"}
    file(county, IN_JULY, rows, "june.xlsx")
    assert evaluated(county, JUNE, IN_JULY)["data_status"] == "pending_check"
    file(county, LATER, shimen(JUNE, 40)[:1], "row-2.xlsx")
    assert evaluated(county, JUNE, LATER)["data_status"] == "current"


def test_a_bad_row_of_a_unit_without_the_duty_marks_no_project(county: County) -> None:
    file(county, IN_JULY, shimen(JUNE, 40), "june.xlsx")
    progress_file(county.inbox("U05") / "other.xlsx", shimen(JUNE, 60))
    county.ingest(IN_JULY)
    assert evaluated(county, JUNE, LATER)["data_status"] == "current"


def test_a_bad_amount_marks_its_project_until_it_is_mended(county: County) -> None:
    file(county, IN_JULY, shimen(JUNE, 40), "june.xlsx")
    lot = {"paid_amount": 1900}
    for at, paid, status in ((IN_JULY, 1900, "pending_check"), (LATER, 1500, "current")):
        spending_file(county.inbox("U03") / f"{paid}.xlsx", [lot | {"paid_amount": paid}])
        county.ingest(at)
        assert evaluated(county, JUNE, at)["data_status"] == status


def test_carried_figures_have_their_age_and_news_makes_them_current(county: County) -> None:
    file(county, IN_JUNE, shimen(MAY, 20), "may.xlsx")
    told = [
        (day, row["data_status"], row["carried_forward_days"])
        for day in (MAY, date(2021, 6, 29), JUNE)
        for row in [evaluated(county, day, LATER)]
    ]
    assert told == [(MAY, "current", 0), (date(2021, 6, 29), "current", 29), (JUNE, "carried_forward", 30)]
    file(county, IN_JULY, shimen(date(2021, 6, 25), 30), "june.xlsx")
    june = evaluated(county, JUNE, LATER)
    assert (june["data_status"], june["carried_forward_days"]) == ("current", 5)


def test_a_finished_project_owes_nothing_and_stays_current(county: County) -> None:
    file(county, IN_JUNE, shimen(MAY, 100), "may.xlsx")
    finished = evaluated(county, date(2021, 12, 31), LATER)
    assert (finished["data_status"], finished["carried_forward_days"]) == ("current", 214)


def test_a_return_that_says_nothing_new_is_told_so_by_its_receipt(county: County) -> None:
    first = file(county, IN_JULY, shimen(JUNE, 40), "june.xlsx")
    again = file(county, LATER, list(reversed(shimen(JUNE, 40))), "again.csv")
    assert county.findings(again) == [("F68", 2, "project_text")]
    assert f"本表与第{first}号报表内容完全相同，没有新的数据。" in receipt(county, again)
    assert verdict(county, again) == ("accepted", 7, 7)
