"""The example quarter as data: include/example/story.yaml, and the rows that each of its files holds."""

import csv
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import yaml

from planwatch import paths
from planwatch.domain.money import round_half_up

Row = dict[str, Any]
STORY = paths.INCLUDE / "example/story.yaml"


@cache
def load_story() -> dict[str, Any]:
    """The whole story."""
    return dict(yaml.safe_load(STORY.read_text(encoding="utf-8")))


def month_index(month: str) -> int:
    """The place of a month such as `2021-05` among the story's months."""
    return list(load_story()["months"]).index(month)


def cutoff_date(month: str) -> date:
    """The cut-off date of a month."""
    return date.fromisoformat(str(load_story()["months"][month]["cutoff_date"]))


def progress_rows(unit_code: str, month: str) -> list[Row]:
    """A unit's progress rows of one month, in form units, before any fault is planted."""
    if unit_code == "U11":
        return _works_rows(month)
    return _utility_rows(unit_code, month)


def spending_rows(unit_code: str, month: str, projects: list[str] | None = None) -> list[Row]:
    """A unit's spending rows of one month: lots for the finance bureau, payments for the works company."""
    rows = _payment_rows(month) if unit_code == "U11" else _lot_rows(month)
    return [row for row in rows if projects is None or row["project_code"] in projects]


def community_rows(project: str, day: date, percent: int) -> list[Row]:
    """The works company's progress rows of one community, each of its own items at the same cumulative percent."""
    return [
        _works_row(project, item, weight, day, percent)
        for code, item, weight in _menus()
        if code == project and (project, item) not in _left_to_utilities()
    ]


def _left_to_utilities() -> set[tuple[str, str]]:
    """The communities and items that utilities report."""
    return {(project, item) for item, entry in load_story()["utility_items"].items() for project in entry["projects"]}


def _works_rows(month: str) -> list[Row]:
    story, place = load_story(), month_index(month)
    rows = []
    for project, item, weight in _menus():
        if (project, item) in _left_to_utilities():
            continue
        done = story["items"].get(project, {}).get(item) or story["progress"].get(project)
        if done is None:
            continue
        dated = {cutoff_date(month): done[place]}
        if place == 0:
            dated = {_day(day): percent for day, percent in story["earlier"].get(project, {}).items()} | dated
        rows += [_works_row(project, item, weight, day, percent) for day, percent in dated.items()]
    return rows


def _works_row(project: str, item: str, weight: Decimal, day: date, percent: int) -> Row:
    plan = _projects()[project]
    is_done = percent == 100
    return _row(project, item, day, percent) | {
        "investment_amount": round_half_up(weight * plan["investment"] * percent / 100),
        "completed_households_count": plan["households"] if is_done else 0,
        "completed_buildings_count": plan["buildings"] if is_done else 0,
        "completed_area_quantity": plan["area"] if is_done else 0,
    }


def _utility_rows(unit_code: str, month: str) -> list[Row]:
    place = month_index(month)
    rows = []
    for item, entry in load_story()["utility_items"].items():
        for project in entry["projects"] if unit_code in entry["units"] else []:
            percents = [0, *entry["percent"]]
            rows.append(
                _row(project, item, cutoff_date(month), entry["percent"][place])
                | {
                    "previous_completed_percent": percents[place],
                    "period_completed_percent": percents[place + 1] - percents[place],
                    "investment_amount": entry["investment"][place],
                }
            )
    return rows


def _row(project: str, item: str, day: date, percent: int) -> Row:
    return {
        "project_code": project,
        "item_code": item,
        "project_text": _projects()[project]["name"],
        "item_text": _names("items", "item")[item],
        "cutoff_date": day,
        "completed_percent": percent,
    }


def _lot_rows(month: str) -> list[Row]:
    place = month_index(month)
    return [
        _money_row(lot["project"], lot["source"], lot["document"], cutoff_date(month))
        | {
            "allocated_amount": lot["allocated"],
            "arrived_amount": lot.get("arrived_by_month", [lot["arrived"]] * 3)[place],
            "paid_amount": lot["paid"][place],
        }
        for lot in load_story()["lots"]
    ]


def _payment_rows(month: str) -> list[Row]:
    story, place = load_story(), month_index(month)
    rows = []
    for project, paid in story["payments"].items():
        dated = {cutoff_date(month): paid[place]}
        if place == 0:
            dated = {_day(d): amount for d, amount in story["earlier_payments"].get(project, {}).items()} | dated
        for day, amount in dated.items():
            rows.append(_money_row(project, "COUNTY", f"合同支付-{project}", day) | {"paid_amount": amount})
    return rows


def _money_row(project: str, source: str, document: str, day: date) -> Row:
    return {
        "project_code": project,
        "source_code": source,
        "project_text": _projects()[project]["name"],
        "source_text": _names("funding_sources", "source")[source],
        "document_number": document,
        "cutoff_date": day,
    }


def _day(given: Any) -> date:
    return given if isinstance(given, date) else date.fromisoformat(str(given))


def _read(name: str) -> list[dict[str, str]]:
    with (paths.PLAN / f"{name}.csv").open(encoding="utf-8-sig", newline="") as source:
        return list(csv.DictReader(source))


@cache
def _names(file_name: str, kind: str) -> dict[str, str]:
    return {row[f"{kind}_code"]: row[f"{kind}_name"] for row in _read(file_name)}


@cache
def _projects() -> dict[str, Any]:
    return {
        row["project_code"]: {
            "name": row["project_name"],
            "households": int(row["planned_households_count"]),
            "buildings": int(row["planned_buildings_count"]),
            "area": Decimal(row["planned_area_ten_thousand_square_metres"]),
            "investment": Decimal(row["planned_investment_ten_thousand_yuan"]),
        }
        for row in _read("projects")
    }


def _menus() -> list[tuple[str, str, Decimal]]:
    return [(row["project_code"], row["item_code"], Decimal(row["weight_ratio"])) for row in _read("project_items")]
