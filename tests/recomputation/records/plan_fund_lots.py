"""Random fund lots of the plan: of a project or of none, due on either side of the day and of cut-offs, or on no day."""

from datetime import date, datetime
from typing import Any

from hypothesis import strategies as st

from tests.recomputation.drawing import amounts, reporting_days
from tests.recomputation.programmes import DOCUMENTS, Project, perhaps


@st.composite
def rows(draw: st.DrawFn, projects: list[Project], as_of_date: date, known_at: datetime) -> list[dict[str, Any]]:
    """Up to eight; of one source, document and project one."""
    lots: dict[tuple[Any, ...], dict[str, Any]] = {}
    for _ in range(draw(st.integers(0, 8))):
        project = draw(st.sampled_from([project.code for project in projects] * 2 + [None]))
        source, document = draw(st.sampled_from(("COUNTY", "CSF", "CBI"))), draw(st.sampled_from(DOCUMENTS))
        lots[source, document, project] = {
            "source_code": source,
            "document_number": document,
            "project_code": project,
            "lot_year": as_of_date.year + draw(st.sampled_from((-2, -1, 0, 0, 1))),
            "planned_amount": draw(amounts(20_000_000)),
            "due_date": draw(perhaps(reporting_days(as_of_date))),
            "is_direct": draw(st.booleans()),
            "income_code": draw(st.sampled_from((None, "1100258"))),
            "function_code": draw(st.sampled_from((None, "2210108"))),
        }
    return list(lots.values())
