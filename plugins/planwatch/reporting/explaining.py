"""A figure as a tree: its formula, what goes into it, and at the leaves the cells that clerks filled in.

Which figures there are and how each comes about is data (include/explain); here it is only walked.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from planwatch.domain.period import SHANGHAI
from planwatch.errors import PlanwatchError
from planwatch.forms import column_of
from planwatch.messages import Messages
from planwatch.reporting.explained_figures import (
    JOINS,
    PROGRAMME,
    RELATIONS,
    Entry,
    Relation,
    Row,
    inputs_of,
    marts,
    reached_from,
    relations,
)
from planwatch.warehouse import models, queries
from planwatch.warehouse.connection import Connection

WEIGHTED = ("completed_percent", "verified_percent")


class UnknownFigureError(PlanwatchError):
    """The project, the figure or the day is not known, or more must be said to tell which figure is meant."""


@dataclass
class Node:
    """One line of the tree and what hangs below it; of a figure also what it was computed from."""

    text: str
    below: list["Node"] = field(default_factory=list)
    figure: Any = None
    formula: str = ""
    inputs: Row = field(default_factory=dict)
    join: str = ""
    parts: list[Any] = field(default_factory=list)


def explain(
    connection: Connection,
    asked: Mapping[str, str],
    metric: str,
    as_of_date: date,
    messages: Messages,
    known_at: datetime | None = None,
) -> Node:
    """The tree of one figure of one day.

    `asked`: the variables of `make explain` that were given, PROJECT and others. Without `known_at` of what is
    published, with it of `candidate`, which must have been built for that moment; the models that the tree reads are
    built for the day's point in either case. Raises UnknownFigureError naming what is not known, or what must be said.
    """
    given = {variable: value.strip() for variable, value in asked.items() if value.strip()}
    schema = "candidate" if known_at else "marts"
    days = queries.rows_filled(connection, "explaining/point.sql", {"schema": schema}, as_of_date=as_of_date)
    if not days:
        raise UnknownFigureError(messages.say("explain.no_day", as_of_date=as_of_date))
    point = days[0] | ({"known_at": known_at} if known_at else {})
    project_code = _project_code(connection, given, messages)
    relation, column = _named(metric, given, messages)
    walker = Walker(connection, point, schema, messages, is_published=known_at is None)
    walker.prepare(reached_from(relation, column))
    row = _chosen(walker, relation, given, project_code)
    root = walker.node(relation, row, column)
    root.below.append(Node(messages.say("explain.versions", **point | _shanghai(point["known_at"]))))
    return root


def drawn(node: Node, before: str = "") -> str:
    """The tree as text, one line per node."""
    lines = [node.text]
    for position, child in enumerate(node.below):
        is_last = position == len(node.below) - 1
        first, rest = ("└─ ", "   ") if is_last else ("├─ ", "│  ")
        lines.append(first + drawn(child).replace("\n", "\n" + rest))
    return before + "\n".join(lines)


def _project_code(connection: Connection, given: dict[str, str], messages: Messages) -> str | None:
    """The code of the project that is named by name, code or alias; None for the programme and where none is named."""
    name = given.get("PROJECT", "")
    if not name or name in PROGRAMME:
        return None
    code: str | None = queries.value(connection, "explaining/project_named.sql", name=name)
    if code is None:
        raise UnknownFigureError(messages.say("explain.no_project", project=name))
    return code


def _named(metric: str, given: dict[str, str], messages: Messages) -> tuple[Relation, str]:
    """The mart and column of a metric: `mart.column`, or a column, of the mart whose rows the variables name best."""
    mart, _, column = metric.rpartition(".")
    holding = [relation for relation in marts() if column in relation.columns and mart in ("", relation.name)]
    if not holding:
        known = dict.fromkeys(name for relation in marts() for name in relation.columns)
        raise UnknownFigureError(messages.say("explain.no_metric", metric=metric, known="、".join(known)))
    fitting = [relation for relation in holding if _takes(relation, given)]
    if not fitting:
        named = "；".join(f"{relation.name}：{'、'.join(relation.variables) or 'PROJECT=ALL'}" for relation in holding)
        raise UnknownFigureError(messages.say("explain.other_keys", metric=metric, named=named))
    return min(fitting, key=lambda relation: len(relation.variables.keys() - given.keys())), column


def _takes(relation: Relation, given: dict[str, str]) -> bool:
    """Whether rows of a mart are named by what was given; the programme's marts by PROJECT=ALL or nothing."""
    is_programme = given.get("PROJECT") in PROGRAMME
    asked = given.keys() - ({"PROJECT"} if is_programme else set())
    if is_programme and "PROJECT" in relation.variables and not relation.whole:
        return False
    if is_programme and "UNIT" in relation.variables and "UNIT" not in given:
        return False
    return asked <= relation.variables.keys()


