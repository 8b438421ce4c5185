"""The ledger of money once more: each lot that a return names or the plan registers, at the day and at earlier days."""

import re
from datetime import date
from fractions import Fraction
from typing import Any

import pandas as pd

from tests.recomputation import county_plan
from tests.recomputation.arithmetic import Figures, less, or_none, total
from tests.recomputation.filed import filed, once, standing
from tests.recomputation.milestones import budget_of
from tests.recomputation.policies import in_full
from tests.recomputation.programmes import BUREAU, Programme
from tests.recomputation.vouchers import vouchers

ALL = "all"
PUBLIC, OWN = "public_funds", "operators_own"
SERIES = {"finance_bureau": PUBLIC, "utility": OWN}
MONEY = ("allocated_amount", "arrived_amount", "paid_amount")
LotKey = tuple[str, str, str, str]


@once
def ledger(programme: Programme) -> dict[LotKey, Figures]:
    """Every figure of every lot, by project, source, document and series."""
    reported, registered = _reported(programme), _registered(programme)
    audited = {
        project.code
        for project in programme.projects
        if budget_of(programme, project)["cost_saving_reason"] != "not_audited"
    }
    found = {}
    in_plan = {project.code for project in programme.projects}
    for key in (key for key in {**reported, **registered} if key[0] in in_plan):
        lot = _described(programme, key, reported.get(key), registered.get(key))
        lot["carry_status"] = _carry_status(programme, lot, key[0] in audited)
        found[key] = lot
    return found | _of_the_programme(programme, found)


def _of_the_programme(programme: Programme, lots: dict[LotKey, Figures]) -> dict[LotKey, Figures]:
    """Lots without a project: what is said of their document by projects that have no lot of their own under it."""
    found = {}
    for planned in programme.records.get("plan_fund_lots", []):
        if planned["project_code"] is not None:
            continue
        named = (planned["source_code"], planned["document_number"])
        key = (ALL, *named, PUBLIC)
        parts = [of for of, lot in lots.items() if of[1:] == (*named, PUBLIC) and lot["planned_amount"] is None]
        said: Figures = {name: _of_each([lots[part][name] for part in parts]) for name in MONEY}
        said["last_report_date"] = max((lots[part]["last_report_date"] for part in parts), default=None)
        lot = _described(programme, key, said, planned)
        lot["project_name"] = None
        lot["carried_in_amount"] = _of_each([lots[part]["carried_in_amount"] for part in parts])
        if lot["is_due"]:
            lot["timely_arrived_amount"] = _of_each([_arrived_by(programme, part, lot["due_date"]) for part in parts])
        lot["carry_status"] = _carry_status(programme, lot, is_audited=False)
        found[key] = lot
    return found


def _reported(programme: Programme) -> dict[LotKey, Figures]:
    """What the units of a series last said of a lot, added up; what the builder pays is of no series."""
    newest = standing(filed(programme, "spending"), "unit", "project", "source_code", "document_number")
    by_lot: dict[LotKey, list[Any]] = {}
    for line in newest.to_dict("records"):
        series = SERIES.get(county_plan.unit_types()[line["unit"]])
        if series:
            by_lot.setdefault((line["project"], line["source_code"], line["document_number"], series), []).append(line)
    return {
        key: {name: _of_each([or_none(line[name]) for line in lines]) for name in MONEY}
        | {"last_report_date": max(line["cutoff"] for line in lines)}
        for key, lines in by_lot.items()
    }


def _of_each(amounts: list[Any]) -> Fraction | None:
    """The sum of what each says; nothing where one says nothing."""
    return None if None in amounts else total(amounts)


def _registered(programme: Programme) -> dict[LotKey, Figures]:
    return {
        (lot["project_code"], lot["source_code"], lot["document_number"], PUBLIC): lot
        for lot in programme.records.get("plan_fund_lots", [])
        if lot["project_code"] is not None
    }


def year_in(document: str) -> int | None:
    """The year that stands in brackets in a document number."""
    years = re.findall(r"(?:〔|\[|\(|（)([12]\d\d\d)(?:〕|\]|\)|）)", document)
    return int(years[0]) if years else None


