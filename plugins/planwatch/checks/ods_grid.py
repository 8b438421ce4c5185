"""Rows and cells of an OpenDocument table, which says “and so on, n times”: found, and taken out of their runs."""

from collections.abc import Iterator
from typing import Any

from odf.element import Element
from odf.namespaces import TABLENS

_ROWS_REPEATED, _COLUMNS_REPEATED = (TABLENS, "number-rows-repeated"), (TABLENS, "number-columns-repeated")
_STYLE, _DEFAULT_STYLE = (TABLENS, "style-name"), (TABLENS, "default-cell-style-name")
_CELLS = ((TABLENS, "table-cell"), (TABLENS, "covered-table-cell"))
_FARTHEST = 1024


def rows(table: Any) -> Iterator[tuple[int, int, Any]]:
    """Every row element with its first row, from 1, and how many rows it stands for; groups are entered."""
    number = 1
    for row in _descend(table, (TABLENS, "table-row")):
        count = int(row.attributes.get(_ROWS_REPEATED, 1))
        yield number, count, row
        number += count


def cells(row: Any) -> Iterator[tuple[int, int, Any]]:
    """Every cell element with its first position, from 0, and how many cells it stands for."""
    position = 0
    for cell in [child for child in row.childNodes if getattr(child, "qname", None) in _CELLS]:
        count = int(cell.attributes.get(_COLUMNS_REPEATED, 1))
        yield position, count, cell
        position += count


def cell_at(table: Any, row_number: int, position: int) -> Any:
    """The element of one cell alone, taken out of the runs it may stand in; None beyond what the table holds."""
    found = next(
        ((first, count, row) for first, count, row in rows(table) if first <= row_number < first + count), None
    )
    if found is None:
        return None
    row = _alone(*found, row_number, _ROWS_REPEATED)
    there = next(((first, count, cell) for first, count, cell in cells(row) if first <= position < first + count), None)
    return _alone(*there, position, _COLUMNS_REPEATED) if there else _added(row, position)


def default_style(table: Any, position: int) -> str | None:
    """The style that a table's column gives to cells that name none."""
    first = 0
    for column in _descend(table, (TABLENS, "table-column")):
        first += int(column.attributes.get(_COLUMNS_REPEATED, 1))
        if position < first:
            return column.attributes.get(_DEFAULT_STYLE)
    return None


def style_name(cell: Any) -> str | None:
    """The style that a cell names itself."""
    name: str | None = cell.attributes.get(_STYLE)
    return name


def set_style(cell: Any, name: str) -> None:
    """Let a cell name a style."""
    cell.attributes[_STYLE] = name


def copy_of(element: Any) -> Any:
    """An element with everything in it, once more."""
    copy = Element(qname=element.qname, check_grammar=False)
    copy.attributes = dict(element.attributes)
    for child in element.childNodes:
        if child.nodeType == child.ELEMENT_NODE:
            copy.appendChild(copy_of(child))
        else:
            copy.appendChild(type(child)(child.data))
    return copy


def _descend(parent: Any, qname: tuple[str, str]) -> Iterator[Any]:
    """Elements of a kind below a table, in its groups too, but not in their content."""
    for child in list(parent.childNodes):
        if getattr(child, "qname", None) == qname:
            yield child
        elif getattr(child, "qname", (None, ""))[1].startswith(("table-row", "table-column", "table-header")):
            yield from _descend(child, qname)


def _alone(first: int, count: int, element: Any, wanted: int, repeated: tuple[str, str]) -> Any:
    """Split a run of equal elements so that the wanted one stands for itself."""
    element.attributes.pop(repeated, None)
    for number, is_before in ((wanted - first, True), (first + count - 1 - wanted, False)):
        if number > 0:
            run = copy_of(element)
            if number > 1:
                run.attributes[repeated] = str(number)
            _insert(element.parentNode, run, element, is_before=is_before)
    return element


def _insert(parent: Any, new: Any, beside: Any, *, is_before: bool) -> None:
    if is_before:
        parent.insertBefore(new, beside)
    elif beside.nextSibling is not None:
        parent.insertBefore(new, beside.nextSibling)
    else:
        parent.appendChild(new)


def _added(row: Any, position: int) -> Any:
    """A cell beyond those that a row names; None too far out to be one of a form."""
    held = sum(count for _, count, _ in cells(row))
    if position > _FARTHEST:
        return None
    for _ in range(position - held + 1):
        cell = Element(qname=_CELLS[0], check_grammar=False)
        row.appendChild(cell)
    return cell
