"""What the plan in force says of forms: who files what for which communities, items, milestones and cables."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from planwatch.form_templates import FormTemplate
from planwatch.forms import Column
from planwatch.warehouse import models, queries
from planwatch.warehouse.connection import Connection
from planwatch.warehouse.evaluation import NothingToEvaluateError

Row = dict[str, Any]
OF_BOTH_KINDS_OF_WORK = "preliminary"


@dataclass(frozen=True)
class FormPlan:
    """The plan's words for forms: `units` and their forms, `names` by kind in order, `items` of each unit's progress,
    `lots` of money by number and community."""

    programme_name: str
    units: list[Row]
    names: dict[str, dict[str, Row]]
    items: list[Row]
    lots: list[Row]

    def name(self, kind: str, code: str | None) -> str | None:
        """What the plan calls a code; the code itself where the plan has dropped it, nothing for nothing."""
        entry = self.names[kind].get(code) if code else None
        return str(entry["name"]) if entry else code

    def project_codes(self, unit_code: str) -> list[str]:
        """The communities that concern a unit: those with its items where its duty is limited to items, else all."""
        if self._is_limited(unit_code):
            own = {row["project_code"] for row in self._items_of(unit_code)}
            return [code for code in self.names["project"] if code in own]
        return list(self.names["project"])

    def item_rows(self, unit_code: str, limits: list[str] | None) -> list[Row]:
        """Each community's items whose progress the unit reports."""
        return [
            {"project_code": row["project_code"], "item_code": row["item_code"]}
            for row in self._items_of(unit_code)
            if limits is None or row["item_code"] in limits
        ]

    def milestone_rows(self, unit_code: str) -> list[Row]:
        """Each community's milestones that the unit owns."""
        own = [code for code, entry in self.names["milestone"].items() if entry["owner_code"] == unit_code]
        return [
            {"project_code": project, "milestone_code": milestone}
            for project in self.names["project"]
            for milestone in own
        ]

    def operator_rows(self, unit_code: str) -> list[Row]:
        """Each operator's communities; of an operator its own only."""
        return [
            {"project_code": project, "operator_code": operator}
            for operator in self._operators(unit_code)
            for project in self.project_codes(operator)
        ]

    def in_order(self, rows: list[Row]) -> list[Row]:
        """Rows by community in the plan's order, otherwise as they are."""
        places = {code: place for place, code in enumerate(self.names["project"])}
        return sorted(rows, key=lambda row: places.get(row["project_code"], len(places)))

    def choices(self, unit_code: str, template: FormTemplate, column: Column) -> list[str]:
        """The names that a unit may put into a column; none for a column that holds no name of the plan."""
        if column.name == "document_number" and column.is_key:
            own = set(self.project_codes(unit_code))
            return list(dict.fromkeys(lot["document_number"] for lot in self.lots if lot["project_code"] in own))
        codes: dict[str | None, list[str]] = {
            "project": self.project_codes(unit_code),
            "item": self._item_codes(unit_code, template),
            "source": list(self.names["source"]),
            "milestone": [code for code, entry in self.names["milestone"].items() if entry["owner_code"] == unit_code],
            "operator": self._operators(unit_code),
        }
        return [str(self.name(column.kind, code)) for code in codes.get(column.kind, [])] if column.kind else []

    def _items_of(self, unit_code: str) -> list[Row]:
        return [row for row in self.items if row["unit_code"] == unit_code]

    def _is_limited(self, unit_code: str) -> bool:
        rows = self._items_of(unit_code)
        return bool(rows) and all(row["is_limited"] for row in rows)

    def _operators(self, unit_code: str) -> list[str]:
        operators = list(self.names["operator"])
        return [unit_code] if unit_code in operators else operators

    def _item_codes(self, unit_code: str, template: FormTemplate) -> list[str]:
        """Where each item has its row, those that the unit reports; else preliminaries too, and without limits all."""
        own = {row["item_code"] for row in self._items_of(unit_code)}
        if template.rows == "items":
            return [code for code in self.names["item"] if code in own]
        if not self._is_limited(unit_code):
            return list(self.names["item"])
        items = self.names["item"].items()
        return [code for code, entry in items if code in own or entry["item_class"] == OF_BOTH_KINDS_OF_WORK]


def load_form_plan(connection: Connection, cutoff_date: date, known_at: datetime) -> FormPlan:
    """The plan in force on the cut-off date and known at the moment. Raises NothingToEvaluateError.

    Leaves the evaluation point set for the queries that follow in the same transaction.
    """
    point = {"as_of_date": cutoff_date, "known_at": known_at}
    [versions] = queries.rows(connection, "publishing/versions_in_force.sql", **point)
    if None in versions.values():
        raise NothingToEvaluateError
    models.build(connection, {"int_reporting_calendar"}, **point, **versions)
    names: dict[str, dict[str, Row]] = {kind: {} for kind in ("project", "item", "source", "milestone", "operator")}
    for row in queries.rows(connection, "reporting/form_names.sql"):
        names[row["kind"]][row["code"]] = row
    return FormPlan(
        programme_name=queries.value(connection, "reporting/form_programme.sql"),
        units=queries.rows(connection, "reporting/form_units.sql"),
        names=names,
        items=queries.rows(connection, "reporting/form_unit_items.sql"),
        lots=queries.rows(connection, "reporting/form_lots.sql"),
    )
