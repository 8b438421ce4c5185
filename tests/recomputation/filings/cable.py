"""Random cables: an operator's own word, another's that names it, audits with and without a document, civil works."""

from datetime import date, datetime
from decimal import Decimal

from hypothesis import strategies as st

from tests.recomputation.drawing import Values, amounts, returns
from tests.recomputation.programmes import Line, Project, perhaps

UNITS = ("U12", "U13", "U06", "U03", "U03", "U17")
OPERATORS = ("U12", "U12", "U13", "U17")


@st.composite
def _values(draw: st.DrawFn, unit: str) -> Values:
    """Civil works up to the whole cost; an audit of as much, of less or of more than is claimed."""
    cost = draw(amounts(2_000_000))
    civil = st.sampled_from(
        [(cost * share).quantize(Decimal("0.01")) for share in (Decimal(0), Decimal("0.3"), Decimal(1))]
    )
    audited = st.one_of(st.just(cost), amounts(2_000_000))
    return {
        "operator_code": unit if unit in OPERATORS else draw(st.sampled_from(OPERATORS)),
        "planned_length": draw(perhaps(st.integers(0, 4000).map(lambda half: Decimal(half) / 2))),
        "completed_length": Decimal(draw(st.integers(0, 4000))) / 2,
        "cable_cost_amount": cost,
        "civil_cost_amount": draw(perhaps(civil)),
        "audited_cost_amount": draw(perhaps(audited)),
        "audit_document_number": draw(st.sampled_from((None, "审〔2021〕1号", "审〔2021〕2号"))),
    }


def lines(projects: list[Project], as_of_date: date, known_at: datetime) -> st.SearchStrategy[list[Line]]:
    """Up to eight, some of them told once more by the same unit or another."""
    return returns(
        "cable", UNITS, projects, as_of_date, known_at, lambda unit, project: _values(unit), ("operator_code",), 8
    )
