"""The same project under each administration's thresholds: other colours, and every reason told."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from planwatch import paths
from planwatch.warehouse import policy_loading
from tests.oracles.test_worked_examples import caishi_progress, paid, shimen_progress

JUNE_30 = date(2021, 6, 30)


@pytest.fixture
def under(planned: Any, tmp_path: Path) -> Any:
    """under("sanya") records the county's policy with that profile chosen."""

    def choose(profile: str) -> int:
        path = tmp_path / "policy.toml"
        written = paths.POLICY.read_text(encoding="utf-8")
        path.write_text(written.replace('profile = "default"', f'profile = "{profile}"'), encoding="utf-8")
        return policy_loading.load_policy(planned, path, datetime(2020, 3, 13, tzinfo=UTC))

    return choose


def reasons(project: dict[str, Any]) -> list[tuple[str, str]]:
    return [(reason["rule"], reason["level"]) for reason in project["light_reasons"]]


@pytest.mark.parametrize(
    ("profile", "light", "said"),
    [
        ("default", "red", [("T1", "yellow"), ("T2", "red")]),
        ("yinchuan", "yellow", [("T1", "yellow")]),
        ("sanya", "yellow", [("T10", "yellow")]),
        ("fema", "red", [("T11", "red"), ("T12", "yellow")]),
        ("gao", "red", [("T2", "red")]),
    ],
)
def test_shimen_under_each_profile(accept, evaluate, under, profile, light, said) -> None:
    """−27 points yellow, 36 % short yellow, SPI 0.64 red, −196 days red: SPI and CPI band, GAO by days alone."""
    under(profile)
    accept("U11", JUNE_30, progress=shimen_progress(), spending=paid("P04", "1606"))
    found = evaluate(JUNE_30)
    shimen = found["P04"]
    assert (shimen["light_profile"], shimen["light"], reasons(shimen)) == (profile, light, said)
    assert found["programme"]["light_profile"] == profile
    assert shimen["lag_rank"] == 1


def test_a_profile_chosen_later_does_not_recolour_what_was_known_before(accept, evaluate, planned, tmp_path) -> None:
    path = tmp_path / "policy.toml"
    written = paths.POLICY.read_text(encoding="utf-8")
    path.write_text(written.replace('profile = "default"', 'profile = "sanya"'), encoding="utf-8")
    policy_loading.load_policy(planned, path, datetime(2021, 9, 1, tzinfo=UTC))
    accept("U11", JUNE_30, datetime(2021, 7, 2, tzinfo=UTC), progress=shimen_progress())
    assert evaluate(JUNE_30, datetime(2021, 8, 1, tzinfo=UTC))["P04"]["light_profile"] == "default"
    assert evaluate(JUNE_30, datetime(2021, 10, 1, tzinfo=UTC))["P04"]["light_profile"] == "sanya"


def payment(voucher: str, day: str, amount: int, item: str = "ROAD") -> dict[str, Any]:
    return {
        "project_code": "P03", "source_code": "COUNTY", "document_number": "1", "voucher_number": voucher,
        "payment_date": day, "payment_amount": amount, "item_code": item,
    }  # fmt: skip


def approval(code: str, day: str) -> dict[str, Any]:
    return {"project_code": "P03", "milestone_code": code, "event_date": day}


def test_money_paid_before_it_might_be_is_red_with_its_sum_and_first_day(accept, evaluate) -> None:
    accept("U02", date(2020, 5, 31), approvals=[approval("M03", "2020-05-20")])
    accept("U01", date(2020, 6, 30), approvals=[approval("M07", "2020-06-20")])
    accept(
        "U11",
        date(2020, 6, 30),
        progress=caishi_progress(50),
        payments=[
            payment("1", "2020-05-19", 10),
            payment("2", "2020-05-20", 20),
            payment("3", "2020-06-19", 30),
            payment("4", "2020-06-20", 40),
            payment("5", "2020-04-01", 50, "PRELIM"),
        ],
    )
    found = evaluate(date(2020, 6, 30))["P03"]
    assert found["light"] == "red"
    assert {reason["rule"]: reason["facts"] for reason in found["light_reasons"]} == {
        "T7A": {"paid": 100000, "first": "2020-05-19"},
        "T7P": {"paid": 600000, "first": "2020-05-19"},
    }


def test_without_any_approval_reported_nothing_is_held_against_a_payment(accept, evaluate) -> None:
    accept("U11", date(2020, 6, 30), progress=caishi_progress(50), payments=[payment("1", "2020-05-19", 10)])
    assert reasons(evaluate(date(2020, 6, 30))["P03"]) == []


def test_other_profiles_do_not_ask_after_money(accept, evaluate, under) -> None:
    under("yinchuan")
    accept("U02", date(2020, 5, 31), approvals=[approval("M03", "2020-05-20")])
    accept("U11", date(2020, 6, 30), progress=caishi_progress(50), payments=[payment("1", "2020-05-19", 10)])
    assert reasons(evaluate(date(2020, 6, 30))["P03"]) == []
