"""Four utilities asked by the real DAG, one dead and one silent; prints what was in while the silent one was waited for.

Run by test_dead_utility from a county of its own, whose include/collection.csv names the four.
"""

import json
import os
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from planwatch.console.environment import airflow_environment
from planwatch.settings import read_settings
from planwatch.warehouse import databases
from planwatch.warehouse.connection import connect
from tests.intake.unit_api_server import Sent, UnitApiServer, line

PATIENCE_SECONDS = 45  # then it speaks all the same, and what it had held back comes too late
RECEIVED = "2021-07-02T09:00:00+08:00"
WELL, SILENT, DEAD = ("U14", "U15"), "U13", "U12"
DEAD_PORT = 9


def main() -> None:
    """Collect; when the tasks of those that are well have ended, take their lines in; then let the silent one speak."""
    settings = read_settings()
    settings = replace(settings, inbox_folder=settings.data_folder / "inbox")
    server = databases.prepare(settings.state_folder / "postgres", settings.database_port, "", "warehouse")
    url = f"{server}/warehouse"
    speaks = threading.Event()
    servers = {unit: UnitApiServer(unit) for unit in (*WELL, SILENT)}
    for unit, api in servers.items():
        api.lines = [line("石门小区", int(unit[1:]))]
    asked_first: list[float] = []
    servers[SILENT].misdeed = lambda *_: _silent_until(speaks, asked_first)
    os.environ.update(airflow_environment(settings, server, "warehouse", settings.execution_port))
    os.environ.update({"PLANWATCH_SCHEDULES": "off", "PLANWATCH_RETRY_DELAY_SECONDS": "0"})
    ports = {unit: api.server_port for unit, api in servers.items()} | {DEAD: DEAD_PORT}
    for unit, port in ports.items():
        api_connection = {
            "conn_type": "http",
            "schema": "http",
            "host": "127.0.0.1",
            "port": port,
            "password": "secret",
        }
        os.environ[f"AIRFLOW_CONN_UTILITY_{unit}"] = json.dumps(api_connection)
    from planwatch.orchestration.launcher import launched

    told: dict[str, Any] = {"in_while_silent": [], "silent_was_asked": False, "states": []}
    with launched(settings.execution_port, Path(os.environ["AIRFLOW_HOME"]) / "log") as run:
        assert run("load_plan", {"recorded_at": "2020-03-12T08:00:00+08:00"}, lambda *_: None)
        began = time.monotonic()

        def progress(_: str, task: str, state: str) -> None:
            told["states"].append(f"{task} {state}")
            is_waited_for = bool(asked_first) and time.monotonic() < asked_first[0] + PATIENCE_SECONDS
            if told["states"].count("collect success") == len(WELL) and is_waited_for and not speaks.is_set():
                told["well_after_seconds"] = round(time.monotonic() - began, 1)
                told["silent_was_asked"] = bool(servers[SILENT].asked)
                assert run("ingest_returns", {"received_at": RECEIVED}, lambda *_: None)
                told["in_while_silent"] = _lines(url)
                speaks.set()

        told["outcome"] = run("collect_returns", {"cutoff_date": "2021-06-30", "received_at": RECEIVED}, progress)
        assert run("ingest_returns", {"received_at": RECEIVED}, lambda *_: None)
    told["all_after_seconds"] = round(time.monotonic() - began, 1)
    told["in_at_the_end"] = _lines(url)
    print(json.dumps(told))


def _silent_until(speaks: threading.Event, asked_first: list[float]) -> Sent | None:
    """Nothing is answered until it may speak, then what the contract asks for."""
    asked_first.append(time.monotonic())
    speaks.wait(max(0.0, asked_first[0] + PATIENCE_SECONDS - time.monotonic()))
    return None


def _lines(url: str) -> list[list[str]]:
    with connect(url) as connection:
        found = connection.exec_driver_sql(
            "select unit_code, completed_percent::text from raw.progress_lines join raw.returns using (return_id)"
            " where is_accepted order by unit_code"
        )
        return [list(row) for row in found]


if __name__ == "__main__":
    sys.exit(main())
