"""A figure as a tree: its formula, what goes into it, and at the leaves the cells that clerks filled in."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

import yaml

from planwatch import paths
from planwatch.domain.period import SHANGHAI
from planwatch.errors import PlanwatchError
from planwatch.forms import column_of
from planwatch.messages import Messages
from planwatch.warehouse import queries
from planwatch.warehouse.connection import Connection

WEIGHTED = ("completed_percent", "verified_percent")
_NAME = re.compile(r"\b[a-z][a-z_]+\b(?!\()")


class UnknownFigureError(PlanwatchError):
    """The project, the figure or the day is not known."""


@dataclass
class Node:
    """One line of the tree and what hangs below it."""

    text: str
    below: list["Node"] = field(default_factory=list)


@cache
def figures() -> dict[str, dict[str, str]]:
    """Every figure that can be explained, and how: include/explain.yaml."""
    entries: dict[str, dict[str, str]] = yaml.safe_load((paths.INCLUDE / "explain.yaml").read_text(encoding="utf-8"))
    return entries


def inputs_of(formula: str) -> list[str]:
    """The figures that a formula names, each once, in its order."""
    return list(dict.fromkeys(_NAME.findall(formula)))


def explain(
    connection: Connection,
    project_name: str,
    metric: str,
    as_of_date: date,
    messages: Messages,
    known_at: datetime | None = None,
    schema: str = "marts",
) -> Node:
    """The tree of one figure of one project and day.

    `schema` is marts for what is published, candidate for what was computed as known at another moment.
    Raises UnknownFigureError naming what is not known.
    """
    if metric not in figures():
        raise UnknownFigureError(messages.say("explain.no_metric", metric=metric, known="、".join(figures())))
    project_code = queries.value(connection, "explaining/project_named.sql", name=project_name)
    if project_code is None:
        raise UnknownFigureError(messages.say("explain.no_project", project=project_name))
    point = {"project_code": project_code, "as_of_date": as_of_date}
    found = queries.rows_filled(connection, "explaining/figures_of_project.sql", {"schema": schema}, **point)
    if not found:
        raise UnknownFigureError(messages.say("explain.no_day", as_of_date=as_of_date))
    plan_version = found[0]["plan_version"]
    lines = queries.rows(
        connection,
        "explaining/lines_behind.sql",
        **point,
        known_at=known_at or found[0]["known_at"],
        plan_version=plan_version,
    )
    [plan] = queries.rows(connection, "explaining/plan_line.sql", project_code=project_code, plan_version=plan_version)
    meanings = {row["column_name"]: row["meaning"] for row in queries.rows(connection, "explaining/meanings.sql")}
    menu = queries.rows(connection, "explaining/menu.sql", project_code=project_code, plan_version=plan_version)
    root = _Tree(found[0], lines, plan, menu, meanings, messages).node(metric)
    root.below.append(Node(messages.say("explain.versions", **found[0] | _shanghai(found[0]["known_at"]))))
    return root


def drawn(node: Node, before: str = "") -> str:
    """The tree as text, one line per node."""
    lines = [node.text]
    for position, child in enumerate(node.below):
        is_last = position == len(node.below) - 1
        first, rest = ("└─ ", "   ") if is_last else ("├─ ", "│  ")
        lines.append(first + drawn(child).replace("\n", "\n" + rest))
    return before + "\n".join(lines)


@dataclass(frozen=True)
class _Tree:
    figures_of_row: dict[str, Any]
    lines: list[dict[str, Any]]
    plan: dict[str, Any]
    menu: list[dict[str, Any]]
    meanings: dict[str, str]
    messages: Messages

    def node(self, metric: str) -> Node:
        entry = figures()[metric]
        head = self.messages.say(
            "explain.figure",
            meaning=self.meanings[metric].partition(" | ")[0],
            metric=metric,
            value=_shown(self.figures_of_row[metric], self.messages),
        )
        if "formula" in entry:
            formula = entry["formula"]
            inputs = [self.node(name) for name in inputs_of(formula)]
            return Node(head, [Node(self.messages.say("explain.formula", formula=formula)), *inputs])
        if "curve" in entry:
            inputs = [self.node(name) for name in inputs_of(entry["curve"])]
            return Node(head, [Node(self.messages.say("explain.curve", **self.figures_of_row)), *inputs])
        if "estimate" in entry and self.figures_of_row["budget_basis"] == "approved_estimate":
            leaves = self._leaves({"lines": "approvals", "column": entry["estimate"]})
            return Node(head, [Node(self.messages.say("explain.how.estimate")), *leaves])
        if "plan" in entry:
            return Node(head, [Node(self.messages.say("explain.plan", **self.plan))])
        leaves = self._leaves(entry) + (self._silent() if entry["how"] == "weighted" else [])
        return Node(head, [Node(self.messages.say(f"explain.how.{entry['how']}")), *leaves])

    def _silent(self) -> list[Node]:
        """The items of the project's menu that nobody reported, which count as nothing done."""
        reported = {line["about"] for line in self.lines if line["column_name"] == "completed_percent"}
        silent = [item for item in self.menu if item["item_name"] not in reported]
        return [Node(self.messages.say("explain.silent", **item)) for item in silent] if reported else []

    def _leaves(self, entry: dict[str, str]) -> list[Node]:
        chosen = [
            line
            for line in self.lines
            if line["form"] == entry["lines"]
            and line["column_name"] == entry["column"]
            and line["unit_type"] == entry.get("of", line["unit_type"])
        ]
        if entry.get("how") == "newest":
            newest = max(filter(_counts, chosen), key=_order, default=None)
            chosen = [line | {"is_counted": line is newest} for line in chosen]
        leaves = [self._leaf(line, sum(_counts(other) for other in chosen if _same(other, line))) for line in chosen]
        return leaves or [Node(self.messages.say("explain.no_lines"))]

    def _leaf(self, line: dict[str, Any], counted_of_item: int) -> Node:
        """A line with its cell; of an item of which several lines count, the mean counts, so each has its part."""
        column = column_of(line["form"], line["column_name"])
        figure = line["figure"] / 10_000 if column.type in ("money", "area") else line["figure"]
        facts = line | _shanghai(line["received_at"], "received_at") | {"figure": figure}
        facts |= {
            "heading": column.heading_zh,
            "file_sha256": line["file_sha256"][:12],
            "sheet": line["sheet_name"] or "—",
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


def _counts(line: dict[str, Any]) -> bool:
    return bool(line["is_counted"])


def _same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return bool(one["about"] == other["about"])


def _order(line: dict[str, Any]) -> tuple[Any, ...]:
    """Of two words on one figure the later cut-off stands; of one cut-off, the one received last."""
    return (line["cutoff_date"], line["received_at"], line["return_id"], line["row_number"])


def _shown(value: Any, messages: Messages) -> str:
    if value is None:
        return messages.say("explain.unknown")
    return f"{value:,}" if isinstance(value, Decimal | int) else str(value)


def _shanghai(moment: datetime, name: str = "known_at") -> dict[str, str]:
    return {name: f"{moment.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"}
