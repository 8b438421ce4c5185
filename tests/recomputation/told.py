"""The lines of a form that count on a programme's day, as a table: for marts that need nothing else than these."""

import pandas as pd

from tests.recomputation.programmes import Programme


def told(programme: Programme, form: str) -> pd.DataFrame:
    """Accepted lines of cut-offs up to the day, received by the moment, in the order in which they were received."""
    rows = [
        {"order": number, "unit": line.unit, "project": line.project, "cutoff": line.cutoff,
         "received_at": line.received_at} | line.values
        for number, line in enumerate(programme.lines)
        if line.form == form and line.is_accepted
        and line.cutoff <= programme.as_of_date and line.received_at <= programme.known_at
    ]  # fmt: skip
    return pd.DataFrame(rows, dtype=object).sort_values(["received_at", "order"]) if rows else pd.DataFrame()
