"""Lines as PostgreSQL's COPY takes them in its text format: made in one process, loaded in another."""

import json
import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from planwatch.forms import load_forms

PLACE_COLUMNS = ("sheet_name", "row_number", "cells", "unreadable_columns")
_ESCAPED = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r", "\x00": None})
_TO_ESCAPE = re.compile(r"[\\\t\n\r\x00]")
_ESCAPES_IN_ARRAYS = str.maketrans({"\\": "\\\\", '"': '\\"'})
_NULL = "\\N"
_encode = json.JSONEncoder(ensure_ascii=False).encode


def copied_columns(form_name: str) -> list[str]:
    """The columns of a form's lines, of all its versions, in the order in which `copy_row` writes them."""
    versions = [form for form in load_forms() if form.name == form_name]
    return ["return_id", *PLACE_COLUMNS, *dict.fromkeys(column.name for form in versions for column in form.columns)]


def copy_row(return_id: int, line: dict[str, Any], names: Sequence[str]) -> str:
    """One line, ended by a line feed; `names` are `copied_columns` without the return's id.

    A column that the line's version of the form lacks is null.
    """
    return "\t".join([str(return_id), *(_field(line.get(name)) for name in names)]) + "\n"


def _field(value: Any) -> str:
    kind = type(value)
    if value is None:
        return _NULL
    if kind is str:
        return value.translate(_ESCAPED) if _TO_ESCAPE.search(value) else value
    if kind is bool:
        return "t" if value else "f"
    if kind in (Decimal, date, int):
        return str(value)
    if kind is dict:
        return _field(_encode(value))
    quoted = ",".join('"' + part.translate(_ESCAPES_IN_ARRAYS) + '"' for part in value)
    return _field(f"{{{quoted}}}")
