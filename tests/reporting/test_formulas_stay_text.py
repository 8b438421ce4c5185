"""What people wrote is never a formula in what is written of it: no workbook's cell, no CSV's.

Numbers stay numbers, and the workbooks' own formulas stay formulas.
"""

import ast
import csv
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from pyarrow import parquet
from sqlalchemy import Connection, text

from planwatch import paths
from planwatch.domain.formula_text import marked
from planwatch.forms import load_forms
from planwatch.messages import load_messages
from planwatch.reporting.cell_contents import put
from planwatch.reporting.data_package import write_data_package
from planwatch.reporting.finance_workbook import write_finance_workbook
from planwatch.warehouse import evaluation, publishing
from planwatch.warehouse.connection import connect
from tests.builders import form_file
from tests.conftest import copy_of_county
from tests.county import County
from tests.filling import make_forms
from tests.reporting.conftest import JULY, JUNE_30

LINK = '=HYPERLINK("http://127.0.0.1/","石门")'
PLANTED = (LINK, "+1", "-1+2", "@SUM(A1)", "\t=1+1", "\r=2+2")
FURTHER = ("＝1", " =1", "\u3000+1", "\n=1", "'石门'", "-", "-3", "—", "石门=1", "1+1")
COMMUNITIES = ("石门小区", "锦竹苑", "鸣山小区", "塔山小区", "东苑小区", "栖霞小区")
JULY_31 = date(2021, 7, 31)
OWN_FORMULAS = ("=IF(COUNTA(", "=IF(COUNT(")
# who files what, beside the free text: each form once, with a row for each text
FILED: list[tuple[str, str, dict[str, Any]]] = [
    ("U11", "progress", {"item_text": "道路改造", "completed_percent": 60, "investment_amount": 1}),
    ("U03", "spending", {"source_text": "县级财政资金", "allocated_amount": 3, "arrived_amount": 2, "paid_amount": 1}),
    ("U04", "approvals", {"milestone_text": "M05", "event_date": "2021-06-01"}),
    ("U12", "cable", {"planned_length": 1200, "completed_length": 300, "cable_cost_amount": 126.4}),
    (
        "U03",
        "cable",
        {
            "operator_text": "县电力公司",
            "planned_length": 1200,
            "completed_length": 300,
            "cable_cost_amount": 126.4,
            "audited_cost_amount": 126.4,
        },
    ),
    ("U11", "changes", {"contract_amount": 600, "confirmed_changes_amount": 1, "proposed_change_amount": 2}),
    ("U01", "inspection", {"inspected_date": "2021-06-21"}),
    (
        "U03",
        "budget",
        {
            "source_text": "县财政",
            "budget_year": 2021,
            "initial_budget_amount": 9,
            "adjusted_budget_amount": 9,
            "executed_amount": 1,
        },
    ),
    ("U10", "residents", {"surveyed_households_count": 50, "consenting_households_count": 40}),
    ("U03", "payments", {"source_text": "县财政", "payment_date": "2021-06-10", "payment_amount": 1}),
]


def free_columns(form_name: str) -> list[str]:
    """The columns of a form in which people write what they like."""
    newest = max((form for form in load_forms() if form.name == form_name), key=lambda form: form.version)
    return [column.name for column in newest.columns if column.type in ("text", "prose") and not column.kind]


def planted_everywhere(county: County) -> None:
    """Every form with a row for each text in all of its free columns, published as of 2021-06-30.

    Reading makes one blank of a tab and of a line break; they are put into the lines afterwards.
    """
    for unit, form_name, facts in FILED:
        rows = [
            {"project_text": community, "cutoff_date": "2021-06-30"}
            | facts
            | dict.fromkeys(free_columns(form_name), said)
            for community, said in zip(COMMUNITIES, PLANTED, strict=True)
        ]
        form_file(county.inbox(unit) / f"=1+1 {form_name}.csv", form_name, rows)
    county.ingest(JULY)
    assert county.query("select unit_code, file_name from raw.returns where verdict = 'refused'") == []
    with connect(county.url) as connection:
        for form_name in {name for _, name, _ in FILED}:
            for column in free_columns(form_name):
                for said in PLANTED[-2:]:
                    update(connection, f"raw.{form_name}_lines", column, said, f"{column} = '{said.strip()}'")
        publishing.publish(connection, evaluation.build_candidate(connection, JUNE_30, JULY))


def update(connection: Connection, table: str, column: str, said: str, condition: str) -> None:
    connection.execute(text(f'update {table} set "{column}" = :said where {condition}'), {"said": said})


@pytest.fixture
def planted(server: str, played: Callable[..., County], tmp_path: Path) -> Iterator[County]:
    with copy_of_county(server, played(planted_everywhere), tmp_path) as county:
        yield county


def texts_of(book: Workbook) -> set[str]:
    """Every text of a workbook, read as a program reads it; fails at a formula that is none of the workbook's own."""
    found = set()
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    assert str(cell.value).startswith(OWN_FORMULAS), f"{sheet.title}!{cell.coordinate}: {cell.value}"
                elif isinstance(cell.value, str):
                    found.add(cell.value)
    return found


def bare(texts: set[str]) -> set[str]:
    """Line breaks as a workbook keeps them."""
    return {said.replace("\r", "\n").replace("_x000D_", "\n") for said in texts}


@pytest.mark.proof
def test_in_the_finance_workbook_they_are_text(planted: County, tmp_path: Path) -> None:
    with connect(planted.url) as connection:
        path = write_finance_workbook(connection, JUNE_30, tmp_path, load_messages("zh"))
    book = load_workbook(path)
    texts_of(book)
    assert bare(set(PLANTED)) <= bare(texts_of_columns(book["变更明细"], ("变更编号", "变更原因")))


