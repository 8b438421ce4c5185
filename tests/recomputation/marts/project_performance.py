"""project_performance once more: see `projects`."""

from tests.recomputation.arithmetic import Figures
from tests.recomputation.programmes import Programme
from tests.recomputation.projects import project_figures

KEYS = ("project_code",)
LEFT: set[str] = set()


def figures(programme: Programme) -> dict[tuple[str, ...], Figures]:
    return {(code,): found for code, found in project_figures(programme).items()}
