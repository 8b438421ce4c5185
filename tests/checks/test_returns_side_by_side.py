"""Returns that are checked in one run do not disturb each other, and a fault draws no second one after it."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from planwatch import paths
from planwatch.checks.checking import ExpectationFailedError
from tests.builders import progress_file, spending_file
from tests.county import County

pytestmark = pytest.mark.proof

JULY = datetime(2021, 7, 2, 1, tzinfo=UTC)
ROAD = {"completed_percent": 40, "investment_amount": 200}


def test_a_conflict_in_one_return_is_none_in_another(county: County) -> None:
    progress_file(county.inbox("U11") / "repeated.xlsx", [ROAD, ROAD])
    progress_file(county.inbox("U01") / "conflicting.xlsx", [ROAD, ROAD | {"completed_percent": 41}])
    for return_id in county.ingest(JULY):
        [(unit,)] = county.query("select unit_code from raw.returns where return_id = :id", id=return_id)
        found = {rule_id for rule_id, _, _ in county.findings(return_id)}
        assert found - {"F09"} == ({"F10"} if unit == "U11" else {"F11"})


def test_an_amount_that_is_held_back_makes_no_later_one_fall(county: County) -> None:
    april = ROAD | {"cutoff_date": "2021-04-30", "investment_amount": 2_000_000}
    progress_file(county.inbox("U11") / "april.xlsx", [april])
    progress_file(county.inbox("U11") / "may.xlsx", [ROAD | {"cutoff_date": "2021-05-31"}])
    april_id, may_id = sorted(county.ingest(JULY))
    assert county.findings(april_id) == [("F15", 2, "investment_amount")]
    assert county.findings(may_id) == []


def test_a_figure_is_held_against_the_last_that_counts_even_in_one_run(county: County) -> None:
    for month, done in (("04-30", 50), ("05-31", 40), ("06-30", 45)):
        row = ROAD | {"cutoff_date": f"2021-{month}", "completed_percent": done}
        progress_file(county.inbox("U11") / f"{month}.xlsx", [row])
    april_id, may_id, june_id = sorted(county.ingest(JULY))
    assert county.findings(april_id) == []
    assert county.findings(may_id) == county.findings(june_id) == [("F13", 2, "completed_percent")]


def test_rows_of_two_sheets_are_rows_of_one_return(county: County) -> None:
    def two_sheets(name: str, done: int) -> int:
        path = progress_file(county.inbox("U11") / name, [ROAD])
        book = load_workbook(path)
        again = book.copy_worksheet(book.active)
        again.cell(2, [cell.value for cell in again[1]].index("累计完成比例（%）") + 1, done)
        book.save(path)
        [return_id] = county.ingest(JULY)
        return return_id

    assert county.findings(two_sheets("repeated.xlsx", 40)) == [("F10", 2, "project_text")]
    conflicting = county.findings(two_sheets("conflicting.xlsx", 41))
    assert [found for found in conflicting if found[0] == "F11"] == [("F11", 2, "completed_percent")] * 2


def test_an_expectation_that_could_not_look_stops_the_run(
    county: County, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    suite = json.loads((paths.EXPECTATIONS / "progress_lines.json").read_text(encoding="utf-8"))
    suite["expectations"][-1]["kwargs"]["column"] = "completed_percents"
    (tmp_path / "progress_lines.json").write_text(json.dumps(suite), encoding="utf-8")
    monkeypatch.setattr(paths, "EXPECTATIONS", tmp_path)
    progress_file(county.inbox("U11") / "a.xlsx", [ROAD])
    with pytest.raises(ExpectationFailedError, match="completed_percents"):
        county.ingest(JULY)


def test_rows_without_a_readable_date_or_document_do_not_conflict(county: County) -> None:
    undated = ROAD | {"cutoff_date": "上月底"}
    progress_file(county.inbox("U11") / "a.xlsx", [undated, undated | {"completed_percent": 41}])
    [progress_id] = county.ingest(JULY)
    assert county.findings(progress_id) == [("F06", 2, "cutoff_date"), ("F06", 3, "cutoff_date")]
    unnamed = {"document_number": None}
    spending_file(county.inbox("U03") / "b.xlsx", [unnamed, unnamed | {"paid_amount": 1500}])
    [spending_id] = county.ingest(JULY)
    assert county.findings(spending_id) == [("F37", 2, "document_number"), ("F37", 3, "document_number")]


def test_a_repeated_payment_is_not_summed_against_the_budget(county: County) -> None:
    progress_file(county.inbox("U11") / "a.xlsx", [{"completed_percent": 0, "investment_amount": 0}])
    county.ingest(JULY)
    paid = {"allocated_amount": 300, "arrived_amount": 300, "paid_amount": 300}
    spending_file(county.inbox("U11") / "b.xlsx", [paid, paid])
    [return_id] = county.ingest(JULY)
    assert "F25" not in {rule_id for rule_id, _, _ in county.findings(return_id)}


def test_the_day_of_receipt_is_shanghais(county: County) -> None:
    progress_file(county.inbox("U11") / "a.xlsx", [ROAD])
    [return_id] = county.ingest(datetime(2021, 6, 29, 16, tzinfo=UTC))
    assert county.findings(return_id) == []


@pytest.mark.parametrize(
    ("project", "amount", "expected"),
    [
        ("彩石小区", 14160, "F19"),
        ("彩石小区", 14160.01, "F15"),
        ("石门小区", 30622, "F19"),
        ("石门小区", 30622.01, "F15"),
    ],
)
def test_twenty_budgets_or_the_whole_programme_mean_yuan(
    county: County, project: str, amount: float, expected: str
) -> None:
    progress_file(county.inbox("U11") / "a.xlsx", [ROAD | {"project_text": project, "investment_amount": amount}])
    [return_id] = county.ingest(JULY)
    assert county.findings(return_id) == [(expected, 2, "investment_amount")]
