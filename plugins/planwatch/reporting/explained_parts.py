"""The rows that a figure joins: which of them count, and what they come to."""

from typing import Any

from planwatch.reporting.explained_figures import Entry, Row, column_joined


def counted(entry: Entry, rows: list[Row]) -> list[Row]:
    """The rows that meet the entry's condition and know the figure that is joined."""
    column = column_joined(entry)
    return [row for row in rows if row["is_part"] and (not column or "show" in entry or row[column] is not None)]


def joined(entry: Entry, rows: list[Row] | None) -> Any:
    """The figure of an entry whose column no relation holds, from its parts."""
    if rows is None:
        return None
    found, column = counted(entry, rows), column_joined(entry)
    if "count" in entry:
        return len(found)
    figures = [row[column] for row in found]
    if not figures:
        return None
    return sum(figures) if "sum" in entry else min(figures) if "least" in entry else max(figures)
