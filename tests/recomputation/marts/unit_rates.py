"""unit_rates once more: see `programme_rates`; over what one company builds, whose own base is called assigned."""

from tests.recomputation import county_plan
from tests.recomputation.arithmetic import Figures
from tests.recomputation.extents import built_by
from tests.recomputation.marts.programme_rates import rates_of
from tests.recomputation.programmes import Programme

KEYS = ("unit_code", "rate", "measure", "base")
LEFT: set[str] = set()


def figures(programme: Programme) -> dict[tuple[str, ...], Figures]:
    found: dict[tuple[str, ...], Figures] = {}
    for unit, name in county_plan.names("units", "unit_code", "unit_name").items():
        projects = built_by(programme, unit)
        for (rate, measure, base), row in rates_of(programme, projects).items() if projects else ():
            found[unit, rate, measure, "assigned" if base == "programme" else base] = row | {"unit_name": name}
    return found
