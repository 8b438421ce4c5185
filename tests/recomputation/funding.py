"""Money of any choice of projects and sources once more, straight from its lots and budgets: sums, rates, why unknown."""

from collections.abc import Callable, Collection
from fractions import Fraction
from typing import Any

from tests.recomputation.arithmetic import Figures, divided, less, total
from tests.recomputation.budgets import budgets
from tests.recomputation.fund_lots import ALL, MONEY, OWN, PUBLIC, ledger
from tests.recomputation.policies import in_full
from tests.recomputation.programmes import Programme

BUDGETED = ("initial_budget_amount", "adjusted_budget_amount", "carried_over_amount", "executed_amount")
PAIRS = {
    "arrival_ratio": ("arrived_amount", "allocated_amount"),
    "funding_use_ratio": ("paid_amount", "arrived_amount"),
    "payment_ratio": ("paid_amount", "allocated_amount"),
}
"""Each rate of funds with the two amounts that it compares."""
RATES = ("allocated_amount", "arrived_amount", "paid_amount", *PAIRS)
Chosen = Callable[[str, str], bool]


def pairs(programme: Programme) -> set[tuple[str, str, str]]:
    """Each project, source and series of which there is a lot or a budget."""
    of_lots = {(project, source, series) for project, source, _, series in ledger(programme) if project != ALL}
    return of_lots | {(project, source, PUBLIC) for project, source in budgets(programme)}


def of(programme: Programme, series: str, is_chosen: Chosen) -> Figures:
    """Every figure of the money of one series of the projects and sources that are chosen."""
    named = {key: lot for key, lot in ledger(programme).items() if key[3] == series and is_chosen(key[0], key[1])}
    chosen = {key: lot for key, lot in named.items() if key[0] != ALL}
    lots = list(chosen.values())
    years = [
        line
        for (project, source), line in budgets(programme).items()
        if series == PUBLIC and is_chosen(project, source)
    ]
    figures: Figures = {name: total(lot[name] for lot in lots) for name in MONEY}
    figures |= {name: total(line[name] for line in years) for name in BUDGETED}
    figures["carried_over_executed_amount"] = _executed_of_carried(years)
    figures |= _planned(list(named.values())) | _carried(chosen)
    days = [lot["last_report_date"] for lot in lots if lot["last_report_date"]] + [line["cutoff"] for line in years]
    figures |= {
        "documents_count": sum(lot["last_report_date"] is not None for lot in lots),
        "outside_earmark_amount": total(lot["outside_earmark_amount"] for lot in lots),
        "to_be_returned_amount": total(
            lot["balance_amount"] for lot in lots if lot["carry_status"] in ("to_be_returned", "surplus")
        ),
        "oldest_lot_age_years": max(
            (
                lot["lot_age_years"]
                for lot in lots
                if (lot["balance_amount"] or 0) > 0 and lot["lot_age_years"] is not None
            ),
            default=None,
        ),
        "last_report_date": max(days, default=None),
    }
    figures |= _compared(lots, figures, series)
    return figures | _rates(programme, series, figures)


def of_projects(programme: Programme, codes: Collection[str]) -> Figures:
    """The public money of some projects, with its rates, as project_performance and its sums call it."""
    found = of(programme, PUBLIC, lambda project, source: project in codes)
    return {name: found[name] for name in RATES} | {"funding_reason": found["ratio_reason"]}


def _compared(lots: list[Figures], figures: Figures, series: str) -> Figures:
    """Two amounts are compared, and one taken from the other, where the lots that tell the one also tell the other."""
    telling = {name: {number for number, lot in enumerate(lots) if lot[name] is not None} for name in MONEY}
    alike = {rate: telling[part] == telling[whole] for rate, (part, whole) in PAIRS.items()}
    found = {
        rate: divided(figures[part], figures[whole]) if alike[rate] else None for rate, (part, whole) in PAIRS.items()
    }
    left = less(figures["arrived_amount"], figures["paid_amount"]) if alike["funding_use_ratio"] else None
    is_overdrawn = None if left is None else False
    if any(lot["carry_status"] == "overdrawn" for lot in lots):
        is_overdrawn = True
    reason = None
    if None in found.values():
        reason = "operators_own_money" if series == OWN else _ratio_reason(figures, all(alike.values()))
    return found | {"balance_amount": left, "is_overdrawn": is_overdrawn, "ratio_reason": reason}


