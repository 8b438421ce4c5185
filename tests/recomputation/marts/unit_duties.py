"""unit_duties once more: what each unit of the county's plan answers for, from plan files, policy and accepted lines."""

import tomllib
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

import chinese_calendar
import pandas as pd

from planwatch import paths
from tests.recomputation.by_pandas import Figures, _finished, _frame, _history, _money, divided, known, less, total
from tests.recomputation.programmes import BUREAU, MASTER, Programme, Project

KEYS = ("unit_code",)
LEFT: set[str] = set()
Milestones = dict[str, dict[str, Any]]


@cache
def _plan(name: str) -> pd.DataFrame:
    return pd.read_csv(paths.PLAN / f"{name}.csv", dtype=str, keep_default_na=False)


def figures(programme: Programme) -> dict[tuple[str, ...], Figures]:
    parts = (_items, _milestones, _cables, _own_money, _returns)
    by_unit = [part(programme) for part in parts]
    return {
        (unit,): {name: value for of in by_unit for name, value in of(unit).items()}
        for unit in _plan("units")["unit_code"]
    }


def _of_project(programme: Programme, form: str) -> Iterator[tuple[Project, pd.DataFrame]]:
    lines = _frame(programme, form)
    for project in programme.projects:
        found = lines[lines["project"] == project.code]
        yield project, found.sort_values(["cutoff", "received_at", "order"], kind="stable") if len(found) else found


def _items(programme: Programme) -> Callable[[str], Figures]:
    """Every item of every menu with whoever answers for it: what its project's window asks for, and the word on it."""
    rows = []
    for project, lines in _of_project(programme, "progress"):
        window = (project.end - project.start).days + 1
        elapsed = max(0, min((programme.as_of_date - project.start).days + 1, window))
        finished = _finished(_history(lines, project)) if len(lines) else None
        newest = lines.drop_duplicates(["unit", "item_code"], keep="last") if len(lines) else lines
        for item, weight in project.weights.items():
            spoken = {
                row["unit"]: Fraction(row["completed_percent"]) / 100
                for _, row in newest.iterrows()
                if row["item_code"] == item
            }
            for unit in _answering(item):
                done = _word(spoken, unit, item)
                planned = Fraction(elapsed, window)
                level = None
                if done is not None and done < 1 and finished is None:
                    level = _level(done, planned, (programme.as_of_date - project.end).days)
                rows.append((unit, Fraction(weight) * Fraction(project.budget), planned, done, level))
    table = pd.DataFrame(rows, columns=["unit", "amount", "planned", "done", "level"], dtype=object)

    def of(unit: str) -> Figures:
        own = table[table["unit"] == unit]
        spoken_of = own[own["done"].notna()]
        amount = total(spoken_of["amount"])
        planned = total(spoken_of["amount"] * spoken_of["planned"])
        done = total(spoken_of["amount"] * spoken_of["done"])
        reason = "nothing_planned" if own.empty else "not_reported" if spoken_of.empty else None
        return {
            "items_count": len(own),
            "known_items_count": len(spoken_of),
            "yellow_items_count": int((own["level"] == "yellow").sum()),
            "red_items_count": int((own["level"] == "red").sum()),
            "known_items_amount": amount,
            "planned_items_amount": planned,
            "reported_items_amount": done,
            "planned_progress_ratio": divided(planned, amount),
            "reported_progress_ratio": divided(done, amount),
            "progress_gap_ratio": divided(less(done, planned), amount),
            "progress_reason": reason,
        }

    return of


def _reporting(item: str) -> set[str]:
    duties = _plan("duties")
    return set(duties[(duties["form"] == "progress") & (duties["item_code"] == item)]["unit_code"])


def _answering(item: str) -> set[str]:
    items = _plan("items").set_index("item_code")
    return _reporting(item) | {items.loc[item, "lead_unit_code"]}


def _word(spoken: dict[str, Fraction], unit: str, item: str) -> Fraction | None:
    """Its own lines, else the company's; of who leads and has no lines of its own, the company's or the mean of all."""
    if unit in _reporting(item):
        return spoken.get(unit, spoken.get(MASTER))
    if MASTER in spoken:
        return spoken[MASTER]
    return sum(spoken.values(), Fraction(0)) / len(spoken) if spoken else None


@cache
def _policy() -> dict[str, Any]:
    return tomllib.loads(paths.POLICY.read_text(encoding="utf-8"))


def _level(done: Fraction, planned: Fraction, overdue_days: int) -> str | None:
    policy = _policy()
    profile = policy["profiles"][policy["light"]["profile"]]
    gap = done - planned
    is_red = (
        gap < Fraction(profile["progress_gap_red_ratio"])
        or (done == 0 and planned >= Fraction(profile["not_started_red_ratio"]))
        or overdue_days > profile["overdue_red_days"]
    )
    is_yellow = (
        gap <= Fraction(profile["progress_gap_yellow_ratio"])
        or (done == 0 and planned >= Fraction(profile["not_started_yellow_ratio"]))
        or overdue_days > 0
    )
    return "red" if is_red else "yellow" if is_yellow else None


