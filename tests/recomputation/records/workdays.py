"""Random days that were announced otherwise later: beside ends of months, where due days lie."""

from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from tests.recomputation.drawing import moments, month_end
from tests.recomputation.programmes import Project


@st.composite
def rows(draw: st.DrawFn, projects: list[Project], as_of_date: date, known_at: datetime) -> list[dict[str, Any]]:
    """None in most programmes, else up to four; of one day and moment one."""
    found: dict[tuple[Any, ...], dict[str, Any]] = {}
    for _ in range(draw(st.sampled_from((0, 0, 4)))):
        day = month_end(as_of_date, draw(st.integers(0, 4))) + timedelta(days=draw(st.integers(0, 12)))
        at = draw(moments(known_at))
        found[day, at] = {
            "calendar_date": day, "is_workday": draw(st.booleans()), "recorded_at": at, "source": "random",
        }  # fmt: skip
    return list(found.values())
