"""The evaluators' file is read whole or refused with its reasons, and every version of it is kept."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from planwatch import paths
from planwatch.policy import PolicyError, load_policy
from planwatch.warehouse import plan_loading, policy_loading, queries
from tests.refused import told

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
        ("missing_cycles = 2", "", "[light] missing_cycles: [light] lacks missing_cycles; add a line"),
        ("overdue_red_days = 30", "overdue_red_days = 30\nmood = 1", "[profiles.default] mood: there is no such key"),
        ("overdue_red_days = 30", 'overdue_red_days = "a month"', 'overdue_red_days: "a month" is not a whole number'),
        ("overdue_red_days = 30", "overdue_red_days = true", "overdue_red_days: true is not a whole number"),
        ('jump_percent = "30"', "jump_percent = 0.3", "jump_percent: 0.3 cannot be read as a number"),
        ('jump_percent = "30"', 'jump_percent = "NaN"', 'jump_percent: "NaN" cannot be read as a number'),
        (
            "[completeness]",
            "[forecast]\n[completeness]",
            "[forecast]: there is no such section; delete it, or write one of tolerance, limit",
        ),
        (
            'gap_red_ratio = "-0.30"',
            'gap_red_ratio = "-0.05"',
            "red at -0.05 must be less than progress_gap_yellow_ratio (-0.10)",
        ),
        (
            'gap_red_ratio = "-0.30"',
            'gap_red_ratio = "-0.10"',
            "red at -0.10 must be less than progress_gap_yellow_ratio (-0.10)",
        ),
        (
            "variance_red_days = -90",
            "variance_red_days = -10",
            "red at -10 must be less than schedule_variance_yellow_days (-30)",
        ),
        (
            "carry_return_age_years = 2",
            "carry_return_age_years = 1",
            "money is returned after 1 years, which must be more than carry_warning_age_years (1)",
        ),
        (
            '["final_account", ',
            '["last_account", ',
            "subsidy_bases: “last_account” is none of what may stand here; write one of final_account",
        ),
        ('= ["U17"]', '= "U17"', 'excluded_operator_codes: "U17" is not a list of words'),
        ('= ["U17"]', "= [17]", "excluded_operator_codes: [17] is not a list of words"),
        ("upper_money = false", 'upper_money = "no"', 'allocates_unsplit_upper_money: "no" is neither true nor false'),
        (
            'started_red_ratio = "0.50"',
            'started_red_ratio = "0.20"',
            "red at 0.20 must be more than not_started_yellow_ratio (0.25)",
        ),
        (
            'profile = "default"',
            'profile = "beijing"',
            "[light] profile: “beijing” is none of what may stand here; write one of default",
        ),
        (
            "start_overdue_red_days = 90",
            "",
            "[profiles.yinchuan] start_overdue_red_days: start_overdue_red_days is missing beside start_overdue_yellow_days",
        ),
        (
            "start_overdue_red_days = 90",
            "start_overdue_red_days = 30",
            "red at 30 must be more than start_overdue_yellow_days (30)",
        ),
        (
            'red_lowest_ratio = "0.90"',
            'red_lowest_ratio = "0.95"',
            "red at 0.95 must be less than index_yellow_lowest_ratio (0.95)",
        ),
        (
            'red_highest_ratio = "1.10"',
            'red_highest_ratio = "1.04"',
            "red at 1.04 must be more than index_yellow_highest_ratio (1.05)",
        ),
        (
            'schedule_variance_elapsed_ratio = "0"\n',
            "\n",
            "[profiles.gao] schedule_variance_elapsed_ratio: schedule_variance_elapsed_ratio is missing",
        ),
        ("[profiles.gao]", "[profiles.empty]\n[profiles.gao]", "[profiles.empty]: the profile asks nothing"),
        ('earliest_date = "2019-01-01"', 'earliest_date = "2019-02-29"', 'earliest_date: "2019-02-29" is not a day'),
        ("index_red_lowest_ratio =", "#", "index_red_lowest_ratio is missing beside index_red_highest_ratio"),
        ("reopened_within_weeks = 26", "reopened_within_weeks = 0", "reopened_within_weeks: 0 is less than 1"),
        (
            'T5 = { kind = "project"',
            'T5 = { kind = "works"',
            "“works” is none of what may stand here; write one of project",
        ),
        ('T6 = { kind = "data", told = ["owner"]', 'T6 = { kind = "data", told = ["mayor"]', "“mayor” is none of"),
        ('measure = "gap", step = "-0.05" }', 'measure = "gap" }', "T14] step: measure is gap, step is —; write both"),
        ('step = "1", escalates_after_weeks = 4', 'step = "1", escalates_after_weeks = 0', "0 is less than 1"),
    ],
)
def test_a_faulty_policy_is_refused_by_file_and_key(tmp_path: Path, before: str, after: str, reason: str) -> None:
    with pytest.raises(PolicyError) as refusal:
        load_policy(changed(tmp_path, before, after))
    found = [told(problem) for problem in refusal.value.problems]
    assert any(reason in sentence for sentence in found), str(refusal.value)
    assert all(sentence.startswith("policy.toml第") and "\npolicy.toml, line " in sentence for sentence in found)


@pytest.mark.parametrize(
    ("before", "after", "stands"),
    [
        ("missing_cycles = 2", "", "[light]"),
        ("jump_days = 7", "jump_days = 0.5", "jump_days = 0.5"),
        ("[completeness]", "[forecast]\n[completeness]", "[forecast]"),
        ("T5 = { kind = ", "T5 = { sort = ", "T5 = {"),
        ("missing_cycles = 2", "missing_cycles = two", "missing_cycles = two"),
    ],
)
def test_a_fault_is_told_with_its_line(tmp_path: Path, before: str, after: str, stands: str) -> None:
    path = changed(tmp_path, before, after)
    lines = path.read_text(encoding="utf-8").splitlines()
    [expected] = [number for number, line in enumerate(lines, start=1) if line.startswith(stands)]
    with pytest.raises(PolicyError) as refusal:
        load_policy(path)
    assert {problem.line for problem in refusal.value.problems} == {expected}


def test_all_faults_of_a_policy_are_told_at_once(tmp_path: Path) -> None:
    path = changed(tmp_path, "missing_cycles = 2", "mood = 1")
    path.write_text(path.read_text(encoding="utf-8").replace("jump_days = 7", "jump_days = 0.5"), encoding="utf-8")
    with pytest.raises(PolicyError, match="在用的政策不受影响。请改正以下3处") as refusal:
        load_policy(path)
    assert [problem.column for problem in refusal.value.problems] == [
        "[limit] jump_days",
        "[light] missing_cycles",
        "[light] mood",
    ]


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
