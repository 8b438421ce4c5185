"""What of a submitter's file would be a formula in ours, and the finding that says so (F35)."""

from dataclasses import dataclass
from typing import Any

from planwatch.domain.formula_text import begins_like_formula, reaches_outside
from planwatch.domain.spreadsheet import cell_name
from planwatch.rules import load_rules
from planwatch.warehouse import queries
from planwatch.warehouse.connection import Connection

RULE = "F35"
SHOWN_CHARACTERS = 80


@dataclass(frozen=True)
class FormulaText:
    """One cell that was written back as text: sheet, row from 1, column from 0, and what stood there."""

    sheet_name: str
    row_number: int
    position: int
    text: str


def is_risky_text(value: Any) -> bool:
    """Whether a cell's text begins like a formula."""
    return begins_like_formula(str(value))


def is_risky_formula(formula: str) -> bool:
    """Whether a formula reaches outside its book."""
    return reaches_outside(formula)


def record(connection: Connection, return_id: int, found: list[FormulaText]) -> None:
    """Record one finding for each; again changes nothing."""
    queries.run_many(
        connection,
        "checking/record_formula_text.sql",
        [
            {
                "return_id": return_id,
                "rule_id": RULE,
                "severity": load_rules()[RULE].severity,
                "sheet_name": cell.sheet_name,
                "row_number": cell.row_number,
                "position": cell.position,
                "value": cell.text.replace("\x00", "")[:SHOWN_CHARACTERS],
                "cell": cell_name(cell.position, cell.row_number),
            }
            for cell in found
        ],
    )
