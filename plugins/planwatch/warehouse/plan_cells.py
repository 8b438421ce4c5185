"""What a cell of a plan file may hold; each reads one kind of cell and raises CellError."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from planwatch.domain.programme_window import BackwardWindowError, parse_window
from planwatch.forms import load_forms


class CellError(ValueError):
    """A cell holds what it may not hold: the key of the sentence, and the facts that the sentence names."""

    def __init__(self, key: str, **facts: Any):
        super().__init__(key)
        self.key = key
        self.facts = facts


def text(cell: str) -> str:
    """A cell that must hold something."""
    if not cell:
        raise CellError("refusals.cell.empty")
    return cell


def optional(cell: str) -> str | None:
    """A cell that may be empty."""
    return cell or None


def whole(cell: str) -> int:
    """A whole number of 0 or more."""
    try:
        return int(cell if cell.isascii() and cell.isdigit() else "")
    except ValueError:  # also of thousands of digits
        raise CellError("refusals.cell.not_whole", value=cell) from None


def number(cell: str) -> Decimal:
    """A number of 0 or more."""
    try:
        parsed = Decimal(cell)
    except InvalidOperation:
        raise CellError("refusals.cell.not_number", value=cell) from None
    if not parsed.is_finite() or parsed < 0:
        raise CellError("refusals.cell.below_zero", value=cell)
    return parsed


def number_or_none(cell: str) -> Decimal | None:
    """A number of 0 or more, or nothing."""
    return number(cell) if cell else None


def yes_no(cell: str) -> bool:
    """yes or no."""
    if cell not in ("yes", "no"):
        raise CellError("refusals.cell.not_yes_no", value=cell)
    return cell == "yes"


def form_name(cell: str) -> str:
    """The name of a form."""
    known = [form.name for form in load_forms()]
    if cell not in known:
        raise CellError("refusals.cell.no_form", value=cell, allowed=known)
    return cell


def day(cell: str) -> date:
    """A day as 2020-03-11."""
    try:
        return date.fromisoformat(cell)
    except ValueError:
        raise CellError("refusals.cell.not_day", value=cell) from None


def day_or_none(cell: str) -> date | None:
    """A day, or nothing."""
    return day(cell) if cell else None


def whole_or_none(cell: str) -> int | None:
    """A whole number, or nothing."""
    return whole(cell) if cell else None


def one_of(*words: str) -> Callable[[str], str]:
    """One of a few words."""

    def convert(cell: str) -> str:
        if cell not in words:
            if "" in words:
                allowed = [word for word in words if word]
                raise CellError("refusals.cell.not_empty_nor", value=cell, allowed=allowed)
            raise CellError("refusals.cell.none_of", value=cell, allowed=words)
        return cell

    return convert


def codes(cell: str) -> list[str]:
    """Codes joined by |."""
    return [code for code in cell.split("|") if code]


def window(cell: str) -> str:
    """A window as the annex writes it."""
    try:
        parse_window(cell)
    except BackwardWindowError:
        raise CellError("refusals.cell.window_backward", value=cell) from None
    except ValueError:
        raise CellError("refusals.cell.not_window", value=cell) from None
    return cell
