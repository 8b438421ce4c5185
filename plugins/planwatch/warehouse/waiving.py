"""Waivers: who let pass what a rule would have held back or missed, of which unit, for how long, and why."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection

from planwatch.domain.period import shanghai_day
from planwatch.refusals import RefusalError
from planwatch.rules import load_rules
from planwatch.warehouse import queries
from planwatch.warehouse.plan_names import code_of_name


class WaiverError(RefusalError):
    """What was asked for cannot be waived or revoked."""


@dataclass(frozen=True)
class Waiver:
    """What is asked for. Unit and project by name, alias or code; no form and no project mean all of the unit's.

    It covers lines whose cut-off date lies from first to last, of returns received from its grant to the end of the day
    it expires on. Of rule F33 it excuses what falls due by then.
    """

    rule_id: str
    unit: str
    first_cutoff_date: date
    last_cutoff_date: date
    reason: str
    granted_by: str
    expires_date: date
    form: str | None = None
    project: str | None = None


def grant(connection: Connection, waiver: Waiver, granted_at: datetime) -> int:
    """Record a waiver; returns its number. Raises WaiverError or UnknownNameError, recording nothing."""
    rule = load_rules().get(waiver.rule_id)
    if rule is None:
        raise WaiverError("refusals.waiver.unknown_rule", rule=waiver.rule_id)
    if not rule.is_waivable:
        raise WaiverError("refusals.waiver.not_waivable", rule=rule.id)
    if waiver.form is not None and waiver.form not in rule.forms:
        raise WaiverError("refusals.waiver.form_not_of_rule", rule=rule.id, form=waiver.form, forms=rule.forms)
    if waiver.last_cutoff_date < waiver.first_cutoff_date:
        raise WaiverError(
            "refusals.waiver.period_ends_first", first=waiver.first_cutoff_date, last=waiver.last_cutoff_date
        )
    if waiver.expires_date < shanghai_day(granted_at):
        raise WaiverError("refusals.waiver.expired_already", expires=waiver.expires_date)
    if not waiver.reason.strip() or not waiver.granted_by.strip():
        raise WaiverError("refusals.waiver.unexplained")
    return queries.value(
        connection,
        "waivers/grant.sql",
        rule_id=rule.id,
        unit_code=code_of_name(connection, "operator", waiver.unit),
        form=waiver.form,
        project_code=code_of_name(connection, "project", waiver.project) if waiver.project else None,
        first_cutoff_date=waiver.first_cutoff_date,
        last_cutoff_date=waiver.last_cutoff_date,
        reason=waiver.reason.strip(),
        granted_by=waiver.granted_by.strip(),
        granted_at=granted_at,
        expires_date=waiver.expires_date,
    )


def revoke(connection: Connection, waiver_id: int, revoked_by: str, revoked_at: datetime) -> None:
    """End a waiver from a moment on; what it has let pass stays. Raises WaiverError where none is in force."""
    if not revoked_by.strip():
        raise WaiverError("refusals.waiver.unexplained")
    revoked = queries.value(
        connection, "waivers/revoke.sql", waiver_id=waiver_id, revoked_by=revoked_by.strip(), revoked_at=revoked_at
    )
    if revoked is None:
        raise WaiverError("refusals.waiver.nothing_to_revoke", waiver=waiver_id)


def register(connection: Connection, today: date) -> list[dict[str, Any]]:
    """Every waiver, oldest first, with its uses and its `standing` on a day: in_force, expired or revoked."""
    return queries.rows(connection, "waivers/register.sql", today=today)
