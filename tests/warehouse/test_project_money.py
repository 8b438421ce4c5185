"""What a project may cost, what its cables are subsidised with, what its changes come to, and what its residents say."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Connection, text

from planwatch import paths
from planwatch.warehouse.indicator_loading import load_indicators
from tests.oracles.conftest import LONG_AFTER, publish_some

MAY, JUNE = date(2021, 5, 31), date(2021, 6, 30)

Row = Callable[..., dict[str, Any]]


@pytest.fixture
def row(planned: Connection) -> Row:
    """row("mart", date, column=value) evaluates the day and returns the one row that has these values."""

    def read(mart: str, as_of_date: date = JUNE, **values: Any) -> dict[str, Any]:
        publish_some(planned, as_of_date, LONG_AFTER, {mart})
        found = planned.execute(text(f"select * from marts.{mart} where as_of_date = :day"), {"day": as_of_date})
        [chosen] = [dict(row) for row in found.mappings() if values.items() <= dict(row).items()]
        return chosen

    return read


@pytest.fixture
def policy(planned: Connection) -> Callable[..., None]:
    """policy("cable", subsidy_bases=…) changes the policy in force."""

    def change(section: str, **values: Any) -> None:
        planned.execute(
            text(
                "update raw.policy_versions set content ="
                " jsonb_set(content, array[:section], (content -> :section) || cast(:given as jsonb))"
            ),
            {"section": section, "given": json.dumps(values)},
        )

    return change


def milestone(code: str, project: str = "P04", event_date: date = MAY, **facts: Any) -> dict[str, Any]:
    return {"project_code": project, "milestone_code": code, "event_date": event_date} | facts


class TestBudget:
    """批复概算 stands before the plan's investment; three fields are kept."""

    def test_without_an_estimate_the_plan_is_the_budget(self, row: Row) -> None:
        found = row("project_performance", project_code="P04")
        assert (found["budget_amount"], found["budget_basis"]) == (36_500_000, "plan_investment")
        assert (found["approved_estimate_amount"], found["final_account_amount"]) == (None, None)

    def test_the_newest_estimate_known_by_then_is_the_budget(self, accept: Callable[..., int], row: Row) -> None:
        accept("U02", MAY, approvals=[milestone("M03", event_date=date(2020, 5, 20), approved_estimate_amount=3577)])
        accept("U02", JUNE, approvals=[milestone("M03", event_date=JUNE, approved_estimate_amount=3600)])
        found = row("project_performance", MAY, project_code="P04")
        assert (found["budget_amount"], found["budget_basis"]) == (35_770_000, "approved_estimate")
        assert found["plan_investment_amount"] == 36_500_000
        assert row("project_performance", JUNE, project_code="P04")["budget_amount"] == 36_000_000

    def test_an_approval_that_names_no_estimate_leaves_the_one_that_is_known(
        self, accept: Callable[..., int], row: Row
    ) -> None:
        accept("U02", MAY, approvals=[milestone("M03", approved_estimate_amount=3577)])
        accept("U02", JUNE, approvals=[milestone("M03")])
        assert row("project_performance", project_code="P04")["budget_amount"] == 35_770_000

    def test_savings_are_known_only_once_the_final_account_is_audited(
        self, accept: Callable[..., int], row: Row
    ) -> None:
        found = row("project_performance", project_code="P04")
        assert (found["cost_saving_ratio"], found["cost_saving_reason"]) == (None, "not_audited")
        accept("U03", MAY, approvals=[milestone("M13")])
        assert row("project_performance", project_code="P04")["cost_saving_reason"] == "audited_amount_missing"
        accept("U03", JUNE, approvals=[milestone("M13", audited_amount=3577)])
        found = row("project_performance", project_code="P04")
        assert found["cost_saving_ratio"] == Decimal("0.02")
        assert (found["final_account_amount"], found["budget_amount"]) == (35_770_000, 36_500_000)


