"""What a week's digest says: the programme, who lags and why, what has not come, and what the plan owes."""

from datetime import date
from typing import Any

from planwatch.domain.money import round_half_up
from planwatch.domain.reporting_week import week_key
from planwatch.messages import Messages
from planwatch.phrasing import reason_in_words
from planwatch.warehouse import queries
from planwatch.warehouse.connection import Connection

TITLES = (
    "programme_title",
    "lagging_title",
    "lagging_none",
    "missing_title",
    "missing_none",
    "plan_title",
    "plan_none",
)


def digest_content(connection: Connection, as_of_date: date, messages: Messages) -> dict[str, Any]:
    """Every sentence of the digest of a published day, in one language. Missing returns stand apart from laggards."""
    [programme] = queries.rows_filled(
        connection, "reporting/programme_evaluation.sql", {"schema": "marts"}, as_of_date=as_of_date
    )
    lagging = queries.rows(connection, "alerts/lagging_projects.sql", as_of_date=as_of_date)
    missing = queries.rows(connection, "alerts/missing_returns.sql", as_of_date=as_of_date)
    differences = queries.rows(connection, "alerts/plan_differences.sql", plan_version=programme["plan_version"])
    counts = {light: programme[f"{light}_projects_count"] for light in ("red", "yellow", "green", "grey")}
    return {title: messages.say(f"digest.{title}") for title in TITLES} | {
        "key": week_key(as_of_date),
        "subject": messages.say(
            "digest.subject",
            week=week_key(as_of_date),
            missing=sum(row["status"] == "missing" for row in missing),
            **counts,
        ),
        "greeting": messages.say("digest.greeting", as_of_date=as_of_date),
        "programme": _programme(programme, counts, messages),
        "lagging": [_project(row, messages) for row in lagging],
        "missing": [_missing(row, messages) for row in missing],
        "plan": [_difference(row, messages) for row in differences],
        "versions": messages.say(
            "digest.versions",
            plan=programme["plan_version"],
            policy=programme["policy_version"],
            profile=programme["light_profile"],
            received=programme["returns_received_count"],
            due=programme["returns_due_count"],
        ),
    }


def _programme(row: dict[str, Any], counts: dict[str, int], messages: Messages) -> str:
    index = row["schedule_performance_index"]
    return messages.say(
        "digest.programme",
        planned=row["planned_value_amount"],
        earned=row["earned_value_amount"],
        paid=row["actual_cost_amount"],
        spi=None if index is None else round_half_up(index, 3),
        finished=row["finished_projects_count"],
        projects=row["projects_count"],
        **counts,
    )


def _project(row: dict[str, Any], messages: Messages) -> dict[str, Any]:
    change = row["four_week_change_ratio"]
    return {
        "name": row["project_name"],
        "light": row["light"],
        "light_word": messages.say(f"evaluation.light.{row['light']}"),
        "change": messages.say("digest.change_unknown")
        if change is None
        else messages.say("digest.change", change=change),
        "reasons": [reason_in_words(reason, messages) for reason in row["light_reasons"]],
    }


def _missing(row: dict[str, Any], messages: Messages) -> str:
    return messages.say(
        f"rules.{row['rule_id']}.says" if row["rule_id"] else f"digest.{row['status']}",
        unit=row["unit_name"],
        form=messages.say(f"receipt.form_names.{row['form']}"),
        cutoff=row["cutoff_date"],
        due=row["due_date"],
        days=row["days_late"],
    )


def _difference(row: dict[str, Any], messages: Messages) -> str:
    return messages.say(
        "digest.plan",
        measure=messages.say(f"digest.measures.{row['measure']}"),
        declared=row["declared_quantity"],
        lines=row["lines_quantity"],
        difference=row["difference_quantity"],
        unit=row["quantity_unit"],
    )
