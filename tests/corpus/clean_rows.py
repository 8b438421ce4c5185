"""Rows without any fault: what each unit would truly report of a community up to a day, in the form's own units.

Every figure follows from the plan and the day, so that a later return of the same thing is never below an earlier one.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from tests.corpus.programme import ITEM_NAMES, MILESTONES, OWN_ITEMS, SOURCE_NAMES, UNIT_NAMES, UNIT_TYPES, Project

Row = dict[str, Any]
BEGUN = date(2021, 3, 1)
ESTIMATE_RATIO = 0.98


def clean_rows(form: str, unit: str, projects: list[Project], cutoff: date, mark: int) -> list[Row]:
    """The rows of one return. `mark` tells what is numbered (vouchers, changes) of one return from another's."""
    rows = [row for project in projects for row in _ROWS[form](unit, project, cutoff, mark)]
    return [{"cutoff_date": cutoff, **row} for row in rows]


def growth(cutoff: date) -> int:
    """Points of work done by a day: 20 at the end of April 2021, 30 in May, 40 in June."""
    return (cutoff - BEGUN).days // 3


def estimate(project: Project) -> float:
    """The estimate that the design approval fixes, in 万元."""
    return round(project.investment * ESTIMATE_RATIO, 2)


def _progress(unit: str, project: Project, cutoff: date, _: int) -> Iterator[Row]:
    items = [OWN_ITEMS[unit]] if unit in OWN_ITEMS else list(project.weights)
    for position, item in enumerate(items):
        percent = growth(cutoff) + 2 * position
        yield {
            "project_text": project.name,
            "item_text": ITEM_NAMES[item],
            "completed_percent": percent,
            "previous_completed_percent": percent - 10,
            "period_completed_percent": 10,
            "investment_amount": round(project.investment * project.weights.get(item, 0.1) * percent / 100, 2),
            "completed_households_count": project.households * percent // 100,
            "completed_buildings_count": project.buildings * percent // 100,
            "completed_area_quantity": round(project.area * percent / 100, 2),
        }


def _sources(unit: str) -> list[str]:
    if UNIT_TYPES[unit] == "utility":
        return ["UTIL"]
    return ["COUNTY", "CBI", "PROV"]


def _document(source: str, project: Project) -> str:
    return f"青财{'综' if source == 'UTIL' else '建'}〔2021〕{project.serial}号"


def _spending(unit: str, project: Project, cutoff: date, _: int) -> Iterator[Row]:
    for source in _sources(unit):
        paid = round(project.investment * growth(cutoff) / 1000, 2)
        period = round(project.investment / 100, 2)
        yield {
            "project_text": project.name,
            "source_text": SOURCE_NAMES[source],
            "document_number": _document(source, project),
            "allocated_amount": round(project.investment * 0.2, 2),
            "arrived_amount": round(project.investment * 0.18, 2),
            "paid_amount": paid,
            "previous_paid_amount": round(paid - period, 2),
            "period_paid_amount": period,
        }


def _approvals(unit: str, project: Project, _: date, mark: int) -> Iterator[Row]:
    owned = [code for code, milestone in MILESTONES.items() if milestone.owner == unit] or ["M08"]
    for code in owned:
        row: Row = {
            "project_text": project.name,
            "milestone_text": code,
            "event_date": date(2020, 3, 20) + timedelta(days=20 * int(code[1:])),
        }
        if MILESTONES[code].needs_document:
            row["document_number"] = f"青批〔2020〕{project.serial}-{code}"
        if code == "M03":
            row["approved_estimate_amount"] = estimate(project)
        if code == "M04":
            row |= {"notice_end_date": row["event_date"] + timedelta(days=7), "has_open_objection": "否"}
        if code == "M13":
            row["audited_amount"] = round(project.investment * 0.95, 2)
        yield row


