"""The policy that a random programme is judged by: the county's, with other words on money, cables and residents."""

import tomllib
from copy import deepcopy
from functools import cache
from typing import Any

from hypothesis import strategies as st

from planwatch import paths

Policy = dict[str, dict[str, Any]]
BASES = (
    ["final_account", "approved_estimate", "plan_investment"],
    ["approved_estimate", "fiscal_money"],
    ["fiscal_money", "plan_investment"],
    ["final_account"],
)


@cache
def _county() -> Policy:
    return tomllib.loads(paths.POLICY.read_text(encoding="utf-8"))


def county() -> Policy:
    """What the county's own file says."""
    return deepcopy(_county())


@st.composite
def policies(draw: st.DrawFn) -> Policy:
    """Sections that differ from the county's; none of them in two of three programmes."""
    if draw(st.integers(0, 2)):
        return {}
    return {
        "funding": {
            "carry_warning_age_years": draw(st.integers(0, 2)),
            "carry_return_age_years": draw(st.integers(2, 3)),
        },
        "cable": {
            "subsidy_bases": draw(st.sampled_from(BASES)),
            "excluded_operator_codes": draw(st.sampled_from((["U17"], [], ["U13", "U17"]))),
            "allocates_unsplit_upper_money": draw(st.booleans()),
        },
        "estimate": {"over_plan_ratio": draw(st.sampled_from(("0.10", "0", "0.25")))},
        "satisfaction": {"least_answers_count": draw(st.sampled_from((1, 30, 31)))},
        "limit": {"execution_reason_ratio": draw(st.sampled_from(("0.90", "0.89", "1")))},
        "evaluation": {"grade_scheme": draw(st.sampled_from(("standard", "jiangxi")))},
    }


def in_full(changed: Policy) -> Policy:
    """The county's policy with the sections that a programme changes laid over it."""
    found = county()
    for section, values in changed.items():
        found[section] = found[section] | values
    return found