def _milestones(programme: Programme) -> Callable[[str], Figures]:
    """The state of each milestone of each project of which any has happened, with the day since which it is current."""
    rows = []
    for project, lines in _of_project(programme, "approvals"):
        held = _held(lines, programme.as_of_date)
        for _, milestone in _plan("milestones").iterrows() if held else ():
            code, role = milestone["milestone_code"], milestone["milestone_role"]
            if role == "cable_subsidy" and "CABLE" not in project.weights and code not in held:
                continue
            state, since = _state(code, held)
            days = (programme.as_of_date - since).days if since else None
            rows.append((milestone["owner_unit_code"], project.code, state, days))
    table = pd.DataFrame(rows, columns=["unit", "project", "state", "days"], dtype=object)

    def of(unit: str) -> Figures:
        own = table[table["unit"] == unit]
        current = own[own["state"] == "current"]
        days = [int(value) for value in known(current["days"])]
        return {
            "milestones_count": len(own),
            "current_projects_count": current["project"].nunique(),
            "current_milestones_count": len(current),
            "dated_milestones_count": len(days),
            "total_days_in_state": sum(days) if days else None,
            "longest_days_in_state": max(days, default=None),
            "done_milestones_count": int((own["state"] == "done").sum()),
            "out_of_order_milestones_count": int((own["state"] == "broken").sum()),
        }

    return of


def _held(lines: pd.DataFrame, day: date) -> Milestones:
    """The newest word on each milestone that has happened, with the day on which it let the next begin."""
    held: Milestones = {}
    newest = lines.drop_duplicates(["milestone_code"], keep="last") if len(lines) else lines
    for _, row in newest.iterrows():
        event, ends = row["event_date"], row["notice_end_date"]
        if event > day:
            continue
        closed = event
        if row["milestone_code"] == "M04":
            closed = None if row["has_open_objection"] is True or (ends or event) > day else max(event, ends or event)
        held[row["milestone_code"]] = {"event": event, "closed": closed}
    return held


@cache
def _guards() -> dict[str, set[str]]:
    milestones = _plan("milestones").set_index("milestone_code")["guard_milestone_codes"]
    return {code: set(guards.split("|")) - {""} for code, guards in milestones.items()}


@cache
def _before(code: str) -> frozenset[str]:
    """Everything that must come before a milestone, directly or through others."""
    direct = _guards()[code]
    return frozenset(direct).union(*(_before(guard) for guard in direct))


def _state(code: str, held: Milestones) -> tuple[str, date | None]:
    own = held.get(code)
    passed_over = any(code in _before(other) for other in held)
    guards = [held.get(guard, {}).get("closed") for guard in _guards()[code]]
    opened = max((day for day in guards if day), default=None)
    if own is None:
        if passed_over:
            return "broken", None
        return ("waiting", None) if None in guards else ("current", opened)
    too_early = any(
        held[guard]["closed"] is None or own["event"] < held[guard]["closed"]
        for guard in _before(code)
        if guard in held
    )
    if too_early or (own["closed"] is None and passed_over):
        return "broken", None
    return ("done", None) if own["closed"] else ("current", own["event"])


def _cables(programme: Programme) -> Callable[[str], Figures]:
    """What stands of each operator and project: lengths and cost by its own word first, the audit by the bureau's."""
    spending = _frame(programme, "spending")
    excluded = _policy()["cable"]["excluded_operator_codes"]
    rows = []
    for project, lines in _of_project(programme, "cable"):
        public = _money(spending, project.code)["public"]
        if len(lines):
            lines = lines.drop_duplicates(["unit", "operator_code", "cutoff"], keep="last")
        for operator in lines["operator_code"].unique() if len(lines) else ():
            claim, audit = _claim_and_audit(lines[lines["operator_code"] == operator], operator)
            audited = None if audit is None else audit["audited_cost_amount"]
            is_excluded = operator in excluded
            subsidy = None if audit is None or is_excluded else _subsidy(project, claim, audit, public)
            told = (claim["planned_length"], claim["completed_length"], claim["cable_cost_amount"], audited)
            rows.append((operator, *told, subsidy, audit is None and not is_excluded))
    names = ["unit", "planned", "completed", "cost", "audited", "subsidy", "waits"]
    table = pd.DataFrame(rows, columns=names, dtype=object)
    operators = set(_plan("duties").query("form == 'cable'")["unit_code"]) & _utilities()

    def of(unit: str) -> Figures:
        own = table[table["unit"] == unit]
        both = own[own["planned"].notna() & own["completed"].notna()]
        planned, completed = total(both["planned"]), total(both["completed"])
        subsidy = total(own["subsidy"])
        silent = "not_reported" if len(own) or unit in operators else "nothing_planned"
        unsubsidised = "not_audited" if own["waits"].any() else "operators_own_money" if unit in excluded else silent
        return {
            "cable_projects_count": len(own),
            "planned_length": total(own["planned"]),
            "completed_length": total(own["completed"]),
            "measured_planned_length": planned,
            "measured_completed_length": completed,
            "cable_completion_ratio": divided(completed, planned),
            "cable_completion_reason": None if planned else "nothing_planned" if planned == 0 else silent,
            "cable_cost_amount": total(own["cost"]),
            "audited_cost_amount": total(own["audited"]),
            "awaiting_audit_projects_count": int(own["waits"].sum()),
            "subsidised_projects_count": int(own["subsidy"].notna().sum()),
            "subsidy_amount": subsidy,
            "subsidy_reason": None if subsidy is not None else unsubsidised if len(own) else silent,
        }

    return of


