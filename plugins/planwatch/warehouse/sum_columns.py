"""The columns of a model of sums: one `select … group by` of keys and of sum, count, min and max over rows of projects.

What such a model adds up cannot be taken apart again without knowing of how many it was made, so it is built with one
more column for its rows (`rows_count`) and one for the values of each sum that may be null (`<column>_values_count`).
"""

import re
from dataclasses import dataclass

KINDS = ("sum", "count", "min", "max")
ROWS_COUNT = "rows_count"
_CHOSEN = re.compile(r"\bselect\b(.*?)\nfrom ", re.DOTALL)


@dataclass(frozen=True)
class SumColumns:
    """Keys by which rows are summed, and the other columns by kind; `counted` are the sums that may be null."""

    keys: tuple[str, ...]
    kinds: dict[str, str]
    counted: tuple[str, ...]

    @property
    def all(self) -> tuple[str, ...]:
        """Every column that the model is built with."""
        return (*self.keys, *self.kinds, *map(values_count, self.counted), ROWS_COUNT)


def values_count(column: str) -> str:
    """The column that says of how many values a sum was made."""
    return f"{column}_values_count"


def sum_columns(body: str) -> SumColumns:
    """The columns of a model, read from its query without comments."""
    keys, kinds, counted = [], {}, []
    for item in _items(body):
        label = _label(item)
        kind = re.match(rf"(?:coalesce\(\s*)?({'|'.join(KINDS)})\(", item)
        if not kind:
            keys.append(label)
            continue
        kinds[label] = kind.group(1)
        if item.startswith("sum("):
            counted.append(label)
    return SumColumns(tuple(keys), kinds, tuple(counted))


def with_counts(body: str) -> str:
    """The model's text with the columns that count its rows and the values of its sums."""
    counts = [f"count(*) as {ROWS_COUNT}"]
    for item in _items(body):
        if item.startswith("sum("):
            label = _label(item)
            counts.append(re.sub(rf"\b{label}$", values_count(label), f"count({item.removeprefix('sum(')}"))
    return _CHOSEN.sub(
        lambda chosen: chosen.group(0).removesuffix("\nfrom ") + ", " + ", ".join(counts) + "\nfrom ", body, 1
    )


def _items(body: str) -> list[str]:
    """The items of the model's list of columns; commas within brackets are theirs."""
    chosen = _CHOSEN.search(body)
    found, depth = [""], 0
    for character in chosen.group(1) if chosen else "":
        depth += {"(": 1, ")": -1}.get(character, 0)
        if character == "," and not depth:
            found.append("")
        else:
            found[-1] += character
    return [item.strip() for item in found]


def _label(item: str) -> str:
    return re.split(r"[\s.]", item)[-1]
