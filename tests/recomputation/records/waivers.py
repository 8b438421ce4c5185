"""Random waivers of returns not in: of one form or all, for a span of cut-offs, granted and revoked beside the moment."""

from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from tests.recomputation.drawing import month_end
from tests.recomputation.programmes import Project

SPANS = (timedelta(days=-60), timedelta(), timedelta(microseconds=1))


@st.composite
def rows(draw: st.DrawFn, projects: list[Project], as_of_date: date, known_at: datetime) -> list[dict[str, Any]]:
    """Up to four, one of them of another rule or of one project alone, which excuses no whole return."""
    found = []
    for number in range(1, draw(st.integers(0, 4)) + 1):
        last = month_end(as_of_date, draw(st.integers(0, 3)))
        revoked_at = draw(st.sampled_from((None, None, *(known_at + span for span in SPANS))))
        found.append(
            {
                "waiver_id": number,
                "rule_id": draw(st.sampled_from(("F33", "F33", "F33", "F13"))),
                "unit_code": draw(st.sampled_from(("U03", "U12", "U10", "U06", "U11"))),
                "form": draw(st.sampled_from((None, None, "payments", "cable", "residents", "progress"))),
                "project_code": draw(st.sampled_from((None, None, None, projects[0].code))),
                "first_cutoff_date": last - timedelta(days=draw(st.sampled_from((0, 100)))),
                "last_cutoff_date": last,
                "reason": "random",
                "granted_by": "random",
                "granted_at": known_at + draw(st.sampled_from(SPANS)),
                "expires_date": last + timedelta(days=draw(st.integers(3, 12))),
                "revoked_at": revoked_at,
                "revoked_by": revoked_at and "random",
            }
        )
    return found
