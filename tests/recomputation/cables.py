"""Cables and their subsidy once more: what is claimed, what was audited, what is left of it, and the share that is paid."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from tests.recomputation import county_plan
from tests.recomputation.arithmetic import Figures, divided, less, or_none, total
from tests.recomputation.filed import filed, standing
from tests.recomputation.milestones import budget_of, events_of
from tests.recomputation.policies import in_full
from tests.recomputation.programmes import BUREAU, Programme, Project
from tests.recomputation.vouchers import vouchers

FEN = Decimal("0.01")


def of_project(programme: Programme, project: Project) -> dict[str, Figures]:
    """Every figure of every operator of whom any cable line stands."""
    lines = filed(programme, "cable")
    lines = standing(lines[lines["project"] == project.code], "unit", "operator_code", "cutoff")
    base = base_of(programme, project)
    found = {}
    for operator in dict.fromkeys(lines["operator_code"]) if len(lines) else ():
        said = [{name: or_none(value) for name, value in line.items()} for line in lines.to_dict("records")]
        cost = _cost([line for line in said if line["operator_code"] == operator], operator)
        found[operator] = cost | base | _subsidy(programme, project, operator, cost, base)
    return found


def _cost(lines: list[dict[str, Any]], operator: str) -> Figures:
    """The operator's own newest word, else another unit's, the bureau's last of all; and the audit that counts."""
    claim = _newest(
        lines, lambda line: line["unit"] == operator, lambda line: line["unit"] != BUREAU, lambda line: True
    )
    audit = _newest(
        [line for line in lines if line["audited_cost_amount"] is not None],
        lambda line: line["unit"] == BUREAU, lambda line: line["audit_document_number"] is not None,
    )  # fmt: skip
    assert claim is not None
    planned, completed = claim["planned_length"], claim["completed_length"]
    length_reason = None
    if completed is None or not planned:
        length_reason = "no_length_planned" if planned is not None else "no_planned_length_reported"
        length_reason = "not_reported" if completed is None else length_reason
    found = {
        "completed_length_ratio": divided(completed, planned) if length_reason is None else None,
        "completed_length_reason": length_reason,
        "last_report_date": claim["cutoff"],
        "planned_length": claim["planned_length"],
        "completed_length": claim["completed_length"],
        "cable_cost_amount": claim["cable_cost_amount"],
        "civil_cost_amount": claim["civil_cost_amount"],
        "audited_cost_amount": None,
        "audit_document_number": None,
        "audited_by_unit_code": None,
        "eligible_cost_amount": None,
    }
    if audit is None:
        return found
    tells_civil = audit if audit["civil_cost_amount"] is not None else claim
    civil, rest = (
        tells_civil["civil_cost_amount"],
        less(tells_civil["cable_cost_amount"], tells_civil["civil_cost_amount"]),
    )
    audited = Fraction(audit["audited_cost_amount"])
    return found | {
        "civil_cost_amount": civil,
        "audited_cost_amount": audited,
        "audit_document_number": audit["audit_document_number"],
        "audited_by_unit_code": audit["unit"],
        "eligible_cost_amount": max(0, min(audited, rest)) if civil and rest is not None else audited,
    }


def _newest(lines: list[dict[str, Any]], *preferred: Any) -> dict[str, Any] | None:
    """The last line of the first kind of which there is any; the lines come in their order."""
    for is_preferred in preferred:
        of_kind = [line for line in lines if is_preferred(line)]
        if of_kind:
            return of_kind[-1]
    return None


def base_of(programme: Programme, project: Project) -> Figures:
    """Upper-level money allocated to the project, and the first known of the policy's bases."""
    policy = in_full(programme.policy)["cable"]
    lines = filed(programme, "spending")
    lots = standing(
        lines[(lines["project"] == project.code) & (lines["unit"] == BUREAU)], "source_code", "document_number"
    )
    allocated = [(line["source_code"], or_none(line["allocated_amount"])) for line in lots.to_dict("records")]
    upper_amounts = [amount for source, amount in allocated if _says(source, "is_upper_level")]
    public_amounts = [amount for source, amount in allocated if _says(source, "is_public_money")]
    upper = total(upper_amounts)
    if policy["allocates_unsplit_upper_money"]:
        unsplit = total(
            lot["planned_amount"] for lot in programme.records.get("plan_fund_lots", [])
            if lot["project_code"] is None and _says(lot["source_code"], "is_upper_level")
            and lot["lot_year"] <= programme.as_of_date.year
        )  # fmt: skip
        if unsplit is not None:
            share = Fraction(project.budget) / sum(Fraction(one.budget) for one in programme.projects)
            upper = (upper or 0) + unsplit * share
    if None in upper_amounts:
        upper = None
    amounts = {
        "final_account": budget_of(programme, project)["final_account_amount"],
        "approved_estimate": budget_of(programme, project)["approved_estimate_amount"],
        "plan_investment": project.budget,
        "fiscal_money": None if None in public_amounts else total(public_amounts),
    }
    name = next((name for name in policy["subsidy_bases"] if (amounts[name] or 0) > 0), None)
    base = amounts[name] if name else None
    ratio = divided(upper, base)
    return {
        "upper_amount": upper,
        "base_name": name,
        "base_amount": base,
        "subsidy_ratio": None if ratio is None else min(Fraction(1), ratio),
    }


def _says(source: str, column: str) -> bool:
    return county_plan.names("funding_sources", "source_code", column)[source] == "yes"


def _subsidy(programme: Programme, project: Project, operator: str, cost: Figures, base: Figures) -> Figures:
    is_excluded = operator in in_full(programme.policy)["cable"]["excluded_operator_codes"]
    eligible, ratio = cost["eligible_cost_amount"], base["subsidy_ratio"]
    amount = None if eligible is None or ratio is None else to_fen(eligible * ratio)
    milestone = events_of(programme, project).get(county_plan.code_of("cable_subsidy"))
    paid, upper_paid = _paid(programme, project, operator)
    status = "payable"
    if is_excluded:
        status = "not_eligible"
    elif amount is None:
        status = "awaiting_audit" if eligible is None else "ratio_unknown"
    elif milestone is not None or (paid is not None and paid >= amount):
        status = "paid"
    return {
        "project_name": project.code,
        "operator_name": county_plan.names("units", "unit_code", "unit_name")[operator],
        "subsidy_amount": None if is_excluded else amount,
        "status": status,
        "paid_date": milestone.closed if milestone else None,
        "paid_amount": paid,
        "upper_paid_amount": upper_paid,
    }


def to_fen(amount: Fraction) -> Fraction:
    """To the fen, half up."""
    return Fraction((Decimal(amount.numerator) / Decimal(amount.denominator)).quantize(FEN, ROUND_HALF_UP))


def _paid(programme: Programme, project: Project, operator: str) -> tuple[Any, Any]:
    """Out of county money, and out of upper-level money, by vouchers that name the operator or an alias of it."""
    names = {row["unit_name"] for row in county_plan.rows("units") if row["unit_code"] == operator}
    names |= {row["alias"] for row in county_plan.rows("unit_aliases") if row["unit_code"] == operator}
    paid = [
        voucher for voucher in vouchers(programme)
        if voucher["project"] == project.code and voucher["payee_text"] in names
        and _says(voucher["source_code"], "is_public_money")
    ]  # fmt: skip
    upper = [voucher["payment_amount"] for voucher in paid if _says(voucher["source_code"], "is_upper_level")]
    county = [voucher["payment_amount"] for voucher in paid if not _says(voucher["source_code"], "is_upper_level")]
    return total(county), total(upper)
