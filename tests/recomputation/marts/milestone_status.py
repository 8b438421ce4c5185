"""milestone_status once more: each step of each chain, where it stands, since when, and what is at fault in its order."""

from datetime import date

from tests.recomputation import county_plan
from tests.recomputation.arithmetic import Figures
from tests.recomputation.milestones import Event, all_before, events_of, guards_of
from tests.recomputation.programmes import Programme, Project
from tests.recomputation.progress import course_of

KEYS = ("project_code", "milestone_code")
LEFT: set[str] = set()
BROKEN = ("skipped", "notice_not_closed", "works_before_permit", "before_guard")


def figures(programme: Programme) -> dict[tuple[str, ...], Figures]:
    found: dict[tuple[str, ...], Figures] = {}
    for project in programme.projects:
        events = events_of(programme, project)
        done = course_of(programme, project).done
        is_unfinished = done is not None and done < 1
        for step in county_plan.milestones():
            found[project.code, step.code] = _one(programme.as_of_date, project, step, events, is_unfinished)
    return found


def _one(
    day: date, project: Project, step: county_plan.Milestone, events: dict[str, Event], is_unfinished: bool
) -> Figures:
    own = events.get(step.code)
    guards = guards_of(step.code, project.is_epc)
    closed = [events[guard].closed for guard in guards if guard in events]
    open_guards = sorted(guard for guard in guards if guard not in events or events[guard].closed is None)
    later = [event.event for code, event in events.items() if step.code in all_before(code, project.is_epc)]
    does_not_apply = step.role == "cable_subsidy" and not has_cables(project)
    fault = _fault(project, step, events, open_guards, bool(later) and not does_not_apply, is_unfinished)
    if own and own.closed is None and later:
        fault = "notice_not_closed"
    if fault in BROKEN:
        state, since = "skipped_order_broken", own.event if own else min(later)
    elif own and own.closed:
        state, since = "done", own.closed
    elif does_not_apply:
        state, since = "not_applicable", None
    elif own or not open_guards:
        state, since = "current", own.event if own else max((at for at in closed if at), default=None)
    else:
        state, since = "waiting", None
    return {
        "project_name": project.code,
        "milestone_name": step.name,
        "milestone_role": step.role,
        "owner_unit_code": step.owner,
        "owner_unit_name": county_plan.names("units", "unit_code", "unit_name")[step.owner],
        "state": state,
        "since_date": since,
        "days_in_state": (day - since).days if since else None,
        "event_date": own.event if own else None,
        **{
            name: own.line[name] if own and own.line else None
            for name in ("document_number", "notice_end_date", "has_open_objection")
        },
        "open_guard_codes": open_guards,
        "is_guard_met": not open_guards and fault not in ("works_before_permit", "before_guard", "items_unfinished"),
        "order_fault": fault,
        "is_chain_reported": bool(events),
    }


def _fault(
    project: Project,
    step: county_plan.Milestone,
    events: dict[str, Event],
    open_guards: list[str],
    is_passed_over: bool,
    is_unfinished: bool,
) -> str | None:
    own = events.get(step.code)
    if own is None:
        return "skipped" if is_passed_over else None
    permit = events.get(county_plan.code_of("construction_permit"))
    if step.role == "start" and (permit is None or permit.closed is None or own.event < permit.closed):
        return "works_before_permit"
    before = [events[code] for code in all_before(step.code, project.is_epc) if code in events]
    if any(event.closed is None or own.event < event.closed for event in before):
        return "before_guard"
    if open_guards:
        return "guard_missing"
    return "items_unfinished" if step.role == "completion" and is_unfinished else None


def has_cables(project: Project) -> bool:
    """Whether the menu names an item that those who put cables underground report on."""
    return any(
        set(county_plan.units_of("progress", item)) & {*county_plan.units_of("cable")} for item in project.weights
    )
