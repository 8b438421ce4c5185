"""Random small programmes: projects, menus, cut-offs, returns late, corrected and refused, as hypothesis draws them."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

ITEMS = ("ROAD", "DRAIN", "CABLE")
MASTER, BUREAU, UTILITIES = "U11", "U03", ("U12", "U13")
SOURCES = ("COUNTY", "CSF")
DOCUMENTS = ("青财建〔2020〕1号", "青财建〔2021〕2号", "无文号")
FIRST_DAY = date(2019, 1, 1)


@dataclass(frozen=True)
class Project:
    """A line of a plan; weights by item in their order, which sum to 1."""

    code: str
    households: int
    buildings: int
    area: Decimal
    budget: Decimal
    start: date
    end: date
    weights: dict[str, Decimal]


@dataclass(frozen=True)
class Line:
    """One line of one return of one unit: a progress or a spending row, in the warehouse's units."""

    form: str
    unit: str
    project: str
    cutoff: date
    received_at: datetime
    is_accepted: bool
    values: dict[str, Any]


@dataclass(frozen=True)
class Programme:
    """What is planned, what was filed, and the day and moment that are asked for."""

    projects: list[Project]
    as_of_date: date
    known_at: datetime
    lines: list[Line] = field(default_factory=list)


def _money(most: int) -> st.SearchStrategy[Decimal]:
    return st.integers(0, most * 100).map(lambda fen: Decimal(fen) / 100)


def _perhaps(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(st.none(), strategy, strategy, strategy)


@st.composite
def _project(draw: st.DrawFn, code: str) -> Project:
    start = date(draw(st.integers(2019, 2022)), 1, 1)
    end = date(start.year + draw(st.integers(0, 1)), 12, 31)
    items = ITEMS[: draw(st.integers(1, len(ITEMS)))]
    parts = [draw(st.integers(1, 30)) for _ in items[1:]]
    weights = {item: Decimal(part) / 200 for item, part in zip(items[1:], parts, strict=True)}
    first = {items[0]: 1 - sum(weights.values(), Decimal(0))}
    return Project(
        code, draw(st.integers(1, 2000)), draw(st.integers(1, 60)), Decimal(draw(st.integers(1000, 200_000))),
        draw(_money(50_000_000)) + 1, start, end, first | weights,
    )  # fmt: skip


@st.composite
def _line(draw: st.DrawFn, projects: list[Project], as_of_date: date) -> Line:
    project = draw(st.sampled_from(projects))
    weeks_before = as_of_date - timedelta(weeks=draw(st.integers(-1, 16)))
    cutoff = draw(st.sampled_from((weeks_before, weeks_before, FIRST_DAY + timedelta(days=draw(st.integers(0, 1600))))))
    delay = timedelta(hours=draw(st.sampled_from((1, 30, 24 * 40, 24 * 150))))
    received_at = datetime(cutoff.year, cutoff.month, cutoff.day, 12, tzinfo=UTC) + delay
    is_accepted = draw(st.integers(0, 9)) > 0
    if draw(st.booleans()):
        unit = draw(st.sampled_from((MASTER, *UTILITIES)))
        values = {
            "item_code": draw(st.sampled_from(list(project.weights))),
            "completed_percent": draw(st.one_of(st.integers(0, 100), st.sampled_from((0, 100)))),
            "investment_amount": draw(_perhaps(_money(20_000_000))),
            "completed_households_count": draw(_perhaps(st.integers(0, project.households))),
            "completed_buildings_count": draw(_perhaps(st.integers(0, project.buildings))),
            "completed_area_quantity": draw(_perhaps(st.integers(0, int(project.area)))),
        }
        return Line("progress", unit, project.code, cutoff, received_at, is_accepted, values)
    unit = draw(st.sampled_from((MASTER, BUREAU, BUREAU, UTILITIES[0])))
    is_bureau = unit == BUREAU
    values = {
        "source_code": draw(st.sampled_from(SOURCES)) if unit != UTILITIES[0] else "UTIL",
        "document_number": draw(st.sampled_from(DOCUMENTS)),
        "allocated_amount": draw(_perhaps(_money(30_000_000))) if is_bureau else None,
        "arrived_amount": draw(_perhaps(_money(30_000_000))) if is_bureau else None,
        "paid_amount": draw(_money(30_000_000)),
    }
    return Line("spending", unit, project.code, cutoff, received_at, is_accepted, values)


@st.composite
def programmes(draw: st.DrawFn) -> Programme:
    """A programme of one to three projects with twenty to sixty lines, most of them of the last weeks."""
    projects = [draw(_project(f"R{number:02d}")) for number in range(1, draw(st.integers(1, 3)) + 1)]
    as_of_date = date(2020, 3, 12) + timedelta(days=draw(st.integers(0, 1300)))
    midnight = datetime(as_of_date.year, as_of_date.month, as_of_date.day, tzinfo=UTC)
    known_at = midnight + timedelta(hours=draw(st.integers(16, 24 * 200)))
    lines = draw(st.lists(_line(projects, as_of_date), min_size=20, max_size=60))
    return Programme(projects, as_of_date, known_at, lines)
