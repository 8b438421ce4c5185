"""What the county's plan files say that random programmes keep: the chain of milestones, menus' items, duties, units."""

import csv
from dataclasses import dataclass
from functools import cache

from planwatch import paths


@dataclass(frozen=True)
class Milestone:
    """One step of the chain: its role, who owns it, and what must come directly before it."""

    code: str
    name: str
    role: str
    owner: str
    guards: tuple[str, ...]


@cache
def rows(name: str) -> list[dict[str, str]]:
    """The rows of one file of include/plan."""
    with (paths.PLAN / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@cache
def milestones() -> tuple[Milestone, ...]:
    """The chain in its order."""
    return tuple(
        Milestone(
            row["milestone_code"],
            row["milestone_name"],
            row["milestone_role"],
            row["owner_unit_code"],
            tuple(code for code in row["guard_milestone_codes"].split("|") if code),
        )
        for row in rows("milestones")
    )


def code_of(role: str) -> str:
    """The milestone that plays a role."""
    return next(milestone.code for milestone in milestones() if milestone.role == role)


def role_of(code: str) -> str:
    """The role that a milestone plays."""
    return next(milestone.role for milestone in milestones() if milestone.code == code)


@cache
def units_of(form: str, item: str | None = None) -> tuple[str, ...]:
    """The units with a duty to file a form; of an item, those whose duty names it."""
    return tuple(row["unit_code"] for row in rows("duties") if row["form"] == form and item in (None, row["item_code"]))


@cache
def unit_types() -> dict[str, str]:
    """What kind of unit each is."""
    return {row["unit_code"]: row["unit_type"] for row in rows("units")}


@cache
def names(name: str, key: str, value: str) -> dict[str, str]:
    """One column of a plan file by another."""
    return {row[key]: row[value] for row in rows(name)}
