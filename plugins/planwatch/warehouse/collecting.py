"""How far each unit's API has been read: a return, its lines and the cursor are recorded together or not at all."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import Connection

from planwatch.domain.finding import Finding
from planwatch.warehouse import queries, return_loading


class Known(Protocol):
    """What is known of one line of an API."""

    line_key: str
    content_sha256: str
    changed_at: datetime | None


@dataclass(frozen=True)
class Cursor:
    """How far the lines of one unit, form and cut-off date have been collected."""

    cursor_at: datetime | None = None
    etag: str | None = None
    whole_at: datetime | None = None
    fetches_count: int = 0


def load_cursor(connection: Connection, key: dict[str, Any]) -> Cursor:
    """The cursor of `unit_code`, `form` and `cutoff_date`; an empty one before the first collection."""
    found = queries.rows(connection, "collecting/cursor.sql", **key)
    return Cursor(**found[0]) if found else Cursor()


def known_lines(connection: Connection, key: dict[str, Any]) -> list[dict[str, Any]]:
    """`line_key`, `content_sha256` and `changed_at` of every line known."""
    return queries.rows(connection, "collecting/known_lines.sql", **key)


@dataclass(frozen=True)
class Made:
    """A return that a collection makes: its entry in the ledger, what is known from now on, and what was found."""

    entry: dict[str, Any]
    learnt: Sequence[Known] = ()
    faults: Sequence[Finding] = ()


def record(
    connection: Connection, key: dict[str, Any], before: Cursor, after: dict[str, Any], made: Iterable[Made]
) -> list[int]:
    """Register the returns that were made of a listing and move the cursor; returns the new returns' ids.

    Where another process has recorded a collection since `before`, nothing is done: its lines are the same, and what
    is missing comes with the next collection.
    """
    queries.run(connection, "collecting/lock_collection.sql", unit_code=key["unit_code"], form=key["form"])
    if load_cursor(connection, key).fetches_count != before.fetches_count:
        return []
    found = [(part, return_loading.register(connection, **part.entry)) for part in made]
    registered = [(part, return_id) for part, return_id in found if return_id is not None]
    for part, return_id in registered:
        row = key | {"return_id": return_id}
        queries.run_many(connection, "collecting/remember_line.sql", [row | _known(line) for line in part.learnt])
        queries.run_many(connection, "collecting/record_fault.sql", [_fault(return_id, f) for f in part.faults])
    return_ids = [return_id for _, return_id in registered]
    queries.run(connection, "collecting/advance_cursor.sql", **key, **after, return_id=max(return_ids, default=None))
    return return_ids


def faults_of(connection: Connection, return_id: int) -> list[Finding]:
    """What was found of the API while a return was collected."""
    return [
        Finding(row["rule_id"], json.loads(row["facts"]), sheet_name=row["place"])
        for row in queries.rows(connection, "collecting/faults_of_return.sql", return_id=return_id)
    ]


def _known(line: Known) -> dict[str, Any]:
    return {"line_key": line.line_key, "content_sha256": line.content_sha256, "changed_at": line.changed_at}


def _fault(return_id: int, fault: Finding) -> dict[str, Any]:
    facts = json.dumps(fault.facts, ensure_ascii=False)
    return {"return_id": return_id, "rule_id": fault.rule_id, "place": fault.sheet_name or "", "facts": facts}
