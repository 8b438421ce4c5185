"""Random surveys of residents: samples on either side of the least, nobody asked, nobody answering, answers half given."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from tests.recomputation.drawing import Values, returns
from tests.recomputation.programmes import Line, Project, perhaps

SAMPLES = (None, 0, 1, 29, 30, 30, 31, 200)


@st.composite
def _values(draw: st.DrawFn, as_of_date: date) -> Values:
    surveyed = draw(st.one_of(st.just(0), st.integers(1, 500)))
    answers = draw(st.sampled_from(SAMPLES))
    very = draw(perhaps(st.integers(0, answers or 0)))
    return {
        "surveyed_households_count": surveyed,
        "consenting_households_count": draw(st.integers(0, surveyed)),
        "valid_answers_count": answers,
        "very_satisfied_count": very,
        "satisfied_count": draw(perhaps(st.integers(0, (answers or 0) - (very or 0)))),
        "petitions_count": draw(perhaps(st.integers(0, 9))),
        "handover_date": draw(perhaps(st.just(as_of_date - timedelta(days=3)))),
        "management_mode": draw(st.sampled_from((None, "物业", "居民自治"))),
    }


@st.composite
def _answered(draw: st.DrawFn, project: Project, as_of_date: date) -> Line:
    """A survey of which all is known, on the day itself."""
    values = draw(_values(as_of_date)) | {
        "valid_answers_count": draw(st.integers(30, 99)),
        "very_satisfied_count": draw(st.integers(0, 15)),
        "satisfied_count": draw(st.integers(0, 15)),
    }
    at = datetime(as_of_date.year, as_of_date.month, as_of_date.day, 10, tzinfo=UTC)
    return Line("residents", "U10", project.code, as_of_date, at, True, values)


@st.composite
def lines(draw: st.DrawFn, projects: list[Project], as_of_date: date, known_at: datetime) -> list[Line]:
    """Up to six, all of the street offices, which alone file them; in one of three programmes every project answers."""
    everywhere = projects if draw(st.integers(0, 2)) == 0 else []
    answered = [draw(_answered(project, as_of_date)) for project in everywhere]
    return draw(_any(projects, as_of_date, known_at)) + answered


def _any(projects: list[Project], as_of_date: date, known_at: datetime) -> st.SearchStrategy[list[Line]]:
    return returns(
        "residents", ("U10",), projects, as_of_date, known_at, lambda unit, project: _values(as_of_date), (), 6
    )
