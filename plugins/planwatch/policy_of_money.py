"""The sections of the policy on money: what is left over, what is paid, what cables and estimates are held to."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

# what the upper-level subsidy of a project may be divided by
SUBSIDY_BASES = ("final_account", "approved_estimate", "plan_investment", "fiscal_money")


@dataclass(frozen=True)
class Funding:
    """When money that is left over is looked at again. Whole calendar years since the year of its document."""

    carry_warning_age_years: int
    carry_return_age_years: int


@dataclass(frozen=True)
class Payment:
    """Where payments and the work done part ways. Shares of the investment done."""

    overpaid_ratio: Decimal
    underpaid_ratio: Decimal
    underpaid_from_signed_date: date


@dataclass(frozen=True)
class Cable:
    """What the subsidy for cables is a share of (the first base that is known), and who has none."""

    subsidy_bases: tuple[str, ...]
    excluded_operator_codes: tuple[str, ...]
    allocates_unsplit_upper_money: bool


@dataclass(frozen=True)
class Estimate:
    """How far an approved estimate may lie above the plan's figure. Share of the plan's figure."""

    over_plan_ratio: Decimal
