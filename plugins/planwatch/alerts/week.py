"""The published week that letters are written from."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from planwatch.domain.period import shanghai_day
from planwatch.domain.reporting_week import week_key
from planwatch.errors import PlanwatchError
from planwatch.messages import Messages
from planwatch.warehouse import queries
from planwatch.warehouse.connection import Connection


class WeekNotToldError(PlanwatchError):
    """The alerts of a day were not followed yet, so there is nothing to write."""

    def __init__(self, as_of_date: date):
        super().__init__(f"The alerts of {as_of_date} were not followed yet. Run alert_weekly for it.")


@dataclass(frozen=True)
class Week:
    """Everything of one evaluation of a week: its spells and pushed events, the programme, the plan's totals, names."""

    as_of_date: date
    known_date: date
    programme: dict[str, Any]
    spells: list[dict[str, Any]]
    events: list[dict[str, Any]]
    plan_differences: list[dict[str, Any]]
    units: dict[str, dict[str, Any]]
    policy: dict[str, Any]

    @property
    def key(self) -> str:
        return week_key(self.as_of_date)

    @property
    def programme_office_code(self) -> str:
        return str(self.policy["programme_office_code"])

    @property
    def leading_group_code(self) -> str:
        return str(self.policy["leading_group_code"])

    def owner_codes(self) -> list[str]:
        """Who gets a letter: everyone whom an open or just closed alert concerns, and always the programme office."""
        return sorted({self.programme_office_code, *(code for spell in self.spells for code in spell["audience"])})

    def owner_name(self, owner_code: str, messages: Messages) -> str:
        """An owner's name in the language of the messages; a unit's is the plan's."""
        if owner_code in (self.programme_office_code, self.leading_group_code):
            return messages.say(f"letters.owners.{owner_code}")
        unit = self.units.get(owner_code)
        if unit is None:
            return owner_code
        return str(unit["unit_name" if messages.language == "zh" else "unit_name_en"])


def read_week(connection: Connection, as_of_date: date) -> Week:
    """The week of a published day, as of the moment it was published for. Raises WeekNotToldError."""
    found = queries.rows_filled(
        connection, "reporting/programme_evaluation.sql", {"schema": "marts"}, as_of_date=as_of_date
    )
    if not found:
        raise WeekNotToldError(as_of_date)
    [programme] = found
    point = {"as_of_date": as_of_date, "known_at": programme["known_at"]}
    policies = queries.rows(
        connection, "alerting/policy_of_week.sql", **point, policy_version=programme["policy_version"]
    )
    if not policies:
        raise WeekNotToldError(as_of_date)
    units = queries.rows(connection, "alerting/unit_names.sql", plan_version=programme["plan_version"])
    return Week(
        as_of_date=as_of_date,
        known_date=shanghai_day(programme["known_at"]),
        programme=programme,
        spells=queries.rows(connection, "alerting/spells_of_week.sql", **point),
        events=queries.rows(connection, "alerting/events_of_week.sql", **point),
        plan_differences=queries.rows(
            connection, "alerts/plan_differences.sql", plan_version=programme["plan_version"]
        ),
        units={unit["unit_code"]: unit for unit in units},
        policy=policies[0]["alerts"],
    )
