"""The chain of approvals and works of a project once more: what has happened by the day, in which order, and since when."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from tests.recomputation import county_plan
from tests.recomputation.arithmetic import Figures, divided, less, or_none
from tests.recomputation.filed import filed_of, once, standing
from tests.recomputation.programmes import Programme, Project
from tests.recomputation.progress import Course


@dataclass(frozen=True)
class Event:
    """A milestone that has happened: when, and from which day on the next steps may begin (none: not yet)."""

    event: date
    closed: date | None
    line: Any


@once
def events_of(programme: Programme, project: Project) -> dict[str, Event]:
    """By milestone what the newest word says, of what has happened; works are over when completion is reported."""
    day = programme.as_of_date
    events: dict[str, Event] = {}
    for line in standing(filed_of(programme, "approvals", project), "milestone_code").to_dict("records"):
        code, happened = line["milestone_code"], line["event_date"]
        role = county_plan.role_of(code)
        if happened > day or role == "works":
            continue
        closed: date | None = happened
        if role == "public_notice":
            over = max(happened, line["notice_end_date"] or happened)
            is_over = (line["notice_end_date"] or happened) <= day and not line["has_open_objection"]
            closed = over if is_over else None
        events[code] = Event(happened, closed, line)
    completion = events.get(county_plan.code_of("completion"))
    if completion:
        events[county_plan.code_of("works")] = Event(completion.event, completion.closed, None)
    return events


@cache
def guards_of(code: str, is_epc: bool) -> frozenset[str]:
    """What must come directly before a step; under EPC the drawings come before completion, not before the permit."""
    drawings, completion = county_plan.code_of("construction_drawings"), county_plan.code_of("completion")
    step = next(step for step in county_plan.milestones() if step.code == code)
    guards = set(step.guards)
    if is_epc and step.role in ("construction_permit", "start"):
        guards -= {drawings}
    moved = any(
        drawings in other.guards for other in county_plan.milestones() if other.role in ("construction_permit", "start")
    )
    return frozenset(guards | ({drawings} if is_epc and moved and code == completion else set()))


@cache
def all_before(code: str, is_epc: bool) -> frozenset[str]:
    """What must come before a step, directly or through others."""
    direct = guards_of(code, is_epc)
    return direct.union(*(all_before(guard, is_epc) for guard in direct))


def dates_of(programme: Programme, project: Project, course: Course) -> Figures:
    """When the project started, finished and was accepted, and what says so."""
    closed = {county_plan.role_of(code): event.closed for code, event in events_of(programme, project).items()}
    start, permit, completion = (closed.get(role) for role in ("start", "construction_permit", "completion"))
    verified, accepted = closed.get("planning_verification"), closed.get("acceptance")
    is_started = start is not None and permit is not None
    finished = completion or course.finished
    # A start that is reported without a permit is none, nor does progress make it one, until the works are done.
    by_progress = course.started if start is None or finished else None
    started = max(start, permit) if is_started else by_progress
    return {
        "started_date": started,
        "started_basis": "milestone" if is_started else "progress" if started else None,
        "finished_date": finished,
        "finished_basis": "milestone" if completion else "progress" if finished else None,
        "accepted_date": max(verified, accepted) if verified and accepted else None,
    }


def budget_of(programme: Programme, project: Project) -> Figures:
    """What the project may cost: the estimate approved last, else the plan's investment; and what the audit found."""
    lines = standing(filed_of(programme, "approvals", project), "unit", "milestone_code", "cutoff")
    estimates = [
        line
        for line in lines.to_dict("records")
        if county_plan.role_of(line["milestone_code"]) == "design_approval"
        and line["event_date"] <= programme.as_of_date
        and or_none(line["approved_estimate_amount"]) is not None
    ]
    estimates.sort(key=lambda line: (line["event_date"], line["cutoff"], line["received_at"], line["order"]))
    estimate = estimates[-1]["approved_estimate_amount"] if estimates else None
    audit = events_of(programme, project).get(county_plan.code_of("audit"))
    final = or_none(audit.line["audited_amount"]) if audit else None
    budget = project.budget if estimate is None else estimate
    saving = divided(less(budget, final), budget)
    reason = "audited_amount_missing" if final is None else "nothing_budgeted"
    return {
        "plan_investment_amount": project.budget,
        "approved_estimate_amount": estimate,
        "final_account_amount": final,
        "budget_amount": budget,
        "budget_basis": "plan_investment" if estimate is None else "approved_estimate",
        "cost_saving_ratio": saving,
        "cost_saving_reason": None if saving is not None else reason if audit else "not_audited",
    }
