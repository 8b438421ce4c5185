"""What PostgreSQL does for each model, told shortly: how each relation is read, how they are joined, what is summed."""

import json
from typing import Any

from sqlalchemy import Connection

from planwatch import paths
from planwatch.warehouse import models
from planwatch.warehouse.models import Scope
from planwatch.warehouse.sum_columns import with_counts

PAGE = paths.DOCS / "query-plans.md"
MEASURED = "## Every model"
JOINS = {"Hash Join", "Merge Join", "Nested Loop"}
STEPS = {"Sort", "Incremental Sort", "WindowAgg", "Unique", "Aggregate", "Append", "SetOp", "ProjectSet"}
PASSED_OVER = {
    "Hash",
    "Materialize",
    "Memoize",
    "Result",
    "Subquery Scan",
    "CTE Scan",
    "Limit",
    "Gather",
    "Gather Merge",
}


def explained(connection: Connection, name: str, only: str | None = None) -> dict[str, Any]:
    """The plan that a model is computed by, with the rows that each step really gave."""
    body = models.statement(name).replace("%", "%%")
    if models.scope(name) is Scope.SUMS:
        body = with_counts(body)
    if only:
        body = f"select chosen.* from (\n{body}\n) as chosen where {only}"
    found = connection.exec_driver_sql(f"explain (analyze, timing off, format json) {body}").scalar_one()
    plan = found if isinstance(found, list) else json.loads(found)
    return dict(plan[0])


def told(node: dict[str, Any]) -> str:
    """A node and what it reads, from the inside out: `sort(hash join(a, b))`; steps that only pass rows on are left out."""
    inner = [told(child) for child in node.get("Plans", []) if child.get("Parent Relationship") != "InitPlan"]
    inner += [f"{child['Subplan Name']}: {told(child)}" for child in node.get("Plans", []) if _is_step_of(child)]
    kind = node["Node Type"]
    if "Relation Name" in node:
        how = {"Seq Scan": "", "Index Scan": "index ", "Index Only Scan": "index ", "Bitmap Heap Scan": "bitmap "}
        return f"{how.get(kind, kind.lower() + ' ')}{node['Relation Name']}"
    if kind.endswith(" Scan") and not inner:
        return str(node.get("CTE Name") or node.get("Alias") or "")
    listed = ", ".join(part for part in inner if part)
    if kind in JOINS or kind in STEPS:
        word = {"Aggregate": f"{node.get('Strategy', 'Plain').lower()} aggregate"}.get(kind, kind.lower())
        return f"{word}({listed})"
    return listed if kind in PASSED_OVER or not listed else f"{kind.lower()}({listed})"


def _is_step_of(child: dict[str, Any]) -> bool:
    return child.get("Parent Relationship") == "InitPlan" and "Subplan Name" in child


def page(everything: list[tuple[str, int, float, str]], touched: list[tuple[str, int, float, str]], said: str) -> str:
    """The page: what stands before MEASURED is written by hand and stays; every model with rows, time and plan follows."""
    described = (
        f"{said} In the order of building. Plans read from the inside out; a relation is read whole unless `index` or"
        " `bitmap` stands before it."
    )
    narrow = (
        "The models that read lines or the plan themselves, as they are computed when a candidate is brought forward;"
        " all others read these few rows."
    )
    lines = [
        PAGE.read_text(encoding="utf-8").partition(MEASURED)[0].rstrip(),
        MEASURED,
        described,
        _table(everything),
        "## For twenty touched projects",
        narrow,
        _table(touched),
    ]
    return "\n\n".join(lines) + "\n"


def _table(measured: list[tuple[str, int, float, str]]) -> str:
    head = "| model | of what | rows | ms | plan |\n|--|--|--|--|--|\n"
    return head + "\n".join(
        f"| `{name}` | {models.scope(name)} | {rows:,} | {milliseconds:,.0f} | {plan} |"
        for name, rows, milliseconds, plan in measured
    )
