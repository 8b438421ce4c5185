"""Writes include/docs/metrics.md and tables.md from what the SQL says of itself.

Run: `PYTHONPATH=plugins python -m planwatch.warehouse.documentation`.
The headers of the models and the comments of the published tables are the one source; a test compares.
"""

import re

from planwatch import paths
from planwatch.warehouse import models, queries

COMMENT = re.compile(r"^comment on (table|view|column) marts\.(\S+) is '(.+)';$", re.MULTILINE)
ADDED = re.compile(r"^alter table marts\.(\w+) add column (\w+) ([^;]+?)(?: not null| default [^;]+)*;$", re.MULTILINE)
TABLES_HEAD = (
    "Schema `marts`. Generated from the comments of `include/sql/migrations`. In the CSV files of a data package, text "
    "that a spreadsheet would take for a formula is marked: `csv_text` in `datapackage.json` says how to have it back."
)
COLUMN = re.compile(r"^    (\w+) (\S.*?),?$")


def metrics_page() -> str:
    """Every model with its header: what it holds, one row per what, formulas, sources; in the order of building."""
    parts = ["# Metrics 指标", "Generated from the headers of `include/sql`. Each formula stands in one model."]
    for name in models.build_order(set(models.model_files())):
        path = models.model_files()[name]
        header = re.match(r"(?:--.*\n)+", queries.read_sql(path))
        said = " ".join(line.removeprefix("--").strip() for line in header.group().splitlines()) if header else ""
        reads = ", ".join(f"`{source}`" for source in sorted(models.mentioned(name)))
        parts.append(f"## {name}\n\n{said}\n\n`include/sql/{path}`" + (f"; reads {reads}" if reads else ""))
    return "\n\n".join(parts) + "\n"


def tables_page() -> str:
    """Every published table with the type and the meaning of each column, in Chinese and English."""
    migrations = sorted((paths.SQL / "migrations").glob("*.sql"))
    written = "\n".join(path.read_text(encoding="utf-8") for path in migrations)
    meanings = {name: said.replace("''", "'").partition(" | ") for _, name, said in COMMENT.findall(written)}
    parts = ["# Published tables 发布表", TABLES_HEAD]
    tables = [
        (name, _columns(body) + [(column, kind) for table, column, kind in ADDED.findall(written) if table == name])
        for name, body in re.findall(r"^create table marts\.(\w+) \(\n(.*?)\n\);", written, re.MULTILINE | re.DOTALL)
    ]
    for name, body in re.findall(r"^alter table marts\.(\w+)\n(.*?);", written, re.MULTILINE | re.DOTALL):
        dict(tables)[name].extend(_columns(re.sub(r"^add column ", "    ", body, flags=re.MULTILINE)))
    tables += [
        (name, _view_columns(name, meanings)) for name in re.findall(r"^create view marts\.(\w+)", written, re.M)
    ]
    for table, columns in tables:
        chinese, _, english = meanings[table]
        lines = [f"## {table}", "", f"{chinese}  ", english, "", "| column | type | 含义 | meaning |", "|--|--|--|--|"]
        for column, kind in columns:
            chinese, _, english = meanings[f"{table}.{column}"]
            lines.append(f"| `{column}` | {kind} | {chinese} | {english} |")
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"


def _view_columns(name: str, meanings: dict[str, tuple[str, str, str]]) -> list[tuple[str, str]]:
    """A view's columns are those that are commented on; their types are its query's."""
    return [(key.partition(".")[2], "view") for key in meanings if key.startswith(f"{name}.")]


def _columns(body: str) -> list[tuple[str, str]]:
    found = [match.groups() for line in body.splitlines() if (match := COLUMN.match(line))]
    return [
        (name, kind.removesuffix(" not null")) for name, kind in found if name not in ("primary", "unique", "check")
    ]


def main() -> None:
    """Write both pages."""
    paths.DOCS.mkdir(exist_ok=True)
    (paths.DOCS / "metrics.md").write_text(metrics_page(), encoding="utf-8")
    (paths.DOCS / "tables.md").write_text(tables_page(), encoding="utf-8")


if __name__ == "__main__":
    main()
