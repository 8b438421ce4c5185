"""funding_totals once more: see `by_pandas`."""

from tests.recomputation.by_pandas import Figures, funding_total_figures
from tests.recomputation.marts.funding_use import LEFT as LEFT_OF_SOURCES
from tests.recomputation.programmes import Programme

KEYS = ("scope", "project_code", "source_code", "series")
LEFT = LEFT_OF_SOURCES


def figures(programme: Programme) -> dict[tuple[str, ...], Figures]:
    return funding_total_figures(programme)
