"""What a cell of a plan file may hold; each reads one kind of cell and raises ValueError in words for its line."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation

from planwatch.domain.programme_window import parse_window
from planwatch.forms import load_forms


def text(cell: str) -> str:
    """A cell that must hold something."""
    if not cell:
        raise ValueError("is empty")
    return cell


def optional(cell: str) -> str | None:
    """A cell that may be empty."""
    return cell or None


def whole(cell: str) -> int:
    """A whole number of 0 or more."""
    if not cell.isascii() or not cell.isdigit():
        raise ValueError(f"“{cell}” is not a whole number")
    return int(cell)


def number(cell: str) -> Decimal:
    """A number of 0 or more."""
    try:
        parsed = Decimal(cell)
    except InvalidOperation:
        raise ValueError(f"“{cell}” is not a number") from None
    if not parsed.is_finite() or parsed < 0:
        raise ValueError(f"“{cell}” is not a number of 0 or more")
    return parsed


def number_or_none(cell: str) -> Decimal | None:
    """A number of 0 or more, or nothing."""
    return number(cell) if cell else None


def yes_no(cell: str) -> bool:
    """yes or no."""
    if cell not in ("yes", "no"):
        raise ValueError(f"“{cell}” is neither yes nor no")
    return cell == "yes"


def form_name(cell: str) -> str:
    """The name of a form."""
    known = [form.name for form in load_forms()]
    if cell not in known:
        raise ValueError(f"“{cell}” is no form; the forms are {', '.join(known)}")
    return cell


def day(cell: str) -> date:
    """A day as 2020-03-11."""
    return date.fromisoformat(cell)


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
                raise ValueError(f"“{cell}” is neither empty nor {' nor '.join(word for word in words if word)}")
            raise ValueError(f"“{cell}” is none of {', '.join(words)}")
        return cell

    return convert


def codes(cell: str) -> list[str]:
    """Codes joined by |."""
    return [code for code in cell.split("|") if code]


def window(cell: str) -> str:
    """A window as the annex writes it."""
    parse_window(cell)
    return cell
