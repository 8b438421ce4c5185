"""`make run`: plays the example quarter through the real scheduler into an empty warehouse, and shows it."""

import os
import shutil
import time
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from planwatch.console.command import finish
from planwatch.console.environment import airflow_environment, example_connections
from planwatch.console.ports import require_free
from planwatch.example import mail_catcher, utility_server
from planwatch.example.returns import write_example_returns
from planwatch.example.story import load_story
from planwatch.messages import load_messages
from planwatch.reporting.terminal import evaluation_table
from planwatch.settings import Settings, read_settings
from planwatch.warehouse import databases, queries
from planwatch.warehouse.connection import connect

WAREHOUSE = "warehouse_example"
METADATA = "airflow_example"
SYMBOLS = {"success": "✔", "skipped": "·"}


def main() -> int:
    """Run the example; 0 when every DAG run succeeded, 1 when one failed. Raises TakenPortError."""
    began = time.monotonic()
    settings = example_settings(read_settings())
    require_free(settings, "execution", "utility", "mail")
    say("starting")
    server = _prepare(settings)
    utility = utility_server.start(settings.utility_port)
    mail = mail_catcher.start(settings.mail_port, settings.data_folder / "mail")
    try:
        is_good = _play(settings, began)
    finally:
        mail.stop()
        utility.stop()
    if is_good:
        _show(settings, databases.address(server, WAREHOUSE))
        say("done", seconds=round(time.monotonic() - began))
    return 0 if is_good else 1


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


def say(key: str, **facts: Any) -> None:
    """Tell the person at the terminal, in Chinese with English beside it."""
    print(load_messages("zh").say(f"console.{key}", **facts), flush=True)
    if key in ("starting", "counts", "places"):
        print(load_messages("en").say(f"console.{key}", **facts), flush=True)


def _prepare(settings: Settings) -> str:
    """An empty warehouse and empty folders, so that every run shows the same figures."""
    shutil.rmtree(settings.data_folder, ignore_errors=True)
    settings.inbox_folder.mkdir(parents=True)
    settings.state_folder.mkdir(parents=True, exist_ok=True)
    server = databases.prepare(
        settings.state_folder / "postgres",
        settings.database_port,
        settings.database_url,
        WAREHOUSE,
        is_emptied=True,
        metadata_name=METADATA,
    )
    (settings.state_folder / "last_warehouse").write_text(WAREHOUSE, encoding="utf-8")
    os.environ.update(airflow_environment(settings, server, WAREHOUSE, settings.execution_port, METADATA))
    os.environ.update(example_connections(settings, load_story()["utility_token"]))
    os.environ.update({"PLANWATCH_SCHEDULES": "off", "PLANWATCH_RETRY_DELAY_SECONDS": "2"})
    return server


def _play(settings: Settings, began: float) -> bool:
    from planwatch.orchestration.launcher import launched

    story = load_story()
    log = settings.state_folder / "airflow" / "example.log"
    with launched(settings.execution_port, log) as run:
        say("ready", seconds=round(time.monotonic() - began))
        steps: list[tuple[str, dict[str, Any]]] = [("load_plan", {"recorded_at": _moment(story["recorded_at"])})]
        if not _all_succeed(run, steps, log):
            return False
        for month, entry in story["months"].items():
            files = write_example_returns(settings.inbox_folder, str(month))
            say("month", month=month, files=len(files))
            steps = [
                ("collect_returns", {"cutoff_date": str(entry["cutoff_date"])}),
                ("ingest_returns", {"received_at": _moment(entry["received_at"])}),
            ]
            if not _all_succeed(run, steps, log):
                return False
        point = {name: _moment(value) for name, value in story["evaluated"].items()}
        return _all_succeed(run, [("publish_performance", point), ("alert_weekly", point)], log)


def _all_succeed(run: Any, steps: list[tuple[str, dict[str, Any]]], log: Path) -> bool:
    failed: list[tuple[str, str]] = []

    def progress(dag: str, task: str, state: str) -> None:
        if state not in SYMBOLS:
            failed.append((dag, task))
        say("task", symbol=SYMBOLS.get(state, "✖"), dag=dag, task=task)

    for dag_id, conf in steps:
        if not run(dag_id, conf, progress):
            dag, task = failed[0] if failed else (dag_id, "?")
            say("failed", dag=dag, task=task, log=log.parent / "logs" / f"dag_id={dag}")
            return False
    return True


def _show(settings: Settings, warehouse_url: str) -> None:
    as_of_date = date.fromisoformat(_moment(load_story()["evaluated"]["as_of_date"]))
    with connect(warehouse_url) as connection:
        print("\n" + evaluation_table(connection, as_of_date, load_messages("zh")) + "\n")
        [counts] = queries.rows(connection, "reporting/run_counts.sql", as_of_date=as_of_date)
    say("counts", **counts)
    say(
        "places",
        outbox=settings.outbox_folder,
        digests=settings.digest_folder,
        exports=settings.export_folder,
        mail=settings.data_folder / "mail",
        data_docs=settings.data_docs_folder / "returns" / "index.html",
    )
    say("again")


def _moment(value: Any) -> str:
    return value if isinstance(value, str) else str(value.isoformat())


if __name__ == "__main__":
    finish(main)
