"""The figures that formulas showed when their book was saved: kept in the copy, for whoever opens it without a sheet.

openpyxl writes formulas without them; phones, previews and our own reader would see nothing.
"""

import re
from html import escape
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

_FORMULA_CELL = re.compile(rb'<c r="([A-Z]+\d+)"([^>]*)>(<f(?:\s[^>]*)?(?:/>|>[^<]*</f>))<v\s*(?:/>|></v>)</c>')


class CachedValues:
    """What each formula of a book showed, by sheet and cell."""

    def __init__(self, path: Path, book: Workbook):
        formulas = {
            sheet.title: [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
            for sheet in book.worksheets
        }
        self._values: dict[str, dict[str, Any]] = {}
        self._book = book
        if any(formulas.values()):
            with path.open("rb") as content:
                shown = load_workbook(content, data_only=True, keep_links=False)
            self._values = {
                name: {cell: shown[name][cell].value for cell in cells} for name, cells in formulas.items() if cells
            }

    def replace(self, sheet: Worksheet, cell: Any) -> None:
        """Put what a formula showed into the place of the formula, as text where it is text."""
        value = self._values.get(sheet.title, {}).get(cell.coordinate)
        cell.value = None
        if isinstance(value, str):
            cell.value, cell.data_type = value, "s"
        else:
            cell.value = value

    def restored(self, part_name: str, content: bytes) -> bytes:
        """A written part with the figures put back beside their formulas; any other part as it is."""
        found = re.fullmatch(r"xl/worksheets/sheet(\d+)\.xml", part_name)
        if not found or not self._values:
            return content
        values = self._values.get(self._book.worksheets[int(found[1]) - 1].title, {})
        return _FORMULA_CELL.sub(lambda cell: _with_value(cell, values.get(cell[1].decode())), content)


def _with_value(cell: re.Match[bytes], value: Any) -> bytes:
    if value is None:
        return cell[0]
    if isinstance(value, bool):
        kind, written = b' t="b"', str(int(value))
    elif isinstance(value, int | float):
        kind, written = b"", repr(value)
    elif isinstance(value, str):
        kind, written = (b' t="e"' if value.startswith("#") else b' t="str"'), escape(value, quote=False)
    else:
        return cell[0]
    return b'<c r="%s"%s%s>%s<v>%s</v></c>' % (cell[1], cell[2], kind, cell[3], written.encode())
