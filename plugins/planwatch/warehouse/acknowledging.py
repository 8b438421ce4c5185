"""Answers to alerts: who acknowledges which, why, when it is to be cured, and until when it is not pushed."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection

from planwatch.domain.period import shanghai_day
from planwatch.refusals import RefusalError
from planwatch.warehouse import queries
from planwatch.warehouse.plan_names import code_of_name


class AcknowledgementError(RefusalError):
    """What was answered is no open alert, or the answer is incomplete."""


@dataclass(frozen=True)
class Answer:
    """An answer. Project and unit by name, alias or code; no rule means every alert of the project's works.

    Without `muted_until_date` it is muted until its recovery date.
    """

    project: str
    unit: str
    reason: str
    recovery_date: date
    rule_id: str | None = None
    muted_until_date: date | None = None


def acknowledge(connection: Connection, answer: Answer, acknowledged_at: datetime) -> int:
    """Record an answer; returns its number. It counts from the next week on.

    Raises AcknowledgementError or UnknownNameError, recording nothing.
    """
    project_code = code_of_name(connection, "project", answer.project)
    unit_code = code_of_name(connection, "operator", answer.unit)
    if not answer.reason.strip():
        raise AcknowledgementError("refusals.acknowledgement.unexplained")
    muted_until = answer.muted_until_date or answer.recovery_date
    if min(answer.recovery_date, muted_until) < shanghai_day(acknowledged_at):
        raise AcknowledgementError(
            "refusals.acknowledgement.past_already", recovery=answer.recovery_date, until=muted_until
        )
    alerts = open_alerts(connection, project_code, unit_code, acknowledged_at)
    if not any(answer.rule_id in (None, alert["rule_id"]) for alert in alerts):
        raise AcknowledgementError(
            "refusals.acknowledgement.nothing_open",
            project=answer.project,
            rule=answer.rule_id or "—",
            rules=[alert["rule_id"] for alert in alerts] or "—",
        )
    return int(
        queries.value(
            connection,
            "alerting/acknowledge.sql",
            project_code=project_code,
            rule_id=answer.rule_id,
            acknowledged_by=unit_code,
            reason=answer.reason.strip(),
            recovery_date=answer.recovery_date,
            muted_until_date=muted_until,
            acknowledged_at=acknowledged_at,
        )
    )


def open_alerts(connection: Connection, project_code: str, unit_code: str, known_at: datetime) -> list[dict[str, Any]]:
    """The open alerts of a project, and of the unit's own items of it, in the newest week told by a moment."""
    point = {"project_code": project_code, "unit_code": unit_code, "known_at": known_at}
    return queries.rows(connection, "alerting/open_alerts.sql", **point)
