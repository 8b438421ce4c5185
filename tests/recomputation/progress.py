"""How far the works of a project were on every day with news: its returns replayed day by day."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pandas as pd

from tests.recomputation.arithmetic import Figures, known, total
from tests.recomputation.filed import filed_of, once
from tests.recomputation.programmes import MASTER, Programme, Project

STANDSTILL = timedelta(days=28)
QUANTITIES = {"households": "count", "buildings": "count", "area": "quantity"}
VERIFIERS = ("U01",)


@dataclass(frozen=True)
class Word:
    """What counts of an item: its share, the day it speaks of, and whether the implementing company says so."""

    share: Fraction
    day: date
    is_masters: bool


@dataclass
class Course:
    """Progress by day with news, null where the plan gives no weights, and what stands in the end."""

    progress: dict[date, Fraction | None] = field(default_factory=dict)
    standing: dict[tuple[str, str], Any] = field(default_factory=dict)
    counted: dict[str, Fraction] = field(default_factory=dict)
    words: dict[str, Word] = field(default_factory=dict)

    @property
    def last_day(self) -> date | None:
        """The newest day with news."""
        return max(self.progress, default=None)

    @property
    def done(self) -> Fraction | None:
        """Progress by the newest news."""
        return self.progress[self.last_day] if self.last_day else None

    @property
    def finished(self) -> date | None:
        """The first day from which progress stays at the whole."""
        finished = None
        for day, share in self.progress.items():
            finished = (finished or day) if share is not None and share >= 1 else None
        return finished

    @property
    def started(self) -> date | None:
        """The first day with any progress."""
        return min((day for day, share in self.progress.items() if share), default=None)

    def change_up_to(self, day: date) -> Fraction | None:
        """What the last four weeks brought; unknown where they brought no news, or nothing was known before them."""
        before = [when for when in self.progress if when <= day - STANDSTILL]
        if self.last_day is None or self.last_day <= day - STANDSTILL or not before:
            return None
        then = self.progress[max(before)]
        return None if self.done is None or then is None else self.done - then


def verified_shares(inspections: pd.DataFrame) -> dict[str | None, dict[date, tuple[Fraction, str]]]:
    """By item (none: the whole) and cut-off what was verified and by whom; the word received last stands."""
    found: dict[str | None, dict[date, tuple[Fraction, str]]] = {}
    for line in inspections.to_dict("records"):
        if line["verified_percent"] is None or line["unit"] not in VERIFIERS:
            continue
        found.setdefault(line["item_code"], {})[line["cutoff"]] = (
            Fraction(line["verified_percent"]) / 100,
            line["unit"],
        )
    return found


def _words(standing: dict[tuple[str, str], Any]) -> dict[str, Word]:
    words = {}
    for item in {item for _, item in standing}:
        lines = {unit: line for (unit, of), line in standing.items() if of == item}
        master = lines.get(MASTER)
        counting = [master] if master is not None else list(lines.values())
        shares = [Fraction(line["completed_percent"]) / 100 for line in counting]
        day = max(line["cutoff"] for line in counting)
        words[item] = Word(sum(shares, Fraction(0)) / len(shares), day, master is not None)
    return words


@once
def course_of(programme: Programme, project: Project) -> Course:
    """Every return of the project in the order of its cut-offs, of one cut-off in that of receipt."""
    lines, inspections = (filed_of(programme, form, project) for form in ("progress", "inspection"))
    verified = verified_shares(inspections) if programme.progress_basis == "verified" else {}
    course = Course()
    if not len(lines):
        return course
    ordered = lines.sort_values(["cutoff", "received_at", "order"], kind="stable").to_dict("records")
    days = sorted({line["cutoff"] for line in ordered})
    for day, next_day in zip(days, [*days[1:], date.max], strict=True):
        for line in (line for line in ordered if line["cutoff"] == day):
            course.standing[line["unit"], line["item_code"]] = line
        course.words = _words(course.standing)
        course.counted = {
            item: _verified(verified.get(item, {}), word.day, next_day, word.share)
            for item, word in course.words.items()
        }
        whole = [share for cutoff, (share, _) in sorted(verified.get(None, {}).items()) if day <= cutoff < next_day]
        course.progress[day] = whole[-1] if whole else _weighted(project, course.counted)
    return course


def _weighted(project: Project, shares: dict[str, Fraction]) -> Fraction | None:
    if not project.weights:
        return None
    return sum((Fraction(weight) * shares.get(item, 0) for item, weight in project.weights.items()), Fraction(0))


def _verified(
    shares: dict[date, tuple[Fraction, str]], reported: date, next_day: date, otherwise: Fraction
) -> Fraction:
    """The newest verification of the report that stands, of a cut-off before the next news; else the report."""
    found = [share for cutoff, (share, _) in sorted(shares.items()) if reported <= cutoff < next_day]
    return found[-1] if found else otherwise


def quantities(project: Project, course: Course) -> Figures:
    """Investment and quantities as the implementing company has them of each item: least of what items have reached."""
    masters = [line for (unit, _), line in course.standing.items() if unit == MASTER]
    figures: Figures = {"investment_done_amount": total(line["investment_amount"] for line in masters)}
    for name, kind in QUANTITIES.items():
        found = known(line[f"completed_{name}_{kind}"] for line in masters)
        figures[f"completed_{name}_{kind}"] = min(found, default=None)
    has_menu = bool(course.progress and project.weights)
    figures["items_count"] = len(project.weights) if has_menu else None
    figures["reported_items_count"] = len(course.words) if has_menu else None
    return figures


def verification(programme: Programme, project: Project, course: Course) -> Figures:
    """What of the project is verified, by whom and up to when: item by item, or as a whole where that is not older."""
    verified = verified_shares(filed_of(programme, "inspection", project))
    reported: dict[str, date] = {}
    for (_, item), line in course.standing.items():
        reported[item] = max(line["cutoff"], reported.get(item, date.min))
    ways = []
    newest = {item: (max(shares), *shares[max(shares)]) for item, shares in verified.items()}
    if None in newest:
        cutoff, share, unit = newest[None]
        ways.append((cutoff, True, unit, Fraction(1), share, bool(reported) and cutoff >= max(reported.values())))
    items = {item: word for item, word in newest.items() if item in project.weights}
    if items:
        cutoff, _, unit = max(items.values(), key=lambda word: word[0])
        weight = sum((Fraction(project.weights[item]) for item in items if item), Fraction(0))
        share = sum((Fraction(project.weights[item]) * items[item][1] for item in items if item), Fraction(0))
        covers = all(items[item][0] >= reported.get(item, date.min) for item in items if item)
        ways.append((cutoff, False, unit, weight, share, covers))
    if not ways:
        return {
            "verified_progress_ratio": None, "verified_weight_ratio": None, "verified_date": None,
            "verified_by_unit_code": None, "is_verified": False, "verified_progress_reason": "not_verified",
        }  # fmt: skip
    cutoff, _, unit, weight, share, covers = max(ways, key=lambda way: way[:2])
    return {
        "verified_progress_ratio": share if weight == 1 else None,
        "verified_weight_ratio": weight,
        "verified_date": cutoff,
        "verified_by_unit_code": unit,
        "is_verified": weight == 1 and covers,
        "verified_progress_reason": None if weight == 1 else "partly_verified",
    }


def rectifications(programme: Programme, project: Project) -> Figures:
    """What inspections demanded, what of it is open on the day, and what of that is past its deadline."""
    lines = filed_of(programme, "inspection", project)
    if not len(lines):
        return dict.fromkeys(("rectifications_count", "open_rectifications_count", "overdue_rectifications_count"))
    ordered = lines.sort_values(["cutoff", "received_at", "order"], kind="stable")
    findings = {(line["unit"], line["item_code"], line["finding_text"]): line for line in ordered.to_dict("records")}
    day = programme.as_of_date
    demands = [line for line in findings.values() if line["demand_text"] or line["deadline_date"]]
    open_ones = [line for line in demands if line["closed_date"] is None or line["closed_date"] > day]
    overdue = [line for line in open_ones if line["deadline_date"] and line["deadline_date"] < day]
    return {
        "rectifications_count": len(demands),
        "open_rectifications_count": len(open_ones),
        "overdue_rectifications_count": len(overdue),
    }
