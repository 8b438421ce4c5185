"""The rules of approvals, cables, changes, budgets, residents, inspections and payments, and those between forms."""

from datetime import UTC, datetime
from typing import Any

import pytest

from planwatch.checks.checking import check_returns
from tests.builders import form_file, progress_file
from tests.county import County

JULY = datetime(2021, 7, 2, 1, tzinfo=UTC)
JUNE_30 = "2021-06-30"


def ingest(county: County, form: str, unit: str, *rows: dict[str, Any], at: datetime = JULY, name: str = "") -> int:
    """One return of a form, each row of 石门小区 at 2021-06-30 unless it says otherwise; its id."""
    plain = {"project_text": "石门小区", "cutoff_date": JUNE_30}
    form_file(county.inbox(unit) / f"{name or form}.xlsx", form, [plain | row for row in rows])
    [return_id] = county.ingest(at)
    return return_id


def facts(county: County, return_id: int, rule_id: str) -> dict[str, Any]:
    [(found,)] = county.query(
        "select facts from raw.findings where return_id = :id and rule_id = :rule limit 1", id=return_id, rule=rule_id
    )
    return found


DESIGN = {
    "milestone_text": "初步设计审查、确认和审批",
    "event_date": "2020-05-20",
    "document_number": "青发改〔2020〕20号",
    "approved_estimate_amount": 3577,
}


def permit(day: str) -> dict[str, Any]:
    return {"milestone_text": "M07", "event_date": day, "document_number": "施字2020-7"}


def cable(**changes: Any) -> dict[str, Any]:
    return {"planned_length": 1200, "completed_length": 300, "cable_cost_amount": 126.4, **changes}


def payment(number: int, **changes: Any) -> dict[str, Any]:
    return {
        "source_text": "县级财政资金",
        "document_number": "青财建〔2021〕1号",
        "voucher_number": f"记-{number:03d}",
        "payment_date": "2021-06-10",
        "payee_text": "某建设公司",
        "payment_amount": 10 + number,
        "item_text": "道路改造",
        **changes,
    }


def test_clean_returns_of_every_form_are_accepted_without_a_word(county: County) -> None:
    returns = [
        ingest(county, "approvals", "U02", DESIGN),
        ingest(county, "approvals", "U01", permit("2020-09-01")),
        ingest(county, "cable", "U12", cable()),
        ingest(county, "cable", "U06", cable(operator_text="县电信公司")),
        ingest(
            county,
            "changes",
            "U11",
            {
                "change_number": "变更1",
                "change_reason": "增加停车位",
                "contract_amount": 3400,
                "confirmed_changes_amount": 100,
                "proposed_change_amount": 77,
            },
        ),
        ingest(
            county,
            "budget",
            "U03",
            {
                "source_text": "县级财政资金",
                "budget_year": 2021,
                "initial_budget_amount": 1800,
                "adjusted_budget_amount": 1800,
                "executed_amount": 1800,
            },
        ),
        ingest(
            county,
            "residents",
            "U10",
            {
                "surveyed_households_count": 550,
                "consenting_households_count": 550,
                "valid_answers_count": 500,
                "very_satisfied_count": 300,
                "satisfied_count": 200,
            },
        ),
        ingest(county, "inspection", "U08", {"inspected_date": JUNE_30, "finding_text": "消防通道堆物"}),
        ingest(county, "payments", "U11", payment(1)),
    ]
    assert [county.findings(return_id) for return_id in returns] == [[]] * 9
    verdicts = county.query("select distinct verdict from raw.returns")
    assert [tuple(row) for row in verdicts] == [("accepted",)]


