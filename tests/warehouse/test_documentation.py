"""The generated pages say what the SQL says."""

from sqlalchemy import Connection, text

from planwatch import paths
from planwatch.warehouse import documentation

HINT = "run: PYTHONPATH=plugins python -m planwatch.warehouse.documentation"


def test_the_pages_are_up_to_date() -> None:
    assert (paths.DOCS / "metrics.md").read_text(encoding="utf-8") == documentation.metrics_page(), HINT
    assert (paths.DOCS / "tables.md").read_text(encoding="utf-8") == documentation.tables_page(), HINT


def test_every_published_column_is_on_the_page(warehouse: Connection) -> None:
    page = documentation.tables_page()
    found = warehouse.execute(
        text("select table_name, column_name from information_schema.columns where table_schema = 'marts'")
    ).all()
    assert found
    for table, column in found:
        section = page.partition(f"## {table}\n")[2].partition("\n## ")[0]
        assert f"| `{column}` |" in section, f"{table}.{column}"
