"""The one way to a warehouse connection; callers are given a connection and never open one themselves."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

from sqlalchemy import Connection, Engine, create_engine


def engine(url: str) -> Engine:
    """An engine for a PostgreSQL address; any of the spellings `postgres://`, `postgresql://` is read as psycopg 3."""
    scheme, _, rest = url.partition("://")
    if scheme in ("postgres", "postgresql", "postgresql+psycopg2"):
        url = f"postgresql+psycopg://{rest}"
    return create_engine(url, connect_args={"options": "-c timezone=UTC"}, pool_size=2, max_overflow=2)


@contextmanager
def rehearse(url: str) -> Iterator[Connection]:
    """One transaction whose changes are seen by nobody else and are always taken back."""
    warehouse_engine = engine(url)
    try:
        with warehouse_engine.connect() as connection:
            yield connection
            connection.rollback()
    finally:
        warehouse_engine.dispose()


@contextmanager
def snapshot(url: str) -> Iterator[Connection]:
    """One moment of the warehouse, to read only: no statement sees what is committed after the first one."""
    warehouse_engine = engine(url)
    try:
        with warehouse_engine.connect() as connection:
            yield connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    finally:
        warehouse_engine.dispose()


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
    """One transaction on the warehouse: committed when the block ends, rolled back when it raises."""
    warehouse_engine = engine(url)
    try:
        with warehouse_engine.begin() as connection:
            yield connection
    finally:
        warehouse_engine.dispose()
