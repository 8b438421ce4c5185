"""Hidden rows, columns and sheets: read like any other, and said to the submitter, who may not know of them (F73)."""

from collections.abc import Iterable, Iterator

from planwatch.domain.finding import Finding
from planwatch.domain.spreadsheet import column_letter
from planwatch.intake.forms import Layout
from planwatch.intake.raw_sheets import Markings

_MOST_NAMED = 20


class HiddenParts:
    """Gathers the lines of one sheet that nobody sees."""

    def __init__(self, markings: Markings, layout: Layout):
        self._is_hidden = markings.is_hidden
        self._rows = set(markings.hidden_rows)
        self._columns = sorted(set(markings.hidden_columns) & set(layout.places.values()))
        self._met: list[int] = []

    def met(self, index: int) -> None:
        """A line stands in this row, counted from 0."""
        if self._is_hidden or index in self._rows:
            self._met.append(index + 1)

    def finding(self, form: str, sheet_name: str) -> Finding | None:
        """What was read out of hidden parts; None where nothing was."""
        if not self._met and not self._columns:
            return None
        columns = "、".join(column_letter(column) for column in self._columns) or None
        rows = "、".join(_first(_runs(self._met))) or None
        return Finding("F73", {"rows": rows, "columns": columns}, form, sheet_name)


def _runs(numbers: list[int]) -> Iterator[str]:
    """Row numbers as people write them: 3, 4, 5, 9 → 3–5, 9."""
    start = last = None
    for number in [*numbers, None]:
        if last is not None and number != last + 1:
            yield str(start) if start == last else f"{start}–{last}"
            start = None
        start, last = number if start is None else start, number


def _first(runs: Iterable[str]) -> list[str]:
    named = list(runs)
    return named if len(named) <= _MOST_NAMED else [*named[:_MOST_NAMED], "…"]
