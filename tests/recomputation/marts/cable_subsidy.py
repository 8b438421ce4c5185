"""cable_subsidy once more: lengths and costs from the operators' words and the audits."""

from fractions import Fraction
from typing import Any

import pandas as pd

from tests.recomputation.programmes import BUREAU, Programme
from tests.recomputation.told import told

KEYS = ("project_code", "operator_code")
LEFT = {
    # the base, the ratio, what it comes to and what is paid of it: tests/warehouse/test_project_money
    "upper_amount", "base_amount", "subsidy_ratio", "subsidy_amount", "paid_amount", "upper_paid_amount",
}  # fmt: skip


def figures(programme: Programme) -> dict[tuple[str, ...], dict[str, Any]]:
    lines = told(programme, "cable")
    if lines.empty:
        return {}
    lines = lines.drop_duplicates(["unit", "project", "operator_code", "cutoff"], keep="last")
    return {keys: _one_operator(of_one) for keys, of_one in lines.groupby(["project", "operator_code"])}


def _one_operator(lines: pd.DataFrame) -> dict[str, Any]:
    lines = lines.sort_values(["cutoff", "received_at", "order"])
    word = _preferred_word(lines)
    audits = lines[lines["audited_cost_amount"].notna()]
    of_bureau = audits[audits["unit"] == BUREAU]
    audits = of_bureau if len(of_bureau) else audits[audits["audit_document_number"].notna()]
    audit = audits.iloc[-1] if len(audits) else None
    planned, completed = _number(word["planned_length"]), _number(word["completed_length"])
    reason = None
    if not planned:
        reason = "no_planned_length_reported" if planned is None else "no_length_planned"
    if completed is None:
        reason = "not_reported"
    audited = None if audit is None else _number(audit["audited_cost_amount"])
    civil = None if audit is None else _number(audit["civil_cost_amount"])
    claim = audit if civil is not None else word
    works = civil if civil is not None else _number(word["civil_cost_amount"])
    eligible = audited
    if audited is not None and works:
        eligible = min(audited, Fraction(claim["cable_cost_amount"]) - works)
    return {
        "planned_length": planned,
        "completed_length": completed,
        "completed_length_ratio": completed / planned if reason is None else None,
        "completed_length_reason": reason,
        "cable_cost_amount": _number(word["cable_cost_amount"]),
        "civil_cost_amount": works,
        "audited_cost_amount": audited,
        "audited_by_unit_code": None if audit is None else audit["unit"],
        "eligible_cost_amount": eligible,
        "last_report_date": word["cutoff"],
    }


def _preferred_word(lines: pd.DataFrame) -> pd.Series:
    """The operator's own newest line; else that of who files for it; the finance bureau's where there is no other."""
    operator = lines.iloc[0]["operator_code"]
    for chosen in (lines["unit"] == operator, lines["unit"] != BUREAU, lines["unit"] == BUREAU):
        if chosen.any():
            return lines[chosen].iloc[-1]
    raise AssertionError("an operator without any line")


def _number(value: Any) -> Fraction | None:
    return None if value is None or pd.isna(value) else Fraction(value)