def test_approvals_name_a_known_milestone_of_ones_own_with_its_document(county: County) -> None:
    return_id = ingest(
        county,
        "approvals",
        "U02",
        DESIGN | {"approved_estimate_amount": None},
        {"milestone_text": "立项", "event_date": "2020-04-01"},
        permit("2020-09-01"),
        DESIGN | {"project_text": "锦竹苑", "document_number": None},
        DESIGN | {"project_text": "彩石小区", "event_date": "2021-07-01"},
        DESIGN | {"project_text": "谢桥小区", "event_date": JUNE_30},
    )
    assert county.findings(return_id) == [
        ("F09", 4, "milestone_text"),
        ("F64", 3, "milestone_text"),
        ("F66", 5, "document_number"),
        ("F67", 2, "approved_estimate_amount"),
        ("F69", 6, "event_date"),
    ]


@pytest.mark.parametrize(("day", "expected"), [("2020-09-01", []), ("2020-08-31", [("F29", 2, "event_date")])])
def test_milestones_keep_their_order(county: County, day: str, expected: list) -> None:
    drawings = {"milestone_text": "M06", "event_date": "2020-09-01"}
    ingest(county, "approvals", "U11", drawings)
    return_id = ingest(county, "approvals", "U01", permit(day))
    assert county.findings(return_id) == expected
    if expected:
        assert facts(county, return_id, "F29")["guard"] == "施工图编制、行政审批手续"


def test_a_permit_while_an_objection_is_open(county: County) -> None:
    notice = {"milestone_text": "M04", "event_date": "2020-06-01", "notice_end_date": "2020-06-08"}
    permit_row = {"milestone_text": "M05", "event_date": "2020-07-01", "document_number": "建字1号"}
    open_one = notice | {"has_open_objection": "是"}
    settled = notice | {"has_open_objection": "否", "project_text": "锦竹苑"}
    return_id = ingest(
        county, "approvals", "U04", open_one, settled, permit_row, permit_row | {"project_text": "锦竹苑"}
    )
    assert county.findings(return_id) == [("F70", 4, "milestone_text")]


def test_an_objection_that_is_neither_yes_nor_no_holds_no_milestone(county: County) -> None:
    notice = {"milestone_text": "M04", "event_date": "2020-06-01", "notice_end_date": "2020-06-08"}
    permit_row = {"milestone_text": "M05", "event_date": "2020-07-01", "document_number": "建字1号"}
    answers = {"石门小区": "有", "锦竹苑": "无", "谢桥小区": "待定", "东苑小区": True}
    rows = [notice | {"project_text": name, "has_open_objection": said} for name, said in answers.items()]
    return_id = ingest(county, "approvals", "U04", *rows, *(permit_row | {"project_text": name} for name in answers))
    assert county.findings(return_id) == [
        ("F70", 6, "milestone_text"),
        ("F70", 9, "milestone_text"),
        ("F86", 4, "has_open_objection"),
    ]
    assert facts(county, return_id, "F86")["value"] == "待定"
    accepted = county.query(
        "select row_number, has_open_objection from raw.approvals_lines"
        " where is_accepted and milestone_code = 'M04' order by row_number"
    )
    assert accepted == [(2, True), (3, False), (5, True)]


def test_cables_are_ones_own_without_civil_works_and_audited_by_a_document(county: County) -> None:
    return_id = ingest(
        county,
        "cable",
        "U12",
        cable(civil_cost_amount=12.5),
        cable(project_text="锦竹苑", operator_text="县电信公司"),
        cable(project_text="谢桥小区", operator_text="铁通"),
        cable(project_text="东苑小区", audited_cost_amount=100),
        cable(project_text="鸣山小区", audited_cost_amount=126.41, audit_document_number="审1号"),
        cable(project_text="塔山小区", audited_cost_amount=126.4, audit_document_number="审2号"),
        cable(project_text="栖霞小区", civil_cost_amount=0),
    )
    assert county.findings(return_id) == [
        ("F28", 2, "civil_cost_amount"),
        ("F56", 5, "audit_document_number"),
        ("F57", 6, "audited_cost_amount"),
        ("F65", 3, "operator_text"),
        ("F65", 4, "operator_text"),
    ]


