"""Puts stored returns back, batch by batch, to where they stood when they came; always inside a rehearsal."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from planwatch.errors import PlanwatchError
from planwatch.forms import load_forms
from planwatch.warehouse import queries

SERIALIZATION_FAILURE = "40001"


class ReplayDisturbedError(PlanwatchError):
    """Returns were being taken in at the same time."""

    def __init__(self) -> None:
        super().__init__("Returns are being taken in just now. Run the replay again when they are answered.")


def replay(
    connection: Connection,
    rule_id: str,
    earlier_rule_ids: set[str],
    record: Callable[[], object],
    *,
    is_historical: bool,
) -> tuple[int, list[dict[str, Any]]]:
    """Run `record` on every judged return as it stood when it came; returns how many there are, and all findings.

    Newest batch first: what has been replayed is put away, so that a batch sees itself unjudged, what came before it as
    it was judged, and nothing of what came later. `earlier_rule_ids` are the rules that had looked before this one.
    A rule that is not `is_historical` looks at lines alone, and all returns are one batch.
    The connection is new and its transaction is taken back by the caller. Raises ReplayDisturbedError.
    """
    try:
        connection.execution_options(isolation_level="REPEATABLE READ")  # one picture, whatever is taken in meanwhile
        queries.run(connection, "replaying/remember_acceptance.sql")
        queries.run(connection, "replaying/set_aside.sql")
        batches = queries.rows(connection, "replaying/batches.sql")
        moments: list[datetime | None] = [batch["received_at"] for batch in batches] if is_historical else [None]
        found: list[dict[str, Any]] = []
        for received_at in moments:
            _put_back(connection, received_at, earlier_rule_ids)
            record()
            found += queries.rows(connection, "replaying/findings.sql", rule_id=rule_id)
            queries.run(connection, "replaying/set_aside.sql")
    except OperationalError as fault:
        if getattr(fault.orig, "sqlstate", None) != SERIALIZATION_FAILURE:
            raise
        raise ReplayDisturbedError from fault
    return sum(batch["returns_count"] for batch in batches), sorted(found, key=lambda row: row["return_id"])


def _put_back(connection: Connection, received_at: datetime | None, earlier_rule_ids: set[str]) -> None:
    queries.run(connection, "replaying/put_back.sql", received_at=received_at)
    for form in load_forms():
        queries.run_filled(connection, "replaying/forget_acceptance.sql", {"form": form.name})
    queries.run(connection, "replaying/forget_findings.sql", earlier_rule_ids=sorted(earlier_rule_ids))