class TestPaymentToWork:
    """支付 against 完成投资."""

    @pytest.mark.parametrize(
        ("paid", "signed", "status"),
        [
            (100, None, "within"),
            (Decimal("100.01"), None, "overpaid"),
            (80, date(2022, 8, 1), "within"),
            (Decimal("79.99"), date(2022, 8, 1), "underpaid"),
            (Decimal("79.99"), date(2022, 7, 31), "within"),
            (Decimal("79.99"), None, "contract_date_unknown"),
        ],
    )
    def test_over_all_of_it_or_under_four_fifths(
        self, planned: Connection, accept: Callable[..., int], row: Row, paid: Any, signed: date | None, status: str
    ) -> None:
        planned.execute(text("update raw.plan_projects set contract_signed_date = :day"), {"day": signed})
        work = {"project_code": "P04", "item_code": "ROAD", "completed_percent": 10, "investment_amount": 100}
        lot = {"project_code": "P04", "source_code": "COUNTY", "document_number": "1", "paid_amount": paid}
        accept("U11", JUNE, progress=[work], spending=[lot])
        assert row("project_performance", project_code="P04")["payment_to_work_status"] == status


class TestCableSubsidy:
    """审定管线造价 × 上级补助比例: the notice's example on 栖霞小区, whose plan is 4680."""

    @pytest.fixture(autouse=True)
    def funds(self, accept: Callable[..., int]) -> None:
        lots = [("PROV", "浙财建〔2021〕29号", 1404), ("COUNTY", "青财建〔2021〕9号", 2340)]
        accept(
            "U03",
            MAY,
            spending=[
                {
                    "project_code": "P09",
                    "source_code": source,
                    "document_number": document,
                    "allocated_amount": granted,
                    "arrived_amount": granted,
                    "paid_amount": 0,
                }
                for source, document, granted in lots
            ],
        )

    def cable(self, operator: str = "U12", **facts: Any) -> dict[str, Any]:
        plain = {"project_code": "P09", "operator_code": operator, "completed_length": 300, "cable_cost_amount": 140}
        return plain | facts

    def test_lengths_are_the_operator_s_own_word_before_the_bureau_s(
        self, accept: Callable[..., int], row: Row
    ) -> None:
        accept("U12", MAY, cable=[self.cable(completed_length=600)])
        found = row("cable_subsidy")
        assert (found["completed_length_ratio"], found["completed_length_reason"]) == (
            None,
            "no_planned_length_reported",
        )
        accept("U06", JUNE, cable=[self.cable(planned_length=1000, completed_length=900)])
        accept("U03", JUNE, cable=[self.cable(planned_length=1, completed_length=1, audited_cost_amount=100)])
        accept("U12", JUNE, cable=[self.cable(planned_length=800, completed_length="600.5")])
        found = row("cable_subsidy")
        assert (found["planned_length"], found["completed_length"]) == (800, Decimal("600.5"))
        assert (found["completed_length_ratio"], found["completed_length_reason"]) == (Decimal("0.750625"), None)

    def test_the_base_is_shown_and_makes_the_difference(
        self, accept: Callable[..., int], row: Row, policy: Callable[..., None]
    ) -> None:
        accept("U12", JUNE, cable=[self.cable()])
        found = row("cable_subsidy")
        assert (found["status"], found["subsidy_amount"], found["subsidy_ratio"]) == (
            "awaiting_audit",
            None,
            Decimal("0.3"),
        )
        accept("U03", JUNE, cable=[self.cable(audited_cost_amount="126.40", audit_document_number="审1号")])
        found = row("cable_subsidy")
        assert (found["base_name"], found["base_amount"]) == ("plan_investment", 46_800_000)
        assert (found["subsidy_amount"], found["status"]) == (Decimal("379200.00"), "payable")
        policy("cable", subsidy_bases=["fiscal_money"])
        found = row("cable_subsidy")
        assert (found["base_name"], found["subsidy_ratio"]) == ("fiscal_money", Decimal("0.375"))
        assert found["subsidy_amount"] == Decimal("474000.00")

    def test_the_audited_final_account_stands_before_the_estimate_and_the_plan(
        self, accept: Callable[..., int], row: Row
    ) -> None:
        accept("U12", JUNE, cable=[self.cable(audited_cost_amount=100, audit_document_number="审1号")])
        accept("U02", JUNE, approvals=[milestone("M03", "P09", approved_estimate_amount=5000)])
        assert row("cable_subsidy")["base_name"] == "approved_estimate"
        accept("U03", JUNE, approvals=[milestone("M13", "P09", audited_amount=1000)])
        found = row("cable_subsidy")
        assert (found["base_name"], found["subsidy_ratio"]) == ("final_account", 1)
        assert found["subsidy_amount"] == 1_000_000

    def test_an_amount_is_rounded_half_up_to_fen_once(
        self, planned: Connection, accept: Callable[..., int], row: Row
    ) -> None:
        """0.3 × 33.35 yuan is 10.005 yuan."""
        accept("U03", JUNE, cable=[self.cable(audited_cost_amount="0.003335")])
        assert row("cable_subsidy")["subsidy_amount"] == Decimal("10.01")

    def test_the_finance_bureaus_audit_stands_and_an_operators_own_needs_its_document(
        self, accept: Callable[..., int], row: Row
    ) -> None:
        accept("U12", JUNE, cable=[self.cable(audited_cost_amount=139)])
        assert row("cable_subsidy")["status"] == "awaiting_audit"
        accept("U12", JUNE, cable=[self.cable(audited_cost_amount=139, audit_document_number="审1号")])
        assert row("cable_subsidy")["audited_by_unit_code"] == "U12"
        accept("U03", MAY, cable=[self.cable(audited_cost_amount=120)])
        found = row("cable_subsidy")
        assert (found["audited_by_unit_code"], found["subsidy_amount"]) == ("U03", 360_000)

    def test_civil_works_are_no_part_of_it(self, accept: Callable[..., int], row: Row) -> None:
        accept("U06", JUNE, cable=[self.cable(civil_cost_amount=40)])
        accept("U03", JUNE, cable=[self.cable(audited_cost_amount=140)])
        found = row("cable_subsidy")
        assert (found["eligible_cost_amount"], found["subsidy_amount"]) == (1_000_000, 300_000)

    def test_a_project_without_upper_level_money_has_no_known_ratio(
        self, planned: Connection, accept: Callable[..., int], row: Row, policy: Callable[..., None]
    ) -> None:
        accept("U03", JUNE, cable=[self.cable(audited_cost_amount=100) | {"project_code": "P06"}])
        found = row("cable_subsidy")
        assert (found["status"], found["subsidy_ratio"], found["subsidy_amount"]) == ("ratio_unknown", None, None)
        planned.execute(
            text(
                "insert into raw.plan_fund_lots (plan_version, source_code, document_number, lot_year, planned_amount,"
                " is_direct) values (1, 'CSF', '浙财建〔2021〕70号', 2021, 30622000, true)"
            )
        )
        assert row("cable_subsidy")["status"] == "ratio_unknown"
        policy("cable", allocates_unsplit_upper_money=True)
        found = row("cable_subsidy")  # a tenth of the programme's investment, shared by investment
        assert (found["subsidy_ratio"], found["subsidy_amount"]) == (Decimal("0.1"), 100_000)

    def test_gas_is_no_cable_unless_the_policy_says_so(
        self, accept: Callable[..., int], row: Row, policy: Callable[..., None]
    ) -> None:
        accept("U03", JUNE, cable=[self.cable("U17", audited_cost_amount=100)])
        found = row("cable_subsidy")
        assert (found["status"], found["subsidy_amount"]) == ("not_eligible", None)
        policy("cable", excluded_operator_codes=[])
        assert row("cable_subsidy")["subsidy_amount"] == 300_000

    def test_it_is_paid_by_the_milestone_or_by_vouchers_of_the_county(
        self, accept: Callable[..., int], row: Row
    ) -> None:
        accept("U03", JUNE, cable=[self.cable(audited_cost_amount=100)])
        voucher = {"project_code": "P09", "source_code": "COUNTY", "document_number": "青财建〔2021〕9号"}
        voucher |= {"payment_date": JUNE, "payee_text": "县电力"}
        accept("U03", JUNE, payments=[voucher | {"voucher_number": "1", "payment_amount": "29.99"}])
        assert (row("cable_subsidy")["status"], row("cable_subsidy")["paid_amount"]) == ("payable", 299_900)
        accept("U03", JUNE, payments=[voucher | {"voucher_number": "2", "payment_amount": "0.01"}])
        assert row("cable_subsidy")["status"] == "paid"

    def test_money_from_above_is_shown_apart_and_does_not_pay_it(self, accept: Callable[..., int], row: Row) -> None:
        accept("U03", JUNE, cable=[self.cable(audited_cost_amount=100)])
        voucher = {"project_code": "P09", "source_code": "PROV", "document_number": "浙财建〔2021〕29号"}
        voucher |= {"payment_date": JUNE, "payee_text": "县电力公司", "voucher_number": "1", "payment_amount": 30}
        accept("U03", JUNE, payments=[voucher])
        found = row("cable_subsidy")
        assert (found["status"], found["paid_amount"], found["upper_paid_amount"]) == ("payable", None, 300_000)
        accept("U03", JUNE, approvals=[milestone("M14", "P09", JUNE)])
        assert (row("cable_subsidy")["status"], row("cable_subsidy")["paid_date"]) == ("paid", JUNE)


