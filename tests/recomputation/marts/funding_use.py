"""funding_use once more: see `funding`."""

from tests.recomputation import county_plan, funding
from tests.recomputation.arithmetic import Figures
from tests.recomputation.budgets import budgets
from tests.recomputation.fund_lots import PUBLIC
from tests.recomputation.programmes import Programme

KEYS = ("project_code", "source_code", "series")
LEFT: set[str] = set()


def figures(programme: Programme) -> dict[tuple[str, ...], Figures]:
    names = county_plan.names("funding_sources", "source_code", "source_name")
    found: dict[tuple[str, ...], Figures] = {}
    for project, source, series in funding.pairs(programme):
        budget = budgets(programme).get((project, source)) if series == PUBLIC else None
        found[project, source, series] = _of_one(programme, project, source, series) | {
            "project_name": project,
            "source_name": names[source],
            "is_deviation_explained": None if budget is None else budget["deviation_reason"] is not None,
        }
    return found


def _of_one(programme: Programme, project: str, source: str, series: str) -> Figures:
    return funding.of(programme, series, lambda of_project, of_source: (of_project, of_source) == (project, source))
