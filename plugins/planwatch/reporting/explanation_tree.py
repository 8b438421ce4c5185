"""The tree of a figure: walks the data of include/explain, and reads what it names at one point."""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from planwatch.domain.period import SHANGHAI
from planwatch.messages import Messages
from planwatch.reporting.explained_figures import JOINS, Entry, Relation, Row, inputs_of, relations
from planwatch.reporting.explained_lines import Lines
from planwatch.reporting.explained_parts import column_joined, counted, joined
from planwatch.reporting.explained_point import Point
from planwatch.reporting.explained_values import said, shanghai, shown
from planwatch.reporting.explanation_node import Node


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
            value=shown(column, value, self.messages) + self._why(relation, row, column, value),
        )
        place = (relation.name, column, *(str(row.get(key)) for key in relation.keys))
        if entry and place in self.seen:
            return Node(self.messages.say("explain.above", figure=head), figure=value)
        self.seen.add(place)
        made = Node(head, figure=value)
        says = entry.get("says") or (relation.leaf if not entry else "")
        if says:
            made.below.append(Node(self.messages.say(f"explain.says.{says}", **self._facts(row))))
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
        return made

    def _why(self, relation: Relation, row: Row, column: str, value: Any) -> str:
        reason = relation.reason(column, row) if value is None else ""
        return self.messages.say("explain.why", reason=said("reason", reason, self.messages)) if reason else ""

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
            facts = self._facts(row) | {
                "name": self._called(other, row),
                "figure": shown(column, row[column], self.messages) if column else "",
                "share": self.messages.say("explain.share", share=row[column] / Decimal(total)) if total else "",
                "command": self._command(other, entry.get("further", column), row),
            }
            made.below.append(Node(self.messages.say(f"explain.{other.line}", **facts)))
        left = [self._called(other, row) for row in rows if row not in taken]
        if left and made.join:
            made.below.append(Node(self.messages.say("explain.not_in", names="、".join(left))))
        if not taken:
            made.below.append(Node(self.messages.say("explain.no_parts")))

    def _facts(self, row: Row) -> Row:
        """What the sentences may name of a row: codes in words, moments in Shanghai's time."""
        known = self.point.known | row
        told = {name: said(name, value, self.messages) for name, value in known.items() if isinstance(value, str)}
        told |= {name: "、".join(map(str, value)) or "—" for name, value in known.items() if isinstance(value, list)}
        moments = [name for name, value in known.items() if isinstance(value, datetime)]
        return known | told | {name: shanghai(known[name])["known_at"] for name in moments}

    def _called(self, relation: Relation, row: Row) -> str:
        return " ".join(
            said(column, row[column], self.messages) for column in relation.called if row[column] is not None
        )

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
