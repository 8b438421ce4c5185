"""How a task comes by the warehouse, the folders and other servers: from Airflow's connections and from settings."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from airflow.sdk import BaseHook, Connection
from airflow.sdk.exceptions import AirflowNotFoundException

from planwatch.settings import Settings, read_settings

WAREHOUSE_CONNECTION = "warehouse"
MAIL_CONNECTION = "planwatch_smtp"


def warehouse_url() -> str:
    """The warehouse's address, from the Airflow connection `warehouse`."""
    from planwatch.warehouse.connection import address_of

    given = BaseHook.get_connection(WAREHOUSE_CONNECTION)
    options = {name: str(value) for name, value in given.extra_dejson.items() if name.startswith("ssl")}
    return address_of(given.host, given.port or 5432, given.schema, given.login, given.password, options)


@contextmanager
def warehouse() -> Iterator[Any]:
    """One transaction on the warehouse for the length of a task's block."""
    from planwatch.warehouse.connection import connect

    with connect(warehouse_url()) as connection:
        yield connection


@contextmanager
def warehouse_snapshot() -> Iterator[Any]:
    """One moment of the warehouse, to read only, for the length of a task's block."""
    from planwatch.warehouse.connection import snapshot

    with snapshot(warehouse_url()) as connection:
        yield connection


def folders() -> Settings:
    """Where the inbox, the archive, the outbox, the digests and the Data Docs are, and who may certify."""
    return read_settings()


def connection_or_none(connection_id: str) -> Connection | None:
    """An Airflow connection, or None where this county has not set it up."""
    try:
        return BaseHook.get_connection(connection_id)
    except AirflowNotFoundException:
        return None
