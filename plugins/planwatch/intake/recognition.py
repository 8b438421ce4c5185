"""By which words rows and answers of a return are known: the lists of include/reading.toml as frozen objects."""

import re
import tomllib
from dataclasses import dataclass, fields
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Any

from planwatch import limits, paths
from planwatch.errors import PlanwatchError
from planwatch.intake.text import normalised

Words = frozenset[str]


class RecognitionError(PlanwatchError):
    """The word lists lack an entry, have one too many, or one that could never be met."""

    def __init__(self, path: Path, reasons: list[str]):
        super().__init__(f"{path.name}: " + "; ".join(reasons) + ".")


@dataclass(frozen=True)
class Answers:
    """What means yes and what means no."""

    yes: Words
    no: Words


@dataclass(frozen=True)
class NotKnown:
    """What stands in a cell of which nothing is known yet."""

    words: Words


@dataclass(frozen=True)
class TotalRows:
    """What a row is called that sums up others, or only those since the last of its kind."""

    labels: Words
    part_labels: Words
    of_what: Words
    longest_label_characters: int


@dataclass(frozen=True)
class TotalDifferences:
    """From which difference on a sum disagrees with its rows, by the type of its column: yuan, counts, m², m."""

    money: Decimal
    count: Decimal
    area: Decimal
    length: Decimal


@dataclass(frozen=True)
class Notes:
    """How a remark below a table begins."""

    beginnings: Words
    numbered_beginnings: Words
    most_characters_before_colon: int


@dataclass(frozen=True)
class LabelsAbove:
    """What stands above a table before a unit's name, an answer and a day."""

    unit: Words
    no_change: Words
    cutoff_date: Words


@dataclass(frozen=True)
class Recognition:
    """Every list, as include/reading.toml explains them."""

    answers: Answers
    not_known: NotKnown
    total_rows: TotalRows
    total_differences: TotalDifferences
    notes: Notes
    labels_above: LabelsAbove


@cache
def load_recognition(path: Path = paths.INCLUDE / "reading.toml") -> Recognition:
    """The lists in force. Raises RecognitionError naming every missing, unknown or impossible entry."""
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    reasons: list[str] = []
    sections = {
        field.name: _section(field.name, field.type, content.get(field.name, {}), reasons)
        for field in fields(Recognition)
    }
    reasons += [f"unknown section [{name}]" for name in content if name not in (*sections, *limits.SECTIONS)]
    if not reasons:
        both = sections["answers"].yes & sections["answers"].no
        reasons += [f"[answers] {word} is both yes and no" for word in sorted(both)]
    if reasons:
        raise RecognitionError(path, reasons)
    return Recognition(**sections)


def yes_or_no(word: str) -> bool | None:
    """What an answer means; None where it means neither. `word` is normalised."""
    answers, word = load_recognition().answers, word.lower()
    return True if word in answers.yes else False if word in answers.no else None


def is_not_known(word: str) -> bool:
    """Whether a cell says that nothing is known yet. `word` is normalised."""
    return word.lower() in load_recognition().not_known.words


def any_of(words: Words) -> str:
    """A pattern that one of the words matches, the longest of them first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def _section(name: str, kind: Any, given: dict[str, Any], reasons: list[str]) -> Any:
    values: dict[str, Any] = {}
    for field in fields(kind):
        if field.name not in given:
            reasons.append(f"[{name}] lacks {field.name}")
        elif (value := _value(given[field.name], field.type)) is None:
            reasons.append(f"[{name}] {field.name}: {given[field.name]!r} is not {_WANTED[field.type]}")
        else:
            values[field.name] = value
    known = {field.name for field in fields(kind)}
    reasons += [f"[{name}] has an unknown key {key}" for key in given if key not in known]
    return kind(**values) if values.keys() == known else None


_WANTED: dict[Any, str] = {
    Words: "a list of words in half-width and lower case",
    int: "a positive whole number",
    Decimal: "a positive number in quotes",
}


def _value(given: Any, kind: Any) -> Any:
    if kind == Words:
        words = given if isinstance(given, list) else []
        is_right = all(isinstance(word, str) and word and normalised(word).lower() == word for word in words)
        return frozenset(words) if words and is_right else None
    if kind is int:
        return given if type(given) is int and given > 0 else None
    try:
        number = Decimal(given) if isinstance(given, str) else Decimal(0)
    except InvalidOperation:
        return None
    return number if number.is_finite() and number > 0 else None
