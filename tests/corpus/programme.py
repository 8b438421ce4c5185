"""The county's plan as the corpus speaks of it, out of include/plan: communities, units, duties, menus, milestones."""

import csv
from collections import defaultdict
from dataclasses import dataclass

from planwatch import paths


def _rows(name: str) -> list[dict[str, str]]:
    with (paths.PLAN / f"{name}.csv").open(encoding="utf-8-sig", newline="") as source:
        return list(csv.DictReader(source))


@dataclass(frozen=True)
class Project:
    """One community; area in 万m² and investment in 万元, as in the plan. `weights` are its menu by item code."""

    code: str
    name: str
    alias: str
    serial: int
    households: int
    buildings: int
    area: float
    investment: float
    weights: dict[str, float]


@dataclass(frozen=True)
class Milestone:
    """One step of the chain."""

    code: str
    name: str
    owner: str
    needs_document: bool


def _projects() -> dict[str, Project]:
    aliases = {entry["project_code"]: entry["alias"] for entry in _rows("project_aliases")}
    weights: dict[str, dict[str, float]] = defaultdict(dict)
    for entry in _rows("project_items"):
        weights[entry["project_code"]][entry["item_code"]] = float(entry["weight_ratio"])
    return {
        entry["project_name"]: Project(
            code=entry["project_code"],
            name=entry["project_name"],
            alias=aliases[entry["project_code"]],
            serial=int(entry["serial_number"]),
            households=int(entry["planned_households_count"]),
            buildings=int(entry["planned_buildings_count"]),
            area=float(entry["planned_area_ten_thousand_square_metres"]),
            investment=float(entry["planned_investment_ten_thousand_yuan"]),
            weights=weights[entry["project_code"]],
        )
        for entry in _rows("projects")
    }


PROJECTS = _projects()
INVESTMENT = sum(project.investment for project in PROJECTS.values())
UNIT_CODES = {entry["unit_name"]: entry["unit_code"] for entry in _rows("units")}
UNIT_NAMES = {code: name for name, code in UNIT_CODES.items()}
UNIT_TYPES = {entry["unit_code"]: entry["unit_type"] for entry in _rows("units")}
ITEM_NAMES = {entry["item_code"]: entry["item_name"] for entry in _rows("items")}
ITEM_ALIASES = {ITEM_NAMES[entry["item_code"]]: entry["alias"] for entry in _rows("item_aliases")}
SOURCE_NAMES = {entry["source_code"]: entry["source_name"] for entry in _rows("funding_sources")}
MILESTONES = {
    entry["milestone_code"]: Milestone(
        entry["milestone_code"], entry["milestone_name"], entry["owner_unit_code"], entry["needs_document"] == "yes"
    )
    for entry in _rows("milestones")
}
DUTIES: dict[str, list[str]] = defaultdict(list)
OWN_ITEMS: dict[str, str] = {}
for _entry in _rows("duties"):
    DUTIES[_entry["form"]].append(_entry["unit_code"])
    if _entry["item_code"]:
        OWN_ITEMS[_entry["unit_code"]] = _entry["item_code"]


def projects_of(unit_code: str) -> list[str]:
    """The communities in which a unit has something to report: an operator only where its item is in the menu."""
    item = OWN_ITEMS.get(unit_code)
    return [name for name, project in PROJECTS.items() if item is None or item in project.weights]
