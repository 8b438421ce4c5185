"""lagging_items once more: each item of a project, asked of each unit that answers for it, beside its project's curve."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from tests.recomputation import county_plan, lights
from tests.recomputation.arithmetic import Figures, divided
from tests.recomputation.curves import plan_of
from tests.recomputation.filed import once
from tests.recomputation.lights import above, at_least, at_most, below, level
from tests.recomputation.programmes import MASTER, Programme, Project
from tests.recomputation.progress import Course, course_of
from tests.recomputation.projects import project_figures

KEYS = ("project_code", "item_code", "owner_unit_code")
LEFT: set[str] = set()


@dataclass(frozen=True)
class Said:
    """The newest word that speaks of an item for a unit, whose it is, and the returns behind it."""

    basis: str
    share: Fraction
    day: date
    returns: list[int]


@once
def figures(programme: Programme) -> dict[tuple[str, ...], Figures]:
    found: dict[tuple[str, ...], Figures] = {}
    projects = project_figures(programme)
    for project in programme.projects:
        course = course_of(programme, project)
        for item in project.weights:
            for unit in owners_of(item):
                said = said_of(course, item, unit)
                if said and said.share < 1 and projects[project.code]["finished_date"] is None:
                    row = _row(programme, project, projects[project.code], course, item, unit, said)
                    if row["reasons"]:
                        found[project.code, item, unit] = row
    return found


def owners_of(item: str) -> set[str]:
    """Who leads the item, and every unit whose duty to report progress names it."""
    return {_lead(item), *county_plan.units_of("progress", item)}


def _lead(item: str) -> str:
    return county_plan.names("items", "item_code", "lead_unit_code")[item]


def _of(line: Any) -> tuple[Fraction, date, int]:
    return Fraction(line["completed_percent"]) / 100, line["cutoff"], line["order"] + 1


def said_of(course: Course, item: str, unit: str) -> Said | None:
    """Its own line, else the company's; of who only leads, what counts of the item, be it the company's or a mean."""
    own, company = course.standing.get((unit, item)), course.standing.get((MASTER, item))
    if unit in county_plan.units_of("progress", item):
        line = own if own is not None else company
        if line is None:
            return None
        share, day, number = _of(line)
        return Said("own" if own is not None else "company", share, day, [number])
    if item not in course.words:
        return None
    if company is not None and _of(company)[0] == course.counted[item]:
        share, day, number = _of(company)
        return Said("own" if unit == MASTER else "company", share, day, [number])
    behind = sorted(line["order"] + 1 for (_, of), line in course.standing.items() if of == item)
    return Said("item", course.counted[item], course.words[item].day, behind)


def planned_of(programme: Programme, project: Project, figures_of: Figures) -> Fraction:
    """What the project's curve asks for; where it is one of milestones, of the works alone."""
    elapsed = figures_of["elapsed_periods"]
    works = [
        part
        for part in plan_of(project.baseline_on(programme.as_of_date)).parts
        if part.milestone and county_plan.role_of(part.milestone) == "works"
    ]
    share = sum((part.share for part in works), Fraction(0))
    if not share:
        planned: Fraction = figures_of["planned_progress_ratio"]
        return planned
    return sum((part.by(elapsed) for part in works), Fraction(0)) / share if elapsed > 0 else Fraction(0)


def _row(
    programme: Programme, project: Project, of: Figures, course: Course, item: str, unit: str, said: Said
) -> Figures:
    planned = planned_of(programme, project, of)
    reasons = _reasons(programme, of, said.share, planned)
    state = of["data_status"]
    if course.last_day and said.day < course.last_day:
        state = "carried_forward"
    if (programme.as_of_date - said.day).days > lights.policy()["completeness"]["valid_return_days"]:
        state = "stale"
    levels = {found for _, found, _ in reasons}
    return {
        "light_profile": programme.light_profile,
        "project_name": project.code,
        "item_name": county_plan.names("items", "item_code", "item_name")[item],
        "item_name_en": county_plan.names("items", "item_code", "item_name_en")[item],
        "owner_unit_name": county_plan.names("units", "unit_code", "unit_name")[unit],
        "owner_unit_name_en": county_plan.names("units", "unit_code", "unit_name_en")[unit],
        "is_lead": unit == _lead(item),
        "level": "red" if "red" in levels else "yellow",
        "reasons": reasons,
        "curve_name": of["curve_name"],
        "planned_ratio": planned,
        "reported_ratio": said.share,
        "gap_ratio": said.share - planned,
        "window_end_date": of["window_end_date"],
        "reported_basis": said.basis,
        "reported_date": said.day,
        "return_ids": said.returns,
        "data_state": state,
    }


def _reasons(programme: Programme, of: Figures, share: Fraction, planned: Fraction) -> list[lights.Reason]:
    profile = lights.profile_of(programme.light_profile)
    elapsed = of["elapsed_ratio"]
    overdue, since = ((programme.as_of_date - of[f"window_{name}_date"]).days for name in ("end", "start"))
    gap, index = share - planned, divided(share, planned)
    tests: list[tuple[str, str | None, dict[str, Any]]] = [
        ("T1", level(
            below(gap, profile["progress_gap_red_ratio"]), at_most(gap, profile["progress_gap_yellow_ratio"])
        ), {"gap": gap}),
        ("T3", level(
            share == 0 and at_least(elapsed, profile["not_started_red_ratio"]),
            share == 0 and at_least(elapsed, profile["not_started_yellow_ratio"]),
        ), {"elapsed": elapsed}),
        ("T4", level(
            above(overdue, profile["overdue_red_days"]), overdue > 0 and profile["overdue_red_days"] is not None
        ), {"days": overdue, "deadline": of["window_end_date"]}),
        ("T9", level(
            share == 0 and at_least(since, profile["start_overdue_red_days"]),
            share == 0 and at_least(since, profile["start_overdue_yellow_days"]),
        ), {"days": since}),
        ("T11", level(
            below(index, profile["index_red_lowest_ratio"]), below(index, profile["index_yellow_lowest_ratio"])
        ), {"index": lights.thousandths(index)}),
    ]  # fmt: skip
    return [(rule, found, facts) for rule, found, facts in tests if found]
