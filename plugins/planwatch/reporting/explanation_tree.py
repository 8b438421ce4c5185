"""The tree of a figure: walks the data of include/explain, and reads what it names at one point."""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from planwatch.domain.period import SHANGHAI
from planwatch.messages import Messages
from planwatch.reporting.explained_figures import JOINS, Entry, Relation, Row, column_joined, inputs_of, relations
from planwatch.reporting.explained_lines import Lines
from planwatch.reporting.explained_parts import counted, joined
from planwatch.reporting.explained_point import Point
from planwatch.reporting.explained_values import said, shanghai, shown
from planwatch.reporting.explanation_node import Node
from planwatch.wording import heading

NAMED_BY_THE_PLAN = ("curve_name", "open_guard_codes", "verified_by_unit_code", "assessed_by")


@dataclass
class Walker:
    """Makes the nodes of a tree, each figure once; `seen` are those that stand in it already."""

    point: Point
    messages: Messages
    seen: set[tuple[Any, ...]] = field(default_factory=set)

    def node(self, relation: Relation, row: Row, column: str) -> Node:
        """A figure with all that it comes from; what stands in the tree already is named only."""
        entry = relation.entry(column, row)
        parts = self._parts(relation, row, entry)
        value = row[column] if column in row else joined(entry, parts)
        head = self.messages.say(
            "explain.figure",
            meaning=self.point.meaning(relation, column),
            metric=column if relation.name == "project_performance" else f"{relation.name}.{column}",
            value=self._shown(relation, column, value) + self._why(relation, row, column, value),
        )
        place = (relation.name, column, *(str(row.get(key)) for key in relation.keys))
        if entry and place in self.seen:
            return Node(self.messages.say("explain.above", figure=head), figure=value)
        self.seen.add(place)
        made = Node(head, figure=value)
        self._add_what_it_is_made_of(made, relation, row, entry, parts)
        return made

    def _add_what_it_is_made_of(
        self, made: Node, relation: Relation, row: Row, entry: Entry, parts: list[Row] | None
    ) -> None:
        """Below a figure what its entry names: a sentence, the formula, inputs, the plan's line, parts, lines."""
        says = entry.get("says") or (relation.leaf if not entry else "")
        if says:
            made.below.append(Node(self.messages.say(f"explain.says.{says}", **self._facts(relation, row))))
        formula = entry.get("formula", "")
        if formula:
            made.formula = formula
            made.below.append(Node(self.messages.say("explain.formula", formula=formula)))
        for name in inputs_of(formula) + inputs_of(entry.get("inputs", "")):
            child = self._input(relation, row, name)
            made.below.append(child)
            if name in inputs_of(formula):
                made.inputs[name] = child.figure
        if "plan" in entry:
            made.below.append(Node(self.messages.say("explain.plan", **self.point.plan_line(row["project_code"]))))
        if parts is not None:
            self._add_parts(made, entry, parts)
        if "lines" in entry:
            made.below += Lines(self.point, self.messages).leaves(row, entry)

    def _shown(self, relation: Relation, column: str, value: Any) -> str:
        return shown(column, value, self.messages, relation.codes.get(column, ""))

    def _why(self, relation: Relation, row: Row, column: str, value: Any) -> str:
        return self._reason(relation, relation.reason(column, row) if value is None else "")

    def _reason(self, relation: Relation, reason: str | None) -> str:
        """A reason in words, to stand behind what it is the reason of; empty without one."""
        if not reason:
            return ""
        words = said("reason", reason, self.messages, relation.codes.get("reason", ""))
        return self.messages.say("explain.why", reason=words)

    def _input(self, relation: Relation, row: Row, name: str) -> Node:
        other, _, column = name.rpartition(".")
        if not other:
            return self.node(relation, row, column)
        found = self.point.rows(relations()[other], relation.known_by(row))
        if len(found) == 1:
            return self.node(relations()[other], found[0], column)
        return Node(self.messages.say("explain.no_figure", name=self.point.meaning(relations()[other], column)))

    def _parts(self, relation: Relation, row: Row, entry: Entry) -> list[Row] | None:
        if "of" not in entry or "lines" in entry:
            return None
        other = relations()[entry["of"]]
        return self.point.rows(other, relation.known_by(row), entry.get("where", "true"))

    def _add_parts(self, made: Node, entry: Entry, rows: list[Row]) -> None:
        """The rows that a figure joins, each with its share and the command that explains it; the others by name."""
        other, column = relations()[entry["of"]], column_joined(entry)
        made.join = next((join for join in JOINS if join in entry), "")
        if made.join:
            made.below.append(Node(self.messages.say(f"explain.how.of_{made.join}")))
        taken = counted(entry, rows)
        total = sum(row[column] for row in taken) if made.join == "sum" else None
        for row in taken:
            made.parts.append(row[column] if column else 1)
            inner = {} if other.is_mart else other.entry(column, row)
            facts = self._facts(other, row) | {
                "name": self._called(other, row, column),
                "figure": self._shown(other, column, row[column]) if column else "",
                "why": self._reason(other, row.get("reason")),
                "share": self.messages.say("explain.share", share=row[column] / Decimal(total)) if total else "",
                "command": self._command(other, row.get("further_column") or entry.get("further", column), row),
            }
            part = Node(self.messages.say(f"explain.{inner.get('line', other.line)}", **facts), figure=row.get(column))
            self._add_what_it_is_made_of(part, other, row, inner, self._parts(other, row, inner))
            made.below.append(part)
        left = [self._called(other, row) for row in rows if row not in taken]
        if left and made.join:
            made.below.append(Node(self.messages.say("explain.not_in", names="、".join(left))))
        if not taken:
            made.below.append(Node(self.messages.say("explain.no_parts")))

    def _facts(self, relation: Relation, row: Row) -> Row:
        """What the sentences may name of a row: codes in words, moments in Shanghai's time."""
        known = self.point.known | row
        codes = {name: value for name, value in known.items() if isinstance(value, str)}
        told = {name: self._in_words(relation, known, name, code) for name, code in codes.items()}
        told |= {
            name: "、".join(self._in_words(relation, known, name, str(one)) for one in value) or "—"
            for name, value in known.items()
            if isinstance(value, list)
        }
        moments = [name for name, value in known.items() if isinstance(value, datetime)]
        return known | told | {name: shanghai(known[name])["known_at"] for name in moments}

    def _called(self, relation: Relation, row: Row, shown_column: str = "") -> str:
        """What a row is called, but for the column that is shown of it."""
        columns = [column for column in relation.called if column != shown_column and row[column] is not None]
        return " ".join(self._in_words(relation, row, column, row[column]) for column in columns)

    def _in_words(self, relation: Relation, row: Row, column: str, value: Any) -> str:
        """A code as a sentence says it: by the plan's name for it, a form's heading, or the catalogue's words."""
        if column in NAMED_BY_THE_PLAN:
            return self.point.name_of(value)
        if column == "column_name":
            return heading(row, self.messages)
        return said(column, value, self.messages, relation.codes.get(column, ""))

    def _command(self, relation: Relation, column: str, row: Row) -> str:
        """The command that explains a part further; nothing where no mart has it."""
        further = relations().get(relation.further or relation.name)
        if further is None or not further.is_mart or column not in further.columns:
            return ""
        variables = [
            f"{variable}={row.get(further.names.get(key, key)) or row[key]}"
            for variable, key in further.variables.items()
        ]
        metric = column if further.name == "project_performance" else f"{further.name}.{column}"
        told = [*variables, f"METRIC={metric}", f"AS_OF={self.point.known['as_of_date']}"]
        if self.point.schema == "candidate":
            told.append(f"KNOWN_AT={self.point.known['known_at'].astimezone(SHANGHAI).isoformat()}")
        quoted = [f"'{word}'" if " " in word else word for word in told]
        return self.messages.say("explain.command", command=f"make explain {' '.join(quoted)}")
