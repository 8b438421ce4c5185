"""A published day as a data package: the public checker accepts it, and both spellings hold the same figures."""

import csv
import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from frictionless import validate
from pyarrow import parquet

from planwatch.reporting.data_package import NotPublishedError, write_data_package
from planwatch.warehouse.connection import connect
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
