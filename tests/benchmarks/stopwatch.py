"""Where the time of a run goes: every step of an ingest by itself, and every check of the bulk by its rule."""

import resource
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from unittest.mock import patch

from planwatch.checks import checking as checks
from planwatch.checks.receipt import answer_returns
from planwatch.checks.verdict import judge_returns
from planwatch.intake.inbox import register_returns
from planwatch.intake.reading import read_returns
from planwatch.messages import load_messages
from planwatch.warehouse import checking, return_loading
from planwatch.warehouse.connection import connect
from tests.county import County

STEPS = ("register", "read", "stage", "resolve", "expectations", "checks", "judge", "answer")
# What runs within a longer step, by the name under which that step calls it.
INNER = {
    "stage": (return_loading, "stage"),
    "resolve": (checking, "begin"),
    "expectations": (checks, "expectation_queries"),
}


@dataclass
class Stopwatch:
    """Seconds by step, and by rule for those that are checked in SQL."""

    seconds: Counter[str] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Add the time of a block to a step."""
        begun = time.perf_counter()
        yield
        self.seconds[name] += time.perf_counter() - begun

    @property
    def total(self) -> float:
        """Seconds of all steps."""
        return sum(self.seconds[name] for name in STEPS)

    def lines(self) -> list[str]:
        """The table: step, seconds, share."""
        rows = [f"  {name:<13}{self.seconds[name]:>8.2f} s {self.seconds[name] / self.total:>6.0%}" for name in STEPS]
        return [*rows, f"  {'all':<13}{self.total:>8.2f} s"]

    def slowest_rules(self, count: int = 12) -> str:
        """The rules that take longest."""
        return ", ".join(f"{rule} {seconds:.1f} s" for rule, seconds in self.rules.most_common(count))


def timed_ingest(county: County, received_at: datetime) -> Stopwatch:
    """Every step on what lies in the inbox, as County.ingest takes it."""
    watch = Stopwatch()
    with _inner_steps(watch):
        with watch.step("register"), connect(county.url) as connection:
            register_returns(connection, county.folder / "inbox", county.folder / "archive", received_at)
        with watch.step("read"):
            read_returns(county.url, county.folder / "archive")
        with watch.step("checks"):
            checks.check_returns(county.url, county.data_docs)
        with watch.step("judge"), connect(county.url) as connection:
            judge_returns(connection, lambda: received_at)
        with watch.step("answer"):
            answer_returns(county.url, county.folder / "outbox", load_messages("zh"), county.folder / "archive")
    watch.seconds["read"] -= watch.seconds["stage"]
    watch.seconds["checks"] -= watch.seconds["resolve"] + watch.seconds["expectations"]
    return watch


def peak_memory() -> float:
    """The most memory that this process or any child has held so far, in MB."""
    return max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024


@contextmanager
def _inner_steps(watch: Stopwatch) -> Iterator[None]:
    record = checking.record_findings

    def recorded(connection: Any, offenders: str, rule_id: str, *rest: Any, **named: Any) -> Any:
        begun = time.perf_counter()
        count = record(connection, offenders, rule_id, *rest, **named)
        watch.rules[rule_id] += time.perf_counter() - begun
        return count

    patches = [patch.object(checking, "record_findings", recorded)]
    for step, (module, name) in INNER.items():
        patches.append(patch.object(module, name, _timed(watch, step, getattr(module, name))))
    for entry in patches:
        entry.start()
    try:
        yield
    finally:
        for entry in patches:
            entry.stop()


def _timed(watch: Stopwatch, step: str, function: Any) -> Any:
    def timed(*values: Any, **named: Any) -> Any:
        with watch.step(step):
            return function(*values, **named)

    return timed
