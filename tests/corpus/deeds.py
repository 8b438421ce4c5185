"""What a sentence does to the clean rows of a return, and where its findings must then stand."""

import random
import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from planwatch.forms import Column, Form
from tests.corpus.clean_rows import Row, estimate
from tests.corpus.grammar import Act, Expected, SentenceError
from tests.corpus.programme import INVESTMENT, Project

RECEIVED = date(2021, 7, 5)
BOOLEANS = {"TRUE": True, "FALSE": False}
FORMULA_ERROR = re.compile(r"#[A-Z/0]+[!?A]?")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_EXPRESSION = re.compile(r"\{(.+?)\}")
_WAS = re.compile(r"\{.*\bwas\b.*\}")
_WIDE = {ord(narrow): ord(narrow) + 0xFEE0 for narrow in "0123456789"}
SUMS = {"合计": -1, "小计": -2}
# The period's figures follow from the cumulative one: whoever changes that leaves them out.
FOLLOWING = {
    "completed_percent": ("previous_completed_percent", "period_completed_percent"),
    "paid_amount": ("previous_paid_amount", "period_paid_amount"),
}


@dataclass(frozen=True)
class Formula:
    """A cell that holds a formula, and the value that was last computed of it; None where it never was."""

    text: str
    value: float | None


@dataclass(frozen=True)
class FormulaError:
    """A cell that shows #REF! or its like."""

    text: str


