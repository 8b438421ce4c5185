"""Gives every sentence its return: which form and column, unit and communities, row and file it is spoken of.

The choice is systematic (units, formats and communities take turns) and drawn with a fixed seed from the sentence
itself, so the same sentences always give the same returns.
"""

import os
import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

from planwatch.forms import Column, Form, form_named, load_forms
from tests.corpus.clean_rows import Row, clean_rows
from tests.corpus.deeds import Deeds
from tests.corpus.grammar import Earlier, Sentence, load_sentences
from tests.corpus.programme import DUTIES, PROJECTS, UNIT_CODES, UNIT_NAMES, UNIT_TYPES, projects_of

KINDS = ("xlsx", "csv in UTF-8", "xls", "csv in GB18030", "ods", "csv with BOM", "tsv")
CUTOFF = date(2021, 6, 30)
MONTH_BEFORE = date(2021, 5, 31)
NUMBER_TYPES = ("percent", "money", "count", "area", "length", "year")
MOST_OF_ONE_SENTENCE = 5
MOST_FORMS = 9
FEWEST_ROWS = 2
WHOLE = "PLANWATCH_WHOLE_CORPUS"
COLUMN_CLASSES = {
    "number": lambda column: column.type in NUMBER_TYPES,
    "amount": lambda column: column.type == "money",
    "quantity": lambda column: column.type in ("count", "area", "length"),
    "date": lambda column: column.type == "date",
    "yes or no": lambda column: column.type == "yes_no",
    "required column": lambda column: column.is_required,
    "cumulative column": lambda column: column.is_cumulative,
    "summed column": lambda column: column.type in ("money", "count", "area", "length"),
}

Finding = tuple[str, int | None, str | None]


@dataclass
class Filed:
    """One return of the corpus. `findings` are rule, index of the row (None: of the sheet or file) and column.

    `position` is 0 for the return that a sentence speaks of, and counts those that were filed before it.
    `companion` is the other form that the same workbook holds.
    """

    number: int
    form: str
    unit: str
    kind: str
    rows: list[Row]
    deeds: Deeds
    findings: list[Finding] = field(default_factory=list)
    position: int = 0
    companion: "Filed | None" = None

    @property
    def projects(self) -> set[str]:
        """The communities of the plan that its rows speak of."""
        return {project for project in self.deeds.projects if project in PROJECTS}

    @property
    def is_ticked(self) -> bool:
        """Whether it says that nothing has changed."""
        return any(
            deed.startswith("the sheet is ticked") and not deed.endswith("否") for deed in self.deeds.sheet_deeds
        )

    @property
    def is_plain_approval(self) -> bool:
        """Whether it is an approval as everybody expects it."""
        return self.form == "approvals" and not self.deeds.touched


@dataclass
class Case:
    """One sentence in one cast: the return that it speaks of, and those that were filed before."""

    rule: str
    is_planted: bool
    text: str
    main: Filed
    earlier: list[Filed]

    @property
    def label(self) -> str:
        """Where and what, for a reader of a failed test."""
        rows = sorted({row for _, row, _ in self.main.findings if row is not None})
        return f"{self.rule} no. {self.main.number}, {UNIT_NAMES[self.main.unit]}, {self.main.kind}, rows {rows}: {self.text}"


@dataclass(frozen=True)
class Casting:
    """A sentence with the form that it is spoken of, and what casts it: each call draws anew."""

    sentence: Sentence
    form: Form
    draw: Callable[[], Case]


def castings() -> Iterator[Casting]:
    """What casts every case of the corpus, in the order of the sentences."""
    turns: Counter[str] = Counter()
    number = 0
    for sentence in load_sentences():
        for form, column, kind in _thinned(sentence, list(_expansions(sentence))):
            number += 1
            chance = random.Random(f"{sentence.text} {form.name} {column and column.name} {kind}")
            chosen = kind or KINDS[number % len(KINDS)]
            draw = partial(_cast, sentence, form, column, chosen, number, turns, chance)
            yield Casting(sentence, form, draw)


