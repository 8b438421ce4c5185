"""Money from registered lots and returns to ledger and rates, at every scope, to the printed decimal."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Connection, text

from tests.oracles.conftest import LONG_AFTER, publish_some

MAY, JUNE = date(2021, 5, 31), date(2021, 6, 30)

Rows = Callable[..., list[dict[str, Any]]]


@pytest.fixture
def lot(planned: Connection) -> Callable[..., None]:
    """lot(project_code=…, …) registers a fund lot in the plan; money in 万元."""

    def register(**facts: Any) -> None:
        plain = {
            "source_code": "COUNTY",
            "document_number": "青财建〔2021〕1号",
            "project_code": "P04",
            "lot_year": 2021,
        }
        given = plain | {"due_date": MAY, "planned_amount": 1800, "is_direct": False} | facts
        given["planned_amount"] = Decimal(str(given["planned_amount"])) * 10_000
        names, values = ", ".join(given), ", ".join(f":{name}" for name in given)
        planned.execute(text(f"insert into raw.plan_fund_lots (plan_version, {names}) values (1, {values})"), given)

    return register


@pytest.fixture
def rows(planned: Connection) -> Rows:
    """rows("mart", date, column=value) evaluates the day and returns the mart's rows that have these values."""

    def read(mart: str, as_of_date: date = JUNE, **values: Any) -> list[dict[str, Any]]:
        publish_some(planned, as_of_date, LONG_AFTER, {mart})
        found = planned.execute(text(f"select * from marts.{mart} where as_of_date = :day"), {"day": as_of_date})
        return [dict(row) for row in found.mappings() if values.items() <= dict(row).items()]

    return read


def money(allocated: Any, arrived: Any, paid: Any, **changes: Any) -> dict[str, Any]:
    plain = {"project_code": "P04", "source_code": "COUNTY", "document_number": "青财建〔2021〕1号"}
    amounts = {"allocated_amount": allocated, "arrived_amount": arrived, "paid_amount": paid}
    return plain | {name: amount for name, amount in amounts.items() if amount is not None} | changes


def budget(adjusted: Any, executed: Any, **changes: Any) -> dict[str, Any]:
    plain = {"project_code": "P04", "source_code": "COUNTY", "budget_year": 2021, "initial_budget_amount": 1700}
    return plain | {"adjusted_budget_amount": adjusted, "executed_amount": executed} | changes


def yuan(row: dict[str, Any], *names: str) -> list[Any]:
    return [row[name] / 10_000 if row[name] is not None else None for name in names]


def test_shimens_worked_figures(accept: Callable[..., int], lot: Callable[..., None], rows: Rows) -> None:
    """Planned 1800, arrived 1620 of which 1458 on time, paid 1530; budget 1800 executed 1530."""
    lot()
    accept("U03", MAY, spending=[money(1800, 1458, 1000)])
    accept("U03", JUNE, spending=[money(1800, 1620, 1530)], budget=[budget(1800, 1530, deviation_reason="汛期停工")])
    [use] = rows("funding_use")
    assert use["planned_arrival_ratio"] == Decimal("0.9")
    assert use["timely_arrival_ratio"] == Decimal("0.81")
    assert use["funding_use_ratio"] == Decimal("0.944444")
    assert use["budget_execution_ratio"] == Decimal("0.85")
    assert use["payment_ratio"] == Decimal("0.85")
    assert yuan(use, "balance_amount", "carried_in_amount", "timely_arrived_amount") == [90, 0, 1458]
    assert (use["needs_deviation_reason"], use["is_deviation_explained"]) == (True, True)
    totals = {row["scope"]: row for row in rows("funding_totals")}
    assert set(totals) == {"project", "source", "programme"}
    for row in totals.values():
        assert (row["funding_use_ratio"], row["timely_arrival_ratio"]) == (Decimal("0.944444"), Decimal("0.81"))


def test_use_and_execution_have_other_denominators(accept: Callable[..., int], rows: Rows) -> None:
    """19078 paid of 36950 arrived is 51.63 %, and 17872 are left over."""
    line = money(40000, 36950, 19078)
    accept("U03", JUNE, spending=[line], budget=[budget(38156, 19078)])
    [use] = rows("funding_use")
    assert round(use["funding_use_ratio"] * 100, 2) == Decimal("51.63")
    assert use["budget_execution_ratio"] == Decimal("0.5")
    assert yuan(use, "balance_amount") == [17872]


