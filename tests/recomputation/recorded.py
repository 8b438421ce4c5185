"""Writes what a random programme has besides its lines: records, policy, nil returns, and what its returns are called."""

import json
from typing import Any

from sqlalchemy import Connection, text

from tests.recomputation.programmes import Programme
from tests.recomputation.registered import Return, registered


def record(connection: Connection, plan_version: int, programme: Programme) -> None:
    """Everything besides plan, light and lines, which are there already."""
    for table, rows in programme.records.items():
        of_plan = {"plan_version": plan_version} if table.startswith("plan_") else {}
        _insert(connection, table, [row | of_plan for row in rows])
    connection.execute(
        text(
            "update raw.policy_versions set content = content || ("
            "select jsonb_object_agg(section, policy_versions.content -> section || changed)"
            " from jsonb_each(cast(:changes as jsonb)) as changes (section, changed))"
        ),
        {"changes": json.dumps(programme.policy)},
    ) if programme.policy else None
    found = registered(programme)
    _insert(connection, "returns", [_plain(number, one) for number, one in found.items() if one.claims is not None])
    connection.execute(
        text(
            "update raw.returns set forms = :forms, cutoff_date = :cutoff, verdict = :verdict, lines_count = :lines,"
            " accepted_lines_count = :accepted, channel = :channel, file_name = :file_name where return_id = :id"
        ),
        [
            {"id": number, "forms": list(one.forms), "cutoff": one.cutoff, "verdict": one.verdict, "lines": one.lines_count,
             "accepted": one.accepted_lines_count, "channel": one.channel, "file_name": one.file_name}
            for number, one in found.items()
        ],
    )  # fmt: skip
    _insert(
        connection,
        "no_change_claims",
        [
            {"return_id": number, "form": one.claims.form, "sheet_name": "s", "cutoff_date": one.claims.cutoff,
             "last_row_number": 1, "repeats": one.claims.repeats}
            for number, one in found.items() if one.claims is not None
        ],
    )  # fmt: skip
    _insert(
        connection,
        "findings",
        [
            {"return_id": number, "rule_id": f"F{100 + place}", "severity": severity, "found_by": "reading"}
            for number, one in found.items() for place, severity in enumerate(one.remarks)
        ],
    )  # fmt: skip


def _plain(number: int, one: Return) -> dict[str, Any]:
    return {
        "return_id": number, "unit_code": one.unit, "channel": "folder", "file_name": "", "received_at": one.received_at,
        "file_sha256": one.file_sha256, "file_bytes": 1, "archive_path": "a", "state": "answered",
    }  # fmt: skip


def _insert(connection: Connection, table: str, rows: list[dict[str, Any]]) -> None:
    if rows:
        names = ", ".join(rows[0])
        marks = ", ".join(f":{name}" for name in rows[0])
        connection.execute(text(f"insert into raw.{table} ({names}) overriding system value values ({marks})"), rows)
