"""Random approvals: chains of milestones in order, up to anywhere, and single ones in no order, corrected by others."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from tests.recomputation import county_plan
from tests.recomputation.programmes import Line, Project, perhaps, received_at

ROLES_WITH = {"design_approval": "approved_estimate_amount", "audit": "audited_amount"}


@st.composite
def _values(draw: st.DrawFn, code: str, event: date, budget: Decimal) -> dict[str, Any]:
    """Of a notice its last day and objections, of an approval its estimate, of an audit its amount; or not even these."""
    role = county_plan.role_of(code)
    amounts = st.one_of(st.just(budget), st.integers(1, 60_000_000).map(Decimal))
    ends = st.sampled_from((-3, 0, 1, 7, 15)).map(lambda days: event + timedelta(days=days))
    return {
        "milestone_code": code,
        "event_date": event,
        "document_number": draw(st.sampled_from((None, f"青建〔{event.year}〕1号", f"青建〔{event.year}〕2号"))),
        "approved_estimate_amount": draw(perhaps(amounts)) if role == "design_approval" else None,
        "notice_end_date": draw(perhaps(ends)) if role == "public_notice" else None,
        "has_open_objection": draw(st.sampled_from((None, False, False, True))) if role == "public_notice" else None,
        "audited_amount": draw(perhaps(amounts)) if role == "audit" else None,
    }


@st.composite
def _line(draw: st.DrawFn, project: Project, code: str, event: date, known_at: datetime) -> Line:
    """Told by who owns the milestone, or by another, at a cut-off on the day, after it, or already before it."""
    owner = next(milestone.owner for milestone in county_plan.milestones() if milestone.code == code)
    unit = draw(st.sampled_from((owner, owner, *county_plan.units_of("approvals"))))
    cutoff = event + timedelta(days=draw(st.sampled_from((-2, -2, 0, 0, 1, 20))))
    at = draw(received_at(cutoff, known_at))
    is_accepted = draw(st.integers(0, 9)) > 0
    return Line("approvals", unit, project.code, cutoff, at, is_accepted, draw(_values(code, event, project.budget)))


@st.composite
def _chain(draw: st.DrawFn, project: Project, as_of_date: date, known_at: datetime) -> list[Line]:
    """The steps in their order up to one of them, most often all or the start; the last on or beside the day, or long before.

    Now and then one is left out, or two have each other's dates. Three chains of four are told at once and in full.
    """
    codes = [milestone.code for milestone in county_plan.milestones() if milestone.role != "works"]
    ends = st.one_of(
        st.just(len(codes)), st.just(codes.index(county_plan.code_of("start")) + 1), st.integers(6, len(codes))
    )
    codes = codes[draw(st.integers(0, 4)) : draw(ends)]
    if draw(st.integers(0, 2)) == 0:
        codes.remove(draw(st.sampled_from(codes)))
    day = as_of_date + timedelta(days=draw(st.sampled_from((-60, -60, -1, 0, 1))))
    dates = [day]
    for _ in codes[1:]:
        dates.insert(0, dates[0] - timedelta(days=draw(st.sampled_from((0, 1, 10, 40)))))
    if len(dates) > 1 and draw(st.booleans()):
        one = draw(st.integers(0, len(dates) - 2))
        other = min(one + draw(st.integers(1, 2)), len(dates) - 1)
        dates[one], dates[other] = dates[other], dates[one]
    lines = [draw(_line(project, code, day, known_at)) for code, day in zip(codes, dates, strict=True)]
    if draw(st.integers(0, 3)) == 0:
        return lines
    return [
        replace(line, cutoff=day, received_at=datetime(day.year, day.month, day.day, 12, tzinfo=UTC), is_accepted=True)
        for line, day in zip(lines, dates, strict=True)
    ]


@st.composite
def _single(draw: st.DrawFn, project: Project, as_of_date: date, known_at: datetime) -> list[Line]:
    """Any step at any time; those of which more is said than their day more often."""
    said_more_of = [county_plan.code_of(role) for role in ("public_notice", "public_notice", *ROLES_WITH)]
    code = draw(st.sampled_from([*(milestone.code for milestone in county_plan.milestones()), *said_more_of]))
    event = as_of_date + timedelta(days=draw(st.sampled_from((-300, -40, -20, -1, 0, 1, 2, 2))))
    return [draw(_line(project, code, event, known_at))]


@st.composite
def _announced(draw: st.DrawFn, project: Project, as_of_date: date, known_at: datetime) -> Line:
    """A design, a permit or an audit that a return names before its day: at the day's cut-off, for this day or the next."""
    code = county_plan.code_of(draw(st.sampled_from((*ROLES_WITH, "construction_permit"))))
    line = draw(_line(project, code, as_of_date + timedelta(days=draw(st.integers(0, 1))), known_at))
    return replace(line, cutoff=as_of_date, received_at=known_at, is_accepted=True)


@st.composite
def lines(draw: st.DrawFn, projects: list[Project], as_of_date: date, known_at: datetime) -> list[Line]:
    """Of each project nothing, a chain, or a few single steps; then some of them once more, with other words."""
    found: list[Line] = []
    for project in projects:
        kinds = draw(st.lists(st.sampled_from((_chain, _single)), max_size=3))
        for kind in kinds:
            found += draw(kind(project, as_of_date, known_at))
    if draw(st.booleans()):
        found.append(draw(_announced(projects[0], as_of_date, known_at)))
    budgets = {project.code: project.budget for project in projects}
    for line in draw(st.lists(st.sampled_from(found), max_size=4)) if found else []:
        code, event = line.values["milestone_code"], line.values["event_date"]
        moved = event + timedelta(days=draw(st.sampled_from((0, -15, 2, 15))))
        found.append(
            replace(
                line,
                unit=draw(st.sampled_from((line.unit, *county_plan.units_of("approvals")))),
                cutoff=line.cutoff + timedelta(days=draw(st.sampled_from((0, 0, -1, 1, 10)))),
                received_at=line.received_at + timedelta(days=draw(st.sampled_from((-3, 0, 1)))),
                values=draw(_values(code, moved, budgets[line.project])),
            )
        )
    return found
