"""Cables of two utilities, by their own word, the economy bureau's or the finance bureau's; some audited, some with civil works."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from tests.recomputation.programmes import BUREAU, UTILITIES, Line, Project
from tests.recomputation.programmes import _cutoffs as cutoffs
from tests.recomputation.programmes import _money as money
from tests.recomputation.programmes import _perhaps as perhaps
from tests.recomputation.programmes import _received_at as received_at


def lines(projects: list[Project], as_of_date: date, known_at: datetime) -> st.SearchStrategy[list[Line]]:
    return st.lists(_line(projects, as_of_date, known_at), max_size=10)


@st.composite
def _line(draw: st.DrawFn, projects: list[Project], as_of_date: date, known_at: datetime) -> Line:
    operator = draw(st.sampled_from(UTILITIES))
    unit = draw(st.sampled_from((operator, operator, BUREAU, "U06")))
    cutoff = draw(cutoffs(as_of_date))
    is_accepted = draw(st.integers(0, 9)) > 0
    return Line(
        "cable", unit, draw(st.sampled_from(projects)).code, cutoff, draw(received_at(cutoff, known_at)), is_accepted,
        draw(_cable(operator)),
    )  # fmt: skip


@st.composite
def _cable(draw: st.DrawFn, operator: str) -> dict[str, Any]:
    cost = draw(money(2_000_000))
    return {
        "operator_code": operator,
        "planned_length": draw(perhaps(st.integers(0, 3000))),
        "completed_length": draw(perhaps(st.integers(0, 3000))),
        "cable_cost_amount": cost,
        "civil_cost_amount": draw(st.sampled_from((None, None, Decimal(0), (cost / 3).quantize(Decimal("0.01"))))),
        "audited_cost_amount": draw(st.one_of(st.none(), money(2_000_000))),
        "audit_document_number": draw(st.sampled_from((None, "审1号"))),
    }
