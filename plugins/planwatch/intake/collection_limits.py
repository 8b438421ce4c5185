"""What asking a unit's API may cost and how far it is believed: include/collecting.toml as one frozen object."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from planwatch import paths
from planwatch.limit_files import read_limits


@dataclass(frozen=True)
class Patience:
    """How long an API is waited for, and how often it is asked. Seconds, milliseconds and counts."""

    connect_seconds: int
    read_seconds: int
    answer_seconds: int
    most_attempts: int
    most_garbled_attempts: int
    backoff_milliseconds: int
    longest_wait_seconds: int


@dataclass(frozen=True)
class Sizes:
    """How much is taken from it. Bytes, counts and characters."""

    largest_answer_bytes: int
    most_pages: int
    most_lines: int
    most_repeated_pages: int
    longest_text_characters: int
    longest_example_characters: int


@dataclass(frozen=True)
class Trust:
    """How far its clock, its cursor and its listing are believed. Seconds, days and counts."""

    overlap_seconds: int
    whole_days: int
    most_restarts: int
    skew_warning_seconds: int


SECTIONS: dict[str, Any] = {"patience": Patience, "sizes": Sizes, "trust": Trust}


@dataclass(frozen=True)
class CollectionLimits(Patience, Sizes, Trust):
    """Every limit, as include/collecting.toml explains them."""


@cache
def load_collection_limits(path: Path = paths.INCLUDE / "collecting.toml") -> CollectionLimits:
    """The limits in force, none below 0. Raises LimitError."""
    return CollectionLimits(**read_limits(path, SECTIONS, 0))
