"""Who hears of what, how long a spell may last before it is escalated, and what counts as worse."""

from dataclasses import dataclass
from decimal import Decimal

KINDS = ("project", "item", "money", "data")
ROLES = ("owner", "approver", "item_owner", "reporting_unit", "finance_bureau")


@dataclass(frozen=True)
class Alerts:
    """What holds for every alert. Days are calendar days unless named workdays; codes are units' or owners'.

    `reminder_notice_days`: nobody is first reminded of a return with fewer days left, as long as letters go weekly.
    """

    reminder_notice_days: int
    reopened_within_weeks: int
    order_deadline_workdays: int
    acknowledgement_words: tuple[str, ...]
    programme_office_code: str
    finance_bureau_code: str
    leading_group_code: str


@dataclass(frozen=True)
class AlertRule:
    """One rule of alerts: its kind, who hears besides the programme office, and when it is escalated.

    `measure` names the fact that is followed; a spell is worse once it has moved by `step` in the step's own direction,
    better once it has moved as far back. Without them only the level says so. `escalates_after_weeks`: consecutive red
    weeks until the leading group hears; None for never.
    """

    kind: str
    told: tuple[str, ...]
    measure: str | None = None
    step: Decimal | None = None
    escalates_after_weeks: int | None = None


def alert_faults(alerts: Alerts, rules: dict[str, AlertRule]) -> list[str]:
    """What the alerts contradict themselves in."""
    faults = [
        f"[alerts] {name}: must be at least 1"
        for name in ("reminder_notice_days", "reopened_within_weeks", "order_deadline_workdays")
        if getattr(alerts, name) < 1
    ]
    if not rules:
        faults.append("[alert_rules] names no rule")
    for rule_id, rule in rules.items():
        where = f"[alert_rules.{rule_id}]"
        if rule.kind not in KINDS:
            faults.append(f"{where} kind: must be one of {', '.join(KINDS)}")
        faults += [f"{where} told: {role} is none of {', '.join(ROLES)}" for role in rule.told if role not in ROLES]
        if (rule.measure is None) != (rule.step is None) or rule.step == 0:
            faults.append(f"{where} measure and step belong together, and a step is not 0")
        if rule.escalates_after_weeks is not None and rule.escalates_after_weeks < 1:
            faults.append(f"{where} escalates_after_weeks: must be at least 1")
    return faults
