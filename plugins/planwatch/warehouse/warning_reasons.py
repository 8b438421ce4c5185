"""Why a unit stands by what a rule asks about: given once, remembered for the same fact.

A warning's fingerprint is its fact: the rule, the unit, the form, the column, what the row speaks of but its cut-off
date, and the values that the rule compares. Another value is another fact, and is asked about again.
"""

from datetime import datetime

from sqlalchemy import Connection

from planwatch.forms import Form
from planwatch.warehouse import queries


def recall_reasons(connection: Connection, forms: list[Form]) -> int:
    """Fingerprint the warnings of the returns now being checked and put beside each the reason its unit has given.

    The remark of a row that is asked about is a reason too, of its own return. Returns how many warnings have one.
    """
    for form in forms:
        pairs = ", ".join(f"'{name}', lines.{name}" for name in form.key if name != "cutoff_date")
        queries.run_filled(connection, "warnings/fingerprint_warnings.sql", {"form": form.name, "key_pairs": pairs})
        queries.run_filled(connection, "warnings/remember_remarks.sql", {"form": form.name})
    return queries.run(connection, "warnings/recall_reasons.sql")


def remember_reason(
    connection: Connection,
    unit_code: str,
    fingerprint: str,
    reason: str,
    given_at: datetime,
    return_id: int | None = None,
) -> bool:
    """Keep a unit's reason for a warning; whether it was one of this unit's warnings.

    `return_id` is the return in which it was given. The same reason again is kept once; another one stands from its
    own moment on. An empty reason takes none back and is not kept.
    """
    if not reason.strip():
        return False
    kept_for = queries.value(
        connection,
        "warnings/remember_reason.sql",
        unit_code=unit_code,
        fingerprint=fingerprint,
        reason=reason.strip(),
        given_at=given_at,
        return_id=return_id,
    )
    return kept_for is not None
