"""The light of a project once more: every test of the policy's profile asked in turn, and why it is what it is."""

import tomllib
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cache
from typing import Any

from planwatch import paths
from tests.recomputation import county_plan
from tests.recomputation.arithmetic import Figures, divided, less
from tests.recomputation.filed import filed_of, standing
from tests.recomputation.milestones import Event
from tests.recomputation.programmes import BUREAU, Programme, Project

Reason = tuple[str, str, dict[str, Any]]


@dataclass(frozen=True)
class Profile:
    """The thresholds of one profile; one that it leaves out is none, and nothing is asked by it."""

    thresholds: dict[str, Fraction]
    asks_standstill: bool
    asks_money: bool

    def __getitem__(self, name: str) -> Fraction | None:
        return self.thresholds.get(name)


@cache
def policy() -> dict[str, Any]:
    """The county's policy."""
    return tomllib.loads(paths.POLICY.read_text(encoding="utf-8"))


@cache
def profile_of(name: str) -> Profile:
    """A profile of the county's policy."""
    found = dict(policy()["profiles"][name])
    asks_standstill, asks_money = (found.pop(key, False) for key in ("asks_standstill", "asks_money"))
    return Profile({key: Fraction(str(value)) for key, value in found.items()}, asks_standstill, asks_money)


def at_most(value: Any, threshold: Any) -> bool:
    return value is not None and threshold is not None and value <= threshold


def below(value: Any, threshold: Any) -> bool:
    return value is not None and threshold is not None and value < threshold


def above(value: Any, threshold: Any) -> bool:
    return value is not None and threshold is not None and value > threshold


def at_least(value: Any, threshold: Any) -> bool:
    return value is not None and threshold is not None and value >= threshold


def level(is_red: bool, is_yellow: bool) -> str | None:
    return "red" if is_red else "yellow" if is_yellow else None


def _is_out(index: Any, profile: Profile, colour: str) -> bool:
    return below(index, profile[f"index_{colour}_lowest_ratio"]) or above(
        index, profile[f"index_{colour}_highest_ratio"]
    )


def thousandths(value: Fraction | None) -> Fraction | None:
    """Rounded half up, as an index is said."""
    if value is None:
        return None
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return Fraction(exact.quantize(Decimal("0.001"), ROUND_HALF_UP))


def reasons_of(programme: Programme, figures: Figures, missing: int | None, early: Figures) -> list[Reason]:
    """Every test that a project fails: rule, level and the facts that its sentence names."""
    profile = profile_of(programme.light_profile)
    tests = _schedule_tests(programme.as_of_date, figures, missing, profile)
    tests += _money_tests(figures, early, profile)
    failed = [(rule, found, facts) for rule, found, facts in tests if found]
    is_ahead = programme.as_of_date < figures["window_start_date"] and figures["last_report_date"] is None
    if not failed and is_ahead:
        return [("T0", "grey", {"start": figures["window_start_date"]})]
    return failed


def _schedule_tests(
    day: date, figures: Figures, missing: int | None, profile: Profile
) -> list[tuple[str, str | None, dict[str, Any]]]:
    done, elapsed, gap = (figures[f"{name}_ratio"] for name in ("physical_progress", "elapsed", "progress_gap"))
    lag = figures["schedule_variance_days"]
    is_unfinished = figures["finished_date"] is None
    is_untouched = is_unfinished and done == 0 and figures["started_basis"] != "milestone"
    overdue, since = (day - figures["window_end_date"]).days, (day - figures["window_start_date"]).days
    asks_lag = is_unfinished and not below(elapsed, profile["schedule_variance_elapsed_ratio"])
    change = figures["four_week_change_ratio"]
    has_begun = above(done, 0) or figures["started_basis"] == "milestone"
    is_still = profile.asks_standstill and is_unfinished and has_begun and at_most(change, 0)
    is_silent = (
        is_unfinished and since >= 0 and (done is None or at_least(missing, policy()["light"]["missing_cycles"]))
    )
    return [
        ("T1", level(
            is_unfinished and below(gap, profile["progress_gap_red_ratio"]),
            is_unfinished and at_most(gap, profile["progress_gap_yellow_ratio"]),
        ), {"progress": done, "elapsed": elapsed, "gap": gap}),
        ("T2", level(
            asks_lag and at_most(lag, profile["schedule_variance_red_days"]),
            asks_lag and at_most(lag, profile["schedule_variance_yellow_days"]),
        ), {"days": less(0, lag), "forecast": figures["forecast_finish_date"]}),
        ("T3", level(
            is_untouched and at_least(elapsed, profile["not_started_red_ratio"]),
            is_untouched and at_least(elapsed, profile["not_started_yellow_ratio"]),
        ), {"elapsed": elapsed}),
        ("T4", level(
            is_unfinished and above(overdue, profile["overdue_red_days"]),
            is_unfinished and overdue > 0 and profile["overdue_red_days"] is not None,
        ), {"days": overdue, "deadline": figures["window_end_date"]}),
        ("T5", "yellow" if is_still else None, {"days": policy()["light"]["standstill_days"], "progress": done}),
        ("T6", "grey" if is_silent else None, {"cycles": missing, "last_report": figures["last_report_date"]}),
        ("T9", level(
            is_untouched and at_least(since, profile["start_overdue_red_days"]),
            is_untouched and at_least(since, profile["start_overdue_yellow_days"]),
        ), {"days": since}),
    ]  # fmt: skip


