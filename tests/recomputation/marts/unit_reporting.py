"""unit_reporting once more: see `due_days`; what came for each owed cut-off, and what a waiver excuses."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from tests.recomputation import county_plan
from tests.recomputation.arithmetic import Figures
from tests.recomputation.due_days import Due, owed
from tests.recomputation.filed import once
from tests.recomputation.programmes import Programme
from tests.recomputation.waivers import excused_by

KEYS = ("unit_code", "form", "cutoff_date")
LEFT: set[str] = set()
SHANGHAI = ZoneInfo("Asia/Shanghai")
News = list[tuple[Any, datetime, str | None]]


@once
def figures(programme: Programme) -> dict[tuple[Any, ...], Figures]:
    news = _news(programme)
    return {
        (due.unit, due.form, due.cutoff): _of_one(programme, due, news.get((due.unit, due.form), []))
        for due in owed(programme)
    }


def _news(programme: Programme) -> dict[tuple[str, str], News]:
    """Of each unit and form the cut-off, the receipt and the project of all that counts; of a nil return no project."""
    found: dict[tuple[str, str], News] = {}
    told = [
        (line.unit, line.form, line.cutoff, line.received_at, line.project, line.is_accepted)
        for line in programme.lines
    ]
    told += [
        (nil.unit, nil.form, nil.cutoff, nil.received_at, None, nil.is_accepted)
        for nil in programme.nil_returns
        if not nil.repeats
    ]
    for unit, form, cutoff, received_at, project, is_accepted in told:
        if is_accepted and cutoff <= programme.as_of_date and received_at <= programme.known_at:
            found.setdefault((unit, form), []).append((cutoff, received_at, project))
    return found


def _of_one(programme: Programme, due: Due, news: News) -> Figures:
    of_period = [one for one in news if due.first_day <= one[0] and (due.frequency == "once" or one[0] <= due.cutoff)]
    first = min((received_at for _, received_at, _ in of_period), default=None)
    received = first.astimezone(SHANGHAI).date() if first else None
    today = programme.known_at.astimezone(SHANGHAI).date()
    waiver = excused_by(programme, due)
    if received:
        status = "on_time" if received <= due.due else "within_grace" if received <= due.grace_end else "late"
    elif waiver is not None:
        status = "waived"
    else:
        status = "not_due" if today <= due.due else "in_grace" if today <= due.grace_end else "missing"
    return {
        "unit_name": county_plan.names("units", "unit_code", "unit_name")[due.unit],
        "frequency": due.frequency,
        "due_date": due.due,
        "grace_end_date": due.grace_end,
        "first_received_at": first,
        "received_date": received,
        "projects_count": len({project for _, _, project in of_period if project}),
        "status": status,
        "days_late": max(0, ((received or today) - due.due).days),
        "rule_id": "F33" if status == "missing" else None,
        "waiver_id": waiver if status == "waived" else None,
        "due_note": due.note,
    }
