"""What is said of a return: a rule, a place, and the facts that the rule's sentence names."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Finding:
    """One fault or note. Without a row it speaks of the sheet or of the whole file."""

    rule_id: str
    facts: dict[str, Any] = field(default_factory=dict)
    form: str | None = None
    sheet_name: str | None = None
    row_number: int | None = None
    column_name: str | None = None
