"""Milestones, each filed by whoever owns it, in any order: passed over, dated too early, still to come, with objections.

The start of works, completion and the audit are left out: they date and price projects, which other recomputations take
from progress and plan.
"""

from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from tests.recomputation.programmes import Line, Project
from tests.recomputation.programmes import _cutoffs as cutoffs
from tests.recomputation.programmes import _received_at as received_at

OWNERS = {
    "M00": "U10", "M01": "U01", "M02": "U11", "M03": "U02", "M04": "U04", "M05": "U04", "M06": "U11", "M07": "U01",
    "M11": "U04", "M12": "U11", "M14": "U03", "M15": "U10",
}  # fmt: skip
EARLY = ("M00", "M01", "M02", "M03", "M04", "M05", "M06")


def lines(projects: list[Project], as_of_date: date, known_at: datetime) -> st.SearchStrategy[list[Line]]:
    return st.lists(_line(projects, as_of_date, known_at), max_size=12)


@st.composite
def _line(draw: st.DrawFn, projects: list[Project], as_of_date: date, known_at: datetime) -> Line:
    code = draw(st.one_of(st.sampled_from(EARLY), st.sampled_from(EARLY), st.sampled_from(list(OWNERS))))
    cutoff = draw(cutoffs(as_of_date))
    is_accepted = draw(st.integers(0, 9)) > 0
    return Line(
        "approvals", OWNERS[code], draw(st.sampled_from(projects)).code, cutoff, draw(received_at(cutoff, known_at)),
        is_accepted, draw(_milestone(code, as_of_date)),
    )  # fmt: skip


@st.composite
def _milestone(draw: st.DrawFn, code: str, as_of_date: date) -> dict[str, Any]:
    """Mostly later the later the step, so that many a chain is in order; a notice ends before, on or after the day."""
    step = list(OWNERS).index(code)
    days = draw(st.sampled_from((0, 1, -1, 400 - 30 * step, 400 - 30 * step, 400 - 30 * step, 200)))
    event_date = as_of_date - timedelta(days=days)
    is_notice = code == "M04"
    ends = draw(st.sampled_from((None, event_date + timedelta(days=10), as_of_date, as_of_date + timedelta(days=1))))
    return {
        "milestone_code": code,
        "event_date": event_date,
        "notice_end_date": ends if is_notice else None,
        "has_open_objection": draw(st.sampled_from((None, False, False, True))) if is_notice else None,
    }