def test_what_is_not_known_has_no_rate_but_a_reason(accept: Callable[..., int], rows: Rows) -> None:
    accept("U03", JUNE, spending=[money(1800, 1620, 1530)])
    [use] = rows("funding_use")
    for name, reason in (
        ("planned_arrival", "no_lots_registered"),
        ("timely_arrival", "no_lots_registered"),
        ("budget_execution", "no_budget_reported"),
    ):
        assert (use[f"{name}_ratio"], use[f"{name}_reason"]) == (None, reason)


@pytest.mark.parametrize(
    ("first", "second", "timely"),
    [
        pytest.param((MAY, 900), (JUNE, 1800), "0.5", id="what had arrived by the due day counts"),
        pytest.param((date(2021, 6, 1), 900), (JUNE, 1800), None, id="a first word after the due day proves nothing"),
    ],
)
def test_arrival_is_timely_only_as_far_as_a_cutoff_by_the_due_day_proves_it(
    accept: Callable[..., int], lot: Callable[..., None], rows: Rows, first: Any, second: Any, timely: str | None
) -> None:
    lot()
    for cutoff_date, arrived in (first, second):
        accept("U03", cutoff_date, spending=[money(1800, arrived, 0)])
    [use] = rows("funding_use")
    assert use["timely_arrival_ratio"] == (Decimal(timely) if timely else None)
    assert use["timely_arrival_reason"] == (None if timely else "arrival_day_not_reported")


def test_a_lot_that_the_bureau_did_not_name_while_it_spoke_of_the_project_had_not_arrived(
    accept: Callable[..., int], lot: Callable[..., None], rows: Rows
) -> None:
    lot()
    accept("U03", MAY, spending=[money(100, 100, 0, document_number="青财建〔2021〕2号")])
    accept("U03", JUNE, spending=[money(1800, 1800, 0)])
    [use] = rows("funding_use")
    assert (use["timely_arrival_ratio"], use["planned_arrival_ratio"]) == (0, 1)


@pytest.mark.parametrize(("due_date", "is_due", "overdue"), [(JUNE, True, True), (date(2021, 7, 1), False, False)])
def test_a_lot_is_due_on_its_day(
    accept: Callable[..., int], lot: Callable[..., None], rows: Rows, due_date: date, is_due: bool, overdue: bool
) -> None:
    lot(due_date=due_date)
    accept("U03", JUNE, spending=[money(1800, 1620, 0)])
    [ledger] = rows("fund_ledger")
    assert (ledger["is_due"], ledger["is_arrival_overdue"]) == (is_due, overdue)
    assert (ledger["timely_arrived_amount"] is not None) == is_due


def test_a_lot_that_no_return_speaks_of_is_unreported_and_not_zero(
    accept: Callable[..., int], lot: Callable[..., None], rows: Rows
) -> None:
    lot(document_number="浙财建〔2021〕9号", source_code="CSF", project_code="P05", planned_amount=500)
    [use] = rows("funding_use")
    assert (use["documents_count"], use["planned_amount"], use["planned_arrival_reason"]) == (0, None, "not_reported")
    assert yuan(use, "unreported_planned_amount") == [500]
    [ledger] = rows("fund_ledger")
    assert (ledger["balance_amount"], ledger["carry_status"]) == (None, "not_reported")


RATES = ("arrival_ratio", "funding_use_ratio", "payment_ratio")


@pytest.mark.parametrize(
    ("arrived", "allocated", "rates", "balance", "reason"),
    [
        pytest.param(900, 1000, ("0.95", "0.578947", "0.55"), 800, None, id="both lots are told of in full"),
        pytest.param(0, 1000, ("0.5", "1.1", "0.55"), -100, None, id="a zero is a figure"),
        pytest.param(None, 1000, (None, None, "0.55"), None, "partly_reported", id="what arrived of one is blank"),
        pytest.param(900, None, (None, "0.578947", None), 800, "partly_reported", id="what it was allocated is blank"),
    ],
)
def test_money_of_different_lots_is_not_compared(
    accept: Callable[..., int], rows: Rows, arrived: Any, allocated: Any, rates: Any, balance: Any, reason: str | None
) -> None:
    """At every scope; the lot of which all is told has its own figures."""
    accept(
        "U03",
        JUNE,
        spending=[money(1000, 1000, 800), money(allocated, arrived, 300, document_number="青财建〔2021〕2号")],
    )
    known = tuple(Decimal(rate) if rate else None for rate in rates)
    for row in rows("funding_use") + rows("funding_totals"):
        assert (tuple(row[name] for name in RATES), row["ratio_reason"]) == (known, reason)
        assert yuan(row, "balance_amount") == [balance]
        assert row["is_overdrawn"] == (None if balance is None else arrived == 0)
    built = {"unit_code": "U11"}
    for found in (
        rows("project_performance", project_code="P04"),
        rows("programme_performance"),
        rows("unit_performance", **built),
    ):
        [row] = found
        assert (tuple(row[name] for name in RATES), row["funding_reason"]) == (known, reason)
    [whole] = rows("fund_ledger", document_number="青财建〔2021〕1号")
    assert (*yuan(whole, "balance_amount"), whole["carry_status"]) == (200, "carried_over")


