"""cable_subsidy once more: see `cables`."""

from tests.recomputation import cables
from tests.recomputation.arithmetic import Figures
from tests.recomputation.programmes import Programme

KEYS = ("project_code", "operator_code")
LEFT: set[str] = set()


def figures(programme: Programme) -> dict[tuple[str, ...], Figures]:
    return {
        (project.code, operator): found
        for project in programme.projects
        for operator, found in cables.of_project(programme, project).items()
    }
