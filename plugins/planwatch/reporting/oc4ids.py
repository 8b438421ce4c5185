"""A published day in the Open Contracting for Infrastructure Data Standard 0.9: one project package.

Physical and financial progress are the standard's own metrics, planned and done side by side; amounts are yuan.
"""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from planwatch import paths
from planwatch.domain.period import SHANGHAI
from planwatch.messages import Messages
from planwatch.reporting.data_package import NotPublishedError
from planwatch.warehouse import queries
from planwatch.warehouse.connection import Connection

PERCENT = {"name": "percent", "scheme": "UNCEFACT", "id": "P1"}


def write_oc4ids(connection: Connection, as_of_date: date, path: Path, messages: Messages) -> Path:
    """Write the day's project package as JSON; the same publication gives the same bytes. Raises NotPublishedError."""
    rows = queries.rows(connection, "exporting/oc4ids_projects.sql", as_of_date=as_of_date)
    if not rows:
        raise NotPublishedError(as_of_date)
    parties = queries.rows(connection, "exporting/oc4ids_parties.sql", plan_version=rows[0]["plan_version"])
    choice = yaml.safe_load((paths.INCLUDE / "oc4ids.yaml").read_text(encoding="utf-8"))
    package = {
        "uri": f"{choice['uri']}/{as_of_date}",
        "version": choice["version"],
        "publishedDate": _moment(rows[0]["known_at"]),
        "publisher": {"name": choice["publisher"]},
        "projects": [_project(row, parties, choice, messages) for row in rows],
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(package, ensure_ascii=False, indent=2, default=_number) + "\n", encoding="utf-8")
    return path


def _project(
    row: dict[str, Any], parties: list[dict[str, Any]], choice: dict[str, Any], messages: Messages
) -> dict[str, Any]:
    chosen = [party for party in parties if _roles(party, choice)]
    authority = next(party for party in parties if party["unit_code"] == choice["public_authority"])
    return {
        "id": f"{choice['prefix']}-{row['programme_code']}-{row['project_code']}",
        "language": choice["language"],
        "updated": _moment(row["known_at"]),
        "title": row["project_name"],
        "description": messages.say("oc4ids.description", **row),
        "status": _status(row),
        "type": choice["type"],
        "sector": choice["sector"],
        "period": {
            "startDate": _day(row["window_start_date"]),
            "endDate": _day(row["window_end_date"]),
            "durationInDays": row["window_days"],
        },
        "budget": {"amount": _value(row["budget_amount"], choice)},
        "publicAuthority": {"id": authority["unit_code"], "name": authority["unit_name"]},
        "parties": [
            {"id": party["unit_code"], "name": party["unit_name"], "roles": _roles(party, choice)} for party in chosen
        ],
        "metrics": [
            _metric(
                "physicalProgress",
                messages.say("oc4ids.physical"),
                [
                    ("planned", row["elapsed_ratio"], messages.say("oc4ids.planned")),
                    ("actual", row["physical_progress_ratio"], messages.say("oc4ids.actual")),
                ],
                row,
                None,
            ),
            _metric(
                "financialProgress",
                messages.say("oc4ids.financial"),
                [
                    ("planned", row["planned_value_amount"], messages.say("oc4ids.planned")),
                    ("earned", row["earned_value_amount"], messages.say("oc4ids.earned")),
                    ("paid", row["actual_cost_amount"], messages.say("oc4ids.paid")),
                ],
                row,
                choice,
            ),
        ],
    } | _forecast(row, messages)


def _metric(
    code: str, title: str, figures: list[tuple[str, Any, str]], row: dict[str, Any], choice: dict[str, Any] | None
) -> dict[str, Any]:
    """One metric with an observation per known figure; money as a value, a share of 1 as a percentage."""
    until = {"startDate": _day(row["window_start_date"]), "endDate": _day(row["as_of_date"])}
    observations: list[dict[str, Any]] = []
    for name, figure, notes in figures:
        if figure is not None:
            known = {"id": f"{row['as_of_date']}-{name}", "period": until, "notes": notes}
            measured = {"value": _value(figure, choice)} if choice else {"measure": figure * 100, "unit": PERCENT}
            observations.append(known | measured)
    return {"id": code, "title": title, "observations": observations}


def _forecast(row: dict[str, Any], messages: Messages) -> dict[str, Any]:
    """When the project will be whole, at its present pace; nothing once it is finished or where it cannot be known."""
    if row["forecast_finish_date"] is None or row["finished_date"] is not None:
        return {}
    observation = {
        "id": f"{row['as_of_date']}-finish",
        "period": {"startDate": _day(row["as_of_date"]), "endDate": _day(row["forecast_finish_date"])},
        "measure": 100,
        "unit": PERCENT,
        "notes": messages.say("oc4ids.forecast"),
    }
    title = messages.say("oc4ids.physical")
    return {"forecasts": [{"id": "physicalProgress", "title": title, "observations": [observation]}]}


def _status(row: dict[str, Any]) -> str:
    if row["finished_date"] is not None:
        return "completion"
    if row["as_of_date"] < row["window_start_date"] and not row["physical_progress_ratio"]:
        return "preparation"
    return "implementation"


def _roles(party: dict[str, Any], choice: dict[str, Any]) -> list[str]:
    roles: list[str] = list(choice["roles"].get(party["unit_type"], []))
    return ["publicAuthority", *roles] if party["unit_code"] == choice["public_authority"] else roles


def _value(amount: Decimal, choice: dict[str, Any]) -> dict[str, Any]:
    return {"amount": amount, "currency": choice["currency"]}


def _day(day: date) -> str:
    return f"{day.isoformat()}T00:00:00+08:00"


def _moment(moment: Any) -> str:
    return str(moment.astimezone(SHANGHAI).isoformat(timespec="seconds"))


def _number(value: Any) -> float:
    """JSON knows no decimals; an amount below a million million yuan keeps its fen as a float."""
    if isinstance(value, Decimal):
        return float(value)
    raise TypeError(type(value))
