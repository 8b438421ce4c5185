"""What of a submitter's file would be a formula in ours, and the finding that says so (F35)."""

from dataclasses import dataclass, replace
from typing import Any

from planwatch.domain.formula_text import begins_like_formula, reaches_outside
from planwatch.domain.spreadsheet import cell_name
from planwatch.limits import load_limits
from planwatch.rules import load_rules
from planwatch.warehouse import queries
from planwatch.warehouse.connection import Connection

RULE = "F35"
SHOWN_CHARACTERS = 80
RECORDED_AT_ONCE = 2_000


class TooManyFormulaTextsError(Exception):
    """A file has more of them than a table of people's words can have."""


@dataclass(frozen=True)
class FormulaText:
    """One cell that was written back as text: sheet, row from 1, column from 0, and how what stood there begins."""

    sheet_name: str
    row_number: int
    position: int
    text: str


class FormulaTexts(list[FormulaText]):
    """Those of one file, as they are found. Adding one more than the limit raises TooManyFormulaTextsError."""

    def append(self, found: FormulaText) -> None:
        """Keep one, cut to what a finding shows."""
        if len(self) >= load_limits().most_formula_texts:
            raise TooManyFormulaTextsError
        super().append(replace(found, text=found.text.replace("\x00", "")[:SHOWN_CHARACTERS]))


def is_risky_text(value: Any) -> bool:
    """Whether a cell's text begins like a formula."""
    return begins_like_formula(str(value))


def is_risky_formula(formula: str) -> bool:
    """Whether a formula reaches outside its book."""
    return reaches_outside(formula)


def record(connection: Connection, return_id: int, found: list[FormulaText]) -> None:
    """Record one finding for each; again changes nothing."""
    severity = load_rules()[RULE].severity
    for first in range(0, len(found), RECORDED_AT_ONCE):
        queries.run_many(
            connection,
            "checking/record_formula_text.sql",
            [
                {
                    "return_id": return_id,
                    "rule_id": RULE,
                    "severity": severity,
                    "sheet_name": cell.sheet_name,
                    "row_number": cell.row_number,
                    "position": cell.position,
                    "value": cell.text,
                    "cell": cell_name(cell.position, cell.row_number),
                }
                for cell in found[first : first + RECORDED_AT_ONCE]
            ],
        )
