"""A value of the warehouse as a cell shows it: 万元, percent, points, words; half up, a dash for what is not known."""

from datetime import date
from decimal import Decimal
from typing import Any

from planwatch.domain.money import round_half_up
from planwatch.messages import Messages
from planwatch.phrasing import reason_in_words

YUAN_IN_SHOWN_UNIT = Decimal(10_000)


def shown_value(kind: str, catalogue: str, value: Any, messages: Messages) -> Any:
    """The cell's content: a number that Excel formats, a day, or text. Empty text for the reader's own hand."""
    if kind == "blank":
        return ""
    if kind == "reasons":
        return "\n".join(reason_in_words(reason, messages) for reason in value or [])
    if value is None:
        return None if kind == "text" else messages.say("workbook.not_known")
    if kind == "light":
        return messages.say(f"evaluation.light.{value}")
    if kind == "words":
        return messages.say(f"{catalogue}.{value}")
    if kind in _ROUNDED:
        return _ROUNDED[kind](Decimal(str(value)))
    return value if isinstance(value, int | date | Decimal) else str(value)


_ROUNDED = {
    "money": lambda amount: round_half_up(amount / YUAN_IN_SHOWN_UNIT),
    "ratio": lambda ratio: round_half_up(ratio, 4),
    "points": lambda ratio: round_half_up(ratio * 100),
    "index": lambda index: round_half_up(index, 3),
    "length": lambda metres: round_half_up(metres),
    "score": lambda score: round_half_up(score),
    "days": lambda days: round_half_up(days, 0),
}