def _money_tests(figures: Figures, early: Figures, profile: Profile) -> list[tuple[str, str | None, dict[str, Any]]]:
    earned, cost, work = (
        figures[name] for name in ("earned_value_amount", "actual_cost_amount", "investment_done_amount")
    )
    shortfall = less(1, divided(figures["investment_ratio"], figures["elapsed_ratio"]))
    overrun = divided(less(cost, earned), earned)
    indexes = [figures["schedule_performance_index"], figures["cost_performance_index"]]
    is_unfinished = figures["finished_date"] is None
    return [
        ("T7", "red" if profile.asks_money and above(cost, work) else None,
         {"paid": cost, "work": work}),
        ("T7A", "red" if profile.asks_money and above(early["unapproved"], 0) else None,
         {"paid": early["unapproved"], "first": early["first_unapproved"]}),
        ("T7P", "red" if profile.asks_money and above(early["unpermitted"], 0) else None,
         {"paid": early["unpermitted"], "first": early["first_unpermitted"]}),
        ("T10", level(
            is_unfinished and above(shortfall, profile["investment_shortfall_red_ratio"]),
            is_unfinished and above(shortfall, profile["investment_shortfall_yellow_ratio"]),
        ), {"shortfall": shortfall}),
        *(
            (rule, level(_is_out(index, profile, "red"), _is_out(index, profile, "yellow")),
             {"index": thousandths(index)})
            for rule, index in zip(("T11", "T12"), indexes, strict=True)
        ),
        ("T13", level(
            above(overrun, profile["cost_overrun_red_ratio"]), at_least(overrun, profile["cost_overrun_yellow_ratio"])
        ), {"overrun": overrun}),
    ]  # fmt: skip


def colour_of(reasons: list[Reason]) -> str:
    """The worst that was said: nothing known before all, then red, then yellow."""
    levels = {found for _, found, _ in reasons}
    return next((colour for colour in ("grey", "red", "yellow") if colour in levels), "green")


def early_payments(programme: Programme, project: Project, events: dict[str, Event]) -> Figures:
    """Paid before it might be, where any approval is known: preliminaries are never early, a voucher counts once."""
    found: dict[str, list[tuple[date, Fraction]]] = {"unapproved": [], "unpermitted": []}
    happened = {county_plan.role_of(code): event.event for code, event in events.items()}
    payments = filed_of(programme, "payments", project)
    vouchers: dict[tuple[str, ...], Any] = {}
    for is_bureau in (False, True):
        lines = payments[(payments["unit"] == BUREAU) == is_bureau]
        for line in standing(lines, "source_code", "document_number", "voucher_number").to_dict("records"):
            key = (line["source_code"], line["document_number"], line["voucher_number"])
            before = vouchers.get(key)
            if is_bureau or before is None:
                vouchers[key] = line
    classes = county_plan.names("items", "item_code", "item_class")
    for line in vouchers.values() if events else ():
        if classes.get(line["item_code"]) == "preliminary":
            continue
        paid = (line["payment_date"], Fraction(line["payment_amount"]))
        if paid[0] < happened.get("design_approval", date.max):
            found["unapproved"].append(paid)
        if paid[0] < happened.get("construction_permit", date.max):
            found["unpermitted"].append(paid)
    figures: Figures = {}
    for name, payments_early in found.items():
        figures[name] = sum((amount for _, amount in payments_early), Fraction(0)) or None
        figures[f"first_{name}"] = min((day for day, amount in payments_early if amount > 0), default=None)
    return figures


def ranked(gaps: dict[str, Fraction]) -> dict[str, int]:
    """The place of each gap, the furthest behind first; equal ones share a place and the next are passed over."""
    return {code: 1 + sum(other < gap for other in gaps.values()) for code, gap in gaps.items()}
