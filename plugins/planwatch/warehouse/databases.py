"""Makes the two databases and their roles on a server: Airflow's metadata, and the warehouse.

`airflow` owns the metadata, `planwatch` (the pipeline) owns the warehouse, `finance_reader` reads schema `marts` and
nothing else. A new role has no password, so on a server that asks for one it cannot log in until it is given one.
"""

from pathlib import Path

from sqlalchemy import Connection, make_url, text

from planwatch.warehouse import embedded, queries
from planwatch.warehouse.connection import engine
from planwatch.warehouse.migrate import migrate

READER = "finance_reader"


def prepare(
    folder: Path,
    port: int,
    database_url: str,
    warehouse_name: str,
    is_emptied: bool = False,
    password: str | None = None,
    metadata_name: str = "airflow",
) -> str:
    """Start the embedded server (or take the one named), make databases and roles, migrate; returns its address.

    `is_emptied` drops the warehouse first. `password` is that of both roles on a server that asks for one.
    Raises PortTakenError.
    """
    server = database_url.rstrip("/") or embedded.start(folder, port)
    administration = engine(f"{server}/postgres").execution_options(isolation_level="AUTOCOMMIT")
    with administration.connect() as connection:
        if is_emptied:
            connection.execute(text(f'drop database if exists "{warehouse_name}" with (force)'))
        for role, database in (("airflow", metadata_name), ("planwatch", warehouse_name)):
            _create(connection, role, database)
            if password:
                queries.run(connection, "databases/remember_password.sql", role=role, password=password)
                connection.execute(text(queries.value(connection, "databases/password_statement.sql")))
    administration.dispose()
    _let_role_own(f"{server}/{warehouse_name}")
    warehouse = engine(_as_planwatch(server, warehouse_name))
    with warehouse.begin() as connection:
        migrate(connection)
        queries.run(connection, "databases/grant_reading.sql")
    warehouse.dispose()
    return server


def address(server: str, warehouse_name: str) -> str:
    """The warehouse's address for the pipeline's own role."""
    return _as_planwatch(server, warehouse_name)


def _create(connection: Connection, role: str, database: str) -> None:
    for name in (role, READER):
        if not queries.value(connection, "databases/role_exists.sql", role=name):
            connection.execute(text(f'create role "{name}" login'))
    if not queries.value(connection, "databases/database_exists.sql", database=database):
        connection.execute(text(f'create database "{database}" owner "{role}"'))
    connection.execute(text(f'revoke all on database "{database}" from public'))


def _let_role_own(url: str) -> None:
    """Extensions and the server's own functions need the administrator; all else is made by the pipeline's role."""
    administration = engine(url)
    with administration.begin() as connection:
        queries.run(connection, "databases/create_extensions.sql")
        queries.run(connection, "databases/close_large_objects.sql")
    administration.dispose()


def _as_planwatch(server: str, warehouse_name: str) -> str:
    """The administrator's address with the pipeline's role in its place; both have the same password, or none."""
    url = make_url(server).set(database=warehouse_name)
    if url.username == "postgres":
        url = url.set(username="planwatch")
    return url.render_as_string(hide_password=False)