@dataclass
class Deeds:
    """The rows of one return while its sentence is carried out."""

    form: Form
    column: Column | None
    communities: list[Project]
    rows: list[Row]
    cutoff: date
    chance: random.Random
    earlier_rows: list[Row] = field(default_factory=list)
    touched: set[tuple[int, str]] = field(default_factory=set)
    sheet_deeds: list[str] = field(default_factory=list)
    _affected: list[int] = field(default_factory=list)
    _another: list[int] = field(default_factory=list)
    _both: list[int] = field(default_factory=list)
    _last_column: str | None = None
    _said: list[tuple[str, str]] = field(default_factory=list)

    @property
    def projects(self) -> list[str]:
        """The communities by name."""
        return [project.name for project in self.communities]

    @property
    def values(self) -> list[str]:
        """What the sentence has put into cells."""
        return [value for _, value in self._said]

    def can(self, act: Act) -> bool:
        """Whether a row of this return can be used so: {was} needs a value to begin with."""
        return act.who not in ("a", "another", "every") or bool(self._candidates(act))

    def do_all(self, acts: tuple[Act, ...]) -> None:
        """Carry out a sentence. Raises SentenceError."""
        for act in acts:
            if act.who in ("sheet", "file"):
                self._on_sheet(act.deed)
            else:
                self._on_rows(act)

    def _on_sheet(self, deed: str) -> None:
        named = re.fullmatch(r"(.+) for (\S+)|(the sheet lacks) (\S+)", deed)
        if named:
            column = self._column(named[2] or named[4])
            self._last_column = column.name
            deed = f"{named[1] or named[3]} {column.name}"
        self.sheet_deeds.append(deed)
        sums = [place for label, place in SUMS.items() if deed.startswith(f"the {label} row")]
        self._affected = sums or list(range(len(self.rows)))

    def _on_rows(self, act: Act) -> None:
        candidates = self._candidates(act)
        if not candidates:
            raise SentenceError(f"no row of {self.form.name} can: {act}")
        chosen = candidates if act.who == "every" else [self.chance.choice(candidates)]
        if act.who == "another":
            self._another = chosen
        else:
            self._affected = chosen
        if act.deed.startswith("is repeated"):
            self.rows.append(dict(self.rows[chosen[0]]))
            chosen = [len(self.rows) - 1]
            self._both, self._affected = [self._affected[0], chosen[0]], chosen
        elif act.deed == "is hidden":
            self.sheet_deeds.append(f"hidden {chosen[0]}")
        for value, heading in act.cells:
            self._last_column = self._column(heading).name
            for index in chosen:
                self._set(index, self._last_column, value)

    def _candidates(self, act: Act) -> list[int]:
        columns = [(self._column(heading).name, value) for value, heading in act.cells]
        taken = self._affected if act.who == "another" else []
        return [
            index
            for index, row in enumerate(self.rows)
            if index not in taken
            and (act.which is None or act.which in row.values())
            and all(not _WAS.search(value) or row.get(name) is not None for name, value in columns)
        ]

    def _set(self, index: int, name: str, said: str) -> None:
        row = self.rows[index]
        value = self._value(index, name, said)
        for follower in FOLLOWING.get(name, ()):
            if (index, follower) not in self.touched:
                row[follower] = None
        row[name] = value
        self.touched.add((index, name))
        self._said.append((said, str(value)))

    def _value(self, index: int, name: str, said: str) -> Any:
        if said == "nothing":
            return None
        if whole := _EXPRESSION.fullmatch(said):
            return self._computed(whole[1], index, name)
        said = _EXPRESSION.sub(lambda found: str(self._computed(found[1], index, name)), said)
        if quoted := re.fullmatch("“(.*)”", said):
            return quoted[1]
        if said.startswith("the formula "):
            text = said.removeprefix("the formula ")
            return Formula(text, eval(text, {"__builtins__": {}}))
        if said.startswith("the uncalculated formula "):
            return Formula(said.removeprefix("the uncalculated formula "), None)
        if FORMULA_ERROR.fullmatch(said):
            return FormulaError(said)
        if said in BOOLEANS:
            return BOOLEANS[said]
        if _DAY.fullmatch(said):
            return date.fromisoformat(said)
        if _NUMBER.fullmatch(said):
            return float(said) if "." in said else int(said)
        return said

    def _computed(self, expression: str, index: int, name: str) -> Any:
        """What an expression in braces comes to; money in 万元, areas in 万m², as the form's cells."""
        row = self.rows[index]
        project = next((known for known in self.communities if known.name == row["project_text"]), self.communities[0])
        alike = [other for other in self.rows if other["project_text"] == row["project_text"] and other is not row]
        earlier = self.earlier_rows[index] if index < len(self.earlier_rows) else {}
        names = {
            "was": row.get(name),
            "earlier": earlier.get(name),
            "others": sum(other.get(name) or 0 for other in alike) if isinstance(row.get(name), int | float) else 0,
            "rows": len(alike) + 1,
            "households": project.households,
            "buildings": project.buildings,
            "area": project.area,
            "investment": project.investment,
            "estimate": estimate(project),
            "programme": INVESTMENT,
            "received": RECEIVED,
            "day": timedelta(days=1),
            "floor": int,
            "wide": lambda figure: str(figure).translate(_WIDE),
            "grouped": lambda figure: f"{figure:,}",
        }
        value = eval(expression, {"__builtins__": {}}, {**row, **names})
        return round(value, 9) if isinstance(value, float) else value

    def places(self, expected: Expected) -> list[tuple[str, int | None, str | None]]:
        """Rule, row and column of every finding that an expectation stands for."""
        column = self._column(expected.column).name if expected.column else self._last_column
        rows: list[int] | list[None] = {
            "in the row": self._affected,
            "in every row": list(range(len(self.rows))),
            "in both rows": self._both,
            "in another row": self._another,
            "in the first row": [0],
            "in the first row of each community": self._first_rows(),
            "of the file": [None],
            "of the sheet": [None],
            "of the draft": [None],
        }[expected.place]
        has_place = not expected.place.startswith("of the ")
        return [(expected.rule, row, column if has_place else None) for row in rows]

    def _first_rows(self) -> list[int]:
        named = [row["project_text"] for row in self.rows]
        return [index for index, name in enumerate(named) if name not in named[:index]]

    def spoken(self, sentence: str) -> str:
        """The sentence with what its column and expressions came to."""
        for said, value in self._said:
            if "{" in said:
                sentence = sentence.replace(said, value, 1)
        return sentence.replace(" for it", f" for {self.column.heading_zh}") if self.column else sentence

    def _column(self, heading: str) -> Column:
        if heading == "it" and self.column:
            return self.column
        found = [column for column in self.form.columns if column.heading_zh == heading]
        if not found:
            raise SentenceError(f"{self.form.name} has no column {heading}")
        return found[0]
