"""The returns that a random programme's lines and nil returns came in: what each is called, its forms and its verdict.

What is no line's own is told by the return's place, so that each kind comes about and nothing more need be drawn.
"""

from dataclasses import dataclass
from datetime import date, datetime

from tests.recomputation.programmes import Line, NilReturn, Programme

HELD_BACK = ("partly_returned", "returned", "refused", None)
REMARKS = ((), (), ("warning",), ("info", "warning", "warning"), ("shadow", "info"), ("fatal",), ("error", "shadow"))


@dataclass(frozen=True)
class Return:
    """One return as the ledger knows it; `remarks` are the severities found beside those of its lines."""

    unit: str
    forms: tuple[str, ...]
    cutoff: date | None
    received_at: datetime
    verdict: str | None
    lines_count: int
    accepted_lines_count: int
    channel: str
    file_name: str
    file_sha256: str
    remarks: tuple[str, ...]
    claims: NilReturn | None = None


def registered(programme: Programme) -> dict[int, Return]:
    """By receipt number: one return of each line, then one of each nil return."""
    found = {number: _of_line(number, line) for number, line in enumerate(programme.lines, start=1)}
    first = len(found) + 1
    return found | {number: _of_nil(number, nil) for number, nil in enumerate(programme.nil_returns, start=first)}


def _of_line(number: int, line: Line) -> Return:
    """Now and then of a second form beside, of no form or cut-off that is known, or with a line that was held back."""
    beside = ("residents",) if number % 6 == 0 and line.form != "residents" else ()
    is_known = number % 11 > 0
    verdict = ("accepted", "partly_returned")[number % 2] if line.is_accepted else HELD_BACK[number % 4]
    return Return(
        line.unit, (line.form, *beside) if is_known else (), line.cutoff if number % 13 else None, line.received_at,
        verdict, 1 + number % 2, int(line.is_accepted), "http" if number % 5 == 0 else "folder", f"{line.form}.xlsx",
        str(number).rjust(64, "0"), REMARKS[number % len(REMARKS)],
    )  # fmt: skip


def _of_nil(number: int, nil: NilReturn) -> Return:
    return Return(
        nil.unit, (nil.form,), nil.cutoff, nil.received_at, "accepted" if nil.is_accepted else "refused", 0, 0, "folder",
        f"{nil.form}.xlsx", str(number).rjust(64, "0"), (), nil,
    )  # fmt: skip
