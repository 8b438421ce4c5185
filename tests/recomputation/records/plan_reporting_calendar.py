"""Random lines of the reporting calendar beside the county's: every frequency and rule of due days."""

from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from tests.recomputation.drawing import month_end
from tests.recomputation.programmes import Project

OWED = (("U03", "cable"), ("U03", "changes"), ("U12", "payments"), ("U17", "cable"), ("U02", "approvals"))
FREQUENCIES = ("week", "month", "quarter", "year", "once")


def _first_cutoff(frequency: str, as_of_date: date, back: int) -> date:
    if frequency in ("week", "once"):
        return as_of_date - timedelta(days=7 * back + (-1, 0, 1, 3)[back % 4])
    if frequency == "month":
        return month_end(as_of_date, back)
    year, month = divmod(as_of_date.year * 12 + as_of_date.month - 1 - back, 12)
    return month_end(date(year, 12 if frequency == "year" else 3 * (month // 3 + 1), 1), 0)


@st.composite
def rows(draw: st.DrawFn, projects: list[Project], as_of_date: date, known_at: datetime) -> list[dict[str, Any]]:
    """Up to three, of units and forms that the county's own calendar does not name."""
    found = []
    for unit, form in draw(st.lists(st.sampled_from(OWED), unique=True, max_size=3)):
        frequency = draw(st.sampled_from(FREQUENCIES))
        first = _first_cutoff(frequency, as_of_date, draw(st.integers(0, 9)))
        found.append(
            {
                "unit_code": unit,
                "form": form,
                "frequency": frequency,
                "first_cutoff_date": first,
                "last_cutoff_date": first
                if frequency == "once"
                else max(first, as_of_date + timedelta(days=draw(st.sampled_from((-20, 0, 200))))),
                "due_days_after_cutoff": draw(st.integers(0, 7)),
                "grace_days": draw(st.integers(0, 3)),
                "due_rule": draw(st.sampled_from(("calendar_days", "workdays", "next_workday"))),
            }
        )
    return found