def _chosen(walker: "Walker", relation: Relation, given: dict[str, str], project_code: str | None) -> Row:
    """The one row that the variables name. Raises UnknownFigureError with the values there are where they do not."""
    messages = walker.messages
    keys = {"project_code": project_code} if project_code and "project_code" in relation.keys else {}
    rows = walker.rows(relation, keys)
    if not rows:
        asked = given.get("PROJECT", "") if keys else ""
        raise UnknownFigureError(
            messages.say("explain.no_row", mart=relation.name, as_of_date=walker.point["as_of_date"], project=asked)
        )
    for variable, column in relation.variables.items():
        wanted = project_code if variable == "PROJECT" else given.get(variable)
        if variable == "PROJECT" and given.get("PROJECT") in PROGRAMME:
            wanted = relation.whole
        if wanted is None:
            wholes = [row for row in rows if relation.whole and row[column] == relation.whole]
            rows = wholes or rows
            continue
        name = relation.names.get(column, column)
        codes = {wanted, *walker.codes_named(wanted)}
        found = [row for row in rows if str(row[column]) in codes or str(row.get(name)) == wanted]
        if not found:
            known = _values(rows, column, name)
            raise UnknownFigureError(messages.say("explain.no_value", variable=variable, value=wanted, known=known))
        rows = found
    if len(rows) > 1:
        open_variables = [
            (variable, _values(rows, column, relation.names.get(column, column)))
            for variable, column in relation.variables.items()
            if len({str(row[column]) for row in rows}) > 1
        ]
        wanted = "；".join(f"{variable}=（{known}）" for variable, known in open_variables)
        raise UnknownFigureError(messages.say("explain.say_more", wanted=wanted))
    return rows[0]


def _values(rows: list[Row], column: str, name: str) -> str:
    """The values of a key that there are, each with its name."""
    return "、".join(sorted({" ".join(dict.fromkeys((str(row[column]), str(row[name])))) for row in rows}))


