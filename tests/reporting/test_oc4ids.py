"""A published day in the open-contracting standard for infrastructure."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from libcoveoc4ids.api import oc4ids_json_output
from libcoveoc4ids.config import LibCoveOC4IDSConfig
from sqlalchemy import text

from planwatch import paths
from planwatch.messages import load_messages
from planwatch.reporting.oc4ids import UnknownAuthorityError, write_oc4ids
from planwatch.warehouse.connection import connect
from planwatch.warehouse.publishing import NotPublishedError
from tests.county import County
from tests.reporting import oc4ids_server

pytestmark = pytest.mark.proof

JUNE_30 = date(2021, 6, 30)


def written(county: County, path: Path) -> dict[str, Any]:
    with connect(county.url) as connection:
        write_oc4ids(connection, JUNE_30, path, load_messages("zh"))
    return json.loads(path.read_text(encoding="utf-8"))


def test_the_programme_is_told_project_by_project(published: County, tmp_path: Path) -> None:
    package = written(published, tmp_path / "oc4ids.json")
    assert len(package["projects"]) == 14
    [shimen] = [project for project in package["projects"] if project["title"] == "石门小区"]
    assert {entry["id"]: observed(entry) for entry in shimen["metrics"]} == {
        "physicalProgress": {"2021-06-30-actual": 15.0},
        "financialProgress": {"2021-06-30-earned": 5475000.0},
    }
    assert {entry["id"]: observed(entry) for entry in shimen["forecasts"]} == {
        "physicalProgress": {"2021-06-30-planned": 74.829, "2021-06-30-finish": 100},
        "financialProgress": {"2021-06-30-planned": 27312585.5},
    }
    assert shimen["implementationPeriod"] == {"startDate": "2021-06-30T00:00:00+08:00"}
    assert shimen["status"] == "implementation"
    assert {party["id"]: party["roles"] for party in shimen["parties"]}["U03"] == ["funder", "payer"]
    [later] = [project for project in package["projects"] if project["title"] == "金鹤苑"]
    assert (later["status"], "implementationPeriod" in later, "completion" in later) == ("preparation", False, False)


def test_of_what_nobody_reported_nothing_is_told_but_the_plan(published: County, tmp_path: Path) -> None:
    package = written(published, tmp_path / "oc4ids.json")
    [silent] = [project for project in package["projects"] if project["title"] == "谢桥小区"]
    assert (silent["status"], "metrics" in silent) == ("preparation", False)
    assert observed(silent["forecasts"][0]) == {"2021-06-30-planned": 100}


def test_what_the_plan_asks_for_follows_its_curve(published: County, tmp_path: Path) -> None:
    """Not the share of the time that has passed, once a curve is no straight line."""
    with connect(published.url) as connection:
        connection.execute(
            text("update marts.project_performance set planned_progress_ratio = 0.6 where project_code = 'P04'")
        )
        connection.commit()
    [shimen] = [
        project for project in written(published, tmp_path / "a.json")["projects"] if project["title"] == "石门小区"
    ]
    assert observed(shimen["forecasts"][0])["2021-06-30-planned"] == 60


def test_a_finished_project_is_told_with_its_day_and_audited_cost(published: County, tmp_path: Path) -> None:
    with connect(published.url) as connection:
        connection.execute(text(
            "update marts.project_performance set started_date = '2020-03-01', finished_date = '2021-06-01',"
            " final_account_amount = 35000000 where project_code = 'P04'"
        ))  # fmt: skip
        connection.commit()
    package = written(published, tmp_path / "a.json")
    [shimen] = [project for project in package["projects"] if project["title"] == "石门小区"]
    finished = "2021-06-01T00:00:00+08:00"
    assert shimen["status"] == "completion"
    assert shimen["implementationPeriod"] == {"startDate": "2020-03-01T00:00:00+08:00", "endDate": finished}
    assert shimen["completion"] == {"endDate": finished, "finalValue": {"amount": 35000000.0, "currency": "CNY"}}
    assert not any(checked(package, tmp_path / "out").values())


def observed(metric: dict[str, Any]) -> dict[str, Any]:
    """A metric's figures by the names of their observations."""
    return {
        entry["id"]: entry["value"]["amount"] if "value" in entry else entry["measure"]
        for entry in metric["observations"]
    }


def checked(package: dict[str, Any], folder: Path) -> dict[str, Any]:
    """What the public checker says of a package."""
    server = oc4ids_server.start()
    host = f"http://127.0.0.1:{server.server_port}/"
    choice = LibCoveOC4IDSConfig({"schema_host": host, "schema_codelists": {"0.9": f"{host}codelists/"}})
    found = oc4ids_json_output(output_dir=str(folder), json_data=package, lib_cove_oc4ids_config=choice)
    server.shutdown()
    return {
        name: found[name]
        for name in (
            "validation_errors", "additional_fields", "additional_checks", "additional_closed_codelist_values",
            "additional_open_codelist_values", "conformance_checks", "deprecated_fields",
        )
    }  # fmt: skip


def test_the_public_checker_accepts_it_and_would_not_accept_less(published: County, tmp_path: Path) -> None:
    package = written(published, tmp_path / "oc4ids.json")
    assert not any(checked(package, tmp_path / "out").values())
    package["projects"][0]["status"] = "halfway"
    del package["projects"][1]["id"]
    package["projects"][2]["colour"] = "red"
    package["projects"][3]["id"] = "P04"
    assert {name for name, found in checked(package, tmp_path / "out").items() if found} >= {
        "validation_errors",
        "additional_fields",
        "additional_closed_codelist_values",
        "conformance_checks",
    }


def test_the_same_publication_gives_the_same_bytes(published: County, tmp_path: Path) -> None:
    written(published, tmp_path / "a.json")
    written(published, tmp_path / "b.json")
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()


def test_a_day_that_is_not_published_is_said(county: County, tmp_path: Path) -> None:
    with pytest.raises(NotPublishedError):
        written(county, tmp_path / "a.json")


def test_the_authority_is_the_unit_that_the_file_names(
    published: County, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another county's plan knows no U01: it is told which file to mend."""
    said = (paths.INCLUDE / "oc4ids.yaml").read_text(encoding="utf-8")
    (tmp_path / "oc4ids.yaml").write_text(said.replace("U01", "U02"), encoding="utf-8")
    monkeypatch.setattr(paths, "INCLUDE", tmp_path)
    package = written(published, tmp_path / "a.json")
    assert {project["publicAuthority"]["id"] for project in package["projects"]} == {"U02"}
    (tmp_path / "oc4ids.yaml").write_text(said.replace("U01", "J01"), encoding="utf-8")
    with pytest.raises(UnknownAuthorityError, match=r"include/oc4ids\.yaml: public_authority is J01.*plan version 1"):
        written(published, tmp_path / "b.json")
    assert not (tmp_path / "b.json").exists()
