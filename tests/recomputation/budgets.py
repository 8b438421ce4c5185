"""The year's budgets once more: of each project and source the word of the newest cut-off."""

from typing import Any

from tests.recomputation.filed import filed, once, standing
from tests.recomputation.programmes import Programme


@once
def budgets(programme: Programme) -> dict[tuple[str, str], dict[str, Any]]:
    """By project and source, of the as-of date's year alone."""
    lines = filed(programme, "budget")
    if len(lines):
        lines = standing(lines[lines["budget_year"] == programme.as_of_date.year], "project", "source_code")
    return {(line["project"], line["source_code"]): line for line in lines.to_dict("records")}
