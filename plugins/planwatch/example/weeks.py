"""Eight weeks of an alert's life as data: include/example/demo_weeks.yaml, and the return of each week."""

from datetime import date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from planwatch import paths
from planwatch.domain.period import SHANGHAI
from planwatch.domain.reporting_week import moment_after_week, week_key
from planwatch.example.returns import write_rows
from planwatch.example.story import community_rows

WORKS_COMPANY = "U11"


@cache
def load_weeks() -> dict[str, Any]:
    """The month that comes first, and the weeks in order."""
    path = paths.INCLUDE / "example/demo_weeks.yaml"
    return dict(yaml.safe_load(path.read_text(encoding="utf-8")))


def write_week(inbox: Path, week: dict[str, Any]) -> Path:
    """Write the works company's return of one week into its inbox folder; returns its path."""
    day: date = week["as_of_date"]
    rows = [row for project, percent in week["progress"].items() for row in community_rows(project, day, percent)]
    return write_rows(inbox / WORKS_COMPANY / f"进度表{day}.xlsx", "progress", rows, f"{day}当周进度")


def received_at(week: dict[str, Any]) -> datetime:
    """The week's returns come on its Sunday morning."""
    return datetime.combine(week["as_of_date"], time(10), SHANGHAI)


def told_at(week: dict[str, Any]) -> datetime:
    """What is known on Monday at eight is what the letters speak of."""
    return moment_after_week(week_key(week["as_of_date"]))
