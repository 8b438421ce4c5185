"""Every sentence that people read, by language and key: include/messages/<language>/<topic>.yaml.

A key is the topic and the path within it, joined by dots: `rules.F13.says`. A placeholder may carry a format:
`{value:wan}` yuan as 万元 with two decimals, `{value:wan6}` the same to the last digit, `{value:percent}` a share of 1
as percent with two decimals, `{value:plain}` a number without trailing zeros, `{value:index}` an index with three
decimals, `{value:days}` days with one, `{value:wan_m2}` square metres as 万m².
"""

import re
import string
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

import yaml

from planwatch import paths
from planwatch.domain.money import in_ten_thousand_yuan, round_half_up
from planwatch.errors import PlanwatchError

LANGUAGES = ("zh", "en")


class MessageError(PlanwatchError):
    """A sentence is missing, or lacks a fact that it names."""


@dataclass(frozen=True)
class TenThousands:
    """A quantity kept in its base unit (yuan, m²) and shown in the form's (万元, 万m²) by the format `plain`."""

    quantity: Decimal

    def __str__(self) -> str:
        return str(self.quantity)


class _Formatter(string.Formatter):
    def format_field(self, value: Any, format_spec: str) -> str:
        if isinstance(value, TenThousands) and format_spec in ("plain", "shown"):
            value = value.quantity / 10_000
        if value is None:
            return "—"
        if format_spec == "shown":
            if isinstance(value, bool) or not isinstance(value, int | Decimal):
                return str(value)
            format_spec = "plain"
        if format_spec == "wan":
            return in_ten_thousand_yuan(Decimal(str(value)))
        if format_spec == "wan6":
            return f"{(Decimal(str(value)) / 10_000).normalize():f}"
        if format_spec == "percent":
            return f"{round_half_up(Decimal(str(value)) * 100)}"
        if format_spec == "plain":
            return f"{Decimal(str(value)).normalize():,f}"
        if format_spec == "index":
            return f"{round_half_up(Decimal(str(value)), 3)}"
        if format_spec == "days":
            return f"{round_half_up(Decimal(str(value)), 1)}"
        if format_spec == "wan_m2":
            return f"{(Decimal(str(value)) / 10_000).normalize():f}"
        return str(super().format_field(value, format_spec))


@dataclass(frozen=True)
class Messages:
    """The catalogue of one language."""

    language: str
    sentences: dict[str, str]

    def say(self, key: str, /, **facts: Any) -> str:
        """The sentence of a key with its facts filled in. Raises MessageError naming the key and what it lacks."""
        if key not in self.sentences:
            raise MessageError(f"include/messages/{self.language} has no sentence {key}; write it in both languages.")
        try:
            return _Formatter().vformat(self.sentences[key], (), facts)
        except (KeyError, ValueError, ArithmeticError) as fault:
            raise MessageError(
                f"The sentence {key} ({self.language}) cannot be filled: {fault!r}, given {facts}"
            ) from fault

    def say_plain(self, key: str) -> str:
        """The sentence with its placeholders unfilled and without their formats, for documentation."""
        return re.sub(r"\{(\w+):\w+\}", r"{\1}", self.sentences[key])


@cache
def load_messages(language: str) -> Messages:
    """The catalogue of `zh` or `en`, all topics."""
    sentences: dict[str, str] = {}
    for path in sorted((paths.MESSAGES / language).glob("*.yaml")):
        _flatten(path.stem, yaml.safe_load(path.read_text(encoding="utf-8")), sentences)
    return Messages(language, sentences)


def say_in_both(key: str, /, **facts: Any) -> str:
    """The sentence in Chinese with English behind it, on one line: for the ledger, logs and the terminal."""
    return " / ".join(load_messages(language).say(key, **facts) for language in LANGUAGES)


def _flatten(prefix: str, entry: Any, sentences: dict[str, str]) -> None:
    if isinstance(entry, dict):
        for key, inner in entry.items():
            _flatten(f"{prefix}.{key}", inner, sentences)
    else:
        sentences[prefix] = str(entry)


def placeholders(sentence: str) -> set[str]:
    """The names of the facts that a sentence needs."""
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}
