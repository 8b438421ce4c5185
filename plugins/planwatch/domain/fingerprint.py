"""One name for one finding: the same fault of the same fact has it again, in whichever file, sheet or row it stands."""

import hashlib
import json
from decimal import Decimal
from typing import Any

LENGTH = 16


def fingerprint(
    unit_code: str, rule_id: str, form: str | None, column_name: str | None, key: list[Any] | None, value: Any
) -> str:
    """Sixteen hexadecimal digits from who reports, the rule, and the fact: its key and the value found at it.

    `key` are the line's key columns as resolved, in the form's order; None for a finding of a sheet or file.
    Numbers are compared by value: 60 and 60.0 are one.
    """
    said = [unit_code, rule_id, form, column_name, key, value]
    written = json.dumps(said, ensure_ascii=False, default=_plain)
    return hashlib.sha256(written.encode()).hexdigest()[:LENGTH]


def _plain(value: Any) -> str:
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)
