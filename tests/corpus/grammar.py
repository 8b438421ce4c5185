"""The sentences of the corpus and what they mean. A sentence is the label of a return:

    progress by 县电力公司 as xls: a row has 四成 for 累计完成比例（%） => F05

head      which form (or `each form`, `each number`, `each required column of budget but 小区名称` …: one return each),
          and where it matters: `by` whom, `in` which community or `in every community`, `as` which kind of file
clauses   `earlier approvals by 县发改局 up to 2021-05-31 where …` was filed before; then what this return does, by `;`
finding   rule ids with their place: by default the row and column spoken of last; or `nothing`
"""

import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import yaml

SENTENCES = Path(__file__).parent / "sentences"
_HEAD = re.compile(
    r"(?P<scope>[a-z ]+?)(?: but (?P<but>.+?))?(?: by (?P<by>[^ a-z]\S+|a utility|a unit without the duty))?"
    r"(?: in (?P<project>[^ a-z]\S+|every community))?(?: as (?P<kind>.+))?"
)
_EARLIER = re.compile(
    r"earlier(?: (?P<form>[a-z]+))?(?: by (?P<by>\S+?))?(?: up to (?P<cutoff>[\d-]+))?(?: where (?P<acts>.+))?"
)
_ROW = re.compile(r"(?P<who>a|another|every)(?: (?P<which>\S+))? row (?P<deed>.+)")
_CELL = re.compile(r"(?P<value>.+) for (?P<column>\S+)")
_FINDING = re.compile(
    r"(?P<rule>F\d\d)(?: at (?P<column>\S+))?"
    r"(?: (?P<place>in every row|in both rows|in another row|in the first row of each community|in the first row|of the file|of the sheet|of the draft))?"
)


class SentenceError(ValueError):
    """A sentence that the grammar does not understand."""


@dataclass(frozen=True)
class Act:
    """What is done to the rows or to the whole sheet. `who`: a, another, every, sheet or file."""

    who: str
    deed: str
    which: str | None = None
    cells: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Earlier:
    """A return that was filed and accepted before; by default of the same form and unit, a month earlier."""

    form: str | None
    by: str | None
    cutoff: str | None
    acts: tuple[Act, ...]


@dataclass(frozen=True)
class Expected:
    """A finding that must be made."""

    rule: str
    column: str | None
    place: str


@dataclass(frozen=True)
class Sentence:
    """One sentence, taken apart."""

    rule: str
    is_planted: bool
    text: str
    scope: str
    but: tuple[str, ...]
    project: str | None
    by: str | None
    kind: str | None
    earlier: tuple[Earlier, ...]
    acts: tuple[Act, ...]
    expected: tuple[Expected, ...] = field(default=())


@cache
def load_sentences() -> tuple[Sentence, ...]:
    """Every sentence of tests/corpus/sentences. Raises SentenceError."""
    found = []
    for path in sorted(SENTENCES.glob("*.yaml")):
        for rule, lists in yaml.safe_load(path.read_text(encoding="utf-8")).items():
            for name in ("planted", "clean"):
                found += [parse(rule, name == "planted", text) for text in lists.get(name, [])]
    return tuple(found)


def parse(rule: str, is_planted: bool, text: str) -> Sentence:
    """Take a sentence apart. Raises SentenceError."""
    said, _, findings = text.partition(" => ")
    head, _, body = said.partition(": ")
    heads = _HEAD.fullmatch(head)
    if not (heads and body and findings):
        raise SentenceError(text)
    clauses = body.split("; ")
    expected = () if findings == "nothing" else tuple(_expected(text, part) for part in findings.split(", "))
    if is_planted and rule not in [finding.rule for finding in expected]:
        raise SentenceError(f"{text}: stands under {rule} and does not plant it")
    return Sentence(
        rule,
        is_planted,
        text,
        heads["scope"],
        tuple((heads["but"] or "").split(", ")),
        heads["project"],
        heads["by"],
        heads["kind"],
        tuple(_earlier(text, clause) for clause in clauses if clause.startswith("earlier")),
        tuple(act for clause in clauses if not clause.startswith("earlier") for act in _acts(clause)),
        expected,
    )


def _earlier(text: str, clause: str) -> Earlier:
    found = _EARLIER.fullmatch(clause)
    if not found:
        raise SentenceError(text)
    acts = [act for part in (found["acts"] or "").split(" and where ") if part for act in _acts(part)]
    return Earlier(found["form"], found["by"], found["cutoff"], tuple(acts))


def _acts(clause: str) -> list[Act]:
    row = _ROW.fullmatch(clause)
    if not row:
        who = "file" if clause.startswith("the file") else "sheet"
        return [Act(who, clause)]
    deed = row["deed"]
    for verb in ("has ", "is repeated with "):
        if deed.startswith(verb):
            cells = [_CELL.fullmatch(part) for part in deed.removeprefix(verb).split(" and ")]
            if not all(cells):
                raise SentenceError(clause)
            pairs = tuple((cell["value"], cell["column"]) for cell in cells if cell)
            return [Act(row["who"], verb.strip(), row["which"], pairs)]
    return [Act(row["who"], deed, row["which"])]


def _expected(text: str, part: str) -> Expected:
    found = _FINDING.fullmatch(part)
    if not found:
        raise SentenceError(text)
    return Expected(found["rule"], found["column"], found["place"] or "in the row")
