"""A published day in the Open Contracting for Infrastructure Data Standard 0.9: one project package.

Physical and financial progress are the standard's own: done as metrics, planned and expected as forecasts. Amounts are
yuan. What is not known is left out.
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
from planwatch.refusals import RefusalError
from planwatch.warehouse import queries
from planwatch.warehouse.connection import Connection
from planwatch.warehouse.publishing import NotPublishedError

PERCENT = {"name": "percent", "scheme": "UNCEFACT", "id": "P1"}


class UnknownAuthorityError(RefusalError):
    """The unit that the description names as public authority is none of the plan's."""


def write_oc4ids(connection: Connection, as_of_date: date, path: Path, messages: Messages) -> Path:
    """Write the day's project package as JSON; the same publication gives the same bytes.

    Raises NotPublishedError, and UnknownAuthorityError where the plan has no such unit.
    """
    rows = queries.rows(connection, "exporting/oc4ids_projects.sql", as_of_date=as_of_date)
    if not rows:
        raise NotPublishedError(as_of_date)
    parties = queries.rows(connection, "exporting/oc4ids_parties.sql", plan_version=rows[0]["plan_version"])
    choice = yaml.safe_load((paths.INCLUDE / "oc4ids.yaml").read_text(encoding="utf-8"))
    units = {party["unit_code"]: party for party in parties}
    if choice["public_authority"] not in units:
        raise UnknownAuthorityError(
            "refusals.oc4ids.no_authority", unit=choice["public_authority"], version=rows[0]["plan_version"]
        )
    authority = units[choice["public_authority"]]
    package = {
        "uri": f"{choice['uri']}/{as_of_date}",
        "version": choice["version"],
        "publishedDate": _moment(rows[0]["known_at"]),
        "publisher": {"name": choice["publisher"]},
        "projects": [_project(row, authority, parties, choice, messages) for row in rows],
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(package, ensure_ascii=False, indent=2, default=_number) + "\n", encoding="utf-8")
    return path


def _project(
    row: dict[str, Any],
    authority: dict[str, Any],
    parties: list[dict[str, Any]],
    choice: dict[str, Any],
    messages: Messages,
) -> dict[str, Any]:
    chosen = [party for party in parties if _roles(party, choice)]
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
    } | _told(row, choice, messages)


def _told(row: dict[str, Any], choice: dict[str, Any], messages: Messages) -> dict[str, Any]:
    """What is known beyond the plan's line: done as `metrics`, planned and expected as `forecasts`, begin and end."""
    done = {
        "physicalProgress": [("actual", row["physical_progress_ratio"])],
        "financialProgress": [("earned", row["earned_value_amount"]), ("paid", row["actual_cost_amount"])],
    }
    planned = {
        "physicalProgress": [("planned", row["planned_progress_ratio"])],
        "financialProgress": [("planned", row["planned_value_amount"])],
    }
    metrics, forecasts = (
        [_metric(code, figures, row, choice, messages) for code, figures in wanted.items()]
        for wanted in (done, planned)
    )
    forecasts[0]["observations"] += _finish(row, messages)
    period = {"startDate": row["started_date"], "endDate": row["finished_date"]}
    completion: dict[str, Any] = {"endDate": _day(row["finished_date"])} if row["finished_date"] else {}
    if completion and row["final_account_amount"] is not None:
        completion["finalValue"] = _value(row["final_account_amount"], choice)
    told = {
        "implementationPeriod": {name: _day(day) for name, day in period.items() if day is not None},
        "completion": completion,
        "metrics": [metric for metric in metrics if metric["observations"]],
        "forecasts": [metric for metric in forecasts if metric["observations"]],
    }
    return {name: content for name, content in told.items() if content}


def _metric(
    code: str, figures: list[tuple[str, Any]], row: dict[str, Any], choice: dict[str, Any], messages: Messages
) -> dict[str, Any]:
    """One metric with an observation per known figure; money as a value, a share of 1 as a percentage."""
    until = {"startDate": _day(row["window_start_date"]), "endDate": _day(row["as_of_date"])}
    observations: list[dict[str, Any]] = []
    for name, figure in figures:
        if figure is not None:
            known = {"id": f"{row['as_of_date']}-{name}", "period": until, "notes": messages.say(f"oc4ids.{name}")}
            is_money = code == "financialProgress"
            measured = {"value": _value(figure, choice)} if is_money else {"measure": figure * 100, "unit": PERCENT}
            observations.append(known | measured)
    title = messages.say("oc4ids.financial" if code == "financialProgress" else "oc4ids.physical")
    return {"id": code, "title": title, "observations": observations}


def _finish(row: dict[str, Any], messages: Messages) -> list[dict[str, Any]]:
    """When the project will be whole, at its present pace; nothing once it is finished or where it cannot be known."""
    if row["forecast_finish_date"] is None or row["finished_date"] is not None:
        return []
    until = {"startDate": _day(row["as_of_date"]), "endDate": _day(row["forecast_finish_date"])}
    notes = messages.say("oc4ids.forecast")
    return [{"id": f"{row['as_of_date']}-finish", "period": until, "measure": 100, "unit": PERCENT, "notes": notes}]


def _status(row: dict[str, Any]) -> str:
    if row["finished_date"] is not None:
        return "completion"
    return "preparation" if row["started_date"] is None else "implementation"


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
