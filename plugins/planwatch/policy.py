"""The evaluators' policy: include/policy.toml as one frozen object, checked when it is read."""

from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from planwatch import paths
from planwatch.policy_alerts import AlertRule, Alerts, alert_faults
from planwatch.policy_of_money import SUBSIDY_BASES, Cable, Estimate, Funding, Payment
from planwatch.policy_profiles import Profile, profile_faults
from planwatch.refusals import FileRefusalError, KeyFault, Problem
from planwatch.toml_sections import content_of, problems_of, section_of, unknown_sections

VERIFICATION_USES = ("reported", "verified")
NAMED_SECTIONS: dict[str, Any] = {"profiles": Profile, "alert_rules": AlertRule}


class PolicyError(FileRefusalError):
    """The policy file has a fault; the policy in force stays."""

    def __init__(self, problems: list[Problem]):
        super().__init__("refusals.policy.refused", problems)


@dataclass(frozen=True)
class Tolerance:
    """By how much figures may differ and still agree. Amounts in yuan."""

    previous_plus_period_amount: Decimal
    previous_plus_period_percent: Decimal


@dataclass(frozen=True)
class Limit:
    """Where a plausible figure ends. Ratios are shares of the plan figure."""

    earliest_date: date
    quantity_error_ratio: Decimal
    investment_error_ratio: Decimal
    unit_suspect_ratio: Decimal
    unit_suspect_lowest_ratio: Decimal
    unit_suspect_highest_ratio: Decimal
    jump_percent: Decimal
    jump_days: int
    progress_without_spending_percent: Decimal
    progress_without_spending_days: int
    spending_without_progress_ratio: Decimal
    execution_reason_ratio: Decimal


@dataclass(frozen=True)
class Light:
    """Which profile colours a project's light, and what holds under every profile."""

    profile: str
    standstill_days: int
    missing_cycles: int


@dataclass(frozen=True)
class Completeness:
    """How long a return stays valid as news of its project."""

    valid_return_days: int


@dataclass(frozen=True)
class Verification:
    """Whose word on progress counts.

    `uses` is reported (a verified share stands beside the reported one) or verified (it takes its place).
    `verifying_unit_codes` names the units whose verification is one, joined by |; an implementing company never is.
    """

    uses: str
    verifying_unit_codes: str


@dataclass(frozen=True)
class Satisfaction:
    """From how many valid answers on residents' satisfaction is a figure."""

    least_answers_count: int


@dataclass(frozen=True)
class Evaluation:
    """How a score becomes a grade: the name of a scheme of include/evaluation/grade_schemes.csv."""

    grade_scheme: str


@dataclass(frozen=True)
class Policy:
    """Everything that evaluators decide."""

    tolerance: Tolerance
    limit: Limit
    light: Light
    completeness: Completeness
    evaluation: Evaluation
    profiles: dict[str, Profile]
    verification: Verification
    funding: Funding
    payment: Payment
    cable: Cable
    estimate: Estimate
    satisfaction: Satisfaction
    alerts: Alerts
    alert_rules: dict[str, AlertRule]


def load_policy(path: Path = paths.POLICY) -> Policy:
    """Read and check a policy file. Raises PolicyError naming every missing, unknown or impossible key."""
    written, content = content_of(path, PolicyError)
    faults: list[KeyFault] = []
    sections = {
        field.name: section_of(field.name, field.type, content.get(field.name, {}), faults)
        for field in fields(Policy)
        if field.name not in NAMED_SECTIONS
    }
    for section, kind in NAMED_SECTIONS.items():
        sections[section] = {
            name: section_of(f"{section}.{name}", kind, given, faults)
            for name, given in content.get(section, {}).items()
        }
    faults += unknown_sections(content, sections)
    if not faults:
        faults += _contradictions(sections)
    if faults:
        raise PolicyError(problems_of(path.name, written, faults))
    return Policy(**sections)


def _contradictions(sections: dict[str, Any]) -> list[KeyFault]:
    faults = [fault for name, profile in sections["profiles"].items() for fault in profile_faults(name, profile)]
    faults += alert_faults(sections["alerts"], sections["alert_rules"])
    chosen = sections["light"].profile
    if chosen not in sections["profiles"]:
        facts = {"value": chosen, "allowed": list(sections["profiles"])}
        faults.append(("light", "profile", "refusals.policy.none_of", facts))
    uses = sections["verification"].uses
    if uses not in VERIFICATION_USES:
        facts = {"value": uses, "allowed": VERIFICATION_USES}
        faults.append(("verification", "uses", "refusals.policy.none_of", facts))
    funding = sections["funding"]
    if funding.carry_return_age_years <= funding.carry_warning_age_years:
        facts = {"value": funding.carry_return_age_years, "warning": funding.carry_warning_age_years}
        faults.append(("funding", "carry_return_age_years", "refusals.policy.returned_first", facts))
    faults += [
        ("cable", "subsidy_bases", "refusals.policy.none_of", {"value": base, "allowed": SUBSIDY_BASES})
        for base in sections["cable"].subsidy_bases
        if base not in SUBSIDY_BASES
    ]
    return faults