def _claim_and_audit(lines: pd.DataFrame, operator: str) -> tuple[pd.Series, pd.Series | None]:
    ranks = [(row["unit"] == operator, row["unit"] != BUREAU, place) for place, (_, row) in enumerate(lines.iterrows())]
    audits = lines[lines["audited_cost_amount"].notna()]
    of_bureau = audits[audits["unit"] == BUREAU]
    audits = of_bureau if len(of_bureau) else audits[audits["audit_document_number"].notna()]
    return lines.iloc[max(ranks)[2]], audits.iloc[-1] if len(audits) else None


def _subsidy(project: Project, claim: pd.Series, audit: pd.Series, public: pd.DataFrame) -> Fraction | None:
    """Audited cost without civil works × upper-level money ÷ investment, at most 1; to the fen."""
    cost = Fraction(audit["audited_cost_amount"])
    for stated in (audit, claim):
        if stated["civil_cost_amount"] is not None:
            if stated["civil_cost_amount"] > 0:
                cost = min(cost, Fraction(stated["cable_cost_amount"]) - Fraction(stated["civil_cost_amount"]))
            break
    upper = total(public[public["source_code"] == "CSF"]["allocated_amount"]) if len(public) else None
    if upper is None:
        return None
    exact = cost * min(Fraction(1), upper / Fraction(project.budget)) * 100
    fen = (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(Decimal(1), ROUND_HALF_UP)
    return Fraction(fen) / 100


def _utilities() -> set[str]:
    return set(_plan("units").query("unit_type == 'utility'")["unit_code"])


def _own_money(programme: Programme) -> Callable[[str], Figures]:
    spending = _frame(programme, "spending")
    own = pd.concat([_money(spending, project.code)["own"] for project in programme.projects])

    def of(unit: str) -> Figures:
        lines = own[own["unit"] == unit]
        return {
            "operators_own_projects_count": lines["project"].nunique(),
            "operators_own_amount": total(lines["paid_amount"]) if len(lines) else None,
            "operators_own_reason": None
            if len(lines)
            else "not_reported"
            if unit in _utilities()
            else "nothing_planned",
        }

    return of


def _returns(programme: Programme) -> Callable[[str], Figures]:
    """Each cut-off of the county's calendar up to the day: when it was due, when the first line for it came."""
    today = programme.known_at.astimezone(ZoneInfo("Asia/Shanghai")).date()
    rows = []
    for _, owed in _plan("reporting_calendar").iterrows():
        months = {"month": 1, "quarter": 3}[owed["frequency"]]
        lines = _frame(programme, owed["form"])
        lines = lines[lines["unit"] == owed["unit_code"]]
        for end in pd.date_range(owed["first_cutoff_date"], owed["last_cutoff_date"], freq=f"{months}ME"):
            cutoff = end.date()
            if cutoff > programme.as_of_date:
                break
            first = (end.to_period("M") - months + 1).start_time.date()
            due = _next_workday(cutoff + timedelta(days=int(owed["due_days_after_cutoff"])))
            waited = _next_workday(due + timedelta(days=int(owed["grace_days"])))
            news = [at for at, day in zip(lines["received_at"], lines["cutoff"], strict=True) if first <= day <= cutoff]
            received = min(news).astimezone(ZoneInfo("Asia/Shanghai")).date() if news else None
            if received or today > due:
                late = max(0, ((received or today) - due).days)
                is_missing = received is None and today > waited
                rows.append(
                    (owed["unit_code"], received is not None, bool(received and received <= due), is_missing, late)
                )
    table = pd.DataFrame(rows, columns=["unit", "received", "on_time", "missing", "late"])

    def of(unit: str) -> Figures:
        own = table[table["unit"] == unit]
        return {
            "returns_due_count": len(own),
            "returns_on_time_count": int(own["on_time"].sum()),
            "returns_received_count": int(own["received"].sum()),
            "returns_missing_count": int(own["missing"].sum()),
            "longest_days_late": max(map(int, own["late"]), default=None),
            "timeliness_ratio": divided(int(own["on_time"].sum()), len(own)),
            "timeliness_reason": None if len(own) else "nothing_due",
        }

    return of


def _next_workday(day: date) -> date:
    while not chinese_calendar.is_workday(day):
        day += timedelta(days=1)
    return day
