"""The evaluators' policy: include/policy.toml as one frozen object, checked when it is read."""

import tomllib
from dataclasses import MISSING, dataclass, fields
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from planwatch import paths
from planwatch.errors import PlanwatchError
from planwatch.policy_alerts import AlertRule, Alerts, alert_faults
from planwatch.policy_of_money import SUBSIDY_BASES, Cable, Estimate, Funding, Payment
from planwatch.policy_profiles import Profile, profile_faults

VERIFICATION_USES = ("reported", "verified")
NAMED_SECTIONS: dict[str, Any] = {"profiles": Profile, "alert_rules": AlertRule}


class PolicyError(PlanwatchError):
    """The policy file has a fault; the policy in force stays."""

    def __init__(self, path: Path, reasons: list[str]):
        super().__init__(f"{path.name}: " + "; ".join(reasons) + ". The policy in force stays.")
        self.reasons = reasons


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
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    reasons: list[str] = []
    sections = {
        field.name: _section(field.name, field.type, content.get(field.name, {}), reasons)
        for field in fields(Policy)
        if field.name not in NAMED_SECTIONS
    }
    for section, kind in NAMED_SECTIONS.items():
        sections[section] = {
            name: _section(f"{section}.{name}", kind, given, reasons)
            for name, given in content.get(section, {}).items()
        }
    reasons += [f"unknown section [{name}]" for name in content if name not in sections]
    if not reasons:
        reasons += _contradictions(sections)
    if reasons:
        raise PolicyError(path, reasons)
    return Policy(**sections)


def _section(name: str, kind: Any, given: dict[str, Any], reasons: list[str]) -> Any:
    values: dict[str, Any] = {}
    for field in fields(kind):
        if field.name not in given:
            if field.default is MISSING:
                reasons.append(f"[{name}] lacks {field.name}")
            continue
        try:
            values[field.name] = _value(given[field.name], field.type)
        except (ValueError, InvalidOperation):
            reasons.append(f"[{name}] {field.name}: {given[field.name]!r} is not a {_kind_name(field.type)}")
    reasons.extend(f"[{name}] has an unknown key {key}" for key in given if key not in {f.name for f in fields(kind)})
    needed = [field for field in fields(kind) if field.default is MISSING]
    return kind(**values) if all(field.name in values for field in needed) else None


def _kind_name(kind: Any) -> str:
    return getattr(kind, "__name__", str(kind)).removesuffix(" | None").rpartition(".")[2]


def _value(given: Any, kind: Any) -> Any:
    kind = {Decimal | None: Decimal, int | None: int, str | None: str}.get(kind, kind)
    if kind is date:
        return date.fromisoformat(str(given))
    if kind == tuple[str, ...] and not (isinstance(given, list) and all(isinstance(word, str) for word in given)):
        raise ValueError(given)
    if kind in (int, bool) and type(given) is not kind:
        raise ValueError(given)
    if kind is Decimal and not (isinstance(given, str) and Decimal(given).is_finite()):
        raise ValueError(given)
    return kind(given)


def _contradictions(sections: dict[str, Any]) -> list[str]:
    reasons = [reason for name, profile in sections["profiles"].items() for reason in profile_faults(name, profile)]
    reasons += alert_faults(sections["alerts"], sections["alert_rules"])
    chosen = sections["light"].profile
    if chosen not in sections["profiles"]:
        reasons.append(f"[light] profile: there is no [profiles.{chosen}]")
    if sections["verification"].uses not in VERIFICATION_USES:
        reasons.append(f"[verification] uses: must be one of {', '.join(VERIFICATION_USES)}")
    funding = sections["funding"]
    if funding.carry_return_age_years <= funding.carry_warning_age_years:
        reasons.append("[funding] carry: money is returned later than warned of")
    reasons += [
        f"[cable] subsidy_bases: {base} is none of {', '.join(SUBSIDY_BASES)}"
        for base in sections["cable"].subsidy_bases
        if base not in SUBSIDY_BASES
    ]
    return reasons