class TestChanges:
    """合同价 + 已确认变更 + 拟变更 against 批复概算 3577."""

    def change(self, number: str, contract: Any, confirmed: Any, proposed: Any, **facts: Any) -> dict[str, Any]:
        plain = {"project_code": "P04", "change_number": number, "contract_amount": contract}
        return plain | {"confirmed_changes_amount": confirmed, "proposed_change_amount": proposed} | facts

    def test_without_a_change_only_the_estimate_stands(self, row: Row) -> None:
        found = row("change_tracker", project_code="P04")
        assert (found["status"], found["cumulative_amount"], found["needs_reapproval"]) == (
            "no_change_reported",
            None,
            False,
        )

    @pytest.mark.parametrize(
        ("proposed", "status", "headroom"),
        [(77, "inside_estimate", 0), (Decimal("77.01"), "needs_reapproval", -100)],
    )
    def test_equality_is_inside(
        self, accept: Callable[..., int], row: Row, proposed: Any, status: str, headroom: int
    ) -> None:
        accept("U02", MAY, approvals=[milestone("M03", approved_estimate_amount=3577)])
        accept("U11", JUNE, changes=[self.change("1", 3400, 100, proposed)])
        found = row("change_tracker", project_code="P04")
        assert (found["status"], found["headroom_amount"]) == (status, headroom)
        assert found["needs_reapproval"] == (status == "needs_reapproval")

    def test_without_an_estimate_the_plan_stands_in_and_the_status_says_so(
        self, accept: Callable[..., int], row: Row
    ) -> None:
        accept("U11", JUNE, changes=[self.change("1", 3600, 0, 51)])
        found = row("change_tracker", project_code="P04")
        assert (found["status"], found["estimate_basis"]) == ("estimate_missing", "plan_investment")
        assert (found["headroom_amount"], found["needs_reapproval"]) == (-10_000, True)

    def test_several_proposals_add_up_and_confirmed_ones_count_once(self, accept: Callable[..., int], row: Row) -> None:
        accept("U02", MAY, approvals=[milestone("M03", approved_estimate_amount=3577)])
        accept("U11", MAY, changes=[self.change("1", 3400, 0, 100), self.change("2", 3400, 0, 50)])
        assert row("change_tracker", MAY, project_code="P04")["cumulative_amount"] == 35_500_000
        accept("U11", JUNE, changes=[self.change("3", 3400, 100, 30), self.change("2", 3400, 100, 50)])
        found = row("change_tracker", project_code="P04")  # the first is within what is confirmed by now
        assert (found["proposed_changes_amount"], found["cumulative_amount"]) == (800_000, 35_800_000)
        assert found["needs_reapproval"]

    def test_a_change_that_names_its_confirmation_is_within_the_confirmed_total(
        self, accept: Callable[..., int], row: Row
    ) -> None:
        accept("U11", MAY, changes=[self.change("1", 3400, 0, 100, confirmation_document_number="财审1号")])
        accept("U11", JUNE, changes=[self.change("2", 3400, 90, 30)])
        assert row("change_tracker", project_code="P04")["cumulative_amount"] == 35_200_000

    def test_approval_anew_settles_it(self, accept: Callable[..., int], row: Row) -> None:
        accept("U02", MAY, approvals=[milestone("M03", approved_estimate_amount=3500)])
        accept("U11", JUNE, changes=[self.change("1", 3400, 0, 200, reapproval_document_number="青发改2号")])
        found = row("change_tracker", project_code="P04")
        assert (found["status"], found["needs_reapproval"]) == ("reapproved", False)

    @pytest.mark.parametrize(("estimate", "marked"), [(4015, False), (Decimal("4015.01"), True)])
    def test_an_estimate_a_tenth_above_the_plan_is_marked(
        self, accept: Callable[..., int], row: Row, estimate: Any, marked: bool
    ) -> None:
        accept("U02", MAY, approvals=[milestone("M03", approved_estimate_amount=estimate)])
        assert row("change_tracker", project_code="P04")["is_estimate_over_plan"] == marked