@pytest.mark.parametrize(("arrived", "reason"), [(None, "no_arrival_reported"), (0, "nothing_arrived")])
def test_arrival_that_is_not_reported_is_not_nothing_arrived(
    accept: Callable[..., int], rows: Rows, arrived: Any, reason: str
) -> None:
    accept("U03", JUNE, spending=[money(1000, arrived, 300)])
    [use] = rows("funding_use")
    [project] = rows("project_performance", project_code="P04")
    assert (use["ratio_reason"], project["funding_reason"]) == (reason, reason)
    assert (use["payment_ratio"], project["payment_ratio"]) == (Decimal("0.3"), Decimal("0.3"))
    assert use["arrival_ratio"] == (None if arrived is None else 0)


def test_what_one_of_several_operators_leaves_blank_is_not_known_of_their_lot(
    accept: Callable[..., int], rows: Rows
) -> None:
    own = {"source_code": "UTIL", "document_number": "自筹"}
    accept("U12", JUNE, spending=[money(None, 50, 50, **own)])
    accept("U13", JUNE, spending=[money(None, None, 30, **own)])
    [ledger] = rows("fund_ledger")
    assert yuan(ledger, "arrived_amount", "paid_amount", "balance_amount") == [None, 80, None]
    assert ledger["carry_status"] == "not_reported"


@pytest.mark.parametrize(("arrived", "overdue"), [(None, None), (1800, False), (Decimal("1799.99"), True)])
def test_a_lot_is_overdue_only_where_its_arrival_is_reported(
    accept: Callable[..., int], lot: Callable[..., None], rows: Rows, arrived: Any, overdue: bool | None
) -> None:
    lot()
    accept("U03", JUNE, spending=[money(1800, arrived, 0)])
    [ledger] = rows("fund_ledger")
    assert (ledger["is_due"], ledger["is_arrival_overdue"]) == (True, overdue)


UNSPLIT = {"source_code": "CSF", "document_number": "财建〔2021〕9号"}


def test_a_lot_without_a_project_is_the_programmes_and_no_projects(
    accept: Callable[..., int], lot: Callable[..., None], rows: Rows
) -> None:
    lot()
    lot(project_code=None, planned_amount="3062.2", **UNSPLIT)
    accept("U03", MAY, spending=[money(1800, 1800, 0)])
    names = ("planned_amount", "unreported_planned_amount", "due_planned_amount", "unproven_planned_amount")
    totals = {(row["scope"], row["source_code"]): row for row in rows("funding_totals")}
    assert totals.keys() == {("project", "all"), ("source", "COUNTY"), ("source", "CSF"), ("programme", "all")}
    unsplit = Decimal("3062.2")
    assert yuan(totals["programme", "all"], *names) == [1800, unsplit, 1800, unsplit]
    assert yuan(totals["source", "CSF"], *names) == [None, unsplit, None, unsplit]
    assert totals["source", "CSF"]["planned_arrival_reason"] == "not_reported"
    assert totals["source", "CSF"]["timely_arrival_reason"] == "arrival_day_not_reported"
    for row in (totals["project", "all"], totals["source", "COUNTY"], *rows("funding_use")):
        assert yuan(row, *names) == [1800, None, 1800, None]
    [ledger] = rows("fund_ledger", project_code="all")
    assert (ledger["project_name"], ledger["is_due"], ledger["is_arrival_overdue"]) == (None, True, None)
    assert (*yuan(ledger, "planned_amount", "arrived_amount"), ledger["carry_status"]) == (
        unsplit,
        None,
        "not_reported",
    )


