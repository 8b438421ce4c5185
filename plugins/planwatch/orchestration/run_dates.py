"""The days and moments that a run speaks of: from its parameters or its own place in time; the clock's only to stamp.

What a run evaluates never depends on when it happens to run. What it takes in does: see `stamp`. And what is still to
come is refused: see `require_past`.
"""

from datetime import UTC, date, datetime
from typing import Any

from planwatch.domain.period import SHANGHAI, moment_written, shanghai_day
from planwatch.domain.reporting_week import last_day_of_week, moment_after_week
from planwatch.refusals import RefusalError


class AheadError(RefusalError):
    """What was asked for is still to come: it would be answered otherwise when it has come."""


def require_past(as_of_date: date | None, known_at: datetime | None, now: datetime) -> None:
    """Refuse a moment after now, and a day after the Shanghai day of the moment; without a moment it is now.

    Raises AheadError. A return that comes in between would be known before such a moment and not be in what was told.
    """
    if known_at and known_at > now:
        shown, clock = (f"{moment.astimezone(SHANGHAI):%Y-%m-%d %H:%M:%S}" for moment in (known_at, now))
        raise AheadError("refusals.publication.moment_ahead", moment=shown, now=clock)
    known_date = shanghai_day(known_at or now)
    if as_of_date and as_of_date > known_date:
        raise AheadError("refusals.publication.day_ahead", as_of_date=as_of_date, known_date=known_date)


def moment(context: Any, name: str) -> datetime:
    """The parameter `name` as a moment, or the moment from which this run was allowed to start."""
    given = context["params"].get(name)
    if given:
        return moment_written(given)
    run_after: datetime = context["dag_run"].run_after
    return run_after


def stamp(context: Any, name: str) -> datetime:
    """The parameter `name`, or now: when what a task takes in came, or what it decides was decided.

    Not the moment from which its run was allowed to start: a run that waited behind another, or a task that is cleared
    days later, would say that a file was there before it came, and a figure of that moment would not come out again.
    """
    return moment(context, name) if context["params"].get(name) else clock(context)


def clock(context: Any) -> datetime:
    """Now; never before the moment from which the run may start, though the clock of this machine be behind."""
    run_after: datetime = context["dag_run"].run_after
    return max(run_after, datetime.now(UTC))


def day_given(context: Any, name: str) -> date | None:
    """The parameter `name` as a day, or None when it was left open."""
    given = context["params"].get(name)
    return date.fromisoformat(given) if given else None


def run_day(context: Any) -> date:
    """The Shanghai calendar day of this run."""
    run_after: datetime = context["dag_run"].run_after
    return shanghai_day(run_after)


def week_moment(context: Any, name: str) -> datetime:
    """The parameter `name`, or the Monday morning after the week of the partition, or when this run could start.

    A backfilled partition starts at its week's first Monday, when nothing of the week is known yet: the key decides.
    """
    key = context["dag_run"].partition_key
    return moment_after_week(key) if key and not context["params"].get(name) else moment(context, name)


def is_backfilled(context: Any) -> bool:
    """Whether this run was asked for afterwards, for a past partition."""
    return bool(context["dag_run"].run_type == "backfill")


def week_end(context: Any) -> date:
    """The last day of the week that a weekly run speaks of: its parameter, its partition key, or the Sunday before."""
    given = day_given(context, "as_of_date")
    if given:
        return given
    if context["dag_run"].partition_key:
        return last_day_of_week(context["dag_run"].partition_key)
    day = run_day(context)
    return date.fromordinal(day.toordinal() - day.isoweekday())
