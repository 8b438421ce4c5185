"""The stage on which examples are played: an empty warehouse and empty folders beside those of real returns."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import IO, Any

from planwatch.console.environment import airflow_environment, example_connections
from planwatch.console.ports import require_free
from planwatch.example import mail_catcher, utility_server
from planwatch.example.story import load_story
from planwatch.messages import load_messages
from planwatch.refusals import RefusalError
from planwatch.settings import Settings, read_settings
from planwatch.warehouse import databases

WAREHOUSE = "warehouse_example"
METADATA = "airflow_example"
SYMBOLS = {"success": "✔", "skipped": "·"}
IN_BOTH_LANGUAGES = ("starting", "counts", "places", "demo_starting")


class PlayingError(RefusalError):
    """Another example is being played on this stage."""

    def __init__(self) -> None:
        super().__init__("console.playing")


def example_settings(settings: Settings) -> Settings:
    """The example's own folders, beside those of real returns; the state folder is shared."""
    folder = settings.data_folder / "example"
    return replace(
        settings,
        data_folder=folder,
        inbox_folder=folder / "inbox",
        archive_folder=folder / "archive",
        outbox_folder=folder / "outbox",
        digest_folder=folder / "digests",
        export_folder=folder / "exports",
        data_docs_folder=folder / "data_docs",
    )


def is_example(warehouse_url: str) -> bool:
    """Whether a warehouse is the example's."""
    return databases.named(warehouse_url)["database"] == WAREHOUSE


def settings_of(warehouse_url: str) -> Settings:
    """The settings under which a warehouse is used: what is made of the example's never lies among real things."""
    settings = read_settings()
    return example_settings(settings) if is_example(warehouse_url) else settings


@contextmanager
def set_up(settings: Settings, greeting: str) -> Iterator[str]:
    """The example's database, a utility's server and a mail catcher, up for the block; yields the warehouse's address.

    Everything that an earlier example left is removed first, so that every run shows the same figures. Raises
    TakenPortError, PlayingError.
    """
    require_free(settings, "execution", "utility", "mail")
    stage = _enter(settings.state_folder)
    say(greeting)
    server = _prepare(settings)
    utility = utility_server.start(settings.utility_port)
    mail = mail_catcher.start(settings.mail_port, settings.data_folder / "mail")
    try:
        yield databases.address(server, WAREHOUSE, settings.database_password)
    finally:
        mail.stop()
        utility.stop()
        stage.close()


def is_playing(state_folder: Path) -> bool:
    """Whether an example is being played on this stage, and so needs the database."""
    if not state_folder.exists():
        return False
    try:
        _enter(state_folder).close()
    except PlayingError:
        return True
    return False


def _enter(state_folder: Path) -> IO[str]:
    """The stage's lock, held until it is closed or this process has ended; its children do not have it.

    Raises PlayingError where another process has it.
    """
    state_folder.mkdir(parents=True, exist_ok=True)
    lock = (state_folder / "example.lock").open("a")
    try:
        fcntl.lockf(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        lock.close()
        raise PlayingError from None
    return lock


def say(key: str, **facts: Any) -> None:
    """Tell the person at the terminal, in Chinese; what is said once only, with English beside it."""
    print(load_messages("zh").say(f"console.{key}", **facts), flush=True)
    if key in IN_BOTH_LANGUAGES:
        print(load_messages("en").say(f"console.{key}", **facts), flush=True)


def log_file(settings: Settings) -> Path:
    """Where Airflow writes what it does on the stage."""
    return settings.state_folder / "airflow" / "example.log"


def all_succeed(run: Any, steps: list[tuple[str, dict[str, Any]]], log: Path, is_quiet: bool = False) -> bool:
    """Run DAG after DAG and tell of each task, or only of one that failed; stops at the first failed run."""
    failed: list[tuple[str, str]] = []

    def progress(dag: str, task: str, state: str) -> None:
        if state not in SYMBOLS:
            failed.append((dag, task))
        if state not in SYMBOLS or not is_quiet:
            say("task", symbol=SYMBOLS.get(state, "✖"), dag=dag, task=task)

    for dag_id, conf in steps:
        if not run(dag_id, conf, progress):
            dag, task = failed[0] if failed else (dag_id, "?")
            say("failed", dag=dag, task=task, log=log.parent / "logs" / f"dag_id={dag}")
            return False
    return True


def as_parameter(value: Any) -> str:
    """A day or moment of a story as a DAG run takes it."""
    return value if isinstance(value, str) else str(value.isoformat())


def _prepare(settings: Settings) -> str:
    shutil.rmtree(settings.data_folder, ignore_errors=True)
    settings.inbox_folder.mkdir(parents=True)
    settings.state_folder.mkdir(parents=True, exist_ok=True)
    server = databases.prepare(
        settings.state_folder / "postgres",
        settings.database_port,
        settings.database_url,
        WAREHOUSE,
        is_emptied=True,
        password=settings.database_password,
        metadata_name=METADATA,
    )
    (settings.state_folder / "last_warehouse").write_text(WAREHOUSE, encoding="utf-8")
    os.environ.update(airflow_environment(settings, server, WAREHOUSE, settings.execution_port, METADATA))
    os.environ.update(example_connections(settings, load_story()["utility_token"]))
    os.environ["PLANWATCH_WAREHOUSE"] = "example"  # what is typed on the way goes there, whatever else stands
    os.environ.update({"PLANWATCH_SCHEDULES": "off", "PLANWATCH_RETRY_DELAY_SECONDS": "2"})
    return server
