"""Facts of the warehouse in words that more than one room says: why a project has its light."""

from decimal import Decimal
from typing import Any

from planwatch.domain.money import round_half_up
from planwatch.messages import Messages


def reason_in_words(reason: dict[str, Any], messages: Messages) -> str:
    """One reason of a light, from its rule and facts."""
    facts = dict(reason["facts"])
    if facts.get("gap") is not None:
        facts["lag"] = -Decimal(str(facts["gap"]))
    if facts.get("days") is not None:
        facts["days"] = round_half_up(Decimal(str(facts["days"])), 0)
    return messages.say(f"evaluation.reason.{reason['rule']}", **facts)
