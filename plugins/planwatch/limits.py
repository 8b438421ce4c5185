"""What the reading of one file, and answering in it, may cost: the limits of include/reading.toml, frozen."""

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

from planwatch import paths
from planwatch.errors import PlanwatchError

SECTIONS = ("files", "sheets", "process", "copies")


class LimitError(PlanwatchError):
    """The file of limits lacks one, has one too many, or one that is no positive whole number."""


@dataclass(frozen=True)
class Limits:
    """Bytes, counts and seconds, as include/reading.toml explains them."""

    largest_workbook_bytes: int
    largest_text_bytes: int
    largest_inflated_bytes: int
    largest_inflation_ratio: int
    inflation_always_allowed_bytes: int
    most_package_parts: int
    most_sheets: int
    most_cells: int
    most_columns: int
    longest_cell_characters: int
    memory_bytes: int
    seconds: int
    patience: int
    text_bytes_per_second: int
    most_findings: int
    copying_memory_bytes: int
    copying_seconds: int
    most_formula_texts: int

    def seconds_for(self, file_bytes: int) -> int:
        """The computing time that a file of this length may take."""
        return self.seconds + file_bytes // self.text_bytes_per_second

    def copying_seconds_for(self, file_bytes: int) -> int:
        """The computing time that answering in a file of this length may take."""
        return self.copying_seconds + file_bytes // self.text_bytes_per_second


@cache
def load_limits(path: Path = paths.INCLUDE / "reading.toml") -> Limits:
    """The limits in force. Raises LimitError."""
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    given = {name: value for section in SECTIONS for name, value in content.get(section, {}).items()}
    expected = {field.name for field in fields(Limits)}
    wrong = [name for name, value in given.items() if type(value) is not int or value <= 0]
    if wrong or expected != set(given):
        raise LimitError(f"{path.name}: look at {', '.join(sorted({*wrong, *(expected ^ set(given))}))}.")
    return Limits(**given)
