"""The contract of the marts: a sound candidate passes, a broken one names the promise it broke."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, text

from planwatch import paths
from planwatch.checks.contract import check_contract
from planwatch.checks.suites import SuiteFileError, load_suite
from planwatch.warehouse import evaluation
from planwatch.warehouse.connection import connect
from tests.conftest import copy_of
from tests.oracles.conftest import store_return

pytestmark = pytest.mark.proof

DAY = date(2021, 6, 30)
KNOWN_AT = datetime(2021, 7, 10, tzinfo=UTC)


@pytest.fixture(scope="module")
def sound(server: str) -> Iterator[str]:
    """A warehouse with a candidate that has progress, payments and public funds for one project."""
    with copy_of(server, "template_planned") as url:
        with connect(url) as connection:
            build_sound_candidate(connection)
        yield url


@pytest.fixture
def candidate_url(server: str, sound: str) -> Iterator[str]:
    """A copy of the sound candidate, for one test to damage."""
    with copy_of(server, sound.rpartition("/")[2]) as url:
        yield url


def build_sound_candidate(connection: Connection) -> None:
    accept = partial(store_return, connection)
    work = {"project_code": "P04", "item_code": "ROAD", "completed_percent": 40, "investment_amount": 365}
    lot = {"project_code": "P04", "source_code": "COUNTY", "document_number": "1"}
    cable = {"project_code": "P04", "operator_code": "U12", "cable_cost_amount": 90}
    cable |= {"planned_length": 700, "completed_length": 300}
    change = {"project_code": "P04", "change_number": "变更1", "change_reason": "增加停车位", "contract_amount": 3400}
    change |= {"confirmed_changes_amount": 0, "proposed_change_amount": 77}
    accept("U12", DAY, cable=[cable])
    accept("U11", date(2021, 5, 31), changes=[change])
    accept("U11", DAY, changes=[change | {"change_number": "变更2", "confirmed_changes_amount": 77}])
    accept("U11", DAY, progress=[work], spending=[lot | {"paid_amount": 300}])
    accept("U03", DAY, spending=[lot | {"allocated_amount": 900, "arrived_amount": 600, "paid_amount": 300}])
    evaluation.build_candidate(connection, DAY, KNOWN_AT)


def test_a_sound_candidate_keeps_every_promise(candidate_url: str, tmp_path: Path) -> None:
    assert check_contract(candidate_url, DAY, tmp_path) == []
    assert (tmp_path / "contract" / "index.html").exists()


@pytest.mark.parametrize(
    ("damage", "promise"),
    [
        ("delete from candidate.project_performance where project_code = 'P14'", "every project of the plan"),
        ("update candidate.project_performance set light = 'blue' where project_code = 'P01'", "one of four"),
        ("update candidate.programme_performance set earned_value_amount = 1", "sums of the projects' amounts"),
        ("update candidate.programme_performance set returns_due_count = 99", "sums of the projects' counts"),
        (
            "update candidate.programme_performance set cost_variance_amount = cost_variance_amount + 1",
            "differences of",
        ),
        ("update candidate.programme_performance set estimate_at_completion_one_off_amount = null", "differences of"),
        (
            (
                "update candidate.programme_performance set variance_at_completion_amount = 0, estimate_to_complete_amount ="
                " compared_budget_amount - compared_actual_cost_amount,"
                " estimate_at_completion_trend_amount = compared_budget_amount"
            ),
            "over earned value per payment",
        ),
        (
            "update candidate.programme_performance set compared_budget_amount = budget_amount",
            "over the projects whose earned value and payments are both known",
        ),
        (
            "update candidate.programme_performance set cost_performance_reason = 'lost'",
            "the reason of the cost index is one of",
        ),
        (
            "update candidate.programme_performance set schedule_performance_reason = 'not_reported'",
            "has its reason, and no other has",
        ),
        (
            "update candidate.programme_performance set to_complete_performance_index = null",
            "has its reason, and no other has",
        ),
        (
            "update candidate.programme_performance set earned_schedule_days = planned_days + 1",
            "difference and quotient",
        ),
        (
            (
                "update candidate.programme_performance set earned_schedule_days = planned_days + 1, schedule_variance_days ="
                " planned_days + 1 - actual_days, time_schedule_performance_index = (planned_days + 1) / actual_days"
            ),
            "within the planned duration",
        ),
        (
            "update candidate.programme_performance set forecast_finish_date = '2031-01-01'",
            "days from the first day on",
        ),
        ("update candidate.programme_performance set forecast_finish_date = null", "days from the first day on"),
        ("update candidate.unit_performance set budget_amount = budget_amount + 1", "who builds the whole programme"),
        (
            "update candidate.unit_performance set projects_count = 1, budget_amount = 999999999999",
            "no unit builds more than the programme",
        ),
        ("delete from candidate.unit_rates where rate = 'accept'", "in four measures of each unit"),
        (
            "update candidate.unit_rates set denominator_quantity = 13 where base = 'assigned' and measure = 'communities'",
            "the communities of a unit",
        ),
        ("update candidate.project_performance set cost_performance_reason = null", "has its reason, and no other has"),
        (
            (
                "update candidate.project_performance set to_complete_estimate_performance_reason = null"
                " where project_code = 'P01'"
            ),
            "has its reason, and no other has",
        ),
        (
            (
                "update candidate.project_performance set to_complete_estimate_performance_reason = 'nothing_left'"
                " where project_code = 'P04'"
            ),
            "has its reason, and no other has",
        ),
        (
            (
                "update candidate.project_performance set to_complete_estimate_performance_reason = 'ahead_of_plan'"
                " where project_code = 'P01'"
            ),
            "the reason of the to-complete index by the estimate is one of",
        ),
        ("update candidate.funding_use set balance_amount = balance_amount + 1", "the balance"),
        ("update candidate.unit_reporting set status = 'missing' where status = 'on_time'", "exclude each other"),
        ("update candidate.lagging_projects set light = 'green'", "only yellow and red"),
        ("update candidate.lagging_items set reported_ratio = 1", "reported as done does not lag"),
        ("update candidate.lagging_items set gap_ratio = gap_ratio + 0.01", "less what is planned"),
        ("update candidate.lagging_items set reasons = '[]'", "the worst of its reasons"),
        ("update candidate.lagging_items set window_end_date = '2030-01-01'", "a project that is not finished"),
        ("update candidate.lagging_items set item_code = 'GAS'", "in its project's menu"),
        ("delete from candidate.programme_performance", "one row per day"),
        (
            "update candidate.project_performance set budget_basis = null where project_code = 'P01'",
            "the budget is the approved estimate",
        ),
        (
            "update candidate.milestone_status set state = 'lost' where milestone_code = 'M05'",
            "the state is one of five",
        ),
        (
            "delete from candidate.milestone_status where project_code = 'P02' and milestone_code = 'M05'",
            "has every milestone",
        ),
        ("update candidate.programme_rates set rate_ratio = rate_ratio + 0.1", "its numerator over its denominator"),
        ("update candidate.programme_rates set ratio_reason = 'nothing_due'", "a rate that is not known says why"),
        ("update candidate.fund_ledger set balance_amount = -1", "what arrived less what was paid"),
        ("update candidate.fund_ledger set paid_amount = paid_amount + 1", "the projects' lots add up to funding_use"),
        ("update candidate.fund_ledger set planned_amount = 1", "every planned lot counts in its source"),
        ("update candidate.fund_ledger set project_code = 'all'", "only a lot without a project has no community"),
        ("update candidate.funding_totals set paid_amount = 1 where scope = 'programme'", "the sum of funding_use"),
        ("update candidate.funding_totals set paid_amount = 1 where scope = 'project'", "add up to the programme"),
        ("update candidate.funding_use set budget_execution_reason = null", "an arrival or execution rate"),
        (
            "update candidate.funding_use set ratio_reason = 'nothing_arrived'",
            "a funding rate that is not known says why",
        ),
        ("update candidate.funding_use set funding_use_ratio = null", "a funding rate that is not known says why"),
        (
            "update candidate.funding_use set payment_ratio = null, ratio_reason = 'no_lots_due'",
            "the reason has its name",
        ),
        (
            "update candidate.funding_totals set planned_arrival_ratio = null, planned_arrival_reason = 'no_lots_due'",
            "the reason has its name",
        ),
        ("update candidate.funding_totals set is_overdrawn = null", "not overdrawn is said only of what is known"),
        ("update candidate.funding_totals set balance_amount = balance_amount + 1", "the balance"),
        ("update candidate.funding_totals set payment_ratio = payment_ratio + 0.1", "of what was allocated"),
        ("update candidate.project_performance set funding_reason = 'partly_reported'", "a rate of funds that is not"),
        ("update candidate.programme_performance set arrival_ratio = null", "a rate of funds that is not"),
        ("update candidate.unit_performance set funding_reason = 'lost'", "the reason of the rates of funds is one of"),
        (
            "update candidate.project_performance set verified_progress_reason = 'lost'",
            "the reason of verified progress is one of",
        ),
        ("update candidate.cable_subsidy set status = 'payable'", "an amount stands where it can be known"),
        ("update candidate.cable_subsidy set completed_length = 300.02", "the completed length over the planned"),
        ("update candidate.cable_subsidy set completed_length_ratio = null", "a share underground that is not known"),
        (
            "update candidate.cable_subsidy set completed_length_ratio = null, completed_length_reason = 'lost'",
            "the reason of the share underground is one of",
        ),
        ("update candidate.change_tracker set needs_reapproval = true", "approval is needed anew"),
        ("update candidate.scheme_changes set change_reason = ' '", "a change says why"),
        ("update candidate.scheme_changes set change_reason = null", "a change says why"),
        ("update candidate.scheme_changes set is_newest = true", "each project has one newest word"),
        ("update candidate.scheme_changes set is_proposed = false", "the newest change counts as proposed"),
        (
            "update candidate.scheme_changes set is_proposed = true, confirmation_document_number = '1'",
            "names its confirmation is no longer proposed",
        ),
        ("update candidate.scheme_changes set first_report_date = '2021-07-01'", "first reported no later than last"),
        ("update candidate.scheme_changes set is_proposed = true", "the changes add up to the tracker's"),
        ("delete from candidate.scheme_changes where not is_newest", "the changes add up to the tracker's"),
        ("delete from candidate.scheme_changes", "the changes add up to the tracker's"),
        ("update candidate.scheme_changes set contract_amount = 34000000.01", "the changes add up to the tracker's"),
        ("delete from candidate.resident_satisfaction where project_code = 'P03'", "every project has its row"),
        ("delete from candidate.resident_satisfaction where project_code = 'ALL'", "the programme has its row"),
        (
            "update candidate.resident_satisfaction set valid_answers_count = 31 where project_code = 'ALL'",
            "the programme's answers are those of its communities",
        ),
        ("update candidate.unit_timeliness set returns_on_time_count = 99", "no more on time than due"),
        ("delete from candidate.unit_duties where unit_code = 'U05'", "every unit of the plan has its row"),
        (
            "update candidate.unit_duties set planned_progress_ratio = 0.5 where unit_code = 'U11'",
            "quotient of the sums",
        ),
        ("update candidate.unit_duties set progress_reason = null where unit_code = 'U05'", "says why"),
        (
            "update candidate.unit_duties set cable_completion_reason = 'not_reported' where unit_code = 'U12'",
            "says why",
        ),
        ("update candidate.unit_duties set red_items_count = red_items_count + 1", "those of lagging_items"),
        ("update candidate.unit_duties set done_milestones_count = 1", "those of milestone_status"),
        ("update candidate.unit_duties set longest_days_in_state = 3", "milestones whose first day is known"),
        ("update candidate.unit_duties set subsidy_amount = 1 where unit_code = 'U12'", "those of cable_subsidy"),
        ("update candidate.unit_duties set awaiting_audit_projects_count = 9", "no more than the whole"),
        ("update candidate.unit_duties set operators_own_amount = 1 where unit_code = 'U12'", "that of the projects"),
        ("update candidate.unit_duties set returns_missing_count = 0", "those of unit_timeliness"),
    ],
)
def test_a_broken_promise_is_named(candidate_url: str, tmp_path: Path, damage: str, promise: str) -> None:
    with connect(candidate_url) as connection:
        connection.execute(text(damage))
    [damaged] = re.findall(r"candidate\.(\w+)", damage)
    failures = check_contract(candidate_url, DAY, tmp_path, [damaged])
    assert any(promise in failure for failure in failures), failures


def test_a_day_before_any_return_keeps_the_contract(planned: Connection, planned_url: str, tmp_path: Path) -> None:
    evaluation.build_candidate(planned, date(2019, 6, 30), KNOWN_AT)
    planned.commit()
    assert check_contract(planned_url, date(2019, 6, 30), tmp_path) == []


def test_a_misspelt_expectation_is_not_dropped_in_silence(tmp_path: Path) -> None:
    content: dict[str, Any] = json.loads((paths.EXPECTATIONS / "lagging_projects.json").read_text(encoding="utf-8"))
    content["expectations"][0]["type"] = "expect_compund_columns_to_be_unique"
    path = tmp_path / "lagging_projects.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(SuiteFileError, match="were understood"):
        load_suite(path)
