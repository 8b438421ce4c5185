"""unit_timeliness once more: each unit's returns of a form counted; grace does not make one punctual."""

from typing import Any

from tests.recomputation.arithmetic import Figures, divided
from tests.recomputation.marts import unit_reporting
from tests.recomputation.programmes import Programme

KEYS = ("unit_code", "form")
LEFT: set[str] = set()


def figures(programme: Programme) -> dict[tuple[Any, ...], Figures]:
    owed: dict[tuple[Any, ...], list[Figures]] = {}
    for (unit, form, _), row in unit_reporting.figures(programme).items():
        owed.setdefault((unit, form), []).append(row)
    return {key: _counted(rows) for key, rows in owed.items()}


def _counted(rows: list[Figures]) -> Figures:
    due = [row for row in rows if row["status"] not in {"not_due", "waived"}]
    on_time = sum(row["status"] == "on_time" for row in due)
    return {
        "unit_name": rows[0]["unit_name"],
        "returns_due_count": len(due),
        "returns_on_time_count": on_time,
        "returns_received_count": sum(row["received_date"] is not None for row in rows),
        "returns_missing_count": sum(row["status"] == "missing" for row in rows),
        "longest_days_late": max((row["days_late"] for row in due), default=None),
        "timeliness_ratio": divided(on_time, len(due)),
        "timeliness_reason": None if due else "nothing_due",
    }
