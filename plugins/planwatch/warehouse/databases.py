"""Makes the two databases and their roles on a server: Airflow's metadata, and the warehouse.

`airflow` owns the metadata, `planwatch` (the pipeline) owns the warehouse, `finance_reader` reads schema `marts` and
nothing else. `finance_reader` has no password, so on a server that asks for one it cannot log in until it is given one.
The administrator is used to make these, and for nothing else.
"""

from pathlib import Path

from sqlalchemy import URL, Connection, make_url, text

from planwatch.warehouse import embedded, queries
from planwatch.warehouse.connection import DRIVER, connect, opened, written
from planwatch.warehouse.migrate import migrate

PIPELINE, AIRFLOW, READER = "planwatch", "airflow", "finance_reader"


def prepare(
    folder: Path,
    port: int,
    database_url: str,
    warehouse_name: str,
    is_emptied: bool = False,
    password: str = "",
    metadata_name: str = "airflow",
) -> str:
    """Start the embedded server (or take the one named), make databases and roles, migrate; returns its address.

    `is_emptied` drops the warehouse first. `password` is that of both roles; where it is empty, they have the
    administrator's, or none where the server asks for none. Raises PortTakenError, UnreachableError.
    """
    server = database_url.rstrip("/") or embedded.start(folder, port)
    password = password or make_url(server).password or ""
    with opened(_administrator(server, "postgres")) as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT")
        if is_emptied:
            connection.execute(text(f'drop database if exists "{warehouse_name}" with (force)'))
        for role, database in ((AIRFLOW, metadata_name), (PIPELINE, warehouse_name)):
            _create(connection, role, database)
            if password:
                _give_password(connection, role, password)
    with connect(_administrator(server, warehouse_name)) as connection:
        _let_role_own(connection)
    with connect(address(server, warehouse_name, password)) as connection:
        migrate(connection)
        queries.run(connection, "databases/grant_reading.sql")
    return server


def address(server: str, database: str, password: str = "", role: str = PIPELINE, driver: str = DRIVER) -> str:
    """The address at which one of our roles, never the administrator, reaches a database of the server.

    Without a password of its own it has the administrator's, as `prepare` gave it.
    """
    url = make_url(server)
    return written(url.set(driver, role, password or url.password, database=database))


def named(url: str) -> dict[str, str]:
    """What a person may be told of an address: its database and its server, without role and password."""
    parts = make_url(url)
    return {"database": parts.database or "", "server": f"{parts.host}:{parts.port or 5432}"}


def without_password(url: str) -> tuple[str, str]:
    """An address as libpq takes it, and its password beside it, or nothing."""
    parts = make_url(url)
    bare = URL.create("postgresql", parts.username, None, parts.host, parts.port, parts.database, parts.query)
    return written(bare), parts.password or ""


def _create(connection: Connection, role: str, database: str) -> None:
    for name in (role, READER):
        if not queries.value(connection, "databases/role_exists.sql", role=name):
            connection.execute(text(f'create role "{name}" login'))
    if not queries.value(connection, "databases/database_exists.sql", database=database):
        connection.execute(text(f'create database "{database}" owner "{role}"'))
    connection.execute(text(f'revoke all on database "{database}" from public'))


def _give_password(connection: Connection, role: str, password: str) -> None:
    """Give the server what it checks a password by, never the password: statements stand in errors and in its log."""
    libpq = connection.connection.driver_connection.pgconn  # type: ignore[union-attr]
    verifier = libpq.encrypt_password(password.encode(), role.encode(), b"scram-sha-256").decode()
    queries.run(connection, "databases/remember_verifier.sql", role=role, verifier=verifier)
    connection.exec_driver_sql(queries.value(connection, "databases/password_statement.sql"))


def _let_role_own(connection: Connection) -> None:
    """Extensions and the server's own functions need the administrator; all else is made by the pipeline's role."""
    queries.run(connection, "databases/create_extensions.sql")
    queries.run(connection, "databases/close_large_objects.sql")


def _administrator(server: str, database: str) -> str:
    return written(make_url(server).set(database=database))
