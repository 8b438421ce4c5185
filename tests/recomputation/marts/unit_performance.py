"""unit_performance once more: see `extents`; one row per company that builds anything."""

from tests.recomputation import county_plan
from tests.recomputation.arithmetic import Figures
from tests.recomputation.extents import built_by, figures_of
from tests.recomputation.programmes import Programme

KEYS = ("unit_code",)
LEFT: set[str] = set()


def figures(programme: Programme) -> dict[tuple[str, ...], Figures]:
    names = county_plan.names("units", "unit_code", "unit_name")
    return {
        (unit,): figures_of(programme, projects) | {"unit_name": name}
        for unit, name in names.items()
        if (projects := built_by(programme, unit))
    }
