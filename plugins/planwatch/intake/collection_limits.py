"""What asking a unit's API may cost and how far it is believed: include/collecting.toml as one frozen object."""

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

from planwatch import paths
from planwatch.errors import PlanwatchError


class CollectionLimitError(PlanwatchError):
    """The file of limits lacks one, has one too many, or one that is no whole number."""


@dataclass(frozen=True)
class CollectionLimits:
    """Bytes, counts, seconds and days, as include/collecting.toml explains them."""

    connect_seconds: int
    read_seconds: int
    answer_seconds: int
    most_attempts: int
    most_garbled_attempts: int
    backoff_milliseconds: int
    longest_wait_seconds: int
    largest_answer_bytes: int
    most_pages: int
    most_lines: int
    most_repeated_pages: int
    longest_text_characters: int
    longest_example_characters: int
    overlap_seconds: int
    whole_days: int
    most_restarts: int
    skew_warning_seconds: int


@cache
def load_collection_limits(path: Path = paths.INCLUDE / "collecting.toml") -> CollectionLimits:
    """The limits in force. Raises CollectionLimitError."""
    sections = tomllib.loads(path.read_text(encoding="utf-8"))
    given = {name: value for section in sections.values() for name, value in section.items()}
    expected = {field.name for field in fields(CollectionLimits)}
    wrong = [name for name, value in given.items() if type(value) is not int or value < 0]
    if wrong or expected != set(given):
        raise CollectionLimitError(f"{path.name}: look at {', '.join(sorted({*wrong, *(expected ^ set(given))}))}.")
    return CollectionLimits(**given)