def _thinned(sentence: Sentence, expansions: list[Any]) -> list[Any]:
    """Of a sentence about many columns, some; the sentence decides which, so that all are met by one or another."""
    is_whole = os.environ.get(WHOLE) or sentence.kind == "every kind of file"
    most = MOST_FORMS if sentence.is_planted and sentence.scope == "each form" else MOST_OF_ONE_SENTENCE
    step = 1 if is_whole else -(-len(expansions) // most)
    return expansions[random.Random(sentence.text).randrange(step) :: step]


def _expansions(sentence: Sentence) -> Iterator[tuple[Form, Column | None, str | None]]:
    kinds = KINDS if sentence.kind == "every kind of file" else [sentence.kind]
    for kind in kinds:
        if not sentence.scope.startswith("each "):
            yield form_named(sentence.scope), None, kind
            continue
        wanted, _, forms = sentence.scope.removeprefix("each ").partition(" of ")
        for form in load_forms():
            if (forms and form.name not in forms.split(" and ")) or form.name in sentence.but:
                continue
            if wanted == "form":
                yield form, None, kind
            else:
                for column in form.columns:
                    if COLUMN_CLASSES[wanted](column) and column.heading_zh not in sentence.but:
                        yield form, column, kind


def _cast(
    sentence: Sentence,
    form: Form,
    column: Column | None,
    kind: str,
    number: int,
    turns: Counter[str],
    chance: random.Random,
) -> Case:
    for _ in range(len(DUTIES[form.name])):
        unit = _unit(sentence, form, turns)
        projects = _projects(sentence, form, unit, chance)
        deeds = Deeds(form, column, projects, clean_rows(form.name, unit, projects, CUTOFF, number), CUTOFF, chance)
        earlier = [_earlier(entry, form, unit, deeds, number, chance) for entry in _all_earlier(sentence, form)]
        deeds.earlier_rows = next((filed.rows for filed in earlier if filed.form == form.name), [])
        if all(deeds.can(act) for act in sentence.acts):
            break
    deeds.do_all(sentence.acts)
    main = Filed(number, form.name, unit, kind, deeds.rows, deeds)
    main.findings = sorted({entry for expected in sentence.expected for entry in deeds.places(expected)}, key=str)
    main.companion = _companion(main, projects)
    for position, filed in enumerate(earlier, start=1):
        filed.position = position
    return Case(sentence.rule, sentence.is_planted, deeds.spoken(sentence.text), main, earlier)


def _companion(main: Filed, projects: list[Any]) -> Filed | None:
    for deed in main.deeds.sheet_deeds:
        if deed.startswith("the workbook also holds "):
            form = form_named(deed.split()[-1])
            rows = clean_rows(form.name, main.unit, projects, CUTOFF, main.number)
            deeds = Deeds(form, None, projects, rows, CUTOFF, main.deeds.chance)
            return Filed(main.number, form.name, main.unit, main.kind, rows, deeds)
    return None


def _unit(sentence: Sentence, form: Form, turns: Counter[str]) -> str:
    """Units with the duty take turns; a sentence may name one, or a kind of them."""
    if sentence.by and not sentence.by.startswith("a "):
        return UNIT_CODES[sentence.by]
    units = DUTIES[form.name]
    if sentence.project in PROJECTS:
        units = [unit for unit in units if sentence.project in projects_of(unit)]
    if sentence.by == "a utility":
        units = [unit for unit in units if UNIT_TYPES[unit] == "utility"]
    elif sentence.by == "a unit without the duty":
        units = [unit for unit in UNIT_NAMES if unit not in units and projects_of(unit)]
    turns[form.name] += 1
    return units[turns[form.name] % len(units)]


def _projects(sentence: Sentence, form: Form, unit: str, chance: random.Random) -> list[Any]:
    if sentence.project == "every community":
        return list(PROJECTS.values())
    if sentence.project:
        return [PROJECTS[sentence.project]]
    possible = projects_of(unit)
    has_parts = any("小计" in act.deed or "first row of each" in sentence.text for act in sentence.acts)
    wanted = 2 if has_parts else -(-FEWEST_ROWS // len(clean_rows(form.name, unit, [PROJECTS[possible[0]]], CUTOFF, 0)))
    if form.name == "changes" or any(entry.form for entry in sentence.earlier):
        wanted = 1
    return [PROJECTS[name] for name in chance.sample(possible, min(wanted, len(possible)))]


def _all_earlier(sentence: Sentence, form: Form) -> list[Earlier]:
    """What was filed before. Changes are held against an estimate, so the approval of the design goes before them."""
    has_approval = any(entry.form == "approvals" for entry in sentence.earlier)
    has_none = any(act.deed == "the estimate is not recorded" for act in sentence.acts)
    if form.name == "changes" and not has_approval and not has_none:
        return [Earlier("approvals", "县发改局", None, ()), *sentence.earlier]
    return list(sentence.earlier)


def _earlier(entry: Earlier, form: Form, unit: str, main: Deeds, number: int, chance: random.Random) -> Filed:
    earlier_form = form_named(entry.form) if entry.form else form
    earlier_unit = UNIT_CODES[entry.by] if entry.by else unit
    cutoff = date.fromisoformat(entry.cutoff) if entry.cutoff else MONTH_BEFORE
    rows = clean_rows(earlier_form.name, earlier_unit, main.communities, cutoff, number)
    deeds = Deeds(earlier_form, main.column if earlier_form is form else None, main.communities, rows, cutoff, chance)
    deeds.do_all(entry.acts)
    return Filed(number, earlier_form.name, earlier_unit, chance.choice(KINDS), deeds.rows, deeds)
