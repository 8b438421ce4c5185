"""How the values of an explained figure are printed: rounded, or in words."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from planwatch.domain.period import SHANGHAI
from planwatch.messages import Messages


def printed(column: str, value: Any) -> Any:
    """A value as the tree prints it: amounts to fen, other figures to six places."""
    if isinstance(value, Decimal):
        places = Decimal("0.01") if column.endswith("_amount") else Decimal("0.000001")
        return value if -value.as_tuple().exponent <= -places.as_tuple().exponent else value.quantize(places)  # type: ignore[operator]
    return value


def shown(column: str, value: Any, messages: Messages, words: str = "") -> str:
    """A value as a person reads it: numbers with thousands, years without, codes in words, null as unknown."""
    if value is None:
        return messages.say("explain.unknown")
    if isinstance(value, bool):
        return messages.say(f"explain.is.{str(value).lower()}")
    if column.endswith("_year"):
        return str(value)
    if isinstance(value, Decimal | int):
        return f"{printed(column, value):,}"
    return said(column, value, messages, words)


def said(column: str, value: Any, messages: Messages, words: str = "") -> str:
    """A code in words where the catalogue has any: under `words` where these are named, else by column or value."""
    kind = "reason" if column.endswith("reason") else column
    for key in (f"{words}.{value}", f"explain.values.{value}", f"figures.{kind}.{value}"):
        if key in messages.sentences:
            return messages.sentences[key]
    return str(value)


def shanghai(moment: datetime, name: str = "known_at") -> dict[str, str]:
    """A moment by Shanghai\'s clock, under the name that a sentence has for it."""
    return {name: f"{moment.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"}
