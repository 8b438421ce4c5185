"""绩效自评 once more: what each indicator is made of, what applies and is known, how weights are shared out, and scores."""

import json
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from tests.recomputation import county_indicators, surveys
from tests.recomputation.arithmetic import Figures, divided, total
from tests.recomputation.budgets import budgets
from tests.recomputation.changes import changes
from tests.recomputation.filed import once
from tests.recomputation.policies import in_full
from tests.recomputation.programmes import PLANNED, Programme, Project
from tests.recomputation.projects import project_figures

ALL = "ALL"
QUANTITIES = {"households": "households_count", "buildings": "buildings_count", "area": "area_quantity"}
Content = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True)
class Fact:
    """A part, the whole it is measured against, and why it is no figure."""

    part: Any
    whole: Any
    reason: str | None


@dataclass
class Case:
    """One indicator of one project or of the programme; `known` is the share of projects of which it is known."""

    indicator: dict[str, Any]
    fact: Fact
    applies: bool
    known: Fraction
    judgement: dict[str, Any]
    weight: Fraction = Fraction(0)


def content(programme: Programme) -> Content:
    """The indicators, grades and bands recorded last by the moment: the county's, or others beside them."""
    beside = [
        json.loads(row["content"]) for row in programme.records.get("indicator_versions", [])
        if row["recorded_at"] <= programme.known_at and row["recorded_at"].date() >= PLANNED
    ]  # fmt: skip
    return beside[-1] if beside else county_indicators.rules()


def judgements(programme: Programme) -> dict[tuple[str | None, str], dict[str, Any]]:
    """By project (none: the programme) and indicator the newest of the year, of the day and known at the moment."""
    rows = [
        row for row in programme.records.get("assessments", [])
        if row["budget_year"] == programme.as_of_date.year
        and row["assessed_date"] <= programme.as_of_date and row["recorded_at"] <= programme.known_at
    ]  # fmt: skip
    rows.sort(key=lambda row: (row["assessed_date"], row["recorded_at"], row["assessment_id"]))
    return {(row["project_code"], row["indicator_code"]): row for row in rows}


def execution(programme: Programme, project: str | None) -> tuple[Any, Any, str | None]:
    """Executed and budgeted of the year, of one project or of all, and the reasons for low execution, each once."""
    lines = [line for (of_project, _), line in budgets(programme).items() if project in (None, of_project)]
    least = Fraction(in_full(programme.policy)["limit"]["execution_reason_ratio"])
    reasons = sorted({line["deviation_reason"] for line in lines if _is_low(line, least)} - {None})
    executed, budgeted = (total(line[name] for line in lines) for name in ("executed_amount", "adjusted_budget_amount"))
    return executed, budgeted, "；".join(reasons) or None


def _is_low(line: dict[str, Any], least: Fraction) -> bool:
    executed, budgeted = line["executed_amount"], line["adjusted_budget_amount"]
    return None not in (executed, budgeted) and executed < least * Fraction(budgeted)


def _facts(programme: Programme, project: Project, figures: Figures) -> dict[str, Fact]:
    executed, budgeted, _ = execution(programme, project.code)
    found = {"execution": _fact(executed, budgeted, "no_budget_reported")}
    for name, column in QUANTITIES.items():
        found[name] = _fact(figures[f"completed_{column}"], figures[f"planned_{column}"], "not_reported")
    end, finished = figures["window_end_date"], figures["finished_date"]
    is_over = end <= programme.as_of_date
    punctual = None
    if finished is not None or (is_over and figures["last_report_date"] is not None):
        punctual = int(finished is not None and finished <= end)
    found["on_time"] = _fact(punctual, 1, "not_reported" if is_over else "not_due")
    cost = figures["final_account_amount"]
    if cost is None and project.code in changes(programme):
        newest = changes(programme)[project.code].newest
        cost = newest["contract_amount"] + newest["confirmed_changes_amount"]
    found["cost"] = _fact(cost, figures["budget_amount"], "no_cost_reported")
    found["satisfaction"] = _satisfaction(surveys.of_project(programme, project))
    return found


def _fact(part: Any, whole: Any, unknown: str) -> Fact:
    if part is None or whole is None:
        return Fact(part, whole, unknown)
    return Fact(part, whole, "nothing_planned" if whole == 0 else None)


def _satisfaction(survey: Figures) -> Fact:
    """As `resident_satisfaction` says it, and for the same reason not."""
    answers, reason = survey["valid_answers_count"], survey["satisfaction_reason"]
    if reason:
        return Fact(None, answers, "not_surveyed" if reason == "not_reported" else reason)
    return Fact(survey["very_satisfied_count"] + survey["satisfied_count"], answers, None)


