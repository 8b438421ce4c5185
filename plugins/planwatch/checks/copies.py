"""The submitter's own file back, in its own format: which writer it needs, and which files get no copy."""

import logging
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from planwatch.checks.copy_marks import Mark, Place
from planwatch.checks.copy_package import uncompressed_size
from planwatch.checks.copy_summary import Summary
from planwatch.checks.formula_texts import FormulaText
from planwatch.messages import Messages

MOST_BYTES = {"xlsx": 16 * 1024 * 1024, "ods": 8 * 1024 * 1024, "xls": 8 * 1024 * 1024}
_OLE = b"\xd0\xcf\x11\xe0"
log = logging.getLogger(__name__)


class Copy(Protocol):
    """A workbook, opened to be answered in."""

    formula_texts: list[FormulaText]

    def write(self, target: Path, marks: dict[Place, Mark], summary: Summary, moment: datetime) -> None:
        """Write the annotated copy; the same bytes every time."""


def kind_of(path: Path) -> str:
    """xlsx, ods, xls or text: by what a file holds, whatever its name says."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as package:
            return "xlsx" if "xl/workbook.xml" in package.namelist() else "ods"
    with path.open("rb") as content:
        return "xls" if content.read(4) == _OLE else "text"


def open_workbook(path: Path, kind: str, messages: Messages, layouts: list[dict[str, Any]]) -> tuple[Any, str | None]:
    """A workbook opened to be answered in; or None and why not, a key under `receipt.no_copy_reason`. Never raises.

    Beyond MOST_BYTES (unpacked) a workbook is answered by receipt alone, so that one file takes neither the memory nor
    the time of the others.
    """
    try:
        size = path.stat().st_size if kind == "xls" else uncompressed_size(path)
        if size > MOST_BYTES[kind]:
            return None, "too_large"
        return _opened(path, kind, messages, layouts), None
    except Exception:
        log.exception("%s cannot be opened to be answered in", path)
        return None, "failed"


def _opened(path: Path, kind: str, messages: Messages, layouts: list[dict[str, Any]]) -> Copy:
    if kind == "xlsx":
        from planwatch.checks.copy_xlsx import XlsxCopy

        return XlsxCopy(path)
    if kind == "ods":
        from planwatch.checks.copy_ods import OdsCopy

        return OdsCopy(path)
    from planwatch.checks.copy_xls import XlsCopy

    return XlsCopy(path, messages, layouts)
