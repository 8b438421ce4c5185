"""Random changes of schemes: sums that meet the estimate to the fen, confirmations by document and by silence."""

from datetime import date, datetime
from decimal import Decimal

from hypothesis import strategies as st

from tests.recomputation.drawing import Values, returns
from tests.recomputation.programmes import Line, Project

UNITS = ("U11", "U11", "U03")
STEP = Decimal(10_000)


@st.composite
def _values(draw: st.DrawFn, project: Project) -> Values:
    """Whole steps, of which confirmed ones often grow by just what was proposed; the contract often what they leave."""
    confirmed = STEP * draw(st.integers(-1, 4))
    proposed = STEP * draw(st.sampled_from((-1, 0, 1, 1, 2, 3)))
    rest = max(project.budget - confirmed - proposed, Decimal(0))
    contract = draw(st.sampled_from((rest, rest, rest + Decimal("0.01"), rest / 2, rest + STEP)))
    return {
        "change_number": draw(st.sampled_from(("变1", "变2", "变3"))),
        "change_reason": draw(st.sampled_from(("增加停车位", "管线改道", "居民要求取消围墙"))),
        "contract_amount": contract.quantize(Decimal("0.01")),
        "confirmed_changes_amount": confirmed,
        "proposed_change_amount": proposed,
        "confirmation_document_number": draw(st.sampled_from((None, None, "财审〔2021〕1号"))),
        "reapproval_document_number": draw(st.sampled_from((None, None, "青发改〔2021〕9号"))),
    }


def lines(projects: list[Project], as_of_date: date, known_at: datetime) -> st.SearchStrategy[list[Line]]:
    """Up to seven of three numbers, some of them told once more."""
    return returns(
        "changes", UNITS, projects, as_of_date, known_at, lambda unit, project: _values(project), ("change_number",), 7
    )
