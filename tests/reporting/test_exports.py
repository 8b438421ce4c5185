"""What is written of a published day is of one publication, and stands only when all of it is whole."""

import csv
import json
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from planwatch.console import export
from planwatch.messages import load_messages
from planwatch.orchestration import publication, resources
from planwatch.reporting import exports
from planwatch.settings import read_settings
from planwatch.warehouse import evaluation, extracts, publishing
from planwatch.warehouse.connection import connect, snapshot
from tests.builders import progress_file
from tests.county import County
from tests.reporting.conftest import JULY, JUNE_30

pytestmark = pytest.mark.proof

LATER = JULY + timedelta(days=3)
BEFORE_SHANGHAI, LATER_SHANGHAI = "2021-07-02 09:00", "2021-07-05 09:00"


def publish_later(county: County) -> None:
    """Publish the day again after the roads have got on."""
    progress_file(county.inbox("U11") / "again.xlsx", [{"completed_percent": 80, "investment_amount": 700}])
    county.ingest(LATER)
    with connect(county.url) as connection:
        publishing.publish(connection, evaluation.build_candidate(connection, JUNE_30, LATER))


def by_command(county: County, folder: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(export, "last_warehouse_url", lambda: county.url)
    patch.setattr(export, "settings_of", lambda _: read_settings({"PLANWATCH_EXPORT_FOLDER": str(folder)}))
    patch.setattr(sys, "argv", ["export", JUNE_30.isoformat()])
    assert export.main() == 0


def by_task(county: County, folder: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(resources, "warehouse_url", lambda: county.url)
    patch.setattr(publication, "folders", lambda: read_settings({"PLANWATCH_EXPORT_FOLDER": str(folder)}))
    publication.export_snapshot({"as_of_date": JUNE_30.isoformat()})


def moments(of_day: Path) -> dict[str, set[str]]:
    """The moment of knowledge that each file of a day names, by its beginning to the minute."""
    descriptor = json.loads((of_day / "datapackage.json").read_text(encoding="utf-8"))
    package = json.loads((of_day / "oc4ids.json").read_text(encoding="utf-8"))
    [book] = of_day.glob("*.xlsx")
    found = {
        "datapackage.json": {descriptor["known_at"][:16].replace("T", " ")},
        "oc4ids.json": {package["publishedDate"][:16].replace("T", " ")},
        "xlsx": {
            str(sheet["A2"].value).partition("已收到材料截至")[2][:16]
            for sheet in load_workbook(book)
            if "已收到材料截至" in str(sheet["A2"].value)
        },
    }
    for path in (of_day / "data").glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as source:
            rows = list(csv.DictReader(source))
        if rows and "known_at" in rows[0]:
            found[path.name] = {row["known_at"] for row in rows}
    return found


@pytest.mark.parametrize("written", [by_command, by_task])
def test_a_publication_committed_between_two_reads_is_not_mixed_in(
    written: Callable[..., None], published: County, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It comes when the workbook and some tables are read, the others and OC4IDS are not."""
    real, read = extracts.write_csv, []

    def write_csv(connection: Any, mart: Any, *arguments: Any) -> int:
        read.append(mart.name)
        if mart.name == "programme_performance":
            publish_later(published)
        return real(connection, mart, *arguments)

    monkeypatch.setattr(extracts, "write_csv", write_csv)
    written(published, tmp_path, monkeypatch)
    assert 1 < read.index("programme_performance") < len(read) - 1
    assert published.query("select distinct known_at from marts.project_performance") == [(LATER,)]
    found = moments(tmp_path / JUNE_30.isoformat())
    files = [said for name, said in found.items() if not name.endswith(".csv")]
    assert files == [{BEFORE_SHANGHAI}] * 3
    tables = [said for name, said in found.items() if name.endswith(".csv")]
    assert len(tables) > 10
    assert set().union(*tables) == {f"{JULY:%Y-%m-%dT%H:%M:%SZ}"}

    monkeypatch.setattr(extracts, "write_csv", real)
    written(published, tmp_path, monkeypatch)
    assert moments(tmp_path / JUNE_30.isoformat())["xlsx"] == {LATER_SHANGHAI}


@pytest.mark.parametrize("writer", ["write_finance_workbook", "write_data_package", "write_oc4ids"])
def test_where_a_writer_fails_every_file_of_before_stands(
    writer: str, published: County, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also those that were written whole before it; what somebody laid beside them stays, too."""

    def write() -> None:
        with snapshot(published.url) as connection:
            exports.write_exports(connection, JUNE_30, tmp_path / "exports", load_messages("zh"))

    write()
    (tmp_path / "exports" / JUNE_30.isoformat() / "signed.pdf").write_bytes(b"signed")
    before = contents(tmp_path / "exports")
    publish_later(published)
    real = getattr(exports, writer)

    def fails(*arguments: Any) -> None:
        real(*arguments)
        raise OSError("no space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(exports, writer, fails)
        with pytest.raises(OSError, match="no space"):
            write()
    assert contents(tmp_path / "exports") == before
    write()
    after = contents(tmp_path / "exports")
    assert after.keys() == before.keys()
    changed = {path.name for path in after if after[path] != before[path]}
    assert {"datapackage.json", "oc4ids.json", "project_performance.csv"} < changed
    assert "signed.pdf" not in changed


def contents(folder: Path) -> dict[Path, bytes]:
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_snapshot_can_change_nothing(published: County) -> None:
    with snapshot(published.url) as connection:
        said = connection.exec_driver_sql("show transaction_isolation").scalar()
        with pytest.raises(Exception, match="read-only"):
            connection.exec_driver_sql("delete from marts.project_performance")
    assert said == "repeatable read"
    assert published.query("select count(*) from marts.project_performance") == [(14,)]
