"""Random budgets of this year, the last and the next, executed below, at and above the share that asks for a reason."""

from datetime import date, datetime
from decimal import Decimal

from hypothesis import strategies as st

from tests.recomputation.drawing import Values, amounts, returns
from tests.recomputation.programmes import Line, Project, perhaps

SHARES = (Decimal("0.9"), Decimal("0.9"), Decimal("0.89"), Decimal(1), Decimal(0))
REASONS = (None, None, "A 汛期停工", "B 审批延后")


@st.composite
def _values(draw: st.DrawFn, as_of_date: date) -> Values:
    adjusted = draw(amounts(20_000_000))
    return {
        "source_code": draw(st.sampled_from(("COUNTY", "CSF"))),
        "budget_year": as_of_date.year + draw(st.sampled_from((0, 0, 0, 0, -1, 1))),
        "initial_budget_amount": draw(amounts(20_000_000)),
        "adjusted_budget_amount": adjusted,
        "carried_over_amount": draw(perhaps(amounts(1_000_000))),
        "executed_amount": draw(
            st.one_of(
                amounts(20_000_000), st.sampled_from([(adjusted * share).quantize(Decimal("0.01")) for share in SHARES])
            )
        ),
        "carried_over_executed_amount": draw(perhaps(amounts(1_000_000))),
        "deviation_reason": draw(st.sampled_from(REASONS)),
    }


def lines(projects: list[Project], as_of_date: date, known_at: datetime) -> st.SearchStrategy[list[Line]]:
    """Up to six, all of the finance bureau, which alone files them."""
    keys = ("source_code", "budget_year")
    return returns(
        "budget", ("U03",), projects, as_of_date, known_at, lambda unit, project: _values(as_of_date), keys, 6
    )
