"""合计 and 小计 rows: checked against the rows they sum up, then dropped."""

import re
from decimal import Decimal
from functools import lru_cache
from typing import Any

from planwatch.forms import Column
from planwatch.intake.forms import Layout
from planwatch.intake.text import normalised

SUMMED_TYPES = {"money", "count", "area", "length"}
_OF_WHAT = r"(本页|本表|全部|全县|县级|项目)?"
_UNIT = r"( ?\([^()]{1,8}\))?[:：]?"
_PART = re.compile(rf"{_OF_WHAT}小 ?计{_UNIT}")
_TOTAL = re.compile(rf"{_OF_WHAT}(合 ?计|总 ?计|总 ?合 ?计|小 ?计|共 ?计|total|sum){_UNIT}", re.IGNORECASE)
_SMALLEST_DIFFERENCE = {
    "money": Decimal("100"),
    "count": Decimal("0.5"),
    "area": Decimal("100"),
    "length": Decimal("0.01"),
}
_LONGEST_LABEL = 20


class RunningTotals:
    """Sums every figure column since the headings, and since the last 小计."""

    def __init__(self, layout: Layout):
        self._columns = [column for column in layout.form.columns if column.type in SUMMED_TYPES]
        self._placed = [column.name for column in self._columns if column.name in layout.places]
        self._key_places = [layout.places[c.name] for c in layout.form.columns if c.is_key and c.name in layout.places]
        self._all = {column.name: Decimal(0) for column in self._columns}
        self._part = dict(self._all)

    def is_total(self, row: list[Any]) -> bool:
        """Whether one of the row's key columns, or its first text, says 合计, 总计, 小计 or total."""
        return any(_kind(text) for text in self._labels(row))

    def is_part(self, row: list[Any]) -> bool:
        """Whether a total row speaks of the rows since the last 小计 only."""
        return any(_kind(text) == "part" for text in self._labels(row))

    def _labels(self, row: list[Any]) -> list[str]:
        first = next((cell for cell in row if cell not in ("", None) and normalised(cell)), "")
        labels = [first, *(row[place] for place in self._key_places if place < len(row))]
        return [label for label in labels if isinstance(label, str) and len(label) <= _LONGEST_LABEL]

    def add(self, values: dict[str, Any]) -> None:
        """Count one line in."""
        for name in self._placed:
            if value := values[name]:
                self._all[name] += value
                self._part[name] += value

    def disagreements(self, values: dict[str, Any], is_part: bool) -> list[tuple[Column, dict[str, Any]]]:
        """The columns whose total is not the sum of its rows by 0.01 of the form's unit or more; a blank is no claim.

        Facts are in the base unit: yuan, square metres, counts.
        """
        sums = self._part if is_part else self._all
        found: list[tuple[Column, dict[str, Any]]] = []
        for column in self._columns:
            total = values[column.name]
            if total is not None and abs(total - sums[column.name]) >= _SMALLEST_DIFFERENCE[column.type]:
                difference = total - sums[column.name]
                found.append(
                    (column, {"total": str(total), "sum": str(sums[column.name]), "difference": str(difference)})
                )
        if is_part:
            self._part = {name: Decimal(0) for name in self._part}
        return found


@lru_cache(maxsize=10_000)
def _kind(label: str) -> str:
    text = normalised(label)
    if _PART.fullmatch(text):
        return "part"
    return "total" if _TOTAL.fullmatch(text) else ""
