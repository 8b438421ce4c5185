"""A published day as a data package: the public checker accepts it, and both spellings hold the same figures."""

import csv
import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from frictionless import validate
from pyarrow import parquet

from planwatch.reporting.data_contract import _references, constraints_of, references_of
from planwatch.reporting.data_package import write_data_package
from planwatch.warehouse import alerting
from planwatch.warehouse.connection import connect
from planwatch.warehouse.publishing import NotPublishedError
from tests.county import County

pytestmark = pytest.mark.proof

JUNE_30 = date(2021, 6, 30)


@pytest.fixture
def package(published: County, tmp_path: Path) -> Path:
    with connect(published.url) as connection:
        return write_data_package(connection, JUNE_30, tmp_path / "package")


def test_the_public_checker_accepts_every_table(package: Path) -> None:
    report = validate(str(package))
    assert [(task.name, task.errors) for task in report.tasks if not task.valid] == []
    assert report.stats["tasks"] >= 12


def test_the_public_checker_accepts_a_week_of_alerts(published: County, tmp_path: Path) -> None:
    """An alert of a whole project has an empty case in its key, which a CSV cannot tell from a missing one."""
    with connect(published.url) as connection:
        alerting.publish_week(connection, JUNE_30, alerting.build_week(connection, JUNE_30))
    assert published.query("select count(*) from marts.alert_spells where case_key = ''") != [(0,)]
    assert published.query("select count(*) from marts.alert_spells where case_key <> ''") != [(0,)]
    with connect(published.url) as connection:
        report = validate(str(write_data_package(connection, JUNE_30, tmp_path / "package")))
    assert [(task.name, task.errors) for task in report.tasks if not task.valid] == []


def test_csv_and_parquet_hold_the_same_money_to_the_fen(package: Path) -> None:
    with (package.parent / "data/project_performance.csv").open(encoding="utf-8-sig", newline="") as source:
        from_csv = {row["project_code"]: row for row in csv.DictReader(source)}
    table = parquet.read_table(package.parent / "data/project_performance.parquet").to_pylist()
    assert len(table) == len(from_csv) == 14
    [shimen] = [row for row in table if row["project_code"] == "P04"]
    assert shimen["planned_value_amount"] == Decimal(from_csv["P04"]["planned_value_amount"]) == Decimal("27312585.50")
    assert json.loads(shimen["light_reasons"]) == json.loads(from_csv["P04"]["light_reasons"])


def test_excel_reads_the_chinese_and_every_column_is_declared_in_both_languages(package: Path) -> None:
    assert (package.parent / "data/unit_reporting.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    declared = json.loads(package.read_text(encoding="utf-8"))
    fields = [field for entry in declared["resources"] for field in entry.get("schema", {}).get("fields", [])]
    assert fields
    assert [field["name"] for field in fields if not (field["title"] and field["description"])] == []
    assert (declared["as_of_date"], declared["plan_version"]) == ("2021-06-30", 1)


@pytest.mark.parametrize(
    ("mart", "column", "value", "fault"),
    [
        ("project_performance", "light", "purple", "constraint-error"),
        ("project_performance", "physical_progress_ratio", "1.5", "constraint-error"),
        ("project_performance", "project_name", "", "constraint-error"),
        ("project_performance", "planned_value_amount", "much", "type-error"),
        ("lagging_projects", "project_code", "P99", "foreign-key"),
        ("milestone_status", "milestone_code", "M01", "primary-key"),
    ],
)
def test_a_cell_that_breaks_a_promise_is_found(package: Path, mart: str, column: str, value: str, fault: str) -> None:
    """In the last row of a table; every row of the others still stands."""
    path = package.parent / f"data/{mart}.csv"
    with path.open(encoding="utf-8-sig", newline="") as source:
        rows = list(csv.DictReader(source))
    rows[-1][column] = value
    if fault == "primary-key":
        rows[-1]["project_code"] = rows[0]["project_code"]
    with path.open("w", encoding="utf-8-sig", newline="") as target:
        writer = csv.DictWriter(target, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    found = {(task.name, error.type) for task in validate(str(package)).tasks for error in task.errors}
    assert (mart, fault) in found


def test_every_suite_and_reference_speaks_of_a_column_of_its_table(package: Path) -> None:
    declared = json.loads(package.read_text(encoding="utf-8"))["resources"]
    tables = {entry["name"]: entry["schema"] for entry in declared if "schema" in entry}
    columns = {name: {field["name"] for field in schema["fields"]} for name, schema in tables.items()}
    for name in tables:
        assert set(constraints_of(name)) <= columns[name], name
        for reference in references_of(name):
            assert set(reference["fields"]) <= columns[name], name
            assert reference["reference"]["fields"] == tables[reference["reference"]["resource"]]["primaryKey"], name
    assert sum(bool(references_of(name)) for name in tables) == len(_references())


def test_parquet_knows_what_is_required(package: Path) -> None:
    schema = parquet.read_schema(package.parent / "data/project_performance.parquet")
    assert not schema.field("project_name").nullable
    assert schema.field("physical_progress_ratio").nullable


def test_a_wrong_figure_breaks_the_contract(package: Path) -> None:
    path = package.parent / "data/project_performance.csv"
    path.write_bytes(path.read_bytes().replace(b"27312585.50", b"much"))
    kinds = {error.type for task in validate(str(package)).tasks for error in task.errors}
    assert kinds & {"type-error", "hash-count", "byte-count"}


def test_the_same_publication_gives_the_same_bytes(package: Path, published: County, tmp_path: Path) -> None:
    with connect(published.url) as connection:
        again = write_data_package(connection, JUNE_30, tmp_path / "again")
    for path in sorted((package.parent / "data").iterdir()):
        assert path.read_bytes() == (again.parent / "data" / path.name).read_bytes(), path.name


def test_a_day_that_is_not_published_is_said(county: County, tmp_path: Path) -> None:
    with connect(county.url) as connection, pytest.raises(NotPublishedError):
        write_data_package(connection, JUNE_30, tmp_path)
