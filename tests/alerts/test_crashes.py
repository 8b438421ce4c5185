"""The weekly run is killed at every step and at a hundred random moments: every owner gets exactly one letter.

Between a claim and its answer nobody can know what a group robot did with a letter: the ledger then says so, nothing is
sent again, and a person who looks into the group settles it. Everywhere else the pipeline knows by itself.
"""

import json
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from planwatch import paths
from planwatch.warehouse import deliveries
from tests.alerts.mailboxes import Mailboxes, mailboxes
from tests.alerts.post_office import SECRETS, ledger
from tests.alerts.robot_servers import Robots, robots
from tests.alerts.weekly_run import STEPS

pytestmark = pytest.mark.proof

OWNERS = {"PROGRAMME": ["email", "dingtalk"], "U12": ["folder", "wecom"], "U10": ["feishu"]}
KINDS = ("email", "folder", "wecom", "dingtalk", "feishu")
ROBOTS = KINDS[2:]
CRASHES = 100

Run = Callable[..., dict[str, Any]]


@pytest.fixture
def mail() -> Iterator[Mailboxes]:
    with mailboxes() as kept:
        yield kept


@pytest.fixture
def served() -> Iterator[Robots]:
    with robots() as serving:
        yield serving


@pytest.fixture
def run(warehouse_url: str, tmp_path: Path, mail: Mailboxes, served: Robots) -> Iterator[Run]:
    """Run a week in a process of its own, killed as asked."""
    program = subprocess.Popen(
        [sys.executable, "-m", "tests.alerts.weekly_run"],
        cwd=paths.ROOT,
        env={"PYTHONPATH": f"{paths.ROOT / 'plugins'}:{paths.ROOT}", "NO_PROXY": "127.0.0.1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )

    def play(week: str, owners: dict[str, list[str]], **kill: Any) -> dict[str, Any]:
        to_emails = {owner: f"{owner}@county.example" for owner in owners}
        extra = {"from_email": "planwatch@county.example", "to_emails": to_emails, "disable_tls": True}
        addresses: dict[str, Any] = {"email": {"host": "127.0.0.1", "port": mail.port, "extra": extra}}
        for kind in ROBOTS:
            addresses[kind] = {"password": served.url(kind, week), "extra": SECRETS.get(kind, {})}
        job = {"url": warehouse_url, "folder": str(tmp_path), "week": week, "owners": owners, "addresses": addresses}
        assert program.stdin
        assert program.stdout
        print(json.dumps(job | kill), file=program.stdin, flush=True)
        answer: dict[str, Any] = json.loads(program.stdout.readline())
        return answer

    yield play
    assert program.stdin
    program.stdin.close()
    program.wait(10)


def arrivals(kind: str, owner: str, week: str, tmp_path: Path, mail: Mailboxes, served: Robots) -> int:
    """How many letters of the week its readers have by a channel: a mailbox shows a Message-ID once."""
    if kind == "email":
        return len([name for name in mail.arrived if name.startswith(f"<{week}.{owner}.letter@")])
    if kind == "folder":
        folder = tmp_path / "outbox" / owner / week
        return int(folder.exists() and sorted(path.name for path in folder.glob("letter.*")) == FILES)
    return len(served.group(kind, week).messages)


FILES = ["letter.html", "letter.md", "letter.txt"]


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("kind", KINDS)
def test_killed_at_a_step(
    kind: str, step: str, run: Run, warehouse_url: str, tmp_path: Path, mail: Mailboxes, served: Robots
) -> None:
    week, owners = "2021-W26", {"U12": [kind]}
    assert run(week, owners, kill_at=step)["ended"] == "killed"
    assert run(week, owners)["ended"] == "ran"
    is_in_doubt = kind in ROBOTS and step in STEPS[1:3]
    assert ledger(warehouse_url)[0].state == ("unknown" if is_in_doubt else "sent")
    arrived = arrivals(kind, "U12", week, tmp_path, mail, served)
    assert arrived == (0 if is_in_doubt and step == "after the claim" else 1)
    if kind == "email":
        [(name, copies)] = mail.copies.items()
        assert copies == (2 if step == "before the answer is kept" else 1)
        assert len(mail.contents[name]) == 1


@pytest.mark.long
def test_a_hundred_crashes_at_random_moments(
    run: Run,
    warehouse_engine: Engine,
    tmp_path: Path,
    mail: Mailboxes,
    served: Robots,
    record_property: Callable[[str, object], None],
) -> None:
    chance = random.Random(20210704)
    run("2020-W01", OWNERS, warm_up=True)
    seconds = min(run(f"2020-W{number:02d}", OWNERS)["seconds"] for number in range(2, 5))
    weeks, doubted, repeated, places = [], 0, 0, set()
    for number in range(3 * CRASHES):
        week = f"{2030 + number // 50}-W{number % 50 + 1:02d}"
        if run(week, OWNERS, kill_after_seconds=chance.uniform(0.002, seconds))["ended"] != "killed":
            continue
        weeks.append(week)
        places.add(tuple(row.state for row in ledger(warehouse_engine, week)))
        assert run(week, OWNERS)["ended"] == "ran"
        for row in ledger(warehouse_engine, week):
            arrived = arrivals(row.channel, row.owner_code, week, tmp_path, mail, served)
            assert arrived == 1 or (row.state == "unknown" and row.channel in ROBOTS and arrived == 0), (week, row)
            if row.state == "unknown":
                doubted += 1
                with warehouse_engine.begin() as connection:
                    deliveries.settle(connection, week, row.owner_code, row.channel, has_arrived=arrived == 1)
                assert run(week, {row.owner_code: [row.channel]})["ended"] == "ran"
        repeated += sum(count - 1 for name, count in mail.copies.items() if name.startswith(f"<{week}."))
        for owner, kinds in OWNERS.items():
            assert [arrivals(kind, owner, week, tmp_path, mail, served) for kind in kinds] == [1] * len(kinds), week
        if len(weeks) == CRASHES:
            break
    assert len(weeks) == CRASHES
    assert len(places) >= 8, "the crashes came at too few different moments to show anything"
    assert all(len(contents) == 1 for contents in mail.contents.values())
    record_property("in_doubt", doubted)
    record_property("repeated_with_the_same_message_id", repeated)
    print(
        f"{CRASHES} crashes, {len(places)} different places, {doubted} robot letters in doubt, {repeated} repeated mails"
    )
