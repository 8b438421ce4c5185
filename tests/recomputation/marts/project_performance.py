"""project_performance once more: see `by_pandas`."""

from tests.recomputation.by_pandas import Figures, project_figures
from tests.recomputation.programmes import Programme

KEYS = ("project_code",)
LEFT = {
    "lag_rank",  # a rank of lights, not a figure: tests/sql/intermediate/int_project_lights
    "returns_due_count",  # what the county's calendar asks for: tests/warehouse/test_due_dates
    "returns_received_count",
    "verified_progress_ratio",  # of the inspection form, which these programmes do not file
    "verified_weight_ratio",
}


def figures(programme: Programme) -> dict[tuple[str, ...], Figures]:
    return {(code,): found for code, found in project_figures(programme).items()}