def _executed_of_carried(years: list[Any]) -> Any:
    """Known where every budget with carried-over money says how much of it was executed."""
    if any(line["carried_over_amount"] and line["carried_over_executed_amount"] is None for line in years):
        return None
    return total(line["carried_over_executed_amount"] for line in years)


def _planned(lots: list[Figures]) -> Figures:
    """Registered lots, apart by whether a return speaks of what arrived, and of those due by whether it proves when."""
    registered = [lot for lot in lots if lot["planned_amount"] is not None]
    spoken_of = [lot for lot in registered if lot["arrived_amount"] is not None]
    proven = [lot for lot in registered if lot["timely_arrived_amount"] is not None]

    def planned(chosen: list[Figures]) -> Any:
        return total(lot["planned_amount"] for lot in chosen)

    return {
        "planned_amount": planned(spoken_of),
        "unreported_planned_amount": planned([lot for lot in registered if lot["arrived_amount"] is None]),
        "planned_arrived_amount": total(lot["arrived_amount"] for lot in spoken_of),
        "due_planned_amount": planned(proven),
        "unproven_planned_amount": planned(
            [lot for lot in registered if lot["is_due"] and lot["timely_arrived_amount"] is None]
        ),
        "timely_arrived_amount": total(lot["timely_arrived_amount"] for lot in proven),
    }


def _carried(lots: dict[Any, Figures]) -> Figures:
    """Carried in is known where it is of every project and source with a return; of what no return names, as far as it is."""
    by_pair: dict[tuple[str, str], list[Figures]] = {}
    for (project, source, _, _), lot in lots.items():
        by_pair.setdefault((project, source), []).append(lot)
    found: list[Any] = []
    for of_pair in by_pair.values():
        amounts = [lot["carried_in_amount"] for lot in of_pair]
        if None not in amounts:
            found.append(sum(amounts, Fraction(0)))
        elif any(lot["last_report_date"] for lot in of_pair):
            return {"carried_in_amount": None}
    return {"carried_in_amount": total(found)}


def _rates(programme: Programme, series: str, figures: Figures) -> Figures:
    rates = {
        "planned_arrival_ratio": divided(figures["planned_arrived_amount"], figures["planned_amount"]),
        "timely_arrival_ratio": divided(figures["timely_arrived_amount"], figures["due_planned_amount"]),
        "budget_execution_ratio": divided(figures["executed_amount"], figures["adjusted_budget_amount"]),
    }
    least = Fraction(in_full(programme.policy)["limit"]["execution_reason_ratio"])
    executed = rates["budget_execution_ratio"]
    reasons = {
        "planned_arrival_reason": _planned_reason(figures),
        "timely_arrival_reason": _timely_reason(figures),
        "budget_execution_reason": "no_budget_reported"
        if figures["adjusted_budget_amount"] is None
        else "nothing_budgeted",
    }
    for name in ("planned_arrival", "timely_arrival", "budget_execution"):
        if rates[f"{name}_ratio"] is not None:
            reasons[f"{name}_reason"] = None
    if series == OWN:
        reasons = dict.fromkeys(reasons, "operators_own_money")
    return {**rates, **reasons, "needs_deviation_reason": None if executed is None else executed < least}


def _ratio_reason(figures: Figures, is_alike: bool) -> str:
    """Why one of the three rates is not known: a side that no lot tells, or some do not, or that is nothing."""
    if figures["allocated_amount"] is None:
        return "no_allocation_reported"
    if figures["arrived_amount"] is None:
        return "no_arrival_reported"
    if not is_alike:
        return "partly_reported"
    return "nothing_arrived" if figures["allocated_amount"] else "nothing_allocated"


def _planned_reason(figures: Figures) -> str:
    if figures["unreported_planned_amount"] is not None:
        return "not_reported"
    return "no_lots_registered" if figures["planned_amount"] is None else "nothing_planned"


def _timely_reason(figures: Figures) -> str:
    if figures["planned_amount"] is None and figures["unreported_planned_amount"] is None:
        return "no_lots_registered"
    if figures["unproven_planned_amount"] is not None:
        return "arrival_day_not_reported"
    return "no_lots_due" if figures["due_planned_amount"] is None else "nothing_planned"
