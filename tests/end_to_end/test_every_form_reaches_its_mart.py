"""Workbooks of every form, dropped into the inbox, to the figures that the finance bureau publishes."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from planwatch.checks.contract import check_contract
from planwatch.warehouse import evaluation, publishing
from planwatch.warehouse.connection import connect
from tests.builders import form_file, progress_file, spending_file
from tests.county import County

pytestmark = pytest.mark.proof

MAY, JUNE = "2021-05-31", "2021-06-30"
JUNE_3, JULY_2 = datetime(2021, 6, 3, 1, tzinfo=UTC), datetime(2021, 7, 2, 1, tzinfo=UTC)
CHAIN = [
    ("U10", "M00", {"event_date": "2020-01-10"}),
    ("U01", "M01", {"event_date": "2020-02-01"}),
    ("U11", "M02", {"event_date": "2020-03-20"}),
    ("U02", "M03", {"event_date": "2020-05-20", "document_number": "青发改1号", "approved_estimate_amount": 3577}),
    ("U04", "M04", {"event_date": "2020-06-01", "notice_end_date": "2020-06-10", "has_open_objection": "否"}),
    ("U04", "M05", {"event_date": "2020-07-01", "document_number": "规字1号"}),
    ("U11", "M06", {"event_date": "2020-07-15"}),
    ("U01", "M07", {"event_date": "2020-08-01", "document_number": "施字1号"}),
    ("U11", "M08", {"event_date": "2020-09-01"}),
]


def drop(county: County, unit: str, form: str, rows: list[dict[str, Any]], name: str = "") -> None:
    plain = {"project_text": "石门小区", "cutoff_date": JUNE}
    form_file(county.inbox(unit) / f"{name or form}.xlsx", form, [plain | row for row in rows])


@pytest.fixture
def published(county: County, tmp_path: Path) -> County:
    """石门小区 with all of its forms, and 栖霞小区 with its cables; the plan registers one fund lot."""
    with connect(county.url) as connection:
        connection.execute(
            text(
                "insert into raw.plan_fund_lots values"
                " (1, 'COUNTY', '青财建〔2021〕1号', 'P04', 2021, 18000000, '2021-05-31', false, '1100258', '2210108')"
            )
        )
    spending_file(county.inbox("U03") / "may.xlsx", [{"cutoff_date": MAY, "arrived_amount": 1458, "paid_amount": 900}])
    county.ingest(JUNE_3)
    spending_file(
        county.inbox("U03") / "june.xlsx",
        [
            {},
            {"project_text": "栖霞小区", "source_text": "省补", "document_number": "浙财建〔2021〕29号",
             "allocated_amount": 1404, "arrived_amount": 1404, "paid_amount": 0},
        ],
    )  # fmt: skip
    progress_file(county.inbox("U11") / "progress.xlsx", [{"completed_households_count": 100}])
    for unit in dict.fromkeys(unit for unit, _, _ in CHAIN):
        rows = [{"milestone_text": code} | facts for owner, code, facts in CHAIN if owner == unit]
        drop(county, unit, "approvals", rows)
    drop(county, "U03", "budget", [{"source_text": "县财政", "budget_year": 2021, "initial_budget_amount": 1700,
         "adjusted_budget_amount": 1800, "executed_amount": 1530, "deviation_reason": "汛期停工"}])  # fmt: skip
    drop(county, "U11", "changes", [{"change_number": "变更1", "change_reason": "增加停车位", "contract_amount": 3400,
         "confirmed_changes_amount": 100, "proposed_change_amount": 77}])  # fmt: skip
    drop(county, "U10", "residents", [{"surveyed_households_count": 500, "consenting_households_count": 475,
         "valid_answers_count": 500, "very_satisfied_count": 200, "satisfied_count": 241}])  # fmt: skip
    cable = {"project_text": "栖霞小区", "planned_length": 1200, "completed_length": 300, "cable_cost_amount": 126.4}
    drop(county, "U12", "cable", [cable])
    audit = {"operator_text": "县电力公司", "audited_cost_amount": 126.4, "audit_document_number": "审1号"}
    drop(county, "U03", "cable", [cable | audit])
    drop(county, "U03", "payments", [{"source_text": "县财政", "document_number": "青财建〔2021〕1号", "voucher_number": "1",
         "payment_date": "2021-06-10", "payee_text": "某建设公司", "payment_amount": 1530, "item_text": "道路改造"}])  # fmt: skip
    county.ingest(JULY_2)
    with connect(county.url) as connection:
        publication_id = evaluation.build_candidate(connection, date(2021, 6, 30), JULY_2)
    assert check_contract(county.url, date(2021, 6, 30), tmp_path / "docs") == []
    with connect(county.url) as connection:
        publishing.publish(connection, publication_id)
    return county


def only(county: County, mart: str, **values: Any) -> dict[str, Any]:
    wanted = " and ".join(f"{name} = :{name}" for name in values)
    [row] = county.query(f"select * from marts.{mart} where {wanted}", **values)
    return dict(row._mapping)


def test_every_form_reaches_its_mart(published: County) -> None:
    assert published.query("select file_name from raw.returns where verdict <> 'accepted'") == []

    use = only(published, "funding_use", project_code="P04")
    assert (use["planned_arrival_ratio"], use["timely_arrival_ratio"]) == (Decimal("0.9"), Decimal("0.81"))
    assert (use["funding_use_ratio"], use["budget_execution_ratio"]) == (Decimal("0.944444"), Decimal("0.85"))
    assert (use["balance_amount"], use["is_deviation_explained"]) == (900_000, True)

    ledger = only(published, "fund_ledger", project_code="P04")
    assert (ledger["voucher_amount"], ledger["income_code"], ledger["carry_status"]) == (
        15_300_000,
        "1100258",
        "carried_over",
    )

    subsidy = only(published, "cable_subsidy", project_code="P09")
    assert (subsidy["subsidy_amount"], subsidy["operator_name"]) == (379_200, "县电力公司")
    assert (subsidy["planned_length"], subsidy["completed_length_ratio"]) == (1200, Decimal("0.25"))

    tracker = only(published, "change_tracker", project_code="P04")
    assert (tracker["status"], tracker["headroom_amount"]) == ("inside_estimate", 0)
    change = only(published, "scheme_changes", project_code="P04")
    assert (change["change_reason"], change["proposed_change_amount"]) == ("增加停车位", 770_000)
    assert (change["reported_by_unit_name"], change["is_proposed"]) == ("县城投公司", True)

    residents = only(published, "resident_satisfaction", project_code="P04")
    assert residents["satisfaction_ratio"] == Decimal("0.882")

    shimen = only(published, "project_performance", project_code="P04")
    assert (shimen["budget_amount"], shimen["budget_basis"]) == (35_770_000, "approved_estimate")
    assert (shimen["started_date"], shimen["started_basis"]) == (date(2020, 9, 1), "milestone")

    current = published.query(
        "select milestone_code from marts.milestone_status where project_code = 'P04' and state = 'current'"
    )
    assert [code for (code,) in current] == ["M09"]
    start = only(published, "programme_rates", rate="start", base="due_to_start", measure="communities")
    assert (start["numerator_quantity"], start["denominator_quantity"]) == (1, 10)
    punctual = only(published, "unit_timeliness", unit_code="U03", form="spending")
    assert (punctual["returns_due_count"], punctual["returns_on_time_count"]) == (3, 2)
