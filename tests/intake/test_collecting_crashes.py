"""A collection may be killed at any moment: gone on with later, no line is lost and none comes twice."""

import os
import random
import signal
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from planwatch.intake import collecting
from planwatch.intake.page_spool import PageSpool
from tests.county import County
from tests.intake.unit_api_server import PROJECTS, Asked, UnitApiServer, line, serving

pytestmark = pytest.mark.proof

DAY = date(2021, 6, 30)
JULY = datetime(2021, 7, 2, tzinfo=UTC)
KILLS = 12


def collect(county: County, utility: UnitApiServer, at: datetime = JULY) -> list[int]:
    places = collecting.Places(county.url, county.folder / "archive", county.folder / "collecting")
    api = collecting.UnitApi("U12", "progress", utility.url, "secret")
    return collecting.collect_returns(api, places, DAY, at, wait=lambda _: None)


def in_a_child(body: Callable[[], object]) -> int:
    child = os.fork()
    if child == 0:
        try:
            body()
        finally:
            os._exit(0)
    return child


def lines(county: County) -> list[tuple[str, str]]:
    county.ingest(JULY + timedelta(days=30))
    found = county.query(
        "select project_text, completed_percent::text from raw.progress_lines order by return_id, project_text"
    )
    return [tuple(row) for row in found]


@pytest.fixture
def utility():
    with serving() as made:
        made.lines = [line(project) for project in PROJECTS]
        yield made


def dies_after(monkeypatch: pytest.MonkeyPatch, owner: object, name: str, call: int, *, before: bool) -> None:
    """The process ends at once, before or after the given call of a step."""
    real, calls = getattr(owner, name), 0

    def step(*arguments, **options):
        nonlocal calls
        calls += 1
        if calls == call and before:
            os._exit(9)
        found = real(*arguments, **options)
        if calls == call:
            os._exit(9)
        return found

    monkeypatch.setattr(owner, name, step)


STEPS = [
    *[(PageSpool, "keep", call, before) for call in (1, 2, 3) for before in (True, False)],
    (collecting, "_archived", 1, False),
    (collecting.collecting, "record", 1, True),
    (collecting.collecting, "record", 1, False),
    (PageSpool, "clear", 1, True),
    (PageSpool, "clear", 2, True),
    (PageSpool, "clear", 2, False),
]


@pytest.mark.parametrize(
    ("owner", "name", "call", "before"), STEPS, ids=[f"{'before' if b else 'after'} {n} {c}" for _, n, c, b in STEPS]
)
def test_killed_between_two_steps(
    county: County, utility: UnitApiServer, owner: object, name: str, call: int, before: bool
) -> None:
    def body() -> None:
        patch = pytest.MonkeyPatch()
        dies_after(patch, owner, name, call, before=before)
        collect(county, utility)

    _, status = os.waitpid(in_a_child(body), 0)
    assert os.waitstatus_to_exitcode(status) == 9
    collect(county, utility)
    assert sorted(lines(county)) == sorted((project, "40") for project in PROJECTS)
    asked = [one.page for one in utility.asked]
    if name == "keep":
        kept = call - before
        assert asked == [*range(1, call + 1), *range(kept + 1, 4)], "pages that were kept are not asked for again"
    assert not (county.folder / "collecting" / "U12" / "progress-2021-06-30").exists()


def test_killed_at_any_moment_while_figures_change(county: County, utility: UnitApiServer) -> None:
    def slowly(_: UnitApiServer, __: Asked) -> None:
        time.sleep(0.03)

    utility.misdeed = slowly
    began = time.monotonic()
    collect(county, utility)
    seconds = time.monotonic() - began
    dice = random.Random(20210630)
    for day in range(1, KILLS + 1):
        changed = dice.sample(PROJECTS, 2)
        utility.change(*[line(project, 40 + day) for project in changed])
        child = in_a_child(lambda at=JULY + timedelta(hours=day): collect(county, utility, at))
        time.sleep(dice.uniform(0, seconds))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        if day % 3 == 0:
            collect(county, utility, JULY + timedelta(hours=day, minutes=5))
    collect(county, utility, JULY + timedelta(days=1))
    found = lines(county)
    assert len(found) == len(set(found)), "a line came twice"
    newest = dict(found)
    assert newest == {one["project"]: str(one["completed_percent"]) for one in utility.lines}
