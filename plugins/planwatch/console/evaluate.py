"""`make evaluate AS_OF=2021-06-30 KNOWN_AT=2021-07-12T08:00+08:00`: any day as it was known at any moment.

Nothing is published: what is computed is shown and taken back. Without a moment, everything received so far is known;
without a day, it is the newest accepted cut-off date. MART=<name> prints one mart as CSV instead of the table;
COMPARED_WITH=<earlier moment> prints, as CSV, every value that is another at KNOWN_AT than it was at that moment.
"""

import csv
import sys
from datetime import date
from typing import Any

from planwatch.console.command import finish, refuse
from planwatch.console.point import point_typed
from planwatch.console.query import last_warehouse_url
from planwatch.messages import load_messages
from planwatch.reporting.terminal import evaluation_table
from planwatch.warehouse import bridging, evaluation, queries
from planwatch.warehouse.connection import Connection, rehearse


def main() -> int:
    """Arguments: as-of date, known-at moment, mart, moment to compare with; each may be empty. 2 for a bad one."""
    messages = load_messages("zh")
    url = last_warehouse_url()
    as_of_text, known_at_text, mart, compared_text = [*sys.argv[1:], "", "", "", ""][:4]
    as_of_date, known_at = point_typed(as_of_text, known_at_text)
    _, compared_with = point_typed("", compared_text)
    if mart and mart not in evaluation.PUBLISHED_BY_DAY:
        return refuse("console.bad_mart", names=", ".join(evaluation.PUBLISHED_BY_DAY))
    with rehearse(url) as connection:
        known_at = known_at or queries.value(connection, "reporting/newest_receipt.sql")
        if known_at is None:
            return refuse("console.nothing_received")
        day = as_of_date or evaluation.latest_cutoff_date(connection, known_at)
        if compared_with:
            _print_rows(bridging.snapshot_bridge(connection, day, compared_with, known_at), bridging.COLUMNS)
            return 0
        evaluation.build_candidate(connection, day, known_at)
        if mart:
            _print_mart(connection, mart, day)
        else:
            print(evaluation_table(connection, day, messages, "candidate"))
    return 0


def _print_mart(connection: Connection, mart: str, day: date) -> None:
    found: list[dict[str, Any]] = queries.rows_filled(
        connection, "reporting/mart_of_day.sql", {"schema": "candidate", "mart": mart}, as_of_date=day
    )
    _print_rows(found, tuple(found[0]) if found else ())


def _print_rows(found: list[dict[str, Any]], names: tuple[str, ...]) -> None:
    writer = csv.DictWriter(sys.stdout, names, lineterminator="\n")
    if names:
        writer.writeheader()
        writer.writerows(found)


if __name__ == "__main__":
    finish(main)