def texts_of_columns(sheet: Any, headings: tuple[str, ...]) -> set[str]:
    places = [cell.column for cell in sheet[3] if cell.value in headings]
    return {str(sheet.cell(row, place).value) for place in places for row in range(4, sheet.max_row + 1)}


@pytest.mark.proof
def test_in_every_units_form_they_are_text(planted: County) -> None:
    """The finance bureau's document numbers reach other units' lists."""
    found = {unit: texts_of(load_workbook(path)) for unit, path in make_forms(planted, JULY_31).items()}
    assert len(found) > 10
    reached = [unit for unit, texts in found.items() if bare(set(PLANTED)) <= bare(texts)]
    assert {"U03", "U11"} <= set(reached)


@pytest.mark.proof
def test_every_text_of_every_table_is_marked_in_the_csv_and_is_itself_in_parquet(
    planted: County, tmp_path: Path
) -> None:
    """Also texts that no return reaches, planted into the tables themselves: names, codes, reasons of waivers."""
    columns = planted.query(
        "select cells.attrelid::regclass::text, cells.attname from pg_attribute as cells"
        " inner join pg_class as tables on cells.attrelid = tables.oid and tables.relkind = 'r'"
        " where tables.relnamespace = 'marts'::regnamespace and cells.atttypid = 'text'::regtype"
        " and tables.relname not in ('certifications', 'certified_rows')"
        " and not exists (select 1 from pg_constraint as held"
        "   where held.conrelid = tables.oid and cells.attnum = any(held.conkey) and held.contype in ('c', 'p'))"
    )
    assert len(columns) > 100
    with connect(planted.url) as connection:
        for table, column in columns:
            connection.execute(
                text(
                    f'update {table} as kept set "{column}" = (cast(:planted as text[]))[1 + numbered.place % :count]'
                    f" from (select ctid as row_id, row_number() over () as place from {table}) as numbered"
                    " where kept.ctid = numbered.row_id"
                ),
                {"planted": [*PLANTED, *FURTHER], "count": len(PLANTED + FURTHER)},
            )
        connection.exec_driver_sql("update marts.project_performance set schedule_variance_amount = -3")
        descriptor = write_data_package(connection, JUNE_30, tmp_path)
    reached = set()
    for path in sorted((descriptor.parent / "data").glob("*.csv")):
        table = parquet.read_table(path.with_suffix(".parquet"))
        is_text = {field.name for field in table.schema if str(field.type) == "string"}
        with path.open(encoding="utf-8-sig", newline="") as source:
            shown = list(csv.DictReader(source))
        for in_csv, kept in zip(shown, table.to_pylist(), strict=True):
            for name in is_text:
                said = kept[name] or ""
                assert in_csv[name] == marked(said), (path.name, name)
                assert not in_csv[name].lstrip().startswith(tuple("=+-@\t\r\n")), (path.name, name)
                assert in_csv[name].removeprefix("'") == said, (path.name, name)
                if said in PLANTED + FURTHER:
                    reached.add((path.stem, name, said))
        if path.stem == "project_performance":
            assert {row["schedule_variance_amount"] for row in shown} == {"-3.00"}
    assert {said for *_, said in reached} == set(PLANTED + FURTHER)
    assert {(name, column) for name, column, _ in reached} >= {
        ("scheme_changes", "change_reason"), ("scheme_changes", "change_number"), ("fund_ledger", "document_number"),
        ("milestone_status", "document_number"), ("resident_satisfaction", "management_mode"),
        ("cable_subsidy", "audit_document_number"), ("submission_status", "file_name"), ("unit_duties", "duties"),
    }  # fmt: skip


@pytest.mark.parametrize("said", PLANTED)
def test_a_text_is_put_as_text_and_a_number_as_a_number(said: str, tmp_path: Path) -> None:
    book = Workbook()
    for row, value in enumerate((said, -3, None), start=1):
        put(book.active.cell(row, 1), value)
    book.save(tmp_path / "a.xlsx")
    sheet = load_workbook(tmp_path / "a.xlsx").active
    assert [sheet.cell(row, 1).data_type for row in (1, 2, 3)] == ["s", "n", "n"]
    assert bare({sheet.cell(1, 1).value}) == bare({said})


def test_nothing_is_put_into_a_cell_in_another_way() -> None:
    """`cell.value = …`, `sheet["A1"] = …` and `sheet.cell(1, 1, …)` would make a formula of a text."""
    found = []
    for path in (paths.ROOT / "plugins/planwatch/reporting").glob("*.py"):
        source = path.read_text(encoding="utf-8")
        if "openpyxl" in source and path.stem != "cell_contents":
            found += [f"{path.name}:{line}" for line in ways_into_a_cell(ast.parse(source))]
    assert found == []


def ways_into_a_cell(tree: ast.AST) -> Iterator[int]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr == "value" and isinstance(node.ctx, ast.Store):
            yield node.lineno
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store) and names(node.value, "sheet"):
            yield node.lineno
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and names(node.func.value, "sheet"):
            is_filled = node.func.attr == "cell" and len(node.args) + len(node.keywords) > 2
            if is_filled or node.func.attr == "append":
                yield node.lineno


def names(node: ast.AST, name: str) -> bool:
    return (isinstance(node, ast.Name) and node.id == name) or (isinstance(node, ast.Attribute) and node.attr == name)
