"""programme_performance once more: see `extents`."""

from tests.recomputation.arithmetic import Figures
from tests.recomputation.extents import figures_of, whole
from tests.recomputation.programmes import Programme

KEYS = ()
LEFT: set[str] = set()


def figures(programme: Programme) -> dict[tuple[str, ...], Figures]:
    return {(): figures_of(programme, whole(programme))}
