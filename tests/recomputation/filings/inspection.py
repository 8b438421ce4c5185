"""Random inspections: what was demanded until when and closed when, and shares that the construction bureau verifies."""

from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from tests.recomputation.programmes import ITEMS, Line, Project, cutoffs, perhaps, received_at

VERIFIER, OTHERS = "U01", ("U05", "U06")


@st.composite
def _values(draw: st.DrawFn, project: Project, as_of_date: date) -> dict[str, Any]:
    items = list(project.weights) or list(ITEMS)
    beside = st.sampled_from((-30, -1, 0, 1, 30)).map(lambda days: as_of_date + timedelta(days=days))
    return {
        "item_code": draw(st.sampled_from((None, *items))),
        "finding_text": draw(st.sampled_from(("路面不平", "井盖缺失"))),
        "inspected_date": as_of_date - timedelta(days=draw(st.integers(0, 90))),
        "demand_text": draw(st.sampled_from((None, "限期整改"))),
        "deadline_date": draw(perhaps(beside)),
        "closed_date": draw(st.one_of(st.none(), beside)),
        "verified_percent": draw(perhaps(st.one_of(st.integers(0, 100), st.sampled_from((0, 100))))),
    }


@st.composite
def lines(draw: st.DrawFn, projects: list[Project], as_of_date: date, known_at: datetime) -> list[Line]:
    """Up to a dozen, or one of every item of a project; most by the bureau that verifies."""
    found = []
    for _ in range(draw(st.integers(0, 8))):
        project = draw(st.sampled_from(projects))
        cutoff = draw(cutoffs(as_of_date))
        unit = draw(st.sampled_from((VERIFIER, VERIFIER, *OTHERS)))
        values = draw(_values(project, as_of_date))
        places = [values["item_code"]]
        if draw(st.integers(0, 2)) == 0:
            places = list(project.weights) or places
        at = draw(received_at(cutoff, known_at))
        is_accepted = draw(st.integers(0, 9)) > 0
        found += [
            Line("inspection", unit, project.code, cutoff, at, is_accepted, values | {"item_code": item})
            for item in places
        ]
    return found
