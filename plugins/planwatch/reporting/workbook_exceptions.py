"""What still needs a person: missing returns, refused files, rows held back, warnings nobody explained; in words."""

from datetime import date
from typing import Any

from planwatch.domain.spreadsheet import cell_name
from planwatch.forms import Column, load_forms
from planwatch.messages import Messages
from planwatch.warehouse import queries
from planwatch.warehouse.connection import Connection
from planwatch.wording import worded

_KINDS = {"fatal": "refused", "error": "held_back", "warning": "unexplained"}


def exceptions(connection: Connection, as_of_date: date, messages: Messages) -> list[dict[str, Any]]:
    """Rows of the exceptions sheet of a published day: `kind`, unit, form, community, place, fault, how to mend.

    What was refused first, what is missing last. A fault stands until a later row of its unit and thing is accepted.
    """
    missing = queries.rows(connection, "workbook/missing_returns.sql", as_of_date=as_of_date)
    found = queries.rows(connection, "workbook/refused_returns.sql", as_of_date=as_of_date)
    for form in dict.fromkeys(form.name for form in load_forms()):
        found += _open_findings(connection, form, as_of_date)
    rows = [_missing(row, messages) for row in missing] + [_finding(row, messages) for row in found]
    order = [*_KINDS.values(), "missing"]
    return sorted(rows, key=lambda row: order.index(row["kind"]))


def _open_findings(connection: Connection, form: str, as_of_date: date) -> list[dict[str, Any]]:
    newest = max((known for known in load_forms() if known.name == form), key=lambda known: known.version)
    columns = [column for column in newest.columns if column.is_key and column.name != "cutoff_date"]
    same = " ".join(f"and {_is_same(column)}" for column in columns)
    return queries.rows_filled(
        connection, "workbook/open_findings.sql", {"form": form, "same_thing": same}, as_of_date=as_of_date
    )


def _is_same(column: Column) -> str:
    """The condition that a later row names the same; any does where the held one names nothing that is known.

    A column that may be blank is one that says something when it is: blank is the whole community.
    """
    name = column.resolved_name
    if column.is_required:
        return f"coalesce(accepted.{name} = lines.{name}, true)"
    is_unknown = f"lines.line_id is null or (lines.{name} is null and lines.{column.name} is not null)"
    return f"({is_unknown} or accepted.{name} is not distinct from lines.{name})"


def _missing(row: dict[str, Any], messages: Messages) -> dict[str, Any]:
    form = messages.say(f"receipt.form_names.{row['form']}")
    facts = {
        "unit": row["unit_name"],
        "form": form,
        "cutoff": row["cutoff_date"],
        "due": row["due_date"],
        "days": row["days_late"],
    }
    return {
        "kind": "missing",
        "unit_name": row["unit_name"],
        "form_name": form,
        "rule_id": row["rule_id"],
        "says": messages.say(f"rules.{row['rule_id']}.says", **facts),
        "fix": messages.say(f"rules.{row['rule_id']}.fix", **facts),
    }


def _finding(row: dict[str, Any], messages: Messages) -> dict[str, Any]:
    is_placed = row["position"] is not None and row["row_number"] is not None
    said = worded(row | {"cell": cell_name(row["position"], row["row_number"]) if is_placed else None}, messages)
    return {
        "kind": _KINDS[row["severity"]],
        "unit_name": row["unit_name"],
        "form_name": messages.say(f"receipt.form_names.{row['form']}") if row["form"] else None,
        "project_name": row["project_name"],
        "place": messages.say(
            "workbook.place", number=row["return_id"], file_name=row["file_name"], place=said["place"]
        ),
        "rule_id": row["rule_id"],
        "says": said["says"],
        "fix": said["fix"],
    }
