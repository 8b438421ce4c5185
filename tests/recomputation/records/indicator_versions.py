"""Now and then another version of the evaluators' indicators: in force at the moment, or just after it."""

import hashlib
import json
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from tests.recomputation import county_indicators
from tests.recomputation.drawing import moments
from tests.recomputation.programmes import Project


@st.composite
def rows(draw: st.DrawFn, projects: list[Project], as_of_date: date, known_at: datetime) -> list[dict[str, Any]]:
    """Weights moved between two indicators, caps, targets and timings of others; half of the programmes have none."""
    if draw(st.booleans()):
        return []
    indicators = [dict(row) for row in county_indicators.indicators()]
    one, other = draw(st.permutations(range(len(indicators))))[:2]
    moved = min(Decimal(draw(st.integers(0, 5))), Decimal(indicators[one]["weight"]) - 1)
    indicators[one]["weight"] = str(Decimal(indicators[one]["weight"]) - moved)
    indicators[other]["weight"] = str(Decimal(indicators[other]["weight"]) + moved)
    for row in indicators:
        if row["formula"] in ("execution", "households", "satisfaction"):
            row["over_cap_ratio"] = draw(st.sampled_from((None, "1.05", "1.2")))
            row["target_ratio"] = draw(st.sampled_from((row["target_ratio"], "0.5", "0.9")))
        row["timing"] = draw(st.sampled_from((row["timing"], row["timing"], "always")))
    rules = county_indicators.rules() | {"indicators": indicators}
    content = json.dumps(rules, ensure_ascii=False)
    return [
        {
            "content_sha256": hashlib.sha256(content.encode()).hexdigest(),
            "content": content,
            "recorded_at": draw(moments(known_at)),
        }
    ]
