"""resident_satisfaction once more: see `surveys`; the programme's shares are of the projects whose own is known."""

from tests.recomputation import surveys
from tests.recomputation.arithmetic import Figures, divided, total
from tests.recomputation.programmes import Programme

KEYS = ("extent", "project_code")
LEFT: set[str] = set()


def figures(programme: Programme) -> dict[tuple[str, ...], Figures]:
    found: dict[tuple[str, ...], Figures] = {}
    for project in programme.projects:
        found["project", project.code] = surveys.of_project(programme, project) | {
            "project_name": project.code, "projects_count": 1, "planned_households_count": project.households,
            "is_begun": project.baseline_on(programme.as_of_date).start <= programme.as_of_date,
        }  # fmt: skip
    for row in found.values():
        row["answering_projects_count"] = int(row["satisfaction_reason"] is None)
    return {**found, ("programme", "ALL"): _of_programme(list(found.values()))}


def _of_programme(projects: list[Figures]) -> Figures:
    begun = [row for row in projects if row["is_begun"]]
    answering = [row for row in begun if row["satisfaction_reason"] is None]
    asked = [row for row in projects if row["consent_ratio"] is not None]
    reasons = {row["satisfaction_reason"] for row in begun}
    found: Figures = {name: total(row[name] for row in asked) for name in surveys.SURVEYED}
    found |= {name: total(row[name] for row in answering) for name in surveys.ANSWERED}
    satisfied = total(row[name] for row in answering for name in ("very_satisfied_count", "satisfied_count"))
    return found | {
        "project_name": None,
        "projects_count": len(begun),
        "answering_projects_count": len(answering),
        "planned_households_count": total(row["planned_households_count"] for row in projects),
        "survey_date": max((row["survey_date"] for row in projects if row["survey_date"]), default=None),
        "consent_ratio": divided(found["consenting_households_count"], found["surveyed_households_count"]),
        "consent_reason": None if asked else "not_reported",
        "answers_date": max((row["answers_date"] for row in answering), default=None),
        "response_ratio": divided(
            found["valid_answers_count"], total(row["planned_households_count"] for row in answering)
        ),
        "satisfaction_ratio": divided(satisfied, found["valid_answers_count"]),
        "satisfaction_reason": None
        if answering
        else "sample_too_small"
        if "sample_too_small" in reasons
        else "not_reported",
        "petitions_count": total(row["petitions_count"] for row in projects),
        "handover_date": None,
        "management_mode": None,
    }
