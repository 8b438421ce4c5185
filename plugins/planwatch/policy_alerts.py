"""Who hears of what, how long a spell may last before it is escalated, and what counts as worse."""

from dataclasses import dataclass
from decimal import Decimal

from planwatch.refusals import KeyFault

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


def alert_faults(alerts: Alerts, rules: dict[str, AlertRule]) -> list[KeyFault]:
    """What the alerts contradict themselves in."""
    faults: list[KeyFault] = [
        ("alerts", name, "refusals.policy.below_one", {"value": getattr(alerts, name)})
        for name in ("reminder_notice_days", "reopened_within_weeks", "order_deadline_workdays")
        if getattr(alerts, name) < 1
    ]
    if not rules:
        faults.append(("alert_rules", "", "refusals.policy.no_alert_rule", {}))
    for rule_id, rule in rules.items():
        where = f"alert_rules.{rule_id}"
        if rule.kind not in KINDS:
            faults.append((where, "kind", "refusals.policy.none_of", {"value": rule.kind, "allowed": KINDS}))
        faults += [
            (where, "told", "refusals.policy.none_of", {"value": role, "allowed": ROLES})
            for role in rule.told
            if role not in ROLES
        ]
        if (rule.measure is None) != (rule.step is None) or rule.step == 0:
            facts = {"measure": rule.measure, "step": rule.step}
            faults.append((where, "step", "refusals.policy.measure_and_step", facts))
        weeks = rule.escalates_after_weeks
        if weeks is not None and weeks < 1:
            faults.append((where, "escalates_after_weeks", "refusals.policy.below_one", {"value": weeks}))
    return faults
