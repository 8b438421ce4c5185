"""By which words rows and answers of a return are known: the lists of include/reading.toml as frozen objects."""

import json
import re
from dataclasses import asdict, dataclass, fields
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from planwatch import limits, paths
from planwatch.intake.text import normalised
from planwatch.refusals import FileRefusalError, KeyFault, Problem
from planwatch.toml_sections import content_of, problems_of, section_of, unknown_sections

Words = tuple[str, ...]


class RecognitionError(FileRefusalError):
    """The word lists lack an entry, have one too many, or one that could never be met."""

    def __init__(self, problems: list[Problem]):
        super().__init__("refusals.reading.refused", problems)


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
    written, content = content_of(path, RecognitionError)
    faults: list[KeyFault] = []
    sections = {
        field.name: section_of(field.name, field.type, content.get(field.name, {}), faults)
        for field in fields(Recognition)
    }
    faults += unknown_sections(content, (*sections, *limits.SECTIONS))
    if not faults:
        faults += _contradictions(sections)
    if faults:
        raise RecognitionError(problems_of(path.name, written, faults))
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


def _contradictions(sections: dict[str, Any]) -> list[KeyFault]:
    faults: list[KeyFault] = []
    for name, section in sections.items():
        for key, value in asdict(section).items():
            if isinstance(value, tuple):
                is_met = value and all(word and normalised(word).lower() == word for word in value)
                reason = None if is_met else "refusals.reading.not_as_read"
            else:
                reason = None if value > 0 else "refusals.reading.not_positive"
            if reason:
                faults.append((name, key, reason, {"value": json.dumps(value, ensure_ascii=False, default=str)}))
    both = set(sections["answers"].yes) & set(sections["answers"].no)
    if both:
        faults.append(("answers", "no", "refusals.reading.both", {"words": sorted(both)}))
    return faults
