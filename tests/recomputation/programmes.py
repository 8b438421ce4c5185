"""Random small programmes: projects, menus, cut-offs, returns late, corrected and refused, as hypothesis draws them."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from hypothesis import strategies as st

from tests.recomputation import filings, records
from tests.recomputation.baselines import DAY_LINEAR, Baseline, baselines
from tests.recomputation.policies import Policy, policies

ITEMS = ("ROAD", "DRAIN", "CABLE")
MASTER, BUREAU, UTILITIES = "U11", "U03", ("U12", "U13")
SOURCES = ("COUNTY", "CSF")
DOCUMENTS = ("青财建〔2020〕1号", "青财建〔2021〕2号", "青财建〔2022〕3号", "无文号")
FIRST_DAY = date(2019, 1, 1)
PLANNED = date(2020, 3, 12)
ONE_DAY = timedelta(days=1)
SIGNED = date(2022, 8, 1)
STANDSTILL = timedelta(days=28)
PROFILES = ("default", "yinchuan", "sanya", "fema", "gao")


@dataclass(frozen=True)
class Project:
    """A line of a plan; weights by item in their order, which sum to 1, or none."""

    code: str
    households: int
    buildings: int
    area: Decimal
    budget: Decimal
    start: date
    end: date
    weights: dict[str, Decimal]
    is_epc: bool = False
    contract_signed: date | None = None
    baselines: tuple[Baseline, ...] = ()
    builder: str | None = None

    def baseline_on(self, day: date) -> Baseline:
        """The newest baseline in effect on a day, with the window it is of; before any, days over the plan's window."""
        found = Baseline(0, day, DAY_LINEAR, None, None)
        for baseline in self.baselines:
            if baseline.effective <= day:
                found = baseline
        return replace(found, start=found.start or self.start, end=found.end or self.end)


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
    refused_for: str = "F13"


@dataclass(frozen=True)
class NilReturn:
    """A return that says that nothing happened, or (`repeats`) that nothing has changed since."""

    form: str
    unit: str
    cutoff: date
    received_at: datetime
    is_accepted: bool
    repeats: bool


@dataclass(frozen=True)
class Programme:
    """What is planned, what was filed, by which policy it is judged, and the day and moment that are asked for."""

    projects: list[Project]
    as_of_date: date
    known_at: datetime
    lines: list[Line] = field(default_factory=list)
    light_profile: str = "default"
    progress_basis: str = "reported"
    before: list[Project] = field(default_factory=list)
    policy: Policy = field(default_factory=dict)
    records: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    nil_returns: list[NilReturn] = field(default_factory=list)


def _money(most: int) -> st.SearchStrategy[Decimal]:
    return st.integers(0, most * 100).map(lambda fen: Decimal(fen) / 100)