def _cable(unit: str, project: Project, cutoff: date, mark: int) -> Iterator[Row]:
    is_own = UNIT_TYPES[unit] == "utility"
    for operator in [unit] if is_own else ["U12", "U14"]:
        row: Row = {
            "project_text": project.name,
            "planned_length": 1000 + 10 * project.serial,
            "completed_length": 10 * growth(cutoff) + project.serial,
            "cable_cost_amount": round(2.5 * growth(cutoff) + project.serial, 2),
        }
        if not is_own or mark % 2:
            row["operator_text"] = UNIT_NAMES[operator]
        if not is_own:
            row["civil_cost_amount"] = 12.5
        yield row


def _changes(_: str, project: Project, cutoff: date, mark: int) -> Iterator[Row]:
    for position, reason in enumerate(["增加雨水口", "调整停车位", "更换路灯"], start=1):
        yield {
            "project_text": project.name,
            "change_number": f"变更{mark}-{position}",
            "change_reason": reason,
            "contract_amount": round(project.investment * 0.8, 2),
            "confirmed_changes_amount": round(project.investment * 0.05, 2),
            "proposed_change_amount": round(project.investment * 0.01 * position, 2),
            "confirmation_document_number": f"财审〔2021〕{position}号",
        }


def _budget(_: str, project: Project, cutoff: date, __: int) -> Iterator[Row]:
    for source in ["COUNTY", "CBI", "PROV"]:
        yield {
            "project_text": project.name,
            "source_text": SOURCE_NAMES[source],
            "budget_year": 2021,
            "initial_budget_amount": round(project.investment * 0.3, 2),
            "adjusted_budget_amount": round(project.investment * 0.35, 2),
            "carried_over_amount": round(project.investment * 0.05, 2),
            "executed_amount": round(project.investment * growth(cutoff) / 200, 2),
            "carried_over_executed_amount": 1,
        }


def _residents(_: str, project: Project, __: date, ___: int) -> Iterator[Row]:
    surveyed = project.households - project.serial
    yield {
        "project_text": project.name,
        "surveyed_households_count": surveyed,
        "consenting_households_count": surveyed - 5,
        "valid_answers_count": surveyed - 20,
        "very_satisfied_count": (surveyed - 20) // 2,
        "satisfied_count": (surveyed - 20) // 3,
        "petitions_count": project.serial,
    }


def _inspection(_: str, project: Project, cutoff: date, __: int) -> Iterator[Row]:
    for position, item in enumerate(list(project.weights)[:3]):
        yield {
            "project_text": project.name,
            "item_text": ITEM_NAMES[item],
            "inspected_date": cutoff - timedelta(days=3 + position),
            "finding_text": ["井盖未复位", "消防通道堆物", "围挡不牢固"][position],
            "demand_text": "限期整改",
            "deadline_date": cutoff + timedelta(days=30),
        }


def _payments(unit: str, project: Project, cutoff: date, mark: int) -> Iterator[Row]:
    is_own = UNIT_TYPES[unit] == "utility"
    for position in range(3):
        source = "UTIL" if is_own else ["COUNTY", "CBI", "COUNTY"][position]
        yield {
            "project_text": project.name,
            "source_text": SOURCE_NAMES[source],
            "document_number": _document(source, project),
            "voucher_number": f"记{mark}-{project.serial}-{position}",
            "payment_date": cutoff - timedelta(days=20 - position),
            "payee_text": f"第{position + 1}标段施工单位",
            "payment_amount": round(10 + position + mark / 100, 2),
            "item_text": ITEM_NAMES[OWN_ITEMS[unit] if is_own else list(project.weights)[position]],
        }


_ROWS: dict[str, Callable[[str, Project, date, int], Iterator[Row]]] = {
    "progress": _progress,
    "spending": _spending,
    "approvals": _approvals,
    "cable": _cable,
    "changes": _changes,
    "budget": _budget,
    "residents": _residents,
    "inspection": _inspection,
    "payments": _payments,
}
