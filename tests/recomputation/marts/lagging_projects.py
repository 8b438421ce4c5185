"""lagging_projects once more: the projects whose light is yellow or red, as `projects` has them."""

from tests.recomputation.arithmetic import Figures
from tests.recomputation.programmes import Programme
from tests.recomputation.projects import project_figures

KEYS = ("project_code",)
LEFT: set[str] = set()


def figures(programme: Programme) -> dict[tuple[str, ...], Figures]:
    projects = project_figures(programme)
    return {(code,): found for code, found in projects.items() if found["light"] in ("yellow", "red")}
