"""Random judgements of evaluators: of projects and of the programme, judged again, of other years, just too late."""

from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from tests.recomputation import county_indicators
from tests.recomputation.drawing import ONE_MICROSECOND
from tests.recomputation.programmes import Project

BANDS = ((80, 100, "基本达成"), (60, 79, "部分达成"), (0, 59, "未达成"))
KEY = ("budget_year", "project_code", "indicator_code", "judgement", "score_percent", "band", "assessed_date")


@st.composite
def _judgement(draw: st.DrawFn, code: str, project: str | None, is_judged: bool, as_of_date: date) -> dict[str, Any]:
    """Of an indicator that is computed it can only be said that it does not apply."""
    is_scored = is_judged and draw(st.integers(0, 4)) > 0
    low, high, band = draw(st.sampled_from(BANDS))
    return {
        "budget_year": as_of_date.year,
        "project_code": project,
        "indicator_code": code,
        "judgement": "scored" if is_scored else "inapplicable",
        "score_percent": draw(st.sampled_from((low, high, 80, 100))) if is_scored else None,
        "band": band if is_scored else None,
        "basis": draw(st.sampled_from(("现场核查", "资料核查"))),
        "assessed_by": draw(st.sampled_from(("县财政局", "县建设局"))),
        "assessed_date": as_of_date - timedelta(days=draw(st.sampled_from((0, 0, 1, 9)))),
    }


@st.composite
def rows(draw: st.DrawFn, projects: list[Project], as_of_date: date, known_at: datetime) -> list[dict[str, Any]]:
    """Few judgements of anything, or every judged indicator of every project and all that is computed set aside."""
    judged = {row["indicator_code"]: row["formula"] == "assessed" for row in county_indicators.indicators()}
    codes: list[str | None] = [project.code for project in projects]
    places = draw(st.lists(st.tuples(st.sampled_from([*codes, None]), st.sampled_from(list(judged))), max_size=6))
    if draw(st.booleans()):
        set_aside = draw(st.sets(st.sampled_from([code for code, is_judged in judged.items() if not is_judged])))
        places += [
            (code, name) for code in codes for name, is_judged in judged.items() if is_judged or name in set_aside
        ]
    found: dict[tuple[Any, ...], dict[str, Any]] = {}
    early = known_at - timedelta(days=300)
    for number, (project, code) in enumerate(places):
        row = draw(_judgement(code, project, judged[code], as_of_date))
        if not draw(st.integers(0, 9)):
            row |= draw(
                st.sampled_from(
                    ({"budget_year": as_of_date.year - 1}, {"assessed_date": as_of_date + timedelta(days=1)})
                )
            )
        too_late = not draw(st.integers(0, 9))
        row["recorded_at"] = known_at + ONE_MICROSECOND * too_late if draw(st.booleans()) or too_late else early
        row["assessment_id"] = number + 1
        found[tuple(row[name] for name in (*KEY, "basis", "assessed_by"))] = row
    return list(found.values())
