"""Who may do what: the pipeline owns the warehouse, the finance bureau reads what is published, Airflow has its own."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import make_url, text
from sqlalchemy.exc import DBAPIError

from planwatch.warehouse import databases, evaluation, publishing, queries
from planwatch.warehouse.connection import UnreachableError, connect
from tests.builders import progress_file
from tests.county import County

WAREHOUSE = "warehouse_of_roles"
KEPT_INSIDE = {
    "remark", "correction_reason", "payee_text", "cells", "archive_path", "receipt_path",
    "finding_text", "demand_text", "voucher_number",
}  # fmt: skip


@pytest.fixture(scope="module")
def prepared(server: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    return databases.prepare(tmp_path_factory.mktemp("none") / "postgres", 0, server, WAREHOUSE)


def attempt(server: str, role: str, statement: str, database: str = WAREHOUSE) -> str:
    """`done`, or the server's own word for why not."""
    url = make_url(server).set(username=role, database=database).render_as_string(hide_password=False)
    try:
        with connect(url) as connection:
            connection.execute(text(statement))
    except UnreachableError as fault:
        return str(fault)
    except DBAPIError as fault:
        return str(fault.orig).splitlines()[0]
    return "done"


def published_tables(server: str) -> list[str]:
    with connect(databases.address(server, WAREHOUSE)) as connection:
        found = connection.execute(text("select tablename from pg_tables where schemaname = 'marts' order by 1"))
        return [name for (name,) in found]


def test_the_finance_bureau_reads_every_mart(prepared: str) -> None:
    tables = published_tables(prepared)
    assert "project_performance" in tables
    assert {attempt(prepared, "finance_reader", f"select * from marts.{name}") for name in tables} == {"done"}


def test_a_mart_of_a_later_migration_is_readable_too(prepared: str) -> None:
    assert attempt(prepared, "planwatch", "create table marts.later (as_of_date date)") == "done"
    assert attempt(prepared, "finance_reader", "select * from marts.later") == "done"
    assert attempt(prepared, "planwatch", "drop table marts.later") == "done"


@pytest.mark.parametrize(
    "statement",
    [
        "select * from raw.returns",
        "select * from raw.progress_lines",
        "select * from raw.lines_behind('P04', '2021-06-30', '2021-07-02Z')",
        "select * from raw.findings",
        "select * from candidate.project_performance",
        "select * from checking.progress_lines",
        "insert into marts.lagging_projects default values",
        "delete from marts.lagging_items",
        "update marts.project_performance set light = 'green'",
        "delete from marts.project_performance",
        "truncate marts.project_performance",
        "create table marts.own (a int)",
        "create table public.own (a int)",
        "create temporary table own (a int)",
        "create schema own",
        "select lo_creat(-1)",
        "select lo_create(0)",
        "select lo_from_bytea(0, '')",
        "select lo_import('/etc/hostname')",
        "select pg_read_file('PG_VERSION')",
        "select pg_ls_dir('.')",
        "copy marts.project_performance to '/tmp/own.csv'",
        "copy (select 1) to program 'cat'",
        "select rolpassword from pg_authid",
        "select nextval('raw.returns_return_id_seq')",
        "select * from kept.returns",
        "select raw.canonical('a')",
        "select public.levenshtein('a', 'b')",
        "set role planwatch",
        "set session authorization planwatch",
        "alter role finance_reader superuser",
        "lock table marts.project_performance in access exclusive mode",
    ],
)
def test_the_finance_bureau_does_nothing_else(prepared: str, statement: str) -> None:
    assert "permission denied" in attempt(prepared, "finance_reader", statement)


@pytest.mark.parametrize(
    ("role", "statement", "database"),
    [
        ("finance_reader", "select 1", "airflow"),
        ("airflow", "select 1", WAREHOUSE),
        ("planwatch", "select 1", "airflow"),
        ("planwatch", "create role other", WAREHOUSE),
        ("planwatch", "copy (select 1) to program 'cat'", WAREHOUSE),
    ],
)
def test_nobody_reaches_into_anothers_house(prepared: str, role: str, statement: str, database: str) -> None:
    assert "permission denied" in attempt(prepared, role, statement, database)


def test_no_role_of_ours_rules_the_server(prepared: str) -> None:
    with connect(f"{prepared}/postgres") as connection:
        found = connection.execute(
            text(
                "select rolname from pg_roles where rolname in ('planwatch', 'airflow', 'finance_reader')"
                " and not (rolsuper or rolcreatedb or rolcreaterole or rolreplication or rolbypassrls) order by 1"
            )
        )
        assert [name for (name,) in found] == ["airflow", "finance_reader", "planwatch"]


def test_the_pipelines_role_owns_all_it_made(prepared: str) -> None:
    with connect(databases.address(prepared, WAREHOUSE)) as connection:
        owners = connection.execute(
            text(
                "select distinct tableowner from pg_tables"
                " where schemaname in ('raw', 'candidate', 'checking', 'kept', 'marts')"
            )
        )
        assert [tuple(row) for row in owners] == [("planwatch",)]


def test_no_remark_payee_or_raw_cell_is_published(prepared: str) -> None:
    with connect(databases.address(prepared, WAREHOUSE)) as connection:
        columns = connection.execute(
            text("select column_name from information_schema.columns where table_schema = 'marts'")
        )
        assert {name for (name,) in columns} & KEPT_INSIDE == set()


def lines_known(server: str, moment: str | None) -> list[tuple[str, Decimal]]:
    """The completion figures that the finance bureau may see behind 石门小区 on 2021-06-30, as known at a moment."""
    url = make_url(server).set(username="finance_reader").render_as_string(hide_password=False)
    asked = text(
        "select file_name, figure from marts.lines_behind('P04', '2021-06-30', cast(:moment as timestamptz))"
        " where column_name = 'completed_percent'"
    )
    with connect(url) as connection:
        return [tuple(row) for row in connection.execute(asked, {"moment": moment})]


def test_the_finance_bureau_sees_the_lines_of_published_moments_alone(prepared: str, county: County) -> None:
    """The second return is accepted before it is published: until then nobody outside is told of it."""
    assert prepared
    with connect(county.url) as connection:
        queries.run(connection, "databases/grant_reading.sql")
    first, second = datetime(2021, 7, 2, tzinfo=UTC), datetime(2021, 7, 5, tzinfo=UTC)
    for percent, moment in ((60, first), (80, second)):
        progress_file(county.inbox("U11") / f"{percent}.csv", [{"completed_percent": percent}])
        county.ingest(moment)
        if moment == first:
            with connect(county.url) as connection:
                publishing.publish(connection, evaluation.build_candidate(connection, date(2021, 6, 30), first))
    assert lines_known(county.url, second.isoformat()) == []
    assert lines_known(county.url, None) == [("60.csv", 60)]
    with connect(county.url) as connection:
        publication = evaluation.build_candidate(connection, date(2021, 6, 30), second)
    assert lines_known(county.url, second.isoformat()) == [], "built, and not published"
    with connect(county.url) as connection:
        publishing.publish(connection, publication)
    assert lines_known(county.url, None) == lines_known(county.url, second.isoformat()) == [("80.csv", 80)]
    assert lines_known(county.url, first.isoformat()) == [("60.csv", 60)], "what was published stays told"


def test_preparing_again_changes_nothing(prepared: str, tmp_path: Path) -> None:
    assert databases.prepare(tmp_path / "postgres", 0, prepared, WAREHOUSE) == prepared
