"""evaluation_total once more: the scores of `self_evaluation` added up, and the grade of what they come to."""

from fractions import Fraction

from tests.recomputation.arithmetic import Figures, divided, total
from tests.recomputation.cables import to_fen
from tests.recomputation.marts import evaluation_score
from tests.recomputation.policies import in_full
from tests.recomputation.programmes import Programme
from tests.recomputation.self_evaluation import content

KEYS = ("extent", "project_code")
LEFT = {"indicator_version"}  # the number that the database gives; what the version says is compared


def figures(programme: Programme) -> dict[tuple[str, ...], Figures]:
    of_one: dict[tuple[str, ...], list[Figures]] = {}
    for (extent, project, _), row in evaluation_score.figures(programme).items():
        of_one.setdefault((extent, project), []).append(row)
    return {key: _added_up(programme, rows) for key, rows in of_one.items()}


def _added_up(programme: Programme, rows: list[Figures]) -> Figures:
    scheme = in_full(programme.policy)["evaluation"]["grade_scheme"]
    weight, points = total(row["assessed_weight"] for row in rows), total(row["score"] for row in rows)
    states = {row["state"] for row in rows}
    is_whole = states <= {"assessed", "inapplicable"} and "assessed" in states
    [execution] = [row for row in rows if row["formula"] == "execution"]
    required, reason = execution["is_deviation_reason_required"], execution["deviation_reason"]
    missing = required if reason is None else False
    return {
        "budget_year": programme.as_of_date.year,
        "project_name": rows[0]["project_name"],
        "total_score": points,
        "assessed_weight": weight,
        "coverage_ratio": divided(weight, 100),
        "score_ratio": divided(points, weight),
        "grade_scheme": scheme,
        "grade": _grade(programme, scheme, points) if is_whole and points is not None else None,
        "grade_reason": None if is_whole else "not_fully_assessed" if weight else "nothing_assessed",
        "is_deviation_reason_required": required,
        "is_deviation_reason_missing": missing,
        "deviation_reason": reason,
    }


def _grade(programme: Programme, scheme: str, points: Fraction) -> str:
    """The best whose least score is reached by the score as printed."""
    grades = [row for row in content(programme)["grade_schemes"] if row["scheme_name"] == scheme]
    reached = [row for row in grades if to_fen(points) >= Fraction(row["from_score"])]
    return str(max(reached, key=lambda row: Fraction(row["from_score"]))["grade"])
