"""The leaves of a figure's tree: the lines that clerks filled in, each with its file, sheet, row, cell and times."""

from dataclasses import dataclass
from typing import Any

from planwatch.forms import column_of
from planwatch.messages import Messages
from planwatch.reporting.explained_figures import Entry, Row
from planwatch.reporting.explained_point import Point
from planwatch.reporting.explained_values import shanghai
from planwatch.reporting.explanation_node import Node

WEIGHTED = ("completed_percent", "verified_percent")


@dataclass(frozen=True)
class Lines:
    """The lines behind the figures of one point."""

    point: Point
    messages: Messages

    def counted(self, row: Row, entry: Entry) -> list[Row]:
        """The lines that a figure takes, of those that its tree shows."""
        return [line for line in self._chosen(row, entry) if line["is_counted"]]

    def _chosen(self, row: Row, entry: Entry) -> list[Row]:
        """The lines behind a figure: of one form and column, under the row's own keys, on the day or an earlier one."""
        day = row[entry["on"]] if "on" in entry else self.point.known["as_of_date"]
        matching = {key: [row[key]] for key in entry.get("by", ())} | entry.get("match", {})
        chosen = [
            line
            for line in (self.point.lines_of(row["project_code"], day) if day else [])
            if line["form"] == entry["lines"]
            and line["column_name"] == entry["column"]
            and line["unit_type"] == entry.get("of", line["unit_type"])
            and all(line["keys"].get(key) in wanted for key, wanted in matching.items())
        ]
        return self._beside(row, entry, chosen) if "beside" in entry else chosen

    def _beside(self, row: Row, entry: Entry, lines: list[Row]) -> list[Row]:
        """Lines of which the one counts that holds another column's figure that counts."""
        other = {key: value for key, value in entry.items() if key != "beside"} | {"column": entry["beside"]}
        rows = {_row_of(line) for line in self.counted(row, other)}
        return [line | {"is_counted": _row_of(line) in rows} for line in lines]

    def leaves(self, row: Row, entry: Entry) -> list[Node]:
        """How the lines join, and each line; of weighted items also those that nobody reported."""
        chosen = self._chosen(row, entry)
        how = Node(self.messages.say(f"explain.how.{entry['how']}"))
        leaves = [self._leaf(line, sum(_counts(other) for other in chosen if _same(other, line))) for line in chosen]
        silent = self._silent(row, chosen) if entry["how"] == "weighted" else []
        return [how, *(leaves + silent or [Node(self.messages.say("explain.no_lines"))])]

    def _silent(self, row: Row, lines: list[Row]) -> list[Node]:
        """The items of the project's menu that nobody reported, which count as nothing done."""
        reported = {line["about"] for line in lines}
        menu = self.point.menu(row["project_code"])
        silent = [item for item in menu if item["item_name"] not in reported]
        return [Node(self.messages.say("explain.silent", **item)) for item in silent] if reported else []

    def _leaf(self, line: Row, counted_of_item: int) -> Node:
        """A line with its cell; of an item of which several lines count, the mean counts, so each has its part."""
        column = column_of(line["form"], line["column_name"])
        figure = line["stated_date"]
        if line["figure"] is not None:
            scaled = line["figure"] / 10_000 if column.type in ("money", "area") else line["figure"]
            figure = self.messages.say("explain.number", figure=scaled)
        facts = line | shanghai(line["received_at"], "received_at") | {"figure": figure}
        facts |= {
            "heading": column.heading_zh,
            "file_sha256": line["file_sha256"][:12],
            "sheet": line["sheet_name"] or "—",
            "rules_version": line["rules_version"] or self.messages.say("explain.not_recorded"),
            "cell_text": self.messages.say("explain.cell", cell=line["cell"]) if line["cell"] else "",
            "document_text": self.messages.say("explain.document", document=line["document"])
            if line["document"]
            else "",
        }
        passed_over = "not_counted" if line["form"] == "progress" else "superseded"
        key = "counted" if line["is_counted"] else passed_over
        below = [Node(self.messages.say("explain.place", **facts))]
        if line["waived_rules"]:
            below.append(Node(self.messages.say("explain.waived", rules="、".join(line["waived_rules"]))))
        weight = line["weight_ratio"] if line["column_name"] in WEIGHTED else None
        weight_text = ""
        if weight is not None:
            weight_text = self.messages.say("explain.weight", weight=weight)
            if line["is_counted"] and counted_of_item > 1:
                weight_text = self.messages.say("explain.weight_of_several", weight=weight, units=counted_of_item)
        return Node(self.messages.say(f"explain.{key}", weight_text=weight_text, **facts), below)


def _counts(line: Row) -> bool:
    return bool(line["is_counted"])


def _row_of(line: Row) -> tuple[Any, ...]:
    return line["return_id"], line["sheet_name"], line["row_number"]


def _same(one: Row, other: Row) -> bool:
    return bool(one["about"] == other["about"])
