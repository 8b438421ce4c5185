"""What every test may lean on: a real PostgreSQL with every migration, emptied by rolling back or by a fresh copy."""

import shutil
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, text

from planwatch import paths
from planwatch.warehouse import embedded, plan_loading, policy_loading, workday_loading
from planwatch.warehouse.connection import connect, engine
from planwatch.warehouse.migrate import migrate
from tests.corpus.scores import pytest_terminal_summary  # noqa: F401
from tests.county import County
from tests.free_ports import free_ports
from tests.quick_folders import quick_folder

RECORDED = datetime(2020, 3, 12, tzinfo=UTC)
LONGEST = (
    "test_snapshots",
    "test_run",
    "test_demo_weeks",
    "test_corpus",
    "test_recomputation",
    "test_crashes",
    "test_backfill",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest tests, so that no worker waits in the end for one that another has just begun."""
    items.sort(key=lambda item: item.path.stem not in LONGEST)


@pytest.fixture(scope="session")
def server(pytestconfig: pytest.Config) -> Iterator[str]:
    """The address of a PostgreSQL of this test run's own.

    It holds a migrated database `template_warehouse`, `template_planned` with the county's plan and policy in it, and
    `template_county` with the plan's reconciliation and the workdays too.
    """
    folder = quick_folder("planwatch-tests-", is_large=pytestconfig.option.markexpr == "benchmark")
    [port] = free_ports(1)
    address = embedded.start(folder / "postgres", port, is_durable=False)
    _execute(f"{address}/postgres", "create database template_warehouse")
    template = engine(f"{address}/template_warehouse")
    with template.begin() as connection:
        migrate(connection)
    template.dispose()
    _execute(f"{address}/postgres", "create database template_planned template template_warehouse")
    with connect(f"{address}/template_planned") as connection:
        plan_version = plan_loading.load_plan(connection, paths.PLAN, RECORDED)
        policy_loading.load_policy(connection, paths.POLICY, RECORDED)
    _execute(f"{address}/postgres", "create database template_county template template_planned")
    with connect(f"{address}/template_county") as connection:
        plan_loading.publish_plan_reconciliation(connection, plan_version)
        workday_loading.load_workdays(connection, plan_version, RECORDED)
    yield address
    embedded.stop(folder / "postgres")
    shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def copy_of(server: str, template: str) -> Iterator[str]:
    name = f"warehouse_{uuid.uuid4().hex[:12]}"
    _execute(f"{server}/postgres", f"create database {name} template {template} strategy file_copy")
    yield f"{server}/{name}"
    _execute(f"{server}/postgres", f"drop database {name} with (force)")


@contextmanager
def copy_of_county(server: str, county: County, folder: Path) -> Iterator[County]:
    """A county as another left it, folders and warehouse, for one test to change: what many tests begin with is played once.

    The other must not be connected to its warehouse meanwhile.
    """
    copied = folder / county.folder.name
    shutil.copytree(county.folder, copied)
    with copy_of(server, county.url.rpartition("/")[2]) as url:
        yield County(url, copied)


def _leave(server: str, county: County) -> None:
    """End what is still connected to a county's warehouse (Great Expectations keeps its way in), so it can be copied."""
    name = county.url.rpartition("/")[2]
    _execute(f"{server}/postgres", f"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}'")


@pytest.fixture
def warehouse_url(server: str) -> Iterator[str]:
    """The address of an empty, migrated warehouse of this test alone, for code that connects by itself."""
    with copy_of(server, "template_warehouse") as url:
        yield url


@pytest.fixture
def warehouse_engine(warehouse_url: str) -> Iterator[Engine]:
    made = engine(warehouse_url)
    yield made
    made.dispose()


@pytest.fixture
def warehouse(warehouse_engine: Engine) -> Iterator[Connection]:
    """A connection to an empty, migrated warehouse; what the test writes is thrown away with the database."""
    with warehouse_engine.connect() as connection:
        yield connection


@pytest.fixture
def planned_url(server: str) -> Iterator[str]:
    """The address of a warehouse with the county's plan and policy and nothing else."""
    with copy_of(server, "template_planned") as url:
        yield url


@pytest.fixture
def planned(planned_url: str) -> Iterator[Connection]:
    """A connection to a warehouse with the county's plan and policy and nothing else."""
    made = engine(planned_url)
    with made.connect() as connection:
        yield connection
    made.dispose()


@pytest.fixture(scope="session")
def played(server: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., County]]:
    """played(story) is a county in which `story(county)` has happened once; played(story, first) begins where first ended.

    Tests take a `copy_of_county` of it.
    """
    kept: dict[Any, County] = {}
    with ExitStack() as stack:

        def of(story: Callable[[County], None], *earlier: Callable[[County], None]) -> County:
            if (story, earlier) not in kept:
                folder = tmp_path_factory.mktemp(story.__name__)
                if earlier:
                    county = stack.enter_context(copy_of_county(server, of(*earlier), folder))
                else:
                    county = County(stack.enter_context(copy_of(server, "template_county")), folder)
                story(county)
                _leave(server, county)
                kept[story, earlier] = county
            return kept[story, earlier]

        yield of


@pytest.fixture
def county(server: str, tmp_path: Path) -> Iterator[County]:
    """The county with its plan and policy, folders and an otherwise empty warehouse."""
    with copy_of(server, "template_county") as url:
        yield County(url, tmp_path)


def _execute(url: str, statement: str) -> None:
    made = engine(url).execution_options(isolation_level="AUTOCOMMIT")
    with made.connect() as connection:
        connection.execute(text(statement))
    made.dispose()
