"""The day and the moment that a command speaks of, as a person types them: AS_OF and KNOWN_AT."""

from datetime import UTC, date, datetime

from planwatch.domain.period import moment_written
from planwatch.orchestration.run_dates import require_past
from planwatch.refusals import RefusalError


class NoPointError(RefusalError):
    """What was typed is neither a day nor a moment."""

    def __init__(self, typed: str):
        super().__init__("console.bad_date", value=typed)


def point_typed(day: str, moment: str) -> tuple[date | None, datetime | None]:
    """Day and moment, each None where nothing was typed.

    Raises NoPointError, and AheadError for what is still to come.
    """
    try:
        as_of_date = date.fromisoformat(day) if day else None
        known_at = moment_written(moment) if moment else None
    except ValueError:
        raise NoPointError(f"{day} {moment}".strip()) from None
    require_past(as_of_date, known_at, datetime.now(UTC))
    return as_of_date, known_at


def day_typed(day: str, moment: str = "") -> tuple[date, datetime | None]:
    """The same where the day must be named. Raises NoPointError, AheadError."""
    as_of_date, known_at = point_typed(day, moment)
    if as_of_date is None:
        raise NoPointError(f"{day} {moment}".strip())
    return as_of_date, known_at
