"""programme_performance once more: see `by_pandas`."""

from tests.recomputation.by_pandas import Figures, programme_figures, project_figures
from tests.recomputation.programmes import Programme

KEYS = ()
LEFT = {
    "red_projects_count",  # lights: tests/oracles/test_profiles
    "yellow_projects_count",
    "green_projects_count",
    "grey_projects_count",
    "returns_due_count",  # what the county's calendar asks for: tests/warehouse/test_due_dates
    "returns_received_count",
}


def figures(programme: Programme) -> dict[tuple[str, ...], Figures]:
    return {(): programme_figures(programme, project_figures(programme))}
