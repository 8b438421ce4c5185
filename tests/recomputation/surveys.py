"""What residents said once more: the newest survey of a project, and the newest that brings answers."""

from typing import Any

from tests.recomputation.arithmetic import Figures, divided, or_none
from tests.recomputation.filed import filed, standing
from tests.recomputation.policies import in_full
from tests.recomputation.programmes import Programme, Project

SURVEYED = ("surveyed_households_count", "consenting_households_count")
ANSWERED = ("valid_answers_count", "very_satisfied_count", "satisfied_count")
BESIDE = ("petitions_count", "handover_date", "management_mode")


def of_project(programme: Programme, project: Project) -> Figures:
    """Counts and shares of one project, each with why it is unknown."""
    lines = filed(programme, "residents")
    lines = standing(lines[lines["project"] == project.code], "unit", "cutoff")
    survey = _last(lines)
    answers = _last(lines[lines["valid_answers_count"].notna()] if len(lines) else lines)
    found: Figures = {name: survey.get(name) for name in (*SURVEYED, *BESIDE)}
    found |= {name: answers.get(name) for name in ANSWERED}
    found |= {"survey_date": survey.get("cutoff"), "answers_date": answers.get("cutoff")}
    reason = _satisfaction_reason(programme, found)
    satisfied = None if reason else found["very_satisfied_count"] + found["satisfied_count"]
    surveyed = found["surveyed_households_count"]
    return found | {
        "consent_ratio": divided(found["consenting_households_count"], surveyed),
        "consent_reason": "not_reported" if surveyed is None else "nobody_surveyed" if surveyed == 0 else None,
        "satisfaction_ratio": divided(satisfied, found["valid_answers_count"]),
        "satisfaction_reason": reason,
        "response_ratio": divided(found["valid_answers_count"], project.households),
    }


def _last(lines: Any) -> dict[str, Any]:
    return {name: or_none(value) for name, value in lines.iloc[-1].items()} if len(lines) else {}


def _satisfaction_reason(programme: Programme, found: Figures) -> str | None:
    answers = found["valid_answers_count"]
    if not answers:
        return "not_reported" if answers is None else "nobody_answered"
    if answers < in_full(programme.policy)["satisfaction"]["least_answers_count"]:
        return "sample_too_small"
    return "answers_incomplete" if None in (found["very_satisfied_count"], found["satisfied_count"]) else None
