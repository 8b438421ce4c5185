"""The one way to put something into a cell of a workbook: what people wrote stays text, a formula is one of ours."""

from typing import Any

from openpyxl.cell import Cell


def put(cell: Cell, value: Any) -> None:
    """Put a value into a cell; text stays text, whatever it begins with (openpyxl alone makes a formula of `=…`)."""
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"


def put_formula(cell: Cell, formula: str) -> None:
    """Put a formula that this program made into a cell; nothing of it was written by a person."""
    cell.value = formula
