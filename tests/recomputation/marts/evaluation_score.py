"""evaluation_score once more: see `self_evaluation`."""

from fractions import Fraction

from tests.recomputation.arithmetic import Figures, divided
from tests.recomputation.filed import once
from tests.recomputation.policies import in_full
from tests.recomputation.programmes import Programme
from tests.recomputation.self_evaluation import ALL, Case, assessed, cases, execution, score

KEYS = ("extent", "project_code", "indicator_code")
LEFT = {"indicator_version"}  # the number that the database gives; what the version says is compared


@once
def figures(programme: Programme) -> dict[tuple[str, ...], Figures]:
    found: dict[tuple[str, ...], Figures] = {}
    for project, of_one in cases(programme).items():
        extent = "programme" if project == ALL else "project"
        for case in of_one:
            found[extent, project, case.indicator["indicator_code"]] = _row(programme, project, case)
    return found


def _row(programme: Programme, project: str, case: Case) -> Figures:
    indicator, fact = case.indicator, case.fact
    target = indicator["target_ratio"]
    share = assessed(case)
    row: Figures = {
        "budget_year": programme.as_of_date.year,
        "project_name": None if project == ALL else project,
        **{name: indicator[name] for name in ("level1", "level2", "level3", "formula", "direction")},
        "target_quantity": fact.whole if target is None else Fraction(target),
        "actual_quantity": fact.part if target is None else divided(fact.part, fact.whole),
        "weight": Fraction(indicator["weight"]),
        "effective_weight": case.weight,
        "assessed_weight": case.weight * share,
        "score": score(case),
        "state": "not_assessed" if share == 0 else "assessed" if share == 1 else "partly_assessed",
        "reason": fact.reason,
        **{name: case.judgement.get(name) for name in ("band", "basis", "assessed_by", "assessed_date")},
        "is_deviation_reason_required": None,
        "deviation_reason": None,
    }
    if not case.applies:
        row["state"] = "inapplicable"
    if indicator["formula"] == "execution":
        executed, budgeted, reason = execution(programme, None if project == ALL else project)
        ratio = divided(executed, budgeted)
        least = Fraction(in_full(programme.policy)["limit"]["execution_reason_ratio"])
        row |= {"is_deviation_reason_required": None if ratio is None else ratio < least, "deviation_reason": reason}
    return row