def _described(programme: Programme, key: LotKey, reported: Figures | None, registered: Figures | None) -> Figures:
    project, source, document, _ = key
    said = reported or dict.fromkeys((*MONEY, "last_report_date"))
    planned = registered or {}
    year = planned["lot_year"] if registered else year_in(document)
    due = planned.get("due_date")
    is_due = due is not None and due <= programme.as_of_date
    arrived = said["arrived_amount"]
    lacking = less(planned.get("planned_amount"), arrived)
    is_short = None if is_due and lacking is None else is_due and lacking > 0
    lot = said | {
        "project_name": project,
        "source_name": county_plan.names("funding_sources", "source_code", "source_name")[source],
        "balance_amount": less(arrived, said["paid_amount"]),
        "carried_in_amount": _carried_in(programme, key, year),
        "planned_amount": planned.get("planned_amount"),
        "due_date": due,
        "is_due": is_due,
        "timely_arrived_amount": _arrived_by(programme, key, due) if is_due else None,
        "is_arrival_overdue": is_short,
        "lot_year": year,
        "lot_age_years": None if year is None else programme.as_of_date.year - year,
        "is_direct": planned.get("is_direct"),
        "income_code": planned.get("income_code"),
        "function_code": planned.get("function_code"),
    }
    return lot | _paid_by_voucher(programme, key)


def _paid_by_voucher(programme: Programme, key: LotKey) -> Figures:
    """Vouchers are public money; where none is told of, nothing is known of either sum."""
    named = [
        voucher
        for voucher in vouchers(programme)
        if (voucher["project"], voucher["source_code"], voucher["document_number"], PUBLIC) == key
    ]
    outside = sum((Fraction(voucher["payment_amount"]) for voucher in named if voucher["is_outside"]), Fraction(0))
    return {
        "voucher_amount": total(voucher["payment_amount"] for voucher in named),
        "outside_earmark_amount": outside if named else None,
    }


@once
def _bureau_on(programme: Programme, project: str, day: date) -> pd.DataFrame:
    """What the bureau had said of a project's lots by a day, of each the last word."""
    lines = filed(programme, "spending")
    lines = lines[(lines["unit"] == BUREAU) & (lines["project"] == project)]
    return standing(lines[lines["cutoff"] <= day], "source_code", "document_number")


def _word_on(said: pd.DataFrame, key: LotKey) -> Any:
    _, source, document, _ = key
    named = [
        line for line in said.to_dict("records") if (line["source_code"], line["document_number"]) == (source, document)
    ]
    return named[0] if named else None


def _arrived_by(programme: Programme, key: LotKey, day: date) -> Any:
    """By its due day; nothing where the bureau spoke of the project alone, unknown where it had not spoken."""
    said = _bureau_on(programme, key[0], day)
    word = _word_on(said, key)
    if word is not None:
        return or_none(word["arrived_amount"])
    return Fraction(0) if len(said) else None


def _carried_in(programme: Programme, key: LotKey, year: int | None) -> Any:
    """Left over at the end of last year; nothing of a lot of this year that no return of last year names."""
    new_year = date(programme.as_of_date.year, 1, 1)
    if key[3] == PUBLIC:
        word = _word_on(_bureau_on(programme, key[0], date.fromordinal(new_year.toordinal() - 1)), key)
        if word is not None:
            return less(or_none(word["arrived_amount"]), word["paid_amount"])
    return Fraction(0) if year is not None and year >= new_year.year else None


def _carry_status(programme: Programme, lot: Figures, is_audited: bool) -> str:
    ages = in_full(programme.policy)["funding"]
    left, age = lot["balance_amount"], lot["lot_age_years"]
    if left is None or left <= 0:
        return "not_reported" if left is None else "overdrawn" if left < 0 else "spent"
    if is_audited or age is None:
        return "surplus" if is_audited else "lot_year_unknown"
    if age >= ages["carry_return_age_years"]:
        return "to_be_returned"
    return "warning" if age >= ages["carry_warning_age_years"] else "carried_over"
