"""Replays one rule over all stored returns as they stood when they came, and changes nothing."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from planwatch.checks.checking import expectation_queries, in_order, record_check, record_expectation
from planwatch.refusals import RefusalError
from planwatch.rules import STAGES, Rule, load_rules
from planwatch.warehouse import replaying
from planwatch.warehouse.checking import check_statements
from planwatch.warehouse.connection import Connection, rehearse


class NotReplayableError(RefusalError):
    """There is no such rule or stage, or the rule does not look at stored lines."""


@dataclass(frozen=True)
class Replay:
    """What a rule would have done at a stage: `effect` is the severity of its findings there.

    `findings` are those that no waiver of their day would have let pass; `waived_count` counts the others.
    """

    rule: Rule
    effect: str
    returns_count: int
    findings: list[dict[str, Any]]
    waived_count: int

    @property
    def found_returns_count(self) -> int:
        """In how many returns it finds something."""
        return len({found["return_id"] for found in self.findings})

    @property
    def found_lines_count(self) -> int:
        """At how many lines."""
        return len({(found["form"], found["line_id"]) for found in self.findings})

    @property
    def counted_lines_count(self) -> int:
        """At how many lines that counted when their return was judged."""
        return len({(found["form"], found["line_id"]) for found in self.findings if found["was_accepted"]})


def replay_rule(warehouse_url: str, rule_id: str, stage: str = "block") -> Replay:
    """What a rule, as register and SQL have it now, would have done to every return at a stage of its life.

    Each return is held to the plan and policy in force now, and to what had come before it. Raises NotReplayableError.
    """
    rule = load_rules().get(rule_id)
    if rule is None:
        raise NotReplayableError("refusals.replay.unknown_rule", rule=rule_id)
    if stage not in STAGES:
        raise NotReplayableError("refusals.replay.unknown_stage", stage=stage, stages=STAGES)
    if rule.held_by not in ("expectation", "check"):
        raise NotReplayableError("refusals.replay.not_of_lines", rule=rule_id)
    effect = replace(rule, stage=stage).effect
    prepare = _expectations if rule.held_by == "expectation" else _checks
    earlier, record = prepare(warehouse_url, rule, effect)
    with rehearse(warehouse_url) as connection:
        count, found = replaying.replay(
            connection, rule_id, earlier, lambda: record(connection), is_historical=rule.held_by == "check"
        )
    standing = [finding for finding in found if finding["waiver_id"] is None]
    return Replay(rule, effect, count, standing, len(found) - len(standing))


def _checks(_: str, rule: Rule, effect: str) -> tuple[set[str], Callable[[Connection], None]]:
    """The rules that look before this check does, and what records its findings."""
    statements = in_order(check_statements())
    own = [position for position, entry in enumerate(statements) if entry[0] == rule.id]
    earlier = {entry[0] for entry in statements[: own[0]]}
    earlier |= {other.id for other in load_rules().values() if other.held_by == "expectation"}

    def record(connection: Connection) -> None:
        for position in own:
            _, form, statement = statements[position]
            record_check(connection, rule.id, form, statement, effect)

    return earlier, record


def _expectations(warehouse_url: str, rule: Rule, effect: str) -> tuple[set[str], Callable[[Connection], None]]:
    """An expectation looks at one line at a time, so it is put to all lines at once and no other rule matters."""
    asked = [
        entry for entry in expectation_queries(warehouse_url, None, list(rule.forms), "raw") if entry[0] == rule.id
    ]

    def record(connection: Connection) -> None:
        for rule_id, form, column_name, query in asked:
            record_expectation(connection, rule_id, form, column_name, query, effect)

    return set(), record