class TestResidents:
    """意愿与满意度."""

    def survey(self, answers: int | None, very: int | None, satisfied: int | None, **facts: Any) -> dict[str, Any]:
        plain = {"project_code": "P04", "surveyed_households_count": 500, "consenting_households_count": 475}
        given = {"valid_answers_count": answers, "very_satisfied_count": very, "satisfied_count": satisfied}
        return plain | given | facts

    def test_the_satisfied_are_a_share_of_the_valid_answers(self, accept: Callable[..., int], row: Row) -> None:
        """88.2 %, as the trade's worked score has it."""
        accept("U10", JUNE, residents=[self.survey(500, 200, 241)])
        found = row("resident_satisfaction", project_code="P04")
        assert (found["satisfaction_ratio"], found["consent_ratio"]) == (Decimal("0.882"), Decimal("0.95"))
        assert found["valid_answers_count"] == 500

    @pytest.mark.parametrize(
        ("answers", "ratio", "reason"),
        [
            (30, Decimal("0.5"), None),
            (29, None, "sample_too_small"),
            (0, None, "nobody_answered"),
            (None, None, "not_reported"),
        ],
    )
    def test_fewer_than_thirty_answers_are_no_sample(
        self, accept: Callable[..., int], row: Row, answers: int | None, ratio: Any, reason: str | None
    ) -> None:
        half = answers and answers // 2
        accept("U10", JUNE, residents=[self.survey(answers, half, 0)])
        found = row("resident_satisfaction", project_code="P04")
        assert (found["satisfaction_ratio"], found["satisfaction_reason"]) == (ratio, reason)

    def test_answers_stay_while_a_later_survey_brings_none(self, accept: Callable[..., int], row: Row) -> None:
        accept("U10", MAY, residents=[self.survey(100, 80, 10)])
        accept("U10", JUNE, residents=[self.survey(None, None, None, surveyed_households_count=550)])
        found = row("resident_satisfaction", project_code="P04")
        assert (found["satisfaction_ratio"], found["answers_date"]) == (Decimal("0.9"), MAY)
        assert (found["surveyed_households_count"], found["survey_date"]) == (550, JUNE)

    def test_what_came_later_is_not_known_before(self, planned: Connection, accept: Callable[..., int]) -> None:
        accept("U10", JUNE, datetime(2021, 7, 9, tzinfo=UTC), residents=[self.survey(100, 80, 10)])
        publish_some(planned, JUNE, datetime(2021, 7, 8, tzinfo=UTC), {"resident_satisfaction"})
        reasons = planned.execute(text("select distinct satisfaction_reason from marts.resident_satisfaction")).all()
        assert [tuple(reason) for reason in reasons] == [("not_reported",)]

    def of_others(self, code: str, answers: int | None, very: int | None, satisfied: int | None) -> dict[str, Any]:
        return self.survey(answers, very, satisfied, project_code=code)

    def test_the_programme_adds_the_answers_of_the_communities_that_are_known(
        self, accept: Callable[..., int], row: Row
    ) -> None:
        """Sums, no mean of shares; a sample too small counts in neither, nor one whose works are still ahead."""
        accept("U10", JUNE, residents=[
            self.survey(500, 200, 241), self.of_others("P05", 100, 50, 10), self.of_others("P06", 29, 29, 0),
            self.of_others("P11", 200, 0, 0),
        ])  # fmt: skip
        found = row("resident_satisfaction", project_code="ALL")
        assert (found["valid_answers_count"], found["satisfaction_ratio"]) == (600, Decimal("0.835"))
        assert (found["answering_projects_count"], found["projects_count"]) == (2, 10)
        assert found["response_ratio"] == Decimal("0.689655")  # 600 of 550 + 320 households
        assert (found["extent"], found["satisfaction_reason"]) == ("programme", None)
        assert (found["surveyed_households_count"], found["consent_ratio"]) == (2000, Decimal("0.95"))

    @pytest.mark.parametrize(("answers", "reason"), [(29, "sample_too_small"), (None, "not_reported")])
    def test_the_programme_says_why_nothing_is_known(
        self, accept: Callable[..., int], row: Row, answers: int | None, reason: str
    ) -> None:
        accept("U10", JUNE, residents=[self.survey(answers, answers, 0 if answers else None)])
        found = row("resident_satisfaction", project_code="ALL")
        assert (found["satisfaction_ratio"], found["satisfaction_reason"]) == (None, reason)
        assert (found["valid_answers_count"], found["answering_projects_count"]) == (None, 0)

    def test_the_programme_s_share_is_that_of_its_self_evaluation(
        self, planned: Connection, accept: Callable[..., int], row: Row
    ) -> None:
        load_indicators(planned, paths.EVALUATION, datetime(2021, 7, 1, tzinfo=UTC))
        accept("U10", JUNE, residents=[self.survey(500, 200, 241), self.of_others("P05", 100, 50, 10)])
        score = row("evaluation_score", project_code="ALL", indicator_code="SATISFACTION")
        found = row("resident_satisfaction", project_code="ALL")
        assert found["satisfaction_ratio"] == score["actual_quantity"] == Decimal("0.835")


