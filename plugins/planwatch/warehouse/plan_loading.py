"""Records a plan folder as a plan version and puts it in force; same content, no new version; faults change nothing."""

import hashlib
import json
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, MetaData, Table, insert

from planwatch.domain.money import to_yuan
from planwatch.domain.programme_window import parse_window
from planwatch.warehouse import models, queries
from planwatch.warehouse.plan_columns import FILES, OPTIONAL_COLUMNS
from planwatch.warehouse.plan_files import Plan, Row, read_plan, read_programme

SQUARE_METRES_IN_TEN_THOUSAND = 10_000


def load_plan(connection: Connection, folder: Path, recorded_at: datetime) -> int:
    """Check a plan folder and put its content in force; returns the version that has it. Raises PlanFileError.

    The same content is no new version; content of an earlier version puts that version in force again.
    """
    programme, plan = read_programme(folder), read_plan(folder)
    content_sha256 = _fingerprint(programme, plan)
    version = queries.value(connection, "plan/find_plan_version.sql", content_sha256=content_sha256)
    if version is None:
        version = _record(connection, programme, plan, content_sha256, recorded_at)
    queries.run(connection, "plan/activate_plan.sql", plan_version=version, activated_at=recorded_at)
    for name in ["activations", *plan]:
        queries.run_filled(connection, "databases/refresh_statistics.sql", {"table": f"plan_{name}"})
    return version


def _record(connection: Connection, programme: Row, plan: Plan, content_sha256: str, recorded_at: datetime) -> int:
    version: int = queries.value(
        connection,
        "plan/record_plan_version.sql",
        content_sha256=content_sha256,
        recorded_at=recorded_at,
        **programme,
    )
    for name, rows in plan.items():
        _insert(connection, f"plan_{name}", [_as_recorded(name, row) | {"plan_version": version} for row in rows])
    return version


def publish_plan_reconciliation(connection: Connection, plan_version: int) -> None:
    """Publish a version's declared totals beside the sums of its lines in `marts.plan_reconciliation`."""
    models.build_one(connection, "plan_reconciliation", plan_version)
    queries.run(connection, "plan/publish_plan_reconciliation.sql")


def _fingerprint(programme: Row, plan: Plan) -> str:
    """Of the content, not of the bytes: line ends, byte-order marks and the order of columns do not matter.

    Optional files and cells count only where they say something, so that a plan without them is the plan it was.
    """
    rows = {
        name: [{key: value for key, value in row.items() if _is_said(name, key, value)} for row in plan[name]]
        for name in plan
        if name in FILES or plan[name]
    }
    return hashlib.sha256(json.dumps([programme, rows], default=str, sort_keys=True).encode()).hexdigest()


def _is_said(name: str, column: str, value: Any) -> bool:
    return column != "_line" and (bool(value) or column not in OPTIONAL_COLUMNS.get(name, {}))


def _as_recorded(name: str, row: Row) -> dict[str, Any]:
    recorded = {key: value for key, value in row.items() if key != "_line"}
    if name == "projects":
        window = parse_window(recorded["window_text"])
        area = recorded.pop("planned_area_ten_thousand_square_metres")
        recorded |= {
            "planned_area_quantity": area * SQUARE_METRES_IN_TEN_THOUSAND,
            "planned_investment_amount": to_yuan(recorded.pop("planned_investment_ten_thousand_yuan")),
            "window_start_date": window.start_date,
            "window_end_date": window.end_date,
            "is_pilot": window.is_pilot,
        }
    if name == "fund_lots":
        recorded["planned_amount"] = to_yuan(recorded.pop("planned_ten_thousand_yuan"))
    return recorded


def _insert(connection: Connection, table_name: str, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(insert(Table(table_name, MetaData(), schema="raw", autoload_with=connection)), rows)
