"""The evaluators' policy: include/policy.toml as one frozen object, checked when it is read."""

import tomllib
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from planwatch import paths
from planwatch.errors import PlanwatchError
from planwatch.policy_of_money import SUBSIDY_BASES, Cable, Estimate, Funding, Payment

VERIFICATION_USES = ("reported", "verified")


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
    total_row_ratio: Decimal


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
    """The named profile that colours a project's light."""

    profile: str
    progress_gap_yellow_ratio: Decimal
    progress_gap_red_ratio: Decimal
    schedule_variance_elapsed_ratio: Decimal
    schedule_variance_yellow_days: int
    schedule_variance_red_days: int
    not_started_yellow_ratio: Decimal
    not_started_red_ratio: Decimal
    overdue_red_days: int
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
class Policy:
    """Everything that evaluators decide."""

    tolerance: Tolerance
    limit: Limit
    light: Light
    completeness: Completeness
    verification: Verification
    funding: Funding
    payment: Payment
    cable: Cable
    estimate: Estimate
    satisfaction: Satisfaction


def load_policy(path: Path = paths.POLICY) -> Policy:
    """Read and check a policy file. Raises PolicyError naming every missing, unknown or impossible key."""
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    reasons: list[str] = []
    sections = {field.name: _section(field.name, field.type, content, reasons) for field in fields(Policy)}
    reasons += [f"unknown section [{name}]" for name in content if name not in sections]
    if not reasons:
        reasons += _contradictions(sections)
    if reasons:
        raise PolicyError(path, reasons)
    return Policy(**sections)


def _section(name: str, kind: Any, content: dict[str, Any], reasons: list[str]) -> Any:
    given = content.get(name, {})
    values: dict[str, Any] = {}
    for field in fields(kind):
        if field.name not in given:
            reasons.append(f"[{name}] lacks {field.name}")
            continue
        try:
            values[field.name] = _value(given[field.name], field.type)
        except (ValueError, InvalidOperation):
            reasons.append(
                f"[{name}] {field.name}: {given[field.name]!r} is not a {getattr(field.type, '__name__', '')}"
            )
    reasons.extend(f"[{name}] has an unknown key {key}" for key in given if key not in {f.name for f in fields(kind)})
    return kind(**values) if len(values) == len(fields(kind)) else None


def _value(given: Any, kind: Any) -> Any:
    if kind is date:
        return date.fromisoformat(str(given))
    if kind is bool and not isinstance(given, bool):
        raise ValueError(given)
    if kind == tuple[str, ...] and not (isinstance(given, list) and all(isinstance(word, str) for word in given)):
        raise ValueError(given)
    if kind is int and (isinstance(given, bool) or not isinstance(given, int)):
        raise ValueError(given)
    if kind is Decimal and not (isinstance(given, str) and Decimal(given).is_finite()):
        raise ValueError(given)
    return kind(given)


def _contradictions(sections: dict[str, Any]) -> list[str]:
    light = sections["light"]
    pairs = [
        (light.progress_gap_red_ratio, light.progress_gap_yellow_ratio, "progress_gap"),
        (light.schedule_variance_red_days, light.schedule_variance_yellow_days, "schedule_variance"),
        (-light.not_started_red_ratio, -light.not_started_yellow_ratio, "not_started"),
    ]
    reasons = [f"[light] {name}: red must be worse than yellow" for red, yellow, name in pairs if red >= yellow]
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
