"""Which owed returns a waiver excuses: of all projects, or of one."""

from tests.recomputation.due_days import Due
from tests.recomputation.programmes import Programme


def excused_by(programme: Programme, due: Due, *projects: str) -> int | None:
    """The first that holds at the moment, speaks of all projects or of one of these, and does not end before the due day."""
    holding = [
        row["waiver_id"]
        for row in programme.records.get("waivers", [])
        if row["rule_id"] == "F33"
        and row["unit_code"] == due.unit
        and row["form"] in (None, due.form)
        and row["project_code"] in (None, *projects)
        and row["first_cutoff_date"] <= due.cutoff <= row["last_cutoff_date"]
        and row["expires_date"] >= due.due
        and row["granted_at"] <= programme.known_at
        and not (row["revoked_at"] and row["revoked_at"] <= programme.known_at)
    ]
    return min(holding, default=None)
