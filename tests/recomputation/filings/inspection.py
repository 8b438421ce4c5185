"""Random inspections: what was demanded until when and closed when, and shares that the construction bureau verifies."""

from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from tests.recomputation.programmes import Line, Project, cutoffs, perhaps, received_at

VERIFIER, OTHERS = "U01", ("U05", "U06")


@st.composite
def _values(draw: st.DrawFn, as_of_date: date) -> dict[str, Any]:
    beside = st.sampled_from((-30, -1, 0, 1, 30)).map(lambda days: as_of_date + timedelta(days=days))
    return {
        "finding_text": draw(st.sampled_from(("路面不平", "井盖缺失"))),
        "inspected_date": as_of_date - timedelta(days=draw(st.integers(0, 90))),
        "demand_text": draw(st.sampled_from((None, "限期整改"))),
        "deadline_date": draw(perhaps(beside)),
        "closed_date": draw(st.one_of(st.none(), beside)),
        "verified_percent": draw(perhaps(st.one_of(st.integers(0, 100), st.sampled_from((0, 100))))),
    }


@st.composite
def lines(draw: st.DrawFn, projects: list[Project], as_of_date: date, known_at: datetime) -> list[Line]:
    """Rounds of inspection on a few days, each of one item, of the whole or of every item; most of the first project."""
    found = []
    days = [draw(cutoffs(as_of_date)) for _ in range(2)]
    for _ in range(draw(st.sampled_from((0, 4, 9, 9)))):
        project = draw(st.sampled_from((projects[0], projects[0], *projects)))
        cutoff = draw(st.sampled_from(days))
        unit = draw(st.sampled_from((VERIFIER, VERIFIER, VERIFIER, *OTHERS)))
        places = draw(st.sampled_from(([None], [*project.weights][:1], [*project.weights], [*project.weights])))
        at = draw(received_at(cutoff, known_at))
        is_accepted = draw(st.integers(0, 9)) > 0
        for item in places or [None]:
            values = draw(_values(as_of_date)) | {"item_code": item}
            found.append(Line("inspection", unit, project.code, cutoff, at, is_accepted, values))
    return found
