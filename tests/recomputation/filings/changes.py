"""Random changes of schemes: few numbers, told by the company and the finance bureau, now and then confirmed later."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from tests.recomputation.programmes import BUREAU, MASTER, Line, Project

AMOUNTS = st.sampled_from([Decimal(yuan) for yuan in (0, 500_000, 770_000, 1_000_000, 1_770_000)])
CONFIRMED = st.one_of(AMOUNTS, AMOUNTS, AMOUNTS.map(lambda amount: -amount))


@st.composite
def _values(draw: st.DrawFn, number: str) -> dict[str, Any]:
    """Confirmed totals that reach a proposed amount exactly, by a fen less, or never; a change may lower the cost."""
    fen = Decimal(draw(st.sampled_from((0, 0, 1)))) / 100
    return {
        "change_number": number,
        "change_reason": draw(st.sampled_from(("增加停车位", "管线改道", "居民要求取消围墙"))),
        "contract_amount": draw(AMOUNTS) + 30_000_000,
        "confirmed_changes_amount": draw(CONFIRMED) - fen,
        "proposed_change_amount": draw(st.one_of(AMOUNTS, AMOUNTS.map(lambda amount: -amount))),
        "confirmation_document_number": draw(st.sampled_from((None, None, None, "财审〔2021〕5号"))),
        "reapproval_document_number": draw(st.sampled_from((None, None, "批复〔2021〕8号"))),
    }


@st.composite
def _line(draw: st.DrawFn, projects: list[Project], as_of_date: date, known_at: datetime) -> Line:
    """Of the last months or the day after; received soon, late, at the very moment or the next microsecond."""
    unit = draw(st.sampled_from((MASTER, MASTER, BUREAU)))
    cutoff = as_of_date + timedelta(days=draw(st.sampled_from((-61, -31, -1, 0, 0, 1))))
    soon = datetime(cutoff.year, cutoff.month, cutoff.day, 20, tzinfo=known_at.tzinfo)
    received_at = draw(
        st.sampled_from((soon, soon, soon + timedelta(days=40), known_at, known_at + timedelta(microseconds=1)))
    )
    values = draw(_values(draw(st.sampled_from(("变更1", "变更2", "变更3")))))
    project = draw(st.sampled_from(projects)).code
    return Line("changes", unit, project, cutoff, received_at, draw(st.integers(0, 9)) > 0, values)


@st.composite
def lines(draw: st.DrawFn, projects: list[Project], as_of_date: date, known_at: datetime) -> list[Line]:
    """None to a dozen, some of them sent once more with other figures."""
    found = draw(st.lists(_line(projects, as_of_date, known_at), max_size=12))
    for line in draw(st.lists(st.sampled_from(found), max_size=4)) if found else []:
        received_at = line.received_at + timedelta(days=draw(st.sampled_from((-3, 0, 1))))
        found.append(replace(line, received_at=received_at, values=draw(_values(line.values["change_number"]))))
    return found
