"""change_tracker once more: see `changes` and, for the estimate, `milestones`."""

from fractions import Fraction

from tests.recomputation.arithmetic import Figures, less
from tests.recomputation.changes import changes
from tests.recomputation.milestones import budget_of
from tests.recomputation.policies import in_full
from tests.recomputation.programmes import Programme, Project

KEYS = ("project_code",)
LEFT: set[str] = set()


def figures(programme: Programme) -> dict[tuple[str, ...], Figures]:
    return {(project.code,): _of_project(programme, project) for project in programme.projects}


def _of_project(programme: Programme, project: Project) -> Figures:
    budget = budget_of(programme, project)
    approved, planned = budget["approved_estimate_amount"], budget["plan_investment_amount"]
    above = Fraction(in_full(programme.policy)["estimate"]["over_plan_ratio"])
    found: Figures = {
        "project_name": project.code,
        "plan_investment_amount": planned,
        "approved_estimate_amount": approved,
        "estimate_amount": budget["budget_amount"],
        "estimate_basis": budget["budget_basis"],
        "is_estimate_over_plan": approved is not None and Fraction(approved) > Fraction(planned) * (1 + above),
        "changes_count": 0,
        "status": "no_change_reported",
        "needs_reapproval": False,
    }
    of_project = changes(programme).get(project.code)
    if of_project is None:
        unknown = ("contract_amount", "confirmed_changes_amount", "proposed_changes_amount", "cumulative_amount",
                   "headroom_amount", "reapproval_document_number", "last_report_date")  # fmt: skip
        return found | dict.fromkeys(unknown)
    newest = of_project.newest
    proposed = sum(line["proposed_change_amount"] for line in of_project.proposed)
    cumulative = newest["contract_amount"] + newest["confirmed_changes_amount"] + proposed
    headroom = less(budget["budget_amount"], cumulative)
    is_beyond = headroom is not None and headroom < 0
    reapproval = newest["reapproval_document_number"]
    status = "inside_estimate"
    if is_beyond:
        status = "needs_reapproval" if reapproval is None else "reapproved"
    return found | {
        "changes_count": len(of_project.standing),
        "contract_amount": newest["contract_amount"],
        "confirmed_changes_amount": newest["confirmed_changes_amount"],
        "proposed_changes_amount": proposed,
        "cumulative_amount": cumulative,
        "headroom_amount": headroom,
        "needs_reapproval": is_beyond and reapproval is None,
        "status": "estimate_missing" if approved is None else status,
        "reapproval_document_number": reapproval,
        "last_report_date": max(line["cutoff"] for line in of_project.standing),
    }
