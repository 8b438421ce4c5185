"""The evaluators' file is read whole or refused with its reasons, and every version of it is kept."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from planwatch import paths
from planwatch.policy import PolicyError, load_policy
from planwatch.warehouse import plan_loading, policy_loading, queries

RECORDED = datetime(2020, 3, 12, tzinfo=UTC)


def changed(folder: Path, before: str, after: str) -> Path:
    content = paths.POLICY.read_text(encoding="utf-8")
    assert before in content
    path = folder / "policy.toml"
    path.write_text(content.replace(before, after), encoding="utf-8")
    return path


def test_the_countys_policy_is_read_in_exact_numbers() -> None:
    policy = load_policy()
    assert policy.profiles["default"].progress_gap_red_ratio == Decimal("-0.30")
    assert policy.profiles["gao"].progress_gap_red_ratio is None
    assert policy.limit.earliest_date == date(2019, 1, 1)
    assert policy.completeness.valid_return_days == 62


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ("missing_cycles = 2", "", "[light] lacks missing_cycles"),
        ("overdue_red_days = 30", "overdue_red_days = 30\nmood = 1", "[profiles.default] has an unknown key mood"),
        ("overdue_red_days = 30", 'overdue_red_days = "a month"', "overdue_red_days: 'a month' is not a int"),
        ("overdue_red_days = 30", "overdue_red_days = true", "overdue_red_days: True is not a int"),
        ('jump_percent = "30"', "jump_percent = 0.3", "jump_percent: 0.3 is not a Decimal"),
        ('jump_percent = "30"', 'jump_percent = "NaN"', "jump_percent: 'NaN' is not a Decimal"),
        ("[completeness]", "[forecast]\n[completeness]", "unknown section [forecast]"),
        ('gap_red_ratio = "-0.30"', 'gap_red_ratio = "-0.05"', "progress_gap: red must be worse than yellow"),
        ('gap_red_ratio = "-0.30"', 'gap_red_ratio = "-0.10"', "progress_gap: red must be worse than yellow"),
        ("variance_red_days = -90", "variance_red_days = -10", "schedule_variance: red must be worse"),
        ("carry_return_age_years = 2", "carry_return_age_years = 1", "carry: money is returned later than warned of"),
        ('["final_account", ', '["last_account", ', "subsidy_bases: last_account is none of final_account"),
        ('= ["U17"]', '= "U17"', "excluded_operator_codes: 'U17' is not a tuple"),
        ('= ["U17"]', "= [17]", "excluded_operator_codes: [17] is not a tuple"),
        ("upper_money = false", 'upper_money = "no"', "allocates_unsplit_upper_money: 'no' is not a bool"),
        ('started_red_ratio = "0.50"', 'started_red_ratio = "0.20"', "not_started: red must be worse"),
        ('profile = "default"', 'profile = "beijing"', "[light] profile: there is no [profiles.beijing]"),
        ("start_overdue_red_days = 90", "", "[profiles.yinchuan] start_overdue_red_days is missing"),
        ("start_overdue_red_days = 90", "start_overdue_red_days = 30", "start_overdue: red must be worse"),
        ('red_lowest_ratio = "0.90"', 'red_lowest_ratio = "0.95"', "index: red must be worse"),
        ('red_highest_ratio = "1.10"', 'red_highest_ratio = "1.04"', "index: red must be worse"),
        (
            'schedule_variance_elapsed_ratio = "0"\n',
            "\n",
            "[profiles.gao] schedule_variance needs its elapsed ratio and its days",
        ),
        ("[profiles.gao]", "[profiles.empty]\n[profiles.gao]", "[profiles.empty] asks nothing"),
    ],
)
def test_a_faulty_policy_is_refused_by_file_and_key(tmp_path: Path, before: str, after: str, reason: str) -> None:
    with pytest.raises(PolicyError) as refusal:
        load_policy(changed(tmp_path, before, after))
    assert str(refusal.value).startswith("policy.toml: ")
    assert reason in str(refusal.value)


def test_only_other_content_is_another_version(warehouse: Connection, tmp_path: Path) -> None:
    first = policy_loading.load_policy(warehouse, paths.POLICY, RECORDED)
    reworded = changed(tmp_path, "# What evaluators decide", "# Said otherwise")
    assert policy_loading.load_policy(warehouse, reworded, RECORDED) == first
    stricter = changed(tmp_path, "overdue_red_days = 30", "overdue_red_days = 15")
    assert policy_loading.load_policy(warehouse, stricter, RECORDED) > first


def test_a_faulty_policy_leaves_the_one_in_force(warehouse: Connection, tmp_path: Path) -> None:
    policy_loading.load_policy(warehouse, paths.POLICY, RECORDED)
    with pytest.raises(PolicyError):
        policy_loading.load_policy(warehouse, changed(tmp_path, "missing_cycles = 2", ""), RECORDED)
    assert warehouse.execute(text("select count(*) from raw.policy_versions")).scalar_one() == 1


def test_going_back_to_an_earlier_policy_puts_it_in_force_again(warehouse: Connection, tmp_path: Path) -> None:
    plan_loading.load_plan(warehouse, paths.PLAN, RECORDED)
    first = policy_loading.load_policy(warehouse, paths.POLICY, RECORDED)
    lenient = changed(tmp_path, "overdue_red_days = 30", "overdue_red_days = 60")
    second = policy_loading.load_policy(warehouse, lenient, datetime(2021, 5, 1, tzinfo=UTC))
    assert policy_loading.load_policy(warehouse, paths.POLICY, datetime(2021, 6, 1, tzinfo=UTC)) == first
    for month, version in ((4, first), (5, second), (6, first)):
        [found] = queries.rows(
            warehouse,
            "publishing/versions_in_force.sql",
            as_of_date=date(2021, 6, 30),
            known_at=datetime(2021, month, 15, tzinfo=UTC),
        )
        assert found["policy_version"] == version
    assert warehouse.execute(text("select policy_version from raw.policy_in_force")).scalar_one() == first
