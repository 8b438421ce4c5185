"""scheme_changes once more: of each change the newest word, and whether the confirmed total has taken it in since."""

from decimal import Decimal
from typing import Any

import pandas as pd

from tests.recomputation import county_plan
from tests.recomputation.filed import filed
from tests.recomputation.programmes import BUREAU, Programme

KEYS = ("project_code", "change_number")
LEFT: set[str] = set()
AS_FILED = (
    "change_reason",
    "contract_amount",
    "confirmed_changes_amount",
    "proposed_change_amount",
    "confirmation_document_number",
    "reapproval_document_number",
)


def figures(programme: Programme) -> dict[tuple[str, ...], dict[str, Any]]:
    lines = filed(programme, "changes")
    if lines.empty:
        return {}
    lines = lines.drop_duplicates(["unit", "project", "change_number", "cutoff"], keep="last")
    lines = lines.assign(of_bureau=lines["unit"] == BUREAU)
    return {
        (code, change["change_number"]): change
        for code, of_one in lines.groupby("project")
        for change in _changes(of_one)
    }


def _changes(lines: pd.DataFrame) -> list[dict[str, Any]]:
    """The changes of one project, the newest word last."""
    first = lines.groupby("change_number")["cutoff"].min()
    standing = lines.sort_values(["cutoff", "of_bureau", "received_at", "order"]).drop_duplicates(
        "change_number", keep="last"
    )
    standing = standing.sort_values(["cutoff", "of_bureau", "confirmed_changes_amount", "received_at", "order"])
    newest = standing.iloc[-1]
    found = []
    for _, line in standing.iterrows():
        is_newest = line["change_number"] == newest["change_number"]
        grown = newest["confirmed_changes_amount"] - line["confirmed_changes_amount"]
        found.append(
            {"change_number": line["change_number"], "project_name": line["project"]}
            | {name: line[name] for name in AS_FILED}
            | {
                "first_report_date": first[line["change_number"]],
                "last_report_date": line["cutoff"],
                "reported_by_unit_code": line["unit"],
                "reported_by_unit_name": county_plan.names("units", "unit_code", "unit_name")[line["unit"]],
                "is_newest": is_newest,
                "is_proposed": is_newest
                or (
                    line["confirmation_document_number"] is None
                    and not _takes_in(grown, line["proposed_change_amount"])
                ),
            }
        )
    return found


def _takes_in(grown: Decimal, amount: Decimal) -> bool:
    """Whether a confirmed total that has grown, or shrunk, this much holds a change of this amount."""
    return grown <= amount if amount < 0 else grown >= amount or amount == 0