@pytest.mark.parametrize(
    ("second", "own_lot", "arrived", "timely"),
    [
        pytest.param(500, False, 1500, 600, id="the projects that returns name under its document"),
        pytest.param(500, True, 1000, 600, id="but not one with a lot of its own"),
        pytest.param(None, False, None, 600, id="unknown where one of them leaves it blank"),
    ],
)
def test_of_a_lot_without_a_project_arrived_what_the_projects_under_its_document_tell(
    accept: Callable[..., int],
    lot: Callable[..., None],
    rows: Rows,
    second: Any,
    own_lot: bool,
    arrived: Any,
    timely: Any,
) -> None:
    lot(project_code=None, planned_amount=3000, **UNSPLIT)
    if own_lot:
        lot(project_code="P05", planned_amount=500, due_date=None, **UNSPLIT)
    accept("U03", MAY, spending=[money(1000, 600, 0, **UNSPLIT), money(9, 9, 0, project_code="P05")])
    accept(
        "U03", JUNE, spending=[money(1000, 1000, 0, **UNSPLIT), money(500, second, 0, project_code="P05", **UNSPLIT)]
    )
    [ledger] = rows("fund_ledger", project_code="all")
    assert yuan(ledger, "arrived_amount", "timely_arrived_amount") == [arrived, timely]
    [source] = rows("funding_totals", scope="source", source_code="CSF")
    own = 500 if own_lot else 0
    assert yuan(source, "arrived_amount") == [1000 + (second or 0)]
    assert yuan(source, "planned_amount", "planned_arrived_amount") == (
        [None, None] if arrived is None else [3000 + own, arrived + own]
    )
    assert yuan(source, "timely_arrived_amount", "due_planned_amount") == [timely, 3000]
    assert {use["planned_amount"] for use in rows("funding_use", source_code="CSF")} == {
        None,
        *([own * 10_000] if own else []),
    }


def test_whether_a_lot_without_a_project_was_timely_is_unknown_where_of_one_part_it_is(
    accept: Callable[..., int], lot: Callable[..., None], rows: Rows
) -> None:
    lot(project_code=None, planned_amount=3000, **UNSPLIT)
    accept("U03", MAY, spending=[money(1000, 600, 0, **UNSPLIT)])
    accept("U03", JUNE, spending=[money(1000, 1000, 0, **UNSPLIT), money(500, 500, 0, project_code="P05", **UNSPLIT)])
    [source] = rows("funding_totals", scope="source", source_code="CSF")
    assert yuan(source, "timely_arrived_amount", "unproven_planned_amount") == [None, 3000]


def test_a_lot_of_no_money_has_no_rate_of_arrival(
    accept: Callable[..., int], lot: Callable[..., None], rows: Rows
) -> None:
    lot(planned_amount=0)
    accept("U03", MAY, spending=[money(0, 0, 0)])
    [use] = rows("funding_use")
    assert (use["planned_arrival_reason"], use["timely_arrival_reason"]) == ("nothing_planned", "nothing_planned")


@pytest.mark.parametrize(
    ("document_number", "paid", "status", "age"),
    [
        ("青财建〔2021〕1号", 100, "carried_over", 0),
        ("青财建〔2020〕1号", 100, "warning", 1),
        ("青财建[2019]1号", 100, "to_be_returned", 2),
        ("青财建2019年第1号", 100, "lot_year_unknown", None),
        ("青财建〔2019〕1号", 1620, "spent", 2),
        ("青财建〔2021〕1号", Decimal("1620.01"), "overdrawn", 0),
    ],
)
def test_money_left_over_is_carried_warned_of_and_returned_by_its_age(
    accept: Callable[..., int], rows: Rows, document_number: str, paid: Any, status: str, age: int | None
) -> None:
    accept("U03", JUNE, spending=[money(1800, 1620, paid, document_number=document_number)])
    [ledger] = rows("fund_ledger")
    assert (ledger["carry_status"], ledger["lot_age_years"]) == (status, age)
    [use] = rows("funding_use")
    assert use["is_overdrawn"] == (status == "overdrawn")
    assert yuan(use, "to_be_returned_amount") == [1520 if status == "to_be_returned" else None]


def test_what_is_left_of_an_audited_project_is_a_surplus(accept: Callable[..., int], rows: Rows) -> None:
    audit = {"project_code": "P04", "milestone_code": "M13", "event_date": JUNE, "audited_amount": 1500}
    accept("U03", JUNE, spending=[money(1800, 1620, 1500)], approvals=[audit])
    [ledger] = rows("fund_ledger")
    assert ledger["carry_status"] == "surplus"


