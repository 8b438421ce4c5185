"""fund_ledger once more: see `fund_lots`."""

from tests.recomputation.arithmetic import Figures
from tests.recomputation.fund_lots import ledger
from tests.recomputation.programmes import Programme

KEYS = ("project_code", "source_code", "document_number", "series")
LEFT: set[str] = set()


def figures(programme: Programme) -> dict[tuple[str, ...], Figures]:
    return {**ledger(programme)}
