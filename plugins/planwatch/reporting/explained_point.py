"""What the tree of a figure reads at one point: rows of marts and models, the plan, and the lines of returns."""

import json
from dataclasses import dataclass, field
from datetime import date

from planwatch.messages import Messages
from planwatch.reporting.explained_figures import RELATIONS, Relation, Row, relations
from planwatch.warehouse import models, queries
from planwatch.warehouse.connection import Connection


@dataclass
class Point:
    """A day as it was published, or computed as known at another moment. Each project's lines are read once.

    `known`: the day, the moment and the versions. `schema`: marts or candidate.
    """

    connection: Connection
    known: Row
    schema: str
    messages: Messages
    _lines: dict[tuple[str, date], list[Row]] = field(default_factory=dict)
    _meanings: dict[tuple[str, str], str] = field(default_factory=dict)
    _names: dict[str, str] = field(default_factory=dict)

    def prepare(self, names: set[str]) -> None:
        """Build the models and queries that these relations are, for the tree's point."""
        queries_of_ours = sorted(name for name in names if name.startswith("explained_"))
        files = {name: f"{RELATIONS}/{name}.sql" for name in queries_of_ours}
        wanted = {name for name in names - files.keys() if not relations()[name].is_mart}
        for path in files.values():
            wanted |= models.read_by(models.without_comments(queries.read_sql(path)))
        if wanted or files:
            versions = {key: self.known[key] for key in ("as_of_date", "known_at", "plan_version", "policy_version")}
            models.build(self.connection, wanted, **versions)
        for name, path in files.items():
            models.keep(self.connection, name, path, self.schema)
        for row in queries.rows(self.connection, "explaining/meanings.sql"):
            self._meanings[row["relation_name"], row["column_name"]] = row["meaning"].partition(" | ")[0]
            self._meanings.setdefault(("", row["column_name"]), row["meaning"].partition(" | ")[0])
        for row in queries.rows(
            self.connection, "explaining/names_of_codes.sql", plan_version=self.known["plan_version"]
        ):
            self._names[row["code"]] = row["name"]

    def name_of(self, code: str) -> str:
        """What the plan in force calls a code of its own; the code itself where it has none."""
        return self._names.get(code, code)

    def codes_named(self, name: str) -> list[str]:
        """The codes of whatever has this name, code or alias in the newest plan."""
        return [row["code"] for row in queries.rows(self.connection, "explaining/codes_named.sql", name=name)]

    def rows(self, relation: Relation, keys: Row, condition: str = "true") -> list[Row]:
        """The rows of a relation under some of its keys; `is_part`: whether a row meets the condition."""
        known = {column: keys[column] for column in relation.keys if keys.get(column) is not None}
        name = f"pg_temp.{relation.name}"
        if relation.is_mart:
            name, known = f"{self.schema}.{relation.name}", known | {"as_of_date": self.known["as_of_date"]}
        found = queries.rows_filled(
            self.connection,
            "explaining/rows_of_relation.sql",
            {"relation": name, "condition": condition},
            keys=json.dumps(known, default=str),
            as_of_date=self.known["as_of_date"],
        )
        return sorted(found, key=lambda row: row.get("serial_number") or 0)

    def meaning(self, relation: Relation, column: str) -> str:
        """What a column is called: by the catalogue, its own comment, or the comment of its name elsewhere."""
        said = self.messages.sentences.get(f"explain.names.{column}") or self._meanings.get((relation.name, column))
        return said or self._meanings.get(("", column), "")

    def plan_line(self, project_code: str) -> Row:
        """A project's line of the plan in force."""
        [plan] = queries.rows(
            self.connection,
            "explaining/plan_line.sql",
            project_code=project_code,
            plan_version=self.known["plan_version"],
        )
        return plan

    def menu(self, project_code: str) -> list[Row]:
        """The items of a project's menu with their weights."""
        return queries.rows(
            self.connection,
            "explaining/menu.sql",
            project_code=project_code,
            plan_version=self.known["plan_version"],
        )

    def lines_of(self, project_code: str, day: date) -> list[Row]:
        """The lines behind a project's figures of a day, as known at the point's moment."""
        if (project_code, day) not in self._lines:
            self._lines[project_code, day] = queries.rows(
                self.connection,
                "explaining/lines_behind.sql",
                project_code=project_code,
                as_of_date=day,
                known_at=self.known["known_at"],
                plan_version=self.known["plan_version"],
            )
        return self._lines[project_code, day]