def test_a_policy_from_before_these_rules_holds_nothing_against_anybody(
    planned: Connection, accept: Callable[..., int], row: Row
) -> None:
    planned.execute(
        text(
            "update raw.policy_versions set content = content - 'funding' - 'payment' - 'cable' - 'estimate' - 'satisfaction'"
        )
    )
    accept(
        "U12",
        JUNE,
        cable=[
            {
                "project_code": "P09",
                "operator_code": "U12",
                "cable_cost_amount": 9,
                "audited_cost_amount": 9,
                "audit_document_number": "1",
            }
        ],
    )
    assert row("cable_subsidy")["status"] == "ratio_unknown"


class TestRectifications:
    """检查整改：要求、未销号、逾期。"""

    def finding(self, text_found: str, **facts: Any) -> dict[str, Any]:
        return {"project_code": "P04", "inspected_date": date(2021, 5, 20), "finding_text": text_found} | facts

    def test_a_demand_is_open_until_closed_and_overdue_from_the_day_after_its_deadline(
        self, accept: Callable[..., int], row: Row
    ) -> None:
        accept("U01", MAY, inspection=[
            self.finding("安全网破损", deadline_date=date(2021, 6, 29)),
            self.finding("材料堆放", deadline_date=JUNE),
            self.finding("围挡缺失", demand_text="补齐围挡"),
            self.finding("现场整洁"),
        ])  # fmt: skip
        accept("U01", JUNE, inspection=[self.finding("围挡缺失", demand_text="补齐围挡", closed_date=JUNE)])
        found = row("project_performance", project_code="P04")
        assert [found[f"{kind}rectifications_count"] for kind in ("", "open_", "overdue_")] == [3, 2, 1]

    def test_no_inspection_is_not_none_demanded(self, accept: Callable[..., int], row: Row) -> None:
        accept("U01", JUNE, inspection=[self.finding("现场整洁")])
        assert row("project_performance", project_code="P04")["rectifications_count"] == 0
        assert row("project_performance", project_code="P05")["rectifications_count"] is None
