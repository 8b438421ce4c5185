"""Which warehouse a command speaks to, that it says so where it writes, and that a query never writes."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from planwatch.console import query, stage
from planwatch.console.query import NoWarehouseError, last_warehouse_url, say_where
from planwatch.settings import SettingError, read_settings
from planwatch.warehouse.connection import connect

SERVER = "postgresql://postgres:p%40ss@127.0.0.1:1"
ELSEWHERE = "postgresql://planwatch@database.example.invalid:5432/warehouse"


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The state folder of an installation on a server of its own."""
    for name, value in {"PLANWATCH_DATA_FOLDER": str(tmp_path), "PLANWATCH_DATABASE_URL": SERVER}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("PLANWATCH_WAREHOUSE", raising=False)
    monkeypatch.delenv("PLANWATCH_DATABASE_PASSWORD", raising=False)
    (tmp_path / "state").mkdir()
    return tmp_path / "state"


@pytest.mark.parametrize(
    ("last", "is_up", "asked", "found"),
    [
        ("warehouse", False, "", "warehouse"),
        ("warehouse_example", False, "", "warehouse_example"),
        ("warehouse_example", True, "", "warehouse"),
        ("warehouse_example", True, "example", "warehouse_example"),
        ("warehouse_example", False, "standing", "warehouse"),
    ],
)
def test_the_standing_warehouse_comes_first_while_it_stands(
    last: str, is_up: bool, asked: str, found: str, installed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (installed / "last_warehouse").write_text(last, encoding="utf-8")
    monkeypatch.setattr(query, "running_processes", lambda folder: ["scheduler"] * is_up)
    monkeypatch.setenv("PLANWATCH_WAREHOUSE", asked)
    assert last_warehouse_url() == f"postgresql+psycopg://planwatch:p%40ss@127.0.0.1:1/{found}"


def test_an_address_is_taken_where_nothing_has_run_here(installed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(NoWarehouseError, match="PLANWATCH_WAREHOUSE"):
        last_warehouse_url()
    monkeypatch.setenv("PLANWATCH_WAREHOUSE", ELSEWHERE)
    assert last_warehouse_url() == ELSEWHERE


def test_an_example_that_is_played_writes_into_its_own(installed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`make demo-weeks` answers alerts by the very command; a stack that stands beside it must not be written to."""
    monkeypatch.setenv("PLANWATCH_WAREHOUSE", ELSEWHERE)
    monkeypatch.setattr(stage.databases, "prepare", lambda *given, **named: SERVER)
    for name in ("airflow_environment", "example_connections"):
        monkeypatch.setattr(stage, name, lambda *given: {})
    monkeypatch.setenv("PLANWATCH_SCHEDULES", "")
    monkeypatch.setenv("PLANWATCH_RETRY_DELAY_SECONDS", "")
    monkeypatch.setattr(query, "running_processes", lambda folder: ["scheduler"])
    settings = stage.example_settings(read_settings())
    stage._prepare(replace(settings, state_folder=installed))
    assert stage.is_example(last_warehouse_url())


@pytest.mark.parametrize(
    "asked", ["warehouse", "production", "mysql://a@b/c", "postgresql://a@b", "postgresql://a:b@c@d/e"]
)
def test_what_is_no_warehouse_is_told(asked: str) -> None:
    with pytest.raises(SettingError, match="PLANWATCH_WAREHOUSE is no warehouse") as told:
        read_settings({"PLANWATCH_WAREHOUSE": asked})
    assert asked not in str(told.value).replace("/warehouse", "").replace("no warehouse", "")


@pytest.mark.parametrize(
    ("address", "is_one"),
    [
        ("", True),
        ("postgresql+psycopg://postgres@127.0.0.1:5432", True),
        ("postgresql://postgres:a:b%40c@[::1]:5432/", True),
        ("postgres://database.example.invalid", True),
        ("postgresql://postgres@127.0.0.1:5432/warehouse", False),
        ("postgresql://postgres@127.0.0.1:5432?sslmode=require", False),
        ("postgresql://postgres:a%zz@127.0.0.1", False),
        ("postgresql://postgres:a@b@127.0.0.1", False),
        ("postgresql://postgres:a/b@127.0.0.1", False),
        ("postgresql://postgres@127.0.0.1:port", False),
        ("127.0.0.1:5432", False),
    ],
)
def test_the_address_of_a_server_is_one_or_is_refused(address: str, is_one: bool) -> None:
    given = {"PLANWATCH_DATABASE_URL": address}
    if is_one:
        assert read_settings(given).database_url == address.rstrip("/")
    else:
        with pytest.raises(SettingError, match="PLANWATCH_DATABASE_URL is no address"):
            read_settings(given)


def test_where_it_wrote_is_told_in_both_languages_without_the_password(capsys: pytest.CaptureFixture[str]) -> None:
    say_where(f"{SERVER}/warehouse")
    say_where(f"{SERVER}/warehouse_example")
    told = capsys.readouterr().out
    assert "p@ss" not in told
    assert "p%40ss" not in told
    real, real_too, example, example_too = told.splitlines()
    assert real == "写入：正式库 warehouse（127.0.0.1:1）。"
    assert real_too == "Written to the real warehouse: warehouse (127.0.0.1:1)."
    assert example.startswith("写入：示例库 warehouse_example（127.0.0.1:1）")
    assert example_too.startswith("Written to the example’s warehouse: warehouse_example (127.0.0.1:1)")


@pytest.mark.parametrize(
    "statement",
    [
        "insert into raw.waivers default values",
        "delete from raw.returns",
        "update raw.returns set unit_code = 'U12'",
        "truncate raw.returns",
        "drop schema raw cascade",
        "create table public.own (a int)",
        "with gone as (delete from raw.returns returning *) select * from gone",
        "explain analyze delete from raw.returns",
        "select nextval('raw.returns_return_id_seq')",
        "commit; delete from raw.returns",
    ],
)
def test_a_query_that_would_write_is_refused(
    statement: str, warehouse_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(query, "last_warehouse_url", lambda: warehouse_url)
    monkeypatch.setattr(sys, "argv", ["query", statement])
    assert query.main() == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.splitlines() == [
        "make query 只查询，没有写入任何内容；要改数据请用 make psql。",
        "make query only reads; nothing was written. To change data use make psql.",
    ]
    with connect(warehouse_url) as connection:
        assert connection.execute(text("select to_regclass('raw.returns') is not null")).scalar()


def test_a_query_that_reads_is_answered(
    warehouse_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(query, "last_warehouse_url", lambda: warehouse_url)
    monkeypatch.setattr(sys, "argv", ["query", "select 7 % 4 as rest, current_setting('TimeZone') as zone"])
    assert query.main() == 0
    assert capsys.readouterr().out == "rest,zone\n3,UTC\n"
