"""Random cable lines: operators' own words, what the economy bureau files for them, what the finance bureau audits."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from tests.recomputation.programmes import Line, Project

OPERATORS = ("U12", "U13", "U17")
LENGTHS = st.one_of(st.sampled_from((Decimal(0), Decimal("0.01"), Decimal(1200))), st.integers(1, 3000).map(Decimal))
COSTS = st.integers(0, 500_000_000).map(lambda fen: Decimal(fen) / 100)


def _perhaps(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(strategy, strategy, st.none())


@st.composite
def _values(draw: st.DrawFn, operator: str) -> dict[str, Any]:
    return {
        "operator_code": operator,
        "planned_length": draw(_perhaps(LENGTHS)),
        "completed_length": draw(st.one_of(LENGTHS, LENGTHS, LENGTHS, _perhaps(LENGTHS))),
        "cable_cost_amount": draw(COSTS),
        "civil_cost_amount": draw(st.one_of(st.none(), st.just(Decimal(0)), COSTS)),
        "audited_cost_amount": draw(_perhaps(COSTS)),
        "audit_document_number": draw(st.sampled_from((None, "审定〔2021〕3号"))),
    }


@st.composite
def _line(draw: st.DrawFn, projects: list[Project], as_of_date: date, known_at: datetime) -> Line:
    """Of the last months or the day after; received soon, late, at the very moment or the next microsecond."""
    operator = draw(st.sampled_from(OPERATORS))
    unit = draw(st.sampled_from((operator, operator, "U06", "U03")))
    cutoff = as_of_date + timedelta(days=draw(st.sampled_from((-92, -61, -31, -1, 0, 1))))
    soon = datetime(cutoff.year, cutoff.month, cutoff.day, 20, tzinfo=known_at.tzinfo)
    received_at = draw(
        st.sampled_from((soon, soon, soon + timedelta(days=40), known_at, known_at + timedelta(microseconds=1)))
    )
    project = draw(st.sampled_from(projects)).code
    return Line("cable", unit, project, cutoff, received_at, draw(st.integers(0, 9)) > 0, draw(_values(operator)))


@st.composite
def lines(draw: st.DrawFn, projects: list[Project], as_of_date: date, known_at: datetime) -> list[Line]:
    """None to a dozen, some of them sent once more with other figures."""
    found = draw(st.lists(_line(projects, as_of_date, known_at), max_size=12))
    for line in draw(st.lists(st.sampled_from(found), max_size=4)) if found else []:
        received_at = line.received_at + timedelta(days=draw(st.sampled_from((-3, 0, 1))))
        found.append(replace(line, received_at=received_at, values=draw(_values(line.values["operator_code"]))))
    return found
