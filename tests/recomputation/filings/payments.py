"""Random payments by voucher: told by several units, of sources with and without a scope, to operators and others."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from tests.recomputation.drawing import Values, amounts, returns
from tests.recomputation.programmes import DOCUMENTS, Line, Project, perhaps

UNITS = ("U03", "U03", "U11", "U12")
SOURCES = ("COUNTY", "COUNTY", "CSF", "CBI", "UTIL")
PAYEES = ("县电力公司", "县电力", "广电", "县传媒集团", "县天然气公司", "建筑公司")
ITEMS = ("CABLE", "ROAD", "GREEN", "PRELIM")


@st.composite
def _values(draw: st.DrawFn, as_of_date: date) -> Values:
    """Now and then a refund."""
    amount = draw(amounts(4_000_000))
    return {
        "source_code": draw(st.sampled_from(SOURCES)),
        "document_number": draw(st.sampled_from(DOCUMENTS[:3])),
        "voucher_number": draw(st.sampled_from(("V1", "V2", "V3"))),
        "payment_date": as_of_date - timedelta(days=draw(st.sampled_from((0, 1, 20, 40, 300)))),
        "payee_text": draw(st.sampled_from(PAYEES)),
        "payment_amount": amount if draw(st.integers(0, 7)) else -amount / 4 - Decimal("0.01"),
        "item_code": draw(perhaps(st.sampled_from(ITEMS))),
    }


def _rounded(values: Values) -> Values:
    return values | {"payment_amount": values["payment_amount"].quantize(Decimal("0.01"))}


def lines(projects: list[Project], as_of_date: date, known_at: datetime) -> st.SearchStrategy[list[Line]]:
    """Up to eight vouchers, some of them told once more."""
    keys = ("source_code", "document_number", "voucher_number")
    return returns(
        "payments", UNITS, projects, as_of_date, known_at,
        lambda unit, project: _values(as_of_date).map(_rounded), keys, 8,
    )  # fmt: skip