@once
def cases(programme: Programme) -> dict[str, list[Case]]:
    """By project whose window has begun, and of the programme, a case of each indicator.

    Of a project that has a budget before its window begins the programme counts the execution, and nothing else.
    """
    indicators, judged = content(programme)["indicators"], judgements(programme)
    figures = project_figures(programme)
    found: dict[str, list[Case]] = {}
    ahead: list[list[Case]] = []
    budgeted = {project for project, _ in budgets(programme)}
    for project in programme.projects:
        own = figures[project.code]
        has_begun = own["window_start_date"] <= programme.as_of_date
        if has_begun or project.code in budgeted:
            facts = _facts(programme, project, own)
            is_due = own["window_end_date"].year <= programme.as_of_date.year
            of_one = [
                _of_project(row, facts, is_due, judged.get((project.code, row["indicator_code"]), {}))
                for row in indicators
            ]
            if has_begun:
                found[project.code] = of_one
            else:
                ahead.append([replace(case, applies=_is_execution(case) and case.applies) for case in of_one])
    everywhere = [*found.values(), *ahead]
    if everywhere:
        found[ALL] = [
            _of_programme([of_one[place] for of_one in everywhere], judged.get((None, row["indicator_code"]), {}))
            for place, row in enumerate(indicators)
        ]  # fmt: skip
    for of_one in found.values():
        _share_out(of_one)
    return found


def _is_execution(case: Case) -> bool:
    return bool(case.indicator["formula"] == "execution")


def _of_project(indicator: dict[str, Any], facts: dict[str, Fact], is_due: bool, judgement: dict[str, Any]) -> Case:
    fact = facts.get(indicator["formula"])
    if fact is None:
        percent = judgement.get("score_percent")
        fact = Fact(percent, 100, "not_judged" if percent is None else None)
    applies = judgement.get("judgement") != "inapplicable" and (indicator["timing"] == "always" or is_due)
    return Case(indicator, fact, applies, Fraction(fact.reason is None), judgement)


def _of_programme(projects: list[Case], judgement: dict[str, Any]) -> Case:
    """Sums over the projects to which it applies and of which it is known; unless the programme itself was judged."""
    applying = [case for case in projects if case.applies]
    known = [case for case in applying if case.fact.reason is None]
    applies = judgement.get("judgement") != "inapplicable" and bool(applying)
    percent = judgement.get("score_percent")
    if percent is not None:
        return Case(projects[0].indicator, Fact(percent, 100, None), applies, Fraction(1), judgement)
    reason = None
    if len(known) < len(applying):
        reason = "not_known_of_all_projects" if known else "not_known_of_any_project"
    fact = Fact(total(case.fact.part for case in known), total(case.fact.whole for case in known), reason)
    share = Fraction(len(known), len(applying)) if applying else Fraction(0)
    return Case(projects[0].indicator, fact, applies, share, judgement)


def _share_out(of_one: list[Case]) -> None:
    """What does not apply leaves its weight to the others of its first level, and a whole level to the other levels."""
    levels: dict[str, list[Case]] = {}
    for case in of_one:
        levels.setdefault(case.indicator["level1"], []).append(case)
    full = {level: sum(Fraction(case.indicator["weight"]) for case in inside) for level, inside in levels.items()}
    open_levels = {level: inside for level, inside in levels.items() if any(case.applies for case in inside)}
    in_all = sum((full[level] for level in open_levels), Fraction(0))
    for level, inside in open_levels.items():
        applying = [case for case in inside if case.applies]
        own = sum(Fraction(case.indicator["weight"]) for case in applying)
        for case in applying:
            case.weight = full[level] * 100 / in_all * Fraction(case.indicator["weight"]) / own


def assessed(case: Case) -> Fraction:
    """The share of its weight that is assessed."""
    return case.known if case.applies else Fraction(0)


def score(case: Case) -> Fraction | None:
    """In proportion up to full marks; nothing far beyond the target; where lower is better, target over actual."""
    if assessed(case) == 0:
        return None
    actual = divided(case.fact.part, case.fact.whole)
    assert actual is not None
    goal = Fraction(case.indicator["target_ratio"] or 1)
    if case.indicator["direction"] == "lower":
        reached = Fraction(1) if actual <= goal else goal / actual
    else:
        reached = min(Fraction(1), actual / goal)
        cap = case.indicator["over_cap_ratio"]
        if cap is not None and actual / goal > Fraction(cap):
            reached = Fraction(0)
    return case.weight * assessed(case) * reached
