"""What the reading of one file, and answering in it, may cost: the limits of include/reading.toml, frozen."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from planwatch import paths
from planwatch.limit_files import read_limits


@dataclass(frozen=True)
class Files:
    """Of one file, as stored and inflated. Bytes and counts."""

    largest_workbook_bytes: int
    largest_text_bytes: int
    largest_inflated_bytes: int
    largest_inflation_ratio: int
    inflation_always_allowed_bytes: int
    most_package_parts: int


@dataclass(frozen=True)
class Sheets:
    """Of what stands in a file."""

    most_sheets: int
    most_cells: int
    most_columns: int
    longest_cell_characters: int


@dataclass(frozen=True)
class Process:
    """Of the process that reads it. Bytes, seconds of computing, and counts."""

    memory_bytes: int
    seconds: int
    patience: int
    text_bytes_per_second: int
    most_findings: int


@dataclass(frozen=True)
class Copies:
    """Of the process that answers in a copy of it."""

    copying_memory_bytes: int
    copying_seconds: int
    most_formula_texts: int


SECTIONS: dict[str, Any] = {"files": Files, "sheets": Sheets, "process": Process, "copies": Copies}


@dataclass(frozen=True)
class Limits(Files, Sheets, Process, Copies):
    """Every limit, as include/reading.toml explains them."""

    def seconds_for(self, file_bytes: int) -> int:
        """The computing time that a file of this length may take."""
        return self.seconds + file_bytes // self.text_bytes_per_second

    def copying_seconds_for(self, file_bytes: int) -> int:
        """The computing time that answering in a file of this length may take."""
        return self.copying_seconds + file_bytes // self.text_bytes_per_second


@cache
def load_limits(path: Path = paths.INCLUDE / "reading.toml") -> Limits:
    """The limits in force, all above 0. Raises LimitError."""
    return Limits(**read_limits(path, SECTIONS, 1, is_shared=True))
