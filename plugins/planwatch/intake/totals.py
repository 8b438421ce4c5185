"""合计 and 小计 rows: checked against the rows they sum up, then dropped."""

import re
from dataclasses import asdict, fields
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

from planwatch.forms import Column
from planwatch.intake.forms import Layout
from planwatch.intake.recognition import TotalDifferences, Words, any_of, load_recognition
from planwatch.intake.text import normalised

SUMMED_TYPES = {field.name for field in fields(TotalDifferences)}
_UNIT = r"(\([^()]{1,8}\))?:?"


class RunningTotals:
    """Sums every figure column since the headings, and since the last 小计."""

    def __init__(self, layout: Layout):
        self._columns = [column for column in layout.form.columns if column.type in SUMMED_TYPES]
        self._placed = [column.name for column in self._columns if column.name in layout.places]
        self._key_places = [layout.places[c.name] for c in layout.form.columns if c.is_key and c.name in layout.places]
        self._all = {column.name: Decimal(0) for column in self._columns}
        self._part = dict(self._all)
        self._smallest = asdict(load_recognition().total_differences)
        self._longest_label = load_recognition().total_rows.longest_label_characters

    def is_total(self, row: list[Any]) -> bool:
        """Whether one of the row's key columns, or its first text, says 合计, 总计, 小计 or total."""
        return any(_kind(text) for text in self._labels(row))

    def is_part(self, row: list[Any]) -> bool:
        """Whether a total row speaks of the rows since the last 小计 only."""
        return any(_kind(text) == "part" for text in self._labels(row))

    def _labels(self, row: list[Any]) -> list[str]:
        first = next((cell for cell in row if cell not in ("", None) and normalised(cell)), "")
        labels = [first, *(row[place] for place in self._key_places if place < len(row))]
        return [label for label in labels if isinstance(label, str) and len(label) <= self._longest_label]

    def add(self, values: dict[str, Any]) -> None:
        """Count one line in."""
        for name in self._placed:
            if value := values[name]:
                self._all[name] += value
                self._part[name] += value

    def disagreements(self, values: dict[str, Any], is_part: bool) -> list[tuple[Column, dict[str, Any]]]:
        """The columns whose total is not the sum of its rows, by include/reading.toml; a blank is no claim.

        Facts are in the base unit: yuan, square metres, counts.
        """
        sums = self._part if is_part else self._all
        found: list[tuple[Column, dict[str, Any]]] = []
        for column in self._columns:
            total = values[column.name]
            if total is not None and abs(total - sums[column.name]) >= self._smallest[column.type]:
                difference = total - sums[column.name]
                found.append(
                    (column, {"total": str(total), "sum": str(sums[column.name]), "difference": str(difference)})
                )
        if is_part:
            self._part = {name: Decimal(0) for name in self._part}
        return found


@lru_cache(maxsize=10_000)
def _kind(label: str) -> str:
    text = normalised(label).replace(" ", "")
    if _called(load_recognition().total_rows.part_labels).fullmatch(text):
        return "part"
    return "total" if _called(load_recognition().total_rows.labels).fullmatch(text) else ""


@cache
def _called(labels: Words) -> re.Pattern[str]:
    of_what = any_of(load_recognition().total_rows.of_what)
    return re.compile(rf"({of_what})?({any_of(labels)}){_UNIT}", re.IGNORECASE)