@dataclass
class Walker:
    """Reads what a tree needs at one point, each relation and project's lines once, and makes the nodes."""

    connection: Connection
    point: Row
    schema: str
    messages: Messages
    is_published: bool = True
    seen: set[tuple[Any, ...]] = field(default_factory=set)
    _lines: dict[tuple[str, date], list[Row]] = field(default_factory=dict)
    _meanings: dict[tuple[str, str], str] = field(default_factory=dict)

    def prepare(self, names: set[str]) -> None:
        """Build the models and queries that these relations are, for the tree's point."""
        queries_of_ours = sorted(name for name in names if name.startswith("explained_"))
        files = {name: f"{RELATIONS}/{name}.sql" for name in queries_of_ours}
        wanted = {name for name in names - files.keys() if not relations()[name].is_mart}
        for path in files.values():
            wanted |= models.read_by(models.without_comments(queries.read_sql(path)))
        if wanted or files:
            versions = {key: self.point[key] for key in ("as_of_date", "known_at", "plan_version", "policy_version")}
            models.build(self.connection, wanted, **versions)
        for name, path in files.items():
            models.keep(self.connection, name, path, self.schema)
        for row in queries.rows(self.connection, "explaining/meanings.sql"):
            self._meanings[row["relation_name"], row["column_name"]] = row["meaning"].partition(" | ")[0]
            self._meanings.setdefault(("", row["column_name"]), row["meaning"].partition(" | ")[0])

    def codes_named(self, name: str) -> list[str]:
        """The codes of whatever has this name, code or alias in the newest plan."""
        return [row["code"] for row in queries.rows(self.connection, "explaining/codes_named.sql", name=name)]

    def rows(self, relation: Relation, keys: Row, condition: str = "true") -> list[Row]:
        """The rows of a relation under some of its keys; `is_part`: whether a row meets the condition."""
        known = {column: keys[column] for column in relation.keys if keys.get(column) is not None}
        name = f"pg_temp.{relation.name}"
        if relation.is_mart:
            name, known = f"{self.schema}.{relation.name}", known | {"as_of_date": self.point["as_of_date"]}
        return queries.rows_filled(
            self.connection,
            "explaining/rows_of_relation.sql",
            {"relation": name, "condition": condition},
            keys=json.dumps(known, default=str),
            as_of_date=self.point["as_of_date"],
        )

    def node(self, relation: Relation, row: Row, column: str) -> Node:
        """A figure with all that it comes from; what stands in the tree already is named only."""
        entry = relation.entry(column, row)
        parts = self._parts(relation, row, entry)
        value = row[column] if column in row else _joined(entry, parts)
        head = self.messages.say(
            "explain.figure",
            meaning=self._meaning(relation, column),
            metric=column if relation.name == "project_performance" else f"{relation.name}.{column}",
            value=_shown(column, value, self.messages) + self._why(relation, row, column, value),
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
            made.below.append(Node(self.messages.say("explain.plan", **self._plan(row))))
        if parts is not None:
            self._add_parts(made, entry, parts)
        if "lines" in entry:
            made.below += self._leaves(row, entry)
        return made

    def _why(self, relation: Relation, row: Row, column: str, value: Any) -> str:
        reason = relation.reason(column, row) if value is None else ""
        return self.messages.say("explain.why", reason=_said("reason", reason, self.messages)) if reason else ""

    def _meaning(self, relation: Relation, column: str) -> str:
        own = self._meanings.get((relation.name, column)) or self.messages.sentences.get(f"explain.names.{column}")
        return own or self._meanings.get(("", column), "")

    def _input(self, relation: Relation, row: Row, name: str) -> Node:
        other, _, column = name.rpartition(".")
        if not other:
            return self.node(relation, row, column)
        found = self.rows(relations()[other], relation.known_by(row))
        if len(found) == 1:
            return self.node(relations()[other], found[0], column)
        return Node(self.messages.say("explain.no_figure", name=self._meaning(relations()[other], column)))

    def _parts(self, relation: Relation, row: Row, entry: Entry) -> list[Row] | None:
        if "of" not in entry or "lines" in entry:
            return None
        other = relations()[entry["of"]]
        return self.rows(other, relation.known_by(row), entry.get("where", "true"))

    def _add_parts(self, made: Node, entry: Entry, rows: list[Row]) -> None:
        """The rows that a figure joins, each with its share and the command that explains it; the others by name."""
        other, column = relations()[entry["of"]], _column_joined(entry)
        made.join = next((join for join in JOINS if join in entry), "")
        if made.join:
            made.below.append(Node(self.messages.say(f"explain.how.of_{made.join}")))
        counted = _counted(entry, rows)
        total = sum(row[column] for row in counted) if made.join == "sum" else None
        for row in counted:
            made.parts.append(row[column] if column else 1)
            facts = self._facts(row) | {
                "name": self._called(other, row),
                "figure": _shown(column, row[column], self.messages) if column else "",
                "share": self.messages.say("explain.share", share=row[column] / Decimal(total)) if total else "",
                "command": self._command(other, entry.get("further", column), row),
            }
            made.below.append(Node(self.messages.say(f"explain.{other.line}", **facts)))
        left = [self._called(other, row) for row in rows if row not in counted]
        if left and made.join:
            made.below.append(Node(self.messages.say("explain.not_in", names="、".join(left))))
        if not counted:
            made.below.append(Node(self.messages.say("explain.no_parts")))

    def _facts(self, row: Row) -> Row:
        """What the sentences may name of a row: codes in words, moments in Shanghai's time."""
        known = self.point | row
        said = {name: _said(name, value, self.messages) for name, value in known.items() if isinstance(value, str)}
        said |= {name: "、".join(map(str, value)) or "—" for name, value in known.items() if isinstance(value, list)}
        moments = [name for name, value in known.items() if isinstance(value, datetime)]
        return known | said | {name: _shanghai(known[name])["known_at"] for name in moments}

    def _called(self, relation: Relation, row: Row) -> str:
        return " ".join(
            _said(column, row[column], self.messages) for column in relation.called if row[column] is not None
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
        told = [*variables, f"METRIC={metric}", f"AS_OF={self.point['as_of_date']}"]
        if not self.is_published:
            told.append(f"KNOWN_AT={self.point['known_at'].astimezone(SHANGHAI).isoformat()}")
        quoted = [f"'{word}'" if " " in word else word for word in told]
        return self.messages.say("explain.command", command=f"make explain {' '.join(quoted)}")

    def _plan(self, row: Row) -> Row:
        [plan] = queries.rows(
            self.connection,
            "explaining/plan_line.sql",
            project_code=row["project_code"],
            plan_version=self.point["plan_version"],
        )
        return plan

    def _lines_of(self, project_code: str, day: date) -> list[Row]:
        if (project_code, day) not in self._lines:
            self._lines[project_code, day] = queries.rows(
                self.connection,
                "explaining/lines_behind.sql",
                project_code=project_code,
                as_of_date=day,
                known_at=self.point["known_at"],
                plan_version=self.point["plan_version"],
            )
        return self._lines[project_code, day]

    def lines_counted(self, row: Row, entry: Entry) -> list[Row]:
        """The lines that a figure takes, of those that its tree shows."""
        return [line for line in self._chosen_lines(row, entry) if line["is_counted"]]

    def _chosen_lines(self, row: Row, entry: Entry) -> list[Row]:
        """The lines behind a figure: of one form and column, under the row's own keys, on the day or an earlier one."""
        day = row[entry["on"]] if "on" in entry else self.point["as_of_date"]
        matching = {key: [row[key]] for key in entry.get("by", ())} | entry.get("match", {})
        return [
            line
            for line in (self._lines_of(row["project_code"], day) if day else [])
            if line["form"] == entry["lines"]
            and line["column_name"] == entry["column"]
            and line["unit_type"] == entry.get("of", line["unit_type"])
            and all(line["keys"].get(key) in wanted for key, wanted in matching.items())
        ]

    def _leaves(self, row: Row, entry: Entry) -> list[Node]:
        chosen = self._chosen_lines(row, entry)
        how = Node(self.messages.say(f"explain.how.{entry['how']}"))
        leaves = [self._leaf(line, sum(_counts(other) for other in chosen if _same(other, line))) for line in chosen]
        silent = self._silent(row, chosen) if entry["how"] == "weighted" else []
        return [how, *(leaves + silent or [Node(self.messages.say("explain.no_lines"))])]

    def _silent(self, row: Row, lines: list[Row]) -> list[Node]:
        """The items of the project's menu that nobody reported, which count as nothing done."""
        reported = {line["about"] for line in lines}
        menu = queries.rows(
            self.connection,
            "explaining/menu.sql",
            project_code=row["project_code"],
            plan_version=self.point["plan_version"],
        )
        silent = [item for item in menu if item["item_name"] not in reported]
        return [Node(self.messages.say("explain.silent", **item)) for item in silent] if reported else []

    def _leaf(self, line: Row, counted_of_item: int) -> Node:
        """A line with its cell; of an item of which several lines count, the mean counts, so each has its part."""
        column = column_of(line["form"], line["column_name"])
        figure = line["stated_date"]
        if line["figure"] is not None:
            scaled = line["figure"] / 10_000 if column.type in ("money", "area") else line["figure"]
            figure = self.messages.say("explain.number", figure=scaled)
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


def _column_joined(entry: Entry) -> str:
    return str(next((entry[join] for join in JOINS if join in entry), entry.get("show")) or "")


def _counted(entry: Entry, rows: list[Row]) -> list[Row]:
    """The rows that meet the entry's condition and know the figure that is joined."""
    column = _column_joined(entry)
    return [row for row in rows if row["is_part"] and (not column or "show" in entry or row[column] is not None)]


def _joined(entry: Entry, rows: list[Row] | None) -> Any:
    """The figure of an entry whose column no relation holds, from its parts."""
    if rows is None:
        return None
    counted, column = _counted(entry, rows), _column_joined(entry)
    if "count" in entry:
        return len(counted)
    figures = [row[column] for row in counted]
    if not figures:
        return None
    return sum(figures) if "sum" in entry else min(figures) if "least" in entry else max(figures)


def _counts(line: Row) -> bool:
    return bool(line["is_counted"])


def _same(one: Row, other: Row) -> bool:
    return bool(one["about"] == other["about"])


def printed(column: str, value: Any) -> Any:
    """A value as the tree prints it: amounts to fen, other figures to six places."""
    if isinstance(value, Decimal):
        places = Decimal("0.01") if column.endswith("_amount") else Decimal("0.000001")
        return value if -value.as_tuple().exponent <= -places.as_tuple().exponent else value.quantize(places)  # type: ignore[operator]
    return value


def _shown(column: str, value: Any, messages: Messages) -> str:
    if value is None:
        return messages.say("explain.unknown")
    if isinstance(value, bool):
        return messages.say(f"explain.is.{str(value).lower()}")
    if isinstance(value, Decimal | int):
        return f"{printed(column, value):,}"
    return _said(column, value, messages)


def _said(column: str, value: Any, messages: Messages) -> str:
    """A code in words where the catalogue has any for its column, or for codes of this name in any column."""
    kind = "reason" if column.endswith("reason") else column
    for key in (f"explain.values.{value}", f"figures.{kind}.{value}"):
        if key in messages.sentences:
            return messages.sentences[key]
    return str(value)


def _shanghai(moment: datetime, name: str = "known_at") -> dict[str, str]:
    return {name: f"{moment.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"}
