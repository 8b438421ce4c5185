"""The days and moments that a run speaks of: from its parameters or its own place in time; the clock's only to stamp.

What a run evaluates never depends on when it happens to run. What it takes in does: see `stamp`.
"""

from datetime import UTC, date, datetime
from typing import Any

from planwatch.domain.period import moment_written, shanghai_day
from planwatch.domain.reporting_week import last_day_of_week, moment_after_week


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
    return moment(context, name) if context["params"].get(name) else datetime.now(UTC)


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