def test_changes_are_held_against_the_approved_estimate_and_equality_is_inside(county: County) -> None:
    ingest(county, "approvals", "U02", DESIGN)
    change = {"change_reason": "增加雨水口", "contract_amount": 3400, "confirmed_changes_amount": 100}
    return_id = ingest(
        county,
        "changes",
        "U11",
        change | {"change_number": "1", "proposed_change_amount": 77},
        change | {"change_number": "2", "proposed_change_amount": 77.01},
        change
        | {"change_number": "3", "proposed_change_amount": 200, "reapproval_document_number": "青政办〔2021〕3号"},
        change | {"change_number": "4", "proposed_change_amount": -50},
        change | {"change_number": "5", "proposed_change_amount": 10, "project_text": "东苑小区"},
    )
    assert county.findings(return_id) == [
        ("F58", 3, "proposed_change_amount"),
        ("F58", 6, "proposed_change_amount"),
        ("F59", 6, "project_text"),
    ]
    held_against = county.query(
        "select row_number, facts -> 'estimate' from raw.findings where rule_id = 'F58' order by row_number"
    )
    assert [tuple(row) for row in held_against] == [(3, 35770000), (6, 25210000)]


def test_execution_stays_within_the_years_budget_and_is_explained_below_ninety_percent(county: County) -> None:
    def lot(project: str, executed: float, **changes: Any) -> dict[str, Any]:
        return {
            "project_text": project,
            "source_text": "县级财政资金",
            "budget_year": 2020,
            "cutoff_date": "2020-12-31",
            "initial_budget_amount": 1000,
            "adjusted_budget_amount": 1000,
            "executed_amount": executed,
            **changes,
        }

    return_id = ingest(
        county,
        "budget",
        "U03",
        lot("石门小区", 1000),
        lot("锦竹苑", 1000.01),
        lot("谢桥小区", 900),
        lot("彩石小区", 899.99),
        lot("东苑小区", 500, deviation_reason="跨年支付"),
        lot("鸣山小区", 500, cutoff_date="2020-12-30"),
    )
    assert county.findings(return_id) == [("F60", 3, "executed_amount"), ("F61", 5, "deviation_reason")]


def test_money_carried_over_is_part_of_the_budget_and_of_its_execution(county: County) -> None:
    def of_carried(project: str, carried: float | None, executed: float | None) -> dict[str, Any]:
        year = {"budget_year": 2021, "initial_budget_amount": 900, "adjusted_budget_amount": 1000}
        carry = {"carried_over_amount": carried, "carried_over_executed_amount": executed}
        return {"project_text": project, "source_text": "县级财政资金", "executed_amount": 80, **year, **carry}

    return_id = ingest(
        county,
        "budget",
        "U03",
        of_carried("石门小区", 1000, 80),
        of_carried("锦竹苑", 1000.01, None),
        of_carried("谢桥小区", 60, 60),
        of_carried("彩石小区", 60, 60.01),
        of_carried("东苑小区", 100, 80.01),
        of_carried("鸣山小区", None, 0.01),
    )
    assert county.findings(return_id) == [
        ("F85", 3, "carried_over_amount"),
        ("F85", 5, "carried_over_executed_amount"),
        ("F85", 6, "carried_over_executed_amount"),
        ("F85", 7, "carried_over_executed_amount"),
    ]


def test_a_survey_adds_up_and_knows_the_plans_households(county: County) -> None:
    def survey(project: str, surveyed: int, consenting: int, content: int) -> dict[str, Any]:
        return {
            "project_text": project,
            "surveyed_households_count": surveyed,
            "consenting_households_count": consenting,
            "valid_answers_count": 100,
            "very_satisfied_count": 60,
            "satisfied_count": content,
        }

    return_id = ingest(
        county,
        "residents",
        "U10",
        survey("石门小区", 550, 550, 40),
        survey("锦竹苑", 321, 300, 40),
        survey("谢桥小区", 600, 601, 40),
        survey("彩石小区", 300, 300, 41),
    )
    assert county.findings(return_id) == [
        ("F62", 4, "consenting_households_count"),
        ("F62", 5, "valid_answers_count"),
        ("F63", 3, "surveyed_households_count"),
    ]


