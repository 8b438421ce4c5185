"""programme_rates once more: what each community adds to each rate, laid out in a table and added up by pandas."""

from datetime import date
from fractions import Fraction

import pandas as pd

from tests.recomputation.arithmetic import Figures, total
from tests.recomputation.programmes import Programme
from tests.recomputation.projects import project_figures

KEYS = ("rate", "measure", "base")
LEFT: set[str] = set()
MEASURES = ("communities", "households", "buildings", "area")


def figures(programme: Programme) -> dict[tuple[str, ...], Figures]:
    return rates_of(programme, project_figures(programme))


def rates_of(programme: Programme, projects: dict[str, Figures]) -> dict[tuple[str, ...], Figures]:
    """The rates of some projects together, by rate, measure and base."""
    cases = [
        case
        for project in projects.values()
        for measure in MEASURES
        for case in _cases(project, measure, programme.as_of_date)
    ]
    table = pd.DataFrame(cases, dtype=object)
    return {key: _sums(rows, key[2]) for key, rows in table.groupby(list(KEYS), sort=False)}


def _quantities(project: Figures, measure: str, has_news: bool) -> tuple[Fraction, Fraction | None]:
    """What is planned, and what of it is done; of communities a whole one, once it is finished."""
    if measure == "communities":
        is_finished = project["finished_date"] is not None
        return Fraction(1), Fraction(1) if is_finished else Fraction(0) if has_news else None
    name = f"{measure}_{'quantity' if measure == 'area' else 'count'}"
    done = project[f"completed_{name}"]
    return Fraction(project[f"planned_{name}"]), None if done is None else Fraction(done)


def _cases(project: Figures, measure: str, day: date) -> list[Figures]:
    has_news = project["last_report_date"] is not None
    is_ahead = not has_news and project["window_start_date"] > day
    planned, done = _quantities(project, measure, has_news)
    if done is None and is_ahead:
        done = Fraction(0)
    started, finished, accepted = (project[f"{name}_date"] for name in ("started", "finished", "accepted"))
    is_told = has_news or is_ahead
    due_to_start, end = project["window_start_date"] <= day, project["window_end_date"]
    is_timely = finished is not None and finished <= end
    cases = [
        ("start", "due_to_start", due_to_start, planned * (started is not None), is_told or started is not None),
        ("start", "programme", True, planned * (started is not None), is_told or started is not None),
        ("finish", "due_to_finish", end <= day, planned * (finished is not None), is_told or finished is not None),
        ("finish", "programme", True, planned * (finished is not None), is_told or finished is not None),
        ("accept", "finished", finished is not None, planned * (accepted is not None), True),
        ("ontime", "finished_or_overdue", finished is not None or end <= day, planned * is_timely,
         is_told or finished is not None),
        ("quantity", "due_to_finish", end <= day, done, done is not None),
        ("quantity", "programme", True, done, done is not None),
    ]  # fmt: skip
    return [
        {"rate": rate, "measure": measure, "base": base, "counts": counts, "met": met, "known": known, "of": planned}
        for rate, base, counts, met, known in cases
    ]


def _sums(rows: pd.DataFrame, base: str) -> Figures:
    counted, others = rows[rows["counts"] == True], rows[rows["counts"] == False]  # noqa: E712
    whole = total(counted["of"]) or Fraction(0)
    unknown = total(counted[counted["known"] == False]["of"]) or Fraction(0)  # noqa: E712
    met = total(counted[counted["known"] == True]["met"]) or Fraction(0)  # noqa: E712
    reason = None
    if whole == 0:
        reason = "nothing_finished" if base == "finished" else "nothing_due"
    elif unknown >= whole:
        reason = "not_reported"
    return {
        "numerator_quantity": None if reason == "not_reported" else met,
        "denominator_quantity": whole,
        "unknown_quantity": unknown,
        "ahead_quantity": total(others["met"]) or Fraction(0),
        "rate_ratio": None if reason else met / whole,
        "ratio_reason": reason,
    }
