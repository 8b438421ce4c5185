"""A server that asks for passwords, and a password of every sign: who logs in as whom, and that nobody is told it."""

import asyncio
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import redirect_stdout
from pathlib import Path
from urllib.parse import quote

import pytest
import yaml
from airflow.settings import _get_async_conn_uri_from_sync
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import create_async_engine

from planwatch.checks.checking import expectation_queries
from planwatch.console import environment, prepare, psql, query
from planwatch.orchestration import resources
from planwatch.settings import Settings, read_settings
from planwatch.warehouse import databases
from planwatch.warehouse.connection import UnreachableError, connect
from tests.scram import PASSWORD, scram_server

ROOT = Path(__file__).parents[2]
OF_ROLES = "another: %s @ of\t our own roles"
WHO = "select current_user, (select rolsuper from pg_roles where rolname = current_user)"
DOCUMENTED = re.compile(r"^#PLANWATCH_DATABASE_URL=(.*postgres:)password(@127\.0\.0\.1:)5432$", re.MULTILINE)


@pytest.fixture(scope="module")
def scram() -> Iterator[str]:
    with scram_server() as address:
        yield address


def documented(scram: str, **others: str) -> Settings:
    """The settings of who uncomments the line of .env.example and writes the password into it as it says there."""
    shown = DOCUMENTED.search((ROOT / ".env.example").read_text(encoding="utf-8"))
    assert shown
    by_number = {"%": "%25", "@": "%40", "/": "%2F", "#": "%23", "?": "%3F", " ": "%20"}
    password = "".join(by_number.get(sign, sign) for sign in PASSWORD)
    url = f"{shown[1]}{password}{shown[2]}{make_url(scram).port}"
    return read_settings({"PLANWATCH_DATABASE_URL": url, **others})


def prepared(settings: Settings, folder: Path) -> str:
    return databases.prepare(folder, 0, settings.database_url, "warehouse", password=settings.database_password)


def who(url: str) -> tuple[str, bool]:
    made = create_engine(url)
    try:
        with made.connect() as connection:
            return tuple(connection.execute(text(WHO)).one())
    finally:
        made.dispose()


async def who_from_afar(url: str) -> tuple[str, bool]:
    made = create_async_engine(url)
    try:
        async with made.connect() as connection:
            return tuple((await connection.execute(text(WHO))).one())
    finally:
        await made.dispose()


