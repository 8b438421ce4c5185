"""`make run`: plays the example quarter through the real scheduler into an empty warehouse, and shows it."""

import time
from datetime import date
from typing import Any

from planwatch.console.command import finish
from planwatch.console.stack import running_processes
from planwatch.console.stage import all_succeed, as_parameter, example_settings, log_file, say, set_up
from planwatch.example.returns import write_example_returns
from planwatch.example.story import load_story
from planwatch.messages import load_messages
from planwatch.reporting.terminal import evaluation_table
from planwatch.settings import Settings, read_settings
from planwatch.warehouse import queries
from planwatch.warehouse.connection import connect


def main() -> int:
    """Run the example; 0 when every DAG run succeeded, 1 when one failed. Raises TakenPortError."""
    began = time.monotonic()
    settings = example_settings(read_settings())
    with set_up(settings, "starting") as warehouse_url:
        is_good = _play(settings, began)
    if is_good:
        _show(settings, warehouse_url)
        say("done", seconds=round(time.monotonic() - began))
    return 0 if is_good else 1


def _play(settings: Settings, began: float) -> bool:
    from planwatch.orchestration.launcher import launched

    story, log = load_story(), log_file(settings)
    with launched(settings.execution_port, log) as run:
        say("ready", seconds=round(time.monotonic() - began))
        steps: list[tuple[str, dict[str, Any]]] = [("load_plan", {"recorded_at": as_parameter(story["recorded_at"])})]
        if not all_succeed(run, steps, log):
            return False
        for month, entry in story["months"].items():
            files = write_example_returns(settings.inbox_folder, str(month))
            say("month", month=month, files=len(files))
            steps = [
                (
                    "collect_returns",
                    {"cutoff_date": str(entry["cutoff_date"]), "received_at": as_parameter(entry["received_at"])},
                ),
                ("ingest_returns", {"received_at": as_parameter(entry["received_at"])}),
            ]
            if not all_succeed(run, steps, log):
                return False
        point = {name: as_parameter(value) for name, value in story["evaluated"].items()}
        return all_succeed(run, [("publish_performance", point), ("alert_weekly", point)], log)


def _show(settings: Settings, warehouse_url: str) -> None:
    as_of_date = date.fromisoformat(as_parameter(load_story()["evaluated"]["as_of_date"]))
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
    say("again", choice=" PLANWATCH_WAREHOUSE=example" if running_processes(log_file(settings).parent) else "")


if __name__ == "__main__":
    finish(main)
