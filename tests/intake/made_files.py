"""Files as offices make them and as nobody should: workbooks put together from their parts."""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from tests.builders import PROGRESS_ROW, table

SHEET = "xl/worksheets/sheet1.xml"
HEADINGS = ["小区名称", "改造内容", "截至日期", "累计完成比例（%）", "累计完成投资（万元）"]
LINE = ["石门小区", "道路改造", "2021-06-30", 60, 547.5]


def workbook(path: Path, rows: list[list[Any]], change: Callable[[Any], None] | None = None) -> Path:
    """A workbook of one sheet; `change` is given the sheet before it is saved."""
    book = Workbook()
    book.active.title = "进度"
    for row in rows:
        book.active.append(row)
    if change:
        change(book.active)
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return path


def good_parts(path: Path) -> dict[str, bytes]:
    """The parts of a workbook of one good line."""
    workbook(path, table("progress", [PROGRESS_ROW]))
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(path: Path, parts: dict[str, bytes | str]) -> Path:
    """A package of these parts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return path


def with_parts(path: Path, **changes: bytes | str) -> Path:
    """A good workbook with parts added or put in the place of its own; `sheet` is its sheet."""
    parts: dict[str, bytes | str] = dict(good_parts(path))
    parts |= {SHEET if name == "sheet" else name: content for name, content in changes.items()}
    return packed(path, parts)


def sheet_with(path: Path, more: str) -> str:
    """The sheet of a good workbook with more rows, in XML."""
    return good_parts(path)[SHEET].decode().replace("</sheetData>", f"{more}</sheetData>")


def with_cached_values(path: Path, values: dict[str, str]) -> Path:
    """Put the last calculated value beside each formula, as every spreadsheet program does: cell → its XML value."""
    with zipfile.ZipFile(path) as package:
        parts: dict[str, bytes | str] = {name: package.read(name) for name in package.namelist()}
    sheet = bytes(parts[SHEET]).decode()  # type: ignore[arg-type]
    for cell, value in values.items():
        kind = ' t="e"' if value.startswith("#") else ""
        sheet, count = re.subn(
            rf'<c r="{cell}"([^>]*?)( t="\w+")?><f>([^<]*)</f><v\s*/?>(</v>)?',
            rf'<c r="{cell}"\1{kind}><f>\3</f><v>{value}</v>',
            sheet,
        )
        assert count == 1, cell
    return packed(path, parts | {SHEET: sheet})