def perhaps(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(st.none(), strategy, strategy, strategy)


@st.composite
def _project(draw: st.DrawFn, code: str) -> Project:
    start = date(draw(st.integers(2019, 2022)), 1, 1)
    end = date(start.year + draw(st.integers(0, 1)), 12, 31)
    items = ITEMS[: draw(st.integers(1, len(ITEMS)))]
    if draw(st.integers(0, 11)) == 0:
        items = ()
    parts = [draw(st.integers(1, 30)) for _ in items[1:]]
    weights = {item: Decimal(part) / 200 for item, part in zip(items[1:], parts, strict=True)}
    first = {items[0]: 1 - sum(weights.values(), Decimal(0))} if items else {}
    return Project(
        code, draw(st.integers(1, 2000)), draw(st.integers(1, 60)), Decimal(draw(st.integers(1000, 200_000))),
        draw(_money(50_000_000)) + 100_000, start, end, first | weights, draw(st.booleans()),
        draw(st.sampled_from((None, SIGNED, SIGNED - ONE_DAY))),
        builder=draw(st.sampled_from((None, None, MASTER, BUREAU))),
    )  # fmt: skip


def cutoffs(as_of_date: date) -> st.SearchStrategy[date]:
    """Mostly the last weeks, or any day; and the days on either side of every boundary that a rule speaks of."""
    weeks_before = st.integers(-1, 16).map(lambda weeks: as_of_date - timedelta(weeks=weeks))
    any_day = st.integers(0, 1600).map(lambda days: FIRST_DAY + timedelta(days=days))
    new_year = date(as_of_date.year, 1, 1)
    boundaries = [
        as_of_date + timedelta(days=days) for days in (-29, -28, -27, -1, 0, 1)
    ] + [new_year - timedelta(days=1), new_year]  # fmt: skip
    return st.one_of(weeks_before, weeks_before, st.sampled_from(boundaries), any_day)


def _as_of_dates(projects: list[Project]) -> st.SearchStrategy[date]:
    """Any day of four years, as often a day beside the beginning or the end of a window, or the end of a month."""
    any_day = st.integers(0, 1300).map(lambda days: PLANNED + timedelta(days=days))
    ends = [
        day
        for project in projects
        for day in (
            project.start - ONE_DAY,
            project.start,
            project.start,
            project.end,
            project.end,
            project.end + ONE_DAY,
        )
    ]
    planned = [day for day in ends if day >= PLANNED]
    month_ends = st.integers(0, 22).map(lambda month: date(2021 + (month + 3) // 12, (month + 3) % 12 + 1, 1) - ONE_DAY)
    return st.one_of(any_day, month_ends, st.sampled_from(planned)) if planned else st.one_of(any_day, month_ends)


@st.composite
def received_at(draw: st.DrawFn, cutoff: date, known_at: datetime) -> datetime:
    """Hours or months after the cut-off; and at the very moment that is asked for, or the next microsecond."""
    hours = draw(st.sampled_from((1, 1, 30, 24 * 40, 24 * 150, -1, 0)))
    if hours <= 0:
        return known_at if hours == 0 else known_at + timedelta(microseconds=1)
    return datetime(cutoff.year, cutoff.month, cutoff.day, 12, tzinfo=UTC) + timedelta(hours=hours)


@st.composite
def _line(draw: st.DrawFn, projects: list[Project], as_of_date: date, known_at: datetime) -> Line:
    project = draw(st.sampled_from(projects))
    cutoff = draw(cutoffs(as_of_date))
    at = draw(received_at(cutoff, known_at))
    is_accepted = draw(st.integers(0, 9)) > 0
    refused_for = draw(st.sampled_from(("F13", "F09")))
    if draw(st.booleans()):
        unit = draw(st.sampled_from((MASTER, *UTILITIES)))
        values = draw(_progress(project))
        return Line("progress", unit, project.code, cutoff, at, is_accepted, values, refused_for)
    unit = draw(st.sampled_from((MASTER, MASTER, BUREAU, BUREAU, BUREAU, *UTILITIES)))
    values = draw(_spending(unit, project))
    return Line("spending", unit, project.code, cutoff, at, is_accepted, values, refused_for)


@st.composite
def _corrected(draw: st.DrawFn, line: Line, project: Project) -> Line:
    """The same figure of the same cut-off once more, received days before or after or at once, with other values."""
    days = draw(st.sampled_from((-3, 0, 1, 1, 30)))
    again = draw(_progress(project) if line.form == "progress" else _spending(line.unit, project))
    same = {name: line.values[name] for name in ("item_code", "source_code", "document_number") if name in line.values}
    return replace(line, received_at=line.received_at + timedelta(days=days), values=again | same)


@st.composite
def _of_a_kind(draw: st.DrawFn, lines: list[Line], project: Project, as_of_date: date) -> list[Line]:
    """As they are; or the first project's works not begun, or all done from a day on; or every refusal out of duty.

    Where a whole percent of its window has passed, its works may be behind by just as much as a light asks after.
    """
    since = as_of_date - timedelta(days=draw(st.sampled_from((0, 20, 60, 2000, 2000))))
    percent = draw(st.sampled_from((None, 0, 100, 100)))
    baseline = project.baseline_on(as_of_date)
    elapsed = Fraction(100 * ((as_of_date - baseline.start).days + 1), (baseline.end - baseline.start).days + 1)
    if elapsed.denominator == 1 and 30 <= elapsed <= 100 and draw(st.booleans()):
        percent, since = int(elapsed) - draw(st.sampled_from((10, 30))), date.min
    if percent is not None:
        lines = [
            replace(line, values=line.values | {"completed_percent": percent})
            if line.form == "progress" and line.project == "R01" and (percent == 0 or line.cutoff >= since)
            else line
            for line in lines
        ]
    return [replace(line, refused_for="F09") for line in lines] if draw(st.booleans()) else lines


@st.composite
def _progress(draw: st.DrawFn, project: Project) -> dict[str, Any]:
    return {
        "item_code": draw(st.sampled_from(list(project.weights) or list(ITEMS))),
        "completed_percent": draw(st.one_of(st.integers(0, 100), st.sampled_from((0, 100)))),
        "investment_amount": draw(perhaps(_money(20_000_000))),
        "completed_households_count": draw(perhaps(st.integers(0, project.households))),
        "completed_buildings_count": draw(perhaps(st.integers(0, project.buildings))),
        "completed_area_quantity": draw(perhaps(st.integers(0, int(project.area)))),
    }


@st.composite
def _spending(draw: st.DrawFn, unit: str, project: Project) -> dict[str, Any]:
    """Of the finance bureau what was allocated, arrived and paid, now and then to the last fen; of others what is paid.

    The company now and then has paid the whole budget, or got more back than it paid; of every other project it files
    one line a month.
    """
    arrived = draw(perhaps(_money(30_000_000))) if unit == BUREAU else None
    paid = draw(_money(30_000_000))
    if arrived is not None and draw(st.integers(0, 3)) == 0:
        paid = arrived
    if unit == MASTER:
        paid = draw(st.sampled_from((paid, paid, paid, project.budget, -paid / 100, Decimal(0))))
    sources = ("UTIL",) if unit in UTILITIES else SOURCES
    documents = DOCUMENTS[-1:] if unit == MASTER and project.buildings % 2 else DOCUMENTS
    return {
        "source_code": draw(st.sampled_from(sources[:1] if len(documents) == 1 else sources)),
        "document_number": draw(st.sampled_from(documents)),
        "allocated_amount": draw(perhaps(_money(30_000_000))) if unit == BUREAU else None,
        "arrived_amount": arrived,
        "paid_amount": paid.quantize(Decimal("0.01")),
    }


@st.composite
def _nil_return(draw: st.DrawFn, as_of_date: date, known_at: datetime) -> NilReturn:
    unit, form = draw(
        st.sampled_from((("U03", "payments"), ("U12", "payments"), ("U10", "residents"), ("U12", "cable")))
    )
    cutoff = draw(cutoffs(as_of_date))
    return NilReturn(
        form,
        unit,
        cutoff,
        draw(received_at(cutoff, known_at)),
        draw(st.integers(0, 4)) > 0,
        draw(st.integers(0, 4)) == 0,
    )


@st.composite
def _before(draw: st.DrawFn, projects: list[Project]) -> list[Project]:
    """What an earlier plan said: nothing, for there was none, or these and others, with other figures or the same."""
    if draw(st.booleans()):
        return []
    found = [
        draw(st.sampled_from((project, draw(_project(project.code)))))
        for project in projects
        if draw(st.integers(0, 3)) > 0
    ]
    if draw(st.booleans()) or not found:
        found.append(draw(_project("R09")))
    return [replace(project, baselines=project.baselines[: draw(st.integers(0, 2))]) for project in found]


@st.composite
def programmes(draw: st.DrawFn) -> Programme:
    """A programme of one to three projects with twenty to sixty lines, most of them of the last weeks, some corrected.

    Every second is judged by the default light and by what is reported, the others by any. In one of two, nobody speaks of any project but the first. One in four has been silent for exactly the weeks after
    which progress counts as standing still.
    """
    projects = [draw(_project(f"R{number:02d}")) for number in range(1, draw(st.integers(1, 3)) + 1)]
    as_of_date = draw(_as_of_dates(projects))
    projects = [
        replace(project, baselines=draw(baselines(project.code, project.start, project.end, as_of_date)))
        for project in projects
    ]
    midnight = datetime(as_of_date.year, as_of_date.month, as_of_date.day, tzinfo=UTC)
    known_at = midnight + timedelta(hours=draw(st.one_of(st.integers(16, 24 * 12), st.integers(16, 24 * 200))))
    spoken_of = projects if draw(st.booleans()) else projects[:1]
    lines = draw(st.lists(_line(spoken_of, as_of_date, known_at), min_size=20, max_size=60))
    by_code = {project.code: project for project in projects}
    corrected = draw(st.lists(st.sampled_from(lines), max_size=12))
    lines += [draw(_corrected(line, by_code[line.project])) for line in corrected]
    for form in sorted(module.name for module in iter_modules(filings.__path__)):
        lines += draw(import_module(f"{filings.__name__}.{form}").lines(projects, as_of_date, known_at))
    lines = draw(_of_a_kind(lines, projects[0], as_of_date))
    if draw(st.integers(0, 3)) == 0:
        silent_since = as_of_date - STANDSTILL
        lines = [replace(line, cutoff=min(line.cutoff, silent_since)) for line in lines]
    light_profile = draw(st.one_of(st.just("default"), st.sampled_from(PROFILES)))
    progress_basis = draw(st.sampled_from(("reported", "verified")))
    recorded = {
        table: draw(import_module(f"{records.__name__}.{table}").rows(projects, as_of_date, known_at))
        for table in sorted(module.name for module in iter_modules(records.__path__))
    }
    nil_returns = draw(st.lists(_nil_return(as_of_date, known_at), max_size=4))
    before = draw(_before(projects))
    dropped = [project for project in before if project.code not in by_code]
    if dropped:
        lines += draw(st.lists(_line(dropped, as_of_date, known_at), max_size=3))
    changed = draw(policies())
    return Programme(
        projects, as_of_date, known_at, lines, light_profile, progress_basis, before, changed, recorded, nil_returns
    )
