"""The one way to a warehouse connection; callers are given a connection and never open one themselves."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

from sqlalchemy import URL, Connection, Engine, create_engine
from sqlalchemy.exc import OperationalError

from planwatch.refusals import RefusalError

DRIVER = "postgresql+psycopg"
IN_UTC = "-c timezone=UTC"


class UnreachableError(RefusalError):
    """The database does not answer, or does not let us in; its words name server, role and database, no password."""

    def __init__(self, words: str):
        super().__init__("refusals.address.unreachable", detail=words.strip())


def engine(url: str, options: str = IN_UTC) -> Engine:
    """An engine for a PostgreSQL address; any of the spellings `postgres://`, `postgresql://` is read as psycopg 3."""
    scheme, _, rest = url.partition("://")
    if scheme in ("postgres", "postgresql", "postgresql+psycopg2"):
        url = f"{DRIVER}://{rest}"
    return create_engine(url, connect_args={"options": options}, pool_size=2, max_overflow=2)


def written(url: URL) -> str:
    """An address as text, its password in it; every sign that means something in an address is written by number."""
    return url.render_as_string(hide_password=False).replace(" ", "%20")


def address_of(
    host: str | None,
    port: int,
    database: str | None,
    role: str | None,
    password: str | None,
    options: dict[str, str] | None = None,
) -> str:
    """The address of a database from its parts, which are as they are typed: nothing in them is quoted yet."""
    return written(URL.create(DRIVER, role, password or None, host, port, database, options or {}))


@contextmanager
def opened(url: str, options: str = IN_UTC) -> Iterator[Connection]:
    """A connection for the length of the block. Raises UnreachableError."""
    made = engine(url, options)
    try:
        try:
            connection = made.connect()
        except OperationalError as fault:
            raise UnreachableError(str(fault.orig)) from fault
        with connection:
            yield connection
    finally:
        made.dispose()


@contextmanager
def rehearse(url: str) -> Iterator[Connection]:
    """One transaction whose changes are seen by nobody else and are always taken back. Raises UnreachableError."""
    with opened(url) as connection:
        yield connection
        connection.rollback()


@contextmanager
def read_only(url: str) -> Iterator[Connection]:
    """One transaction in which the database itself refuses to write, as in any after it. Raises UnreachableError."""
    with opened(url, f"{IN_UTC} -c default_transaction_read_only=on") as connection:
        yield connection
        connection.rollback()


@contextmanager
def snapshot(url: str) -> Iterator[Connection]:
    """One moment of the warehouse, to read only: no statement sees what is committed after the first one.

    Raises UnreachableError.
    """
    with opened(url) as connection:
        yield connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


@contextmanager
def transactions(url: str) -> Iterator[Callable[[], AbstractContextManager[Connection]]]:
    """Many transactions on the warehouse, one after another, for the price of one way in: each call begins one."""
    warehouse_engine = engine(url)
    try:
        yield warehouse_engine.begin
    finally:
        warehouse_engine.dispose()


@contextmanager
def connect(url: str) -> Iterator[Connection]:
    """One transaction on the warehouse: committed when the block ends, rolled back when it raises.

    Raises UnreachableError.
    """
    with opened(url) as connection, connection.begin():
        yield connection
