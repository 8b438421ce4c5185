"""funding_totals once more: see `funding`."""

from tests.recomputation import funding
from tests.recomputation.arithmetic import Figures
from tests.recomputation.fund_lots import ALL, ledger
from tests.recomputation.programmes import Programme

KEYS = ("scope", "project_code", "source_code", "series")
LEFT: set[str] = set()


def figures(programme: Programme) -> dict[tuple[str, ...], Figures]:
    scopes = set()
    for project, source, series in funding.pairs(programme):
        scopes |= {
            ("project", project, ALL, series), ("source", ALL, source, series), ("programme", ALL, ALL, series),
        }  # fmt: skip
    for project, source, _, series in ledger(programme):
        if project == ALL:
            scopes |= {("source", ALL, source, series), ("programme", ALL, ALL, series)}
    return {
        (scope, project, source, series): _of(programme, project, source, series)
        for scope, project, source, series in scopes
    }


def _of(programme: Programme, project: str, source: str, series: str) -> Figures:
    return funding.of(
        programme, series, lambda of_project, of_source: project in (ALL, of_project) and source in (ALL, of_source)
    )
