"""The evaluators' policy: include/policy.toml as one frozen object, checked when it is read."""

import json
import re
import tomllib
from dataclasses import MISSING, dataclass, fields
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from planwatch import paths
from planwatch.policy_alerts import AlertRule, Alerts, alert_faults
from planwatch.policy_of_money import SUBSIDY_BASES, Cable, Estimate, Funding, Payment
from planwatch.policy_profiles import Profile, profile_faults
from planwatch.refusals import FileRefusalError, KeyFault, Problem, not_toml

VERIFICATION_USES = ("reported", "verified")
MISMATCHES: dict[Any, str] = {
    int: "refusals.policy.not_whole",
    bool: "refusals.policy.not_true_false",
    Decimal: "refusals.policy.not_number",
    date: "refusals.policy.not_day",
    tuple[str, ...]: "refusals.policy.not_words",
}
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
    try:
        written = path.read_text(encoding="utf-8")
        content = tomllib.loads(written)
    except ValueError as fault:
        raise PolicyError([not_toml(path.name, fault)]) from None
    faults: list[KeyFault] = []
    sections = {
        field.name: _section(field.name, field.type, content.get(field.name, {}), faults)
        for field in fields(Policy)
        if field.name not in NAMED_SECTIONS
    }
    for section, kind in NAMED_SECTIONS.items():
        sections[section] = {
            name: _section(f"{section}.{name}", kind, given, faults) for name, given in content.get(section, {}).items()
        }
    known = {"allowed": list(sections)}
    faults += [(name, "", "refusals.policy.unknown_section", known) for name in content if name not in sections]
    if not faults:
        faults += _contradictions(sections)
    if faults:
        lines = written.splitlines()
        raise PolicyError(
            [
                Problem(path.name, _line_of(lines, section, name), f"[{section}] {name}".rstrip(), key, facts)
                for section, name, key, facts in faults
            ]
        )
    return Policy(**sections)


def _line_of(lines: list[str], section: str, name: str) -> int:
    """The line of a key of a section; of the section where it lacks the key; 0 where it is not found, either."""
    upper, _, own = section.rpartition(".")
    heading, here = 0, ""
    for number, line in enumerate(lines, start=1):
        begun = line.replace(" ", "")
        if found := re.match(r"\[([\w.-]+)\]", begun):
            here = found[1]
        is_own = here == section
        if (is_own and found) or (here == upper and begun.startswith(f"{own}=")):
            heading = heading or number
        if is_own and name and begun.startswith(f"{name}="):
            return number
    return heading


def _section(name: str, kind: Any, given: dict[str, Any], faults: list[KeyFault]) -> Any:
    values: dict[str, Any] = {}
    for field in fields(kind):
        if field.name not in given:
            if field.default is MISSING:
                faults.append((name, field.name, "refusals.policy.lacks", {"name": field.name, "section": name}))
            continue
        try:
            values[field.name] = _value(given[field.name], field.type)
        except (ValueError, InvalidOperation):
            shown = json.dumps(given[field.name], ensure_ascii=False, default=str)
            faults.append((name, field.name, MISMATCHES[_plain(field.type)], {"value": shown}))
    known = [field.name for field in fields(kind)]
    faults += [(name, key, "refusals.policy.unknown_key", {"allowed": known}) for key in given if key not in known]
    needed = [field for field in fields(kind) if field.default is MISSING]
    return kind(**values) if all(field.name in values for field in needed) else None


def _plain(kind: Any) -> Any:
    return {Decimal | None: Decimal, int | None: int, str | None: str}.get(kind, kind)


def _value(given: Any, kind: Any) -> Any:
    kind = _plain(kind)
    if kind is date:
        return date.fromisoformat(str(given))
    if kind == tuple[str, ...] and not (isinstance(given, list) and all(isinstance(word, str) for word in given)):
        raise ValueError(given)
    if kind in (int, bool) and type(given) is not kind:
        raise ValueError(given)
    if kind is Decimal and not (isinstance(given, str) and Decimal(given).is_finite()):
        raise ValueError(given)
    return kind(given)


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
