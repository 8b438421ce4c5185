"""Puts cases together into counties, so that many returns share one run and none speaks to another's facts."""

from dataclasses import dataclass, field
from datetime import date
from functools import cache

from tests.corpus.casting import CUTOFF, Case, Casting, Filed, castings
from tests.corpus.programme import PROJECTS

MOST_CASES = 300
MOST_CASTS = 60
# The forms that leave least room for another case of the same community first.
CROWDED = ("approvals", "changes", "progress", "payments", "spending", "cable", "budget", "residents", "inspection")
# Forms of one community that are held against each other.
SPEAKING = {
    frozenset(pair)
    for pair in [
        ("progress", "spending"),
        ("progress", "approvals"),
        ("progress", "inspection"),
        ("approvals", "payments"),
        ("approvals", "changes"),
        ("approvals", "estimate"),
        ("progress", "estimate"),
        ("payments", "estimate"),
        ("approvals", "no estimate"),
        ("estimate", "no estimate"),
    ]
}
# Columns by which a return may become another's before or after, or its double.
WATCHED = {"event_date", "milestone_text", "has_open_objection", "voucher_number", "payee_text"}
Facts = dict[tuple[str, str, str], bool]


@dataclass
class Scene:
    """Cases that share a county; `facts` are form, unit and community, and whether others may report them as well."""

    cases: list[Case] = field(default_factory=list)
    facts: Facts = field(default_factory=dict)

    def has_room_for(self, facts: Facts) -> bool:
        """Whether a case can be told without speaking to the facts of another."""
        return len(self.cases) < MOST_CASES and not any(
            project == other_project and _meet((form, unit), (other_form, other_unit), is_shared and other_is_shared)
            for (form, unit, project), is_shared in facts.items()
            for (other_form, other_unit, other_project), other_is_shared in self.facts.items()
        )

    def add(self, case: Case, facts: Facts) -> None:
        """Take a case in."""
        self.cases.append(case)
        for fact, is_shared in facts.items():
            self.facts[fact] = self.facts.get(fact, True) and is_shared


@cache
def scenes() -> tuple[Scene, ...]:
    """Every case of the corpus in one of a few scenes; a case without room is cast anew before a scene is added.

    An ingest run has a price of its own, so scenes are few: the cases that are hardest to place come first.
    """
    found: list[Scene] = []
    for cast in sorted(castings(), key=_choosiness):
        for _ in range(MOST_CASTS):
            case = cast.draw()
            facts = _facts(case)
            scene = next((scene for scene in found if scene.has_room_for(facts)), None)
            if scene:
                break
        else:
            scene = Scene()
            found.append(scene)
        scene.add(case, facts)
    return tuple(found)


def _choosiness(cast: Casting) -> tuple[bool, bool, int, int]:
    """What speaks for a whole unit, is bound to a community or leans on earlier returns goes before what may stand
    anywhere.
    """
    sentence = cast.sentence
    is_ticked = any("is ticked" in act.deed for act in sentence.acts)
    return not is_ticked, sentence.project is None, -len(sentence.earlier), CROWDED.index(cast.form.name)


def all_cases() -> list[Case]:
    """Every case of the corpus."""
    return [case for scene in scenes() for case in scene.cases]


def _facts(case: Case) -> Facts:
    """What a case reports. The estimate that changes are held against may be the same for many of them.

    A tick of 本期无变化 speaks of everything that its unit has had accepted under the form.
    """
    needs_estimate = case.main.form == "changes"
    before = [filed for filed in case.earlier if not (needs_estimate and filed.is_plain_approval)]
    is_shared = not before and _is_plain(case.main)
    reported = [filed for filed in [case.main, case.main.companion, *before] if filed]
    facts = {(filed.form, filed.unit, project): is_shared for filed in reported for project in filed.projects}
    if case.main.is_ticked:
        facts |= {(case.main.form, case.main.unit, project): False for project in PROJECTS}
    if needs_estimate:
        is_recorded = len(before) < len(case.earlier)
        facts |= {("estimate" if is_recorded else "no estimate", "", project): True for project in case.main.projects}
    return facts


def _is_plain(filed: Filed) -> bool:
    """Whether a return speaks of the usual day and events only, so that it is nobody's earlier or later one."""
    days = {row["cutoff_date"] for row in filed.rows if isinstance(row["cutoff_date"], date)}
    changed = {name for _, name in filed.deeds.touched}
    return days <= {CUTOFF} and not changed & WATCHED


def _meet(one: tuple[str, str], other: tuple[str, str], are_shared: bool) -> bool:
    if one[0] != other[0]:
        return frozenset((one[0], other[0])) in SPEAKING
    is_watched = one[1] == other[1] or one[0] in ("approvals", "payments", "spending")
    return is_watched and not are_shared