def test_nobody_verifies_their_own_progress_and_a_lower_verified_share_is_told(county: County) -> None:
    progress_file(county.inbox("U11") / "p.xlsx", [{"completed_percent": 60}])
    county.ingest(JULY)
    check = {"inspected_date": JUNE_30, "finding_text": "核定进度", "item_text": "道路改造"}
    own = ingest(county, "inspection", "U11", check | {"verified_percent": 60})
    assert county.findings(own) == [("F09", 2, "project_text"), ("F54", 2, "verified_percent")]
    bureau = ingest(
        county,
        "inspection",
        "U01",
        check | {"verified_percent": 60},
        check | {"verified_percent": 55, "finding_text": "复核"},
        check | {"finding_text": "超前", "inspected_date": "2021-07-01"},
        check | {"finding_text": "超过", "verified_percent": 101},
        check | {"finding_text": "内容", "item_text": "修路"},
    )
    assert county.findings(bureau) == [
        ("F17", 5, "verified_percent"),
        ("F39", 6, "item_text"),
        ("F55", 3, "verified_percent"),
        ("F69", 4, "inspected_date"),
    ]


def test_payments_stay_within_their_earmark_and_after_the_approvals(county: County) -> None:
    ingest(county, "approvals", "U02", DESIGN)
    ingest(county, "approvals", "U01", permit("2020-09-01"))
    central = {"source_text": "中央预算内投资", "document_number": "浙发改〔2021〕2号"}
    return_id = ingest(
        county,
        "payments",
        "U03",
        payment(1, **central),
        payment(2, **central, item_text="加装电梯"),
        payment(3, payment_date="2020-08-31"),
        payment(4, payment_date="2020-09-01"),
        payment(5, payment_date="2020-04-01", item_text="勘察设计及前期费用"),
        payment(6, payment_date="2020-05-19"),
        payment(7, payment_date="2021-07-01"),
        payment(8, source_text="彩票公益金"),
        payment(9, project_text="锦竹苑", payment_date="2020-01-05"),
    )
    assert county.findings(return_id) == [
        ("F21", 3, "item_text"),
        ("F22", 4, "payment_date"),
        ("F22", 7, "payment_date"),
        ("F40", 9, "source_text"),
        ("F69", 8, "payment_date"),
    ]
    said = county.query(
        "select row_number, facts ->> 'milestone_text' from raw.findings where rule_id = 'F22' order by 1"
    )
    assert [tuple(row) for row in said] == [
        (4, "质量和安全监督手续、施工许可证"),
        (7, "初步设计审查、确认和审批、质量和安全监督手续、施工许可证"),
    ]


def test_one_payment_reported_by_two_units_is_suspected_once(county: County) -> None:
    ingest(county, "payments", "U11", payment(1), payment(2), payment(3), payment(4))
    return_id = ingest(
        county,
        "payments",
        "U03",
        payment(1, payment_amount=99),
        payment(2, voucher_number="付-9", payment_date="2021-06-13"),
        payment(3, voucher_number="付-10", payment_date="2021-06-14"),
        payment(4, voucher_number="付-11", payee_text="另一公司"),
    )
    assert county.findings(return_id) == [("F27", 2, "voucher_number"), ("F27", 3, "voucher_number")]
    assert facts(county, return_id, "F27")["other_unit"] == "县城投公司"


@pytest.mark.parametrize(("day", "expected"), [("2021-06-30", []), ("2021-07-01", [("F23", 2, "completed_percent")])])
def test_works_before_the_construction_permit(county: County, day: str, expected: list) -> None:
    ingest(county, "approvals", "U01", permit(day) | {"cutoff_date": "2021-07-01"})
    progress_file(county.inbox("U11") / "p.xlsx", [{}, {"item_text": "雨污分流"}])
    [return_id] = county.ingest(JULY)
    assert county.findings(return_id) == expected