def test_last_years_end_is_carried_in(accept: Callable[..., int], rows: Rows) -> None:
    """上年结转 + 到位 − 支出: 300 carried in, 500 more arrived, 400 more paid, 400 left."""
    old = {"document_number": "青财建〔2020〕1号"}
    accept("U03", date(2020, 12, 31), spending=[money(1000, 500, 200, **old)])
    accept("U03", JUNE, spending=[money(1000, 1000, 600, **old)])
    [ledger] = rows("fund_ledger")
    assert yuan(ledger, "carried_in_amount", "balance_amount") == [300, 400]
    accept("U03", JUNE, spending=[money(100, 100, 0, document_number="青财建〔2020〕2号")])
    [use] = rows("funding_use")
    assert use["carried_in_amount"] is None  # nothing tells what the second lot stood at in December


def test_operators_own_money_is_never_added_to_public_funds(accept: Callable[..., int], rows: Rows) -> None:
    own = {"source_code": "UTIL", "document_number": "自筹"}
    accept("U12", JUNE, spending=[money(None, None, 50, **own)])
    accept("U13", JUNE, spending=[money(None, None, 30, **own)])
    accept("U03", JUNE, spending=[money(1800, 1620, 1530)])
    programme = {row["series"]: row for row in rows("funding_totals", scope="programme")}
    assert yuan(programme["public_funds"], "paid_amount") == [1530]
    assert yuan(programme["operators_own"], "paid_amount") == [80]
    assert programme["operators_own"]["budget_execution_reason"] == "operators_own_money"


def test_scopes_are_sums_and_never_averages_of_ratios(accept: Callable[..., int], rows: Rows) -> None:
    """Chuxiong's audit: 51277.08 paid of 91729.87 arrived is 55.90 %, and that is 43.36 % of 211561.6 granted."""
    accept(
        "U03",
        JUNE,
        spending=[
            money(Decimal("11561.6"), Decimal("1729.87"), Decimal("1277.08")),
            money(200000, 90000, 50000, project_code="P05", source_code="CSF"),
        ],
        budget=[budget(1000, 900), budget(3000, 300, project_code="P05", source_code="CSF")],
    )
    [programme] = rows("funding_totals", scope="programme")
    assert round(programme["funding_use_ratio"] * 100, 2) == Decimal("55.90")
    assert round(programme["arrival_ratio"] * 100, 2) == Decimal("43.36")
    assert programme["budget_execution_ratio"] == Decimal("0.3")
    [source] = rows("funding_totals", scope="source", source_code="CSF")
    assert (source["project_code"], source["budget_execution_ratio"]) == ("all", Decimal("0.1"))


@pytest.mark.parametrize(("executed", "needed"), [(1620, False), (Decimal("1619.99"), True)])
def test_below_ninety_percent_of_the_budget_a_reason_is_required(
    accept: Callable[..., int], rows: Rows, executed: Any, needed: bool
) -> None:
    accept("U03", JUNE, budget=[budget(1800, executed)])
    [use] = rows("funding_use")
    assert (use["needs_deviation_reason"], use["is_deviation_explained"]) == (needed, False)


def test_the_budget_is_that_of_the_days_year(accept: Callable[..., int], rows: Rows) -> None:
    accept("U03", JUNE, budget=[budget(1800, 900), budget(700, 700, budget_year=2020)])
    [use] = rows("funding_use")
    assert yuan(use, "adjusted_budget_amount", "executed_amount") == [1800, 900]


def test_payments_outside_the_earmark_are_held_out_and_a_voucher_counts_once(
    accept: Callable[..., int], rows: Rows
) -> None:
    """Central budgetary investment may pay for roads and not for greening."""
    lot = {"project_code": "P04", "source_code": "CBI", "document_number": "浙发改〔2021〕8号"}
    paid = lot | {"payment_date": JUNE, "payee_text": "某建设公司"}
    vouchers = [
        paid | {"voucher_number": "1", "payment_amount": 100, "item_code": "ROAD"},
        paid | {"voucher_number": "2", "payment_amount": 40, "item_code": "GREEN"},
        paid | {"voucher_number": "3", "payment_amount": 5, "item_code": None},
    ]
    accept("U03", MAY, payments=vouchers[1:2])
    accept("U03", JUNE, payments=vouchers, spending=[money(300, 300, 145, **lot)])
    [ledger] = rows("fund_ledger")
    assert yuan(ledger, "voucher_amount", "outside_earmark_amount") == [145, 40]
