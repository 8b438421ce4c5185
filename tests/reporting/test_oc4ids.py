"""A published day in the open-contracting standard for infrastructure."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from libcoveoc4ids.api import oc4ids_json_output
from libcoveoc4ids.config import LibCoveOC4IDSConfig

from planwatch.messages import load_messages
from planwatch.reporting.data_package import NotPublishedError
from planwatch.reporting.oc4ids import write_oc4ids
from planwatch.warehouse.connection import connect
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
    physical, financial = shimen["metrics"]
    assert [entry["measure"] for entry in physical["observations"]] == [74.829, 15.0]
    assert [entry["value"]["amount"] for entry in financial["observations"]] == [27312585.5, 5475000.0]
    assert shimen["status"] == "implementation"
    assert {party["id"]: party["roles"] for party in shimen["parties"]}["U03"] == ["funder", "payer"]
    later = [project for project in package["projects"] if project["title"] == "金鹤苑"]
    assert (later[0]["status"], "forecasts" in later[0]) == ("preparation", False)


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
            "additional_open_codelist_values",
        )
    }  # fmt: skip


def test_the_public_checker_accepts_it_and_would_not_accept_less(published: County, tmp_path: Path) -> None:
    package = written(published, tmp_path / "oc4ids.json")
    assert not any(checked(package, tmp_path / "out").values())
    package["projects"][0]["status"] = "halfway"
    del package["projects"][1]["id"]
    package["projects"][2]["colour"] = "red"
    assert {name for name, found in checked(package, tmp_path / "out").items() if found} >= {
        "validation_errors",
        "additional_fields",
        "additional_closed_codelist_values",
    }


def test_the_same_publication_gives_the_same_bytes(published: County, tmp_path: Path) -> None:
    written(published, tmp_path / "a.json")
    written(published, tmp_path / "b.json")
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()


def test_a_day_that_is_not_published_is_said(county: County, tmp_path: Path) -> None:
    with pytest.raises(NotPublishedError):
        written(county, tmp_path / "a.json")
