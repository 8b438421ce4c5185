"""Which monthly returns the implementing company owes of a project, by the county's calendar and China's workdays."""

from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from tests.recomputation.arithmetic import Figures
from tests.recomputation.due_days import owed as owed_by_calendar
from tests.recomputation.filed import filed_of
from tests.recomputation.programmes import MASTER, Line, Programme, Project
from tests.recomputation.progress import Course
from tests.recomputation.waivers import excused_by

SHANGHAI = ZoneInfo("Asia/Shanghai")
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Owed:
    """A cut-off, since when a return of it is overdue, and whether one is in."""

    cutoff: date
    is_overdue: bool
    is_received: bool


def owed_of(programme: Programme, project: Project, start: date, finished: date | None) -> list[Owed]:
    """Cut-offs from the window's start until the finish and up to the day; any news of the month answers for it."""
    lines = filed_of(programme, "progress", project)
    news = lines[lines["unit"] == MASTER]["cutoff"]
    months = {(day.year, day.month) for day in news}
    today = programme.known_at.astimezone(SHANGHAI).date()
    return [
        Owed(cutoff, today > grace_end, (cutoff.year, cutoff.month) in months)
        for cutoff, grace_end in _calendar(programme, project)
        if start <= cutoff <= min(programme.as_of_date, finished or date.max)
    ]


def _calendar(programme: Programme, project: Project) -> list[tuple[date, date]]:
    """Every cut-off that the company owes a progress return of the project for, and the last day of its grace.

    What the plan gives to another unit to build is not the company's, and no other unit owes such returns.
    """
    if project.builder not in (None, MASTER):
        return []
    return [
        (due.cutoff, due.grace_end)
        for due in owed_by_calendar(programme)
        if (due.unit, due.form) == (MASTER, "progress") and excused_by(programme, due, project.code) is None
    ]


def missing_in_a_row(owed: list[Owed]) -> int | None:
    """How many overdue returns there are since the last that came; unknown where none is owed."""
    if not owed:
        return None
    since = max((one.cutoff for one in owed if one.is_received), default=date.min)
    return sum(one.is_overdue and not one.is_received and one.cutoff > since for one in owed)


def reporting_figures(
    programme: Programme, project: Project, course: Course, owed: list[Owed], finished: date | None
) -> Figures:
    """How many returns were due and came, and how fresh the project's figures are."""
    is_current = finished is not None or (owed[-1].is_received if owed else course.last_day == programme.as_of_date)
    status = "current" if is_current else "carried_forward"
    if is_pending_check(programme, project):
        status = "pending_check"
    return {
        "returns_due_count": sum(one.is_received or one.is_overdue for one in owed),
        "returns_received_count": sum(one.is_received for one in owed),
        "carried_forward_days": (programme.as_of_date - course.last_day).days if course.last_day else None,
        "data_status": status if course.last_day else "not_reported",
    }


def is_pending_check(programme: Programme, project: Project) -> bool:
    """Whether a row of works or money is held back by an error and nothing accepted has taken its place since."""
    in_time = [
        line
        for line in programme.lines
        if line.project == project.code
        and line.form in ("progress", "spending")
        and line.cutoff <= programme.as_of_date
        and line.received_at <= programme.known_at
    ]
    return any(
        not any(_replaces(later, line, project) for later in in_time)
        for line in in_time
        if not line.is_accepted and line.refused_for != "F09"
    )


def _replaces(later: Line, line: Line, project: Project) -> bool:
    keys = ["item_code"] if line.form == "progress" else ["source_code", "document_number"]
    if line.form == "progress" and line.values["item_code"] not in project.weights:
        keys = []
    return (
        later.is_accepted
        and (later.form, later.unit) == (line.form, line.unit)
        and later.cutoff >= line.cutoff
        and later.received_at > line.received_at
        and all(later.values[key] == line.values[key] for key in keys)
    )