def test_a_project_without_any_reported_approval_is_not_accused(county: County) -> None:
    ingest(county, "approvals", "U01", permit("2021-06-30") | {"project_text": "锦竹苑"})
    progress_file(county.inbox("U11") / "p.xlsx", [{}])
    [return_id] = county.ingest(JULY)
    assert county.findings(return_id) == []


def test_what_was_complete_is_reopened_only_with_a_reason(county: County) -> None:
    progress_file(county.inbox("U11") / "may.xlsx", [{"cutoff_date": "2021-05-31", "completed_percent": 100}])
    county.ingest(datetime(2021, 6, 2, tzinfo=UTC))
    correction = {
        "completed_percent": 90,
        "is_correction": "是",
        "correction_document_number": "青建〔2021〕9号",
        "correction_reason": "返工",
    }
    progress_file(county.inbox("U11") / "june.xlsx", [correction])
    [return_id] = county.ingest(JULY)
    assert county.findings(return_id) == [("F31", 2, "completed_percent")]


def test_a_return_that_says_nothing_new_is_told_so(county: County) -> None:
    first = ingest(county, "cable", "U12", cable(), cable(project_text="锦竹苑"))
    again = ingest(county, "cable", "U12", cable(project_text="锦竹苑"), cable(), name="again")
    assert county.findings(again) == [("F68", 2, "project_text")]
    assert facts(county, again, "F68")["earlier_return"] == first
    changed = ingest(county, "cable", "U12", cable(), cable(project_text="锦竹苑", completed_length=310), name="more")
    assert county.findings(changed) == [("F12", 3, "completed_length")]
    assert facts(county, changed, "F12") == {"earlier_value": 300, "value": 310, "earlier_return": again}


def test_cumulative_cables_and_budgets_do_not_fall(county: County) -> None:
    ingest(county, "cable", "U12", cable(cutoff_date="2021-05-31"), name="may")
    return_id = ingest(county, "cable", "U12", cable(completed_length=299, cable_cost_amount=126.4))
    assert county.findings(return_id) == [("F13", 2, "completed_length")]


def test_every_form_refuses_what_no_form_may_hold(county: County) -> None:
    """The rules that are written once for all forms: unknown project, bad dates, yuan for 万元, repetitions."""
    return_id = ingest(
        county,
        "changes",
        "U03",
        *(
            {
                "change_number": str(number),
                "change_reason": "增加停车位",
                "contract_amount": amount,
                "confirmed_changes_amount": 0,
                "proposed_change_amount": 1,
                "project_text": project,
                "cutoff_date": day,
            }
            for number, amount, project, day in [
                (1, 100, "石门", "2021-06-30"),
                (2, 34000000, "石门小区", "2021-06-30"),
                (3, 100, "石山小区", "2021-06-30"),
                (4, 100, "石门小区", "2021-07-03"),
                (5, 100, "石门小区", "2021-06-30"),
                (5, 100, "石门小区", "2021-06-30"),
                (6, 100.1234567, "石门小区", "2021-06-30"),
                (7, -1, "石门小区", "2021-06-30"),
            ]
        ),
    )
    assert county.findings(return_id) == [
        ("F07", 5, "cutoff_date"),
        ("F08", 4, "project_text"),
        ("F10", 7, "project_text"),
        ("F15", 3, "contract_amount"),
        ("F16", 8, "contract_amount"),
        ("F38", 9, "contract_amount"),
        ("F58", 3, "proposed_change_amount"),
        ("F59", 2, "project_text"),
    ]


def test_a_run_of_nothing_checks_nothing(county: County) -> None:
    assert check_returns(county.url, None) == 0
    assert county.query("select 1 from raw.findings") == []