@pytest.mark.parametrize("own", ["", OF_ROLES])
def test_the_documented_server_is_used_by_roles_that_do_not_rule_it(
    scram: str, own: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = documented(scram, PLANWATCH_DATABASE_PASSWORD=own, PLANWATCH_DATA_FOLDER=str(tmp_path))
    server = prepared(settings, tmp_path / "none")
    given = environment.airflow_environment(settings, server, "warehouse", 1)
    assert make_url(given["AIRFLOW_CONN_WAREHOUSE"]).password == (own or PASSWORD)
    monkeypatch.setenv("AIRFLOW_CONN_WAREHOUSE", given["AIRFLOW_CONN_WAREHOUSE"])
    metadata = given["AIRFLOW__DATABASE__SQL_ALCHEMY_CONN"]
    assert os.path.expandvars(metadata) == metadata, "Airflow expands what looks like a variable"
    assert who(resources.warehouse_url()) == who(databases.address(server, "warehouse", own)) == ("planwatch", False)
    assert who(metadata) == ("airflow", False)
    assert asyncio.run(who_from_afar(_get_async_conn_uri_from_sync(metadata))) == ("airflow", False)


def test_the_pipelines_role_made_everything(scram: str, tmp_path: Path) -> None:
    settings = documented(scram)
    with connect(databases.address(prepared(settings, tmp_path), "warehouse")) as connection:
        owners = connection.execute(text("select distinct tableowner from pg_tables where schemaname = 'raw'"))
        assert [tuple(row) for row in owners] == [("planwatch",)]


def test_great_expectations_finds_its_way_in(scram: str, tmp_path: Path) -> None:
    url = databases.address(prepared(documented(scram), tmp_path), "warehouse")
    assert expectation_queries(url, None, ["progress"]) == []


def test_an_airflow_connection_is_read_as_it_was_typed(
    scram: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = prepared(documented(scram), tmp_path)
    typed = {
        "conn_type": "postgres",
        "host": "127.0.0.1",
        "port": make_url(server).port,
        "login": "planwatch",
        "password": PASSWORD,
        "schema": "warehouse",
        "extra": {"sslmode": "prefer", "cursor": "dictcursor"},
    }
    monkeypatch.setenv("AIRFLOW_CONN_WAREHOUSE", json.dumps(typed))
    url = resources.warehouse_url()
    assert make_url(url).query == {"sslmode": "prefer"}
    assert who(url) == ("planwatch", False)


def compose_environment(service: str, port: int, folder: Path) -> dict[str, str]:
    """What docker compose gives to a service, with this machine's server in the place of its own."""
    compose = yaml.safe_load((ROOT / "docker-compose.yaml").read_text(encoding="utf-8"))
    chosen = {"PLANWATCH_DATABASE_PASSWORD": PASSWORD}
    made = {
        name: re.sub(r"\$\{(\w+)(?::-)?([^}]*)\}", lambda found: chosen.get(found[1], found[2]), str(value))
        for name, value in compose["services"][service]["environment"].items()
    }
    return {
        name: value.replace("@postgres:5432", f"@127.0.0.1:{port}").replace("/data", str(folder))
        for name, value in made.items()
    }


def test_the_production_file_logs_in_with_any_password(
    scram: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = make_url(scram).port
    assert port
    for name, value in compose_environment("init", port, tmp_path).items():
        monkeypatch.setenv(name, value)
    assert prepare.main() == 0
    given = compose_environment("worker", port, tmp_path)
    metadata = given["AIRFLOW__DATABASE__SQL_ALCHEMY_CONN"]
    assert who(metadata) == who(given["AIRFLOW__CELERY__RESULT_BACKEND"].removeprefix("db+")) == ("airflow", False)
    assert asyncio.run(who_from_afar(_get_async_conn_uri_from_sync(metadata))) == ("airflow", False)
    monkeypatch.setenv("PLANWATCH_WAREHOUSE", given["PLANWATCH_WAREHOUSE"])
    assert who(resources.warehouse_url()) == ("planwatch", False)
    with connect(query.last_warehouse_url()) as connection:
        assert tuple(connection.execute(text(WHO)).one()) == ("planwatch", False)
    assert not [name for name, value in given.items() if PASSWORD in value and name != "PGPASSWORD"]


def test_psql_is_given_the_password_where_nobody_else_sees_it(
    scram: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = databases.address(prepared(documented(scram), tmp_path), "warehouse")
    monkeypatch.setenv("PLANWATCH_WAREHOUSE", url)
    seen: list[list[str]] = []

    def run(program: str, arguments: list[str], environment: dict[str, str]) -> None:
        seen.append(arguments)
        asked = subprocess.run(
            [*arguments, "-Atc", WHO],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
            stdin=subprocess.DEVNULL,
        )
        print(asked.stdout.strip())

    monkeypatch.setattr(os, "execve", run)
    with redirect_stdout(io.StringIO()) as told:
        psql.main()
    assert told.getvalue() == "planwatch|f\n"
    assert PASSWORD not in " ".join(seen[0])
    assert quote(PASSWORD, safe="") not in " ".join(seen[0])


@pytest.mark.parametrize("name", ["letters", "query"])
def test_a_wrong_password_is_one_sentence_without_it(scram: str, name: str, tmp_path: Path) -> None:
    """And what is refused for its signs is not repeated either: it is a tail of somebody's password."""
    port, arguments = make_url(scram).port, {"query": ["select 1"]}.get(name, [])
    for url in (
        f"postgresql://planwatch:wrong%40secret@127.0.0.1:{port}/warehouse",
        f"postgresql://planwatch:wrong@secret@127.0.0.1:{port}/warehouse",
        f"postgresql://planwatch:wrong/secret@127.0.0.1:{port}/warehouse",
        f"postgresql://planwatch:wrong#secret@127.0.0.1:{port}/warehouse",
        f"postgresql://planwatch:wrong?secret@127.0.0.1:{port}/warehouse",
        f"postgresql://planwatch:wrong%secret@127.0.0.1:{port}/warehouse",
        f"postgresql://planwatch:wrong secret@127.0.0.1:{port}/warehouse",
    ):
        given = dict(os.environ) | {
            "PLANWATCH_WAREHOUSE": url, "PYTHONPATH": str(ROOT / "plugins"), "PLANWATCH_DATA_FOLDER": str(tmp_path),
            "PYTHONWARNINGS": "ignore",
        }  # fmt: skip
        ended = subprocess.run(
            [sys.executable, "-m", f"planwatch.console.{name}", *arguments],
            env=given, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert ended.returncode == 2, url
        assert ended.stderr.startswith(("连不上数据库", "PLANWATCH_WAREHOUSE不是数据仓库"))
        assert "secret" not in ended.stdout + ended.stderr
        assert "Traceback" not in ended.stderr


def test_a_role_that_may_not_give_passwords_is_told_so_without_one(scram: str, tmp_path: Path) -> None:
    """An error of the database repeats the statement: the password must not stand in it."""
    server = prepared(documented(scram), tmp_path)
    with connect(databases.address(server, "warehouse")) as connection, pytest.raises(DBAPIError) as refused:
        databases._give_password(connection, "airflow", "secret of the roles")
    assert "permission denied" in str(refused.value)
    assert "secret" not in str(refused.value)


def test_a_server_that_does_not_let_in_is_a_sentence(scram: str, tmp_path: Path) -> None:
    port = make_url(scram).port
    with pytest.raises(UnreachableError, match="authentication failed") as fault:
        databases.prepare(tmp_path, 0, f"postgresql://postgres:secret@127.0.0.1:{port}", "warehouse")
    assert "secret" not in str(fault.value)
