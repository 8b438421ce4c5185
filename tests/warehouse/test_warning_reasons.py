"""A reason is given once for a fact; the same fact is not asked about as if nothing had been said."""

from datetime import UTC, datetime
from typing import Any

import pytest

from planwatch.warehouse.connection import connect
from planwatch.warehouse.warning_reasons import remember_reason
from tests.builders import spending_file
from tests.county import County

pytestmark = pytest.mark.proof

JULY = datetime(2021, 7, 2, 1, tzinfo=UTC)
AUGUST = datetime(2021, 8, 2, 1, tzinfo=UTC)
REASON = "县财政垫付待七月到位"
ADVANCED = {"paid_amount": 1700}


def file(county: County, at: datetime, name: str = "a.xlsx", unit: str = "U03", **changes: Any) -> dict[str, Any]:
    """Payments above what has arrived; the warning F41 about them."""
    spending_file(county.inbox(unit) / name, [ADVANCED | changes])
    [return_id] = county.ingest(at)
    [row] = county.query(
        "select return_id, severity, fingerprint, reason_given, facts from raw.findings"
        " where return_id = :id and rule_id = 'F41'",
        id=return_id,
    )
    return dict(row._mapping)


def remember(county: County, fingerprint: str, unit: str = "U03", at: datetime = JULY, reason: str = REASON) -> bool:
    with connect(county.url) as connection:
        return remember_reason(connection, unit, fingerprint, reason, at)


def test_a_reason_is_put_beside_the_same_fact_later(county: County) -> None:
    first = file(county, JULY)
    assert (first["severity"], first["reason_given"], "remembered_reason" in first["facts"]) == (
        "warning",
        False,
        False,
    )
    assert remember(county, first["fingerprint"])
    again = file(county, AUGUST, "八月.csv", cutoff_date="2021-07-31", paid_amount="1,700.00")
    assert again["fingerprint"] == first["fingerprint"]
    assert (again["severity"], again["reason_given"], again["facts"]["remembered_reason"]) == ("warning", True, REASON)
    [receipt] = (county.folder / "outbox/U03").glob("*八月*.html")
    assert f"（已说明：{REASON}）" in receipt.read_text(encoding="utf-8")


def test_another_figure_is_another_fact(county: County) -> None:
    first = file(county, JULY)
    remember(county, first["fingerprint"])
    for number, changes in enumerate(
        [
            {"paid_amount": 1700.01},
            {"arrived_amount": 1619},
            {"document_number": "另一文号"},
            {"project_text": "锦竹苑"},
        ]
    ):
        other = file(county, AUGUST, f"{number}.xlsx", cutoff_date="2021-07-31", **changes)
        assert other["fingerprint"] != first["fingerprint"]
        assert other["reason_given"] is False


def test_a_reason_is_the_units_own(county: County) -> None:
    first = file(county, JULY)
    assert not remember(county, first["fingerprint"], unit="U11")
    assert not remember(county, "0" * 64)
    assert not remember(county, first["fingerprint"], reason="  ")
    remember(county, first["fingerprint"])
    assert file(county, AUGUST, unit="U11")["reason_given"] is False


def test_the_same_reason_is_kept_once_and_another_stands_from_its_moment(county: County) -> None:
    first = file(county, JULY)
    remember(county, first["fingerprint"])
    assert remember(county, first["fingerprint"], at=AUGUST)
    assert county.query("select count(*) from raw.warning_reasons")[0][0] == 1
    remember(county, first["fingerprint"], at=AUGUST, reason="已于七月补足")
    september = datetime(2021, 9, 2, tzinfo=UTC)
    later = file(county, september, "c.xlsx", cutoff_date="2021-08-31")
    assert later["facts"]["remembered_reason"] == "已于七月补足"
    [kept] = county.query("select unit_code, rule_id, form, project_code from raw.warning_reasons limit 1")
    assert tuple(kept) == ("U03", "F41", "spending", "P04")


def test_the_remark_of_the_row_is_a_reason_given_with_it(county: County) -> None:
    first = file(county, JULY, remark=REASON)
    assert (first["reason_given"], first["facts"]["remembered_reason"]) == (True, REASON)
    again = file(county, AUGUST, "b.xlsx", cutoff_date="2021-07-31")
    assert again["facts"]["remembered_reason"] == REASON
    [kept] = county.query("select reason, given_in_return_id from raw.warning_reasons")
    assert tuple(kept) == (REASON, first["return_id"])
