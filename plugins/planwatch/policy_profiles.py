"""The threshold profiles of the light: the same projects, coloured as one administration or another would."""

from dataclasses import dataclass
from decimal import Decimal

from planwatch.refusals import KeyFault

# thresholds of one test, the milder first, and whether a lower figure is the worse one
_PAIRS = (
    ("progress_gap_yellow_ratio", "progress_gap_red_ratio", True),
    ("schedule_variance_yellow_days", "schedule_variance_red_days", True),
    ("not_started_yellow_ratio", "not_started_red_ratio", False),
    ("start_overdue_yellow_days", "start_overdue_red_days", False),
    ("investment_shortfall_yellow_ratio", "investment_shortfall_red_ratio", False),
    ("index_yellow_lowest_ratio", "index_red_lowest_ratio", True),
    ("index_yellow_highest_ratio", "index_red_highest_ratio", False),
    ("cost_overrun_yellow_ratio", "cost_overrun_red_ratio", False),
)

# thresholds of which neither says anything without the other
_TOGETHER = (
    ("schedule_variance_elapsed_ratio", "schedule_variance_red_days"),
    ("index_red_lowest_ratio", "index_red_highest_ratio"),
)


@dataclass(frozen=True)
class Profile:
    """The thresholds of one profile; a test whose thresholds are None is not asked. Shares of 1, indexes, days."""

    progress_gap_yellow_ratio: Decimal | None = None
    progress_gap_red_ratio: Decimal | None = None
    schedule_variance_elapsed_ratio: Decimal | None = None
    schedule_variance_yellow_days: int | None = None
    schedule_variance_red_days: int | None = None
    not_started_yellow_ratio: Decimal | None = None
    not_started_red_ratio: Decimal | None = None
    overdue_red_days: int | None = None
    start_overdue_yellow_days: int | None = None
    start_overdue_red_days: int | None = None
    investment_shortfall_yellow_ratio: Decimal | None = None
    investment_shortfall_red_ratio: Decimal | None = None
    index_yellow_lowest_ratio: Decimal | None = None
    index_yellow_highest_ratio: Decimal | None = None
    index_red_lowest_ratio: Decimal | None = None
    index_red_highest_ratio: Decimal | None = None
    cost_overrun_yellow_ratio: Decimal | None = None
    cost_overrun_red_ratio: Decimal | None = None
    asks_standstill: bool = False
    asks_money: bool = False


def profile_faults(name: str, profile: Profile) -> list[KeyFault]:
    """What a profile contradicts itself in: half a test, red no worse than yellow, or nothing asked at all."""
    section = f"profiles.{name}"
    faults: list[KeyFault] = []
    for milder, worse, is_low_bad in _PAIRS:
        yellow, red = getattr(profile, milder), getattr(profile, worse)
        if (yellow is None) != (red is None):
            there, lacking = (worse, milder) if yellow is None else (milder, worse)
            faults.append((section, lacking, "refusals.policy.half_test", {"name": lacking, "other": there}))
        elif yellow is not None and (red >= yellow if is_low_bad else red <= yellow):
            key = "refusals.policy.red_not_below" if is_low_bad else "refusals.policy.red_not_above"
            faults.append((section, worse, key, {"value": red, "milder": milder, "yellow": yellow}))
    for one, other in _TOGETHER:
        given = [getattr(profile, name) is not None for name in (one, other)]
        if given[0] != given[1]:
            there, lacking = (one, other) if given[0] else (other, one)
            faults.append((section, lacking, "refusals.policy.half_test", {"name": lacking, "other": there}))
    if profile == Profile():
        faults.append((section, "", "refusals.policy.asks_nothing", {}))
    return faults
