"""`make query SQL='…'`: one statement on the warehouse of the last run, its rows as CSV."""

import csv
import sys

from planwatch.console.command import finish
from planwatch.messages import load_messages
from planwatch.settings import read_settings
from planwatch.warehouse import databases, embedded
from planwatch.warehouse.connection import connect
from planwatch.warehouse.queries import statement_rows


def last_warehouse_url() -> str | None:
    """The address of the warehouse that `make run` or `make up` used last; starts the embedded server if need be."""
    settings = read_settings()
    marker = settings.state_folder / "last_warehouse"
    if not marker.exists():
        return None
    server = settings.database_url or embedded.start(settings.state_folder / "postgres", settings.database_port)
    return databases.address(server, marker.read_text(encoding="utf-8"))


def main() -> int:
    """Run the first argument and print headings and rows; 1 with the database's own words when it refuses."""
    statement = sys.argv[1].strip() if len(sys.argv) > 1 else ""
    url = last_warehouse_url() if statement else None
    if url is None:
        print(load_messages("zh").say("console.no_warehouse" if statement else "console.no_statement"), file=sys.stderr)
        return 2
    with connect(url) as connection:
        try:
            names, found = statement_rows(connection, statement)
        except RuntimeError as fault:
            print(fault, file=sys.stderr)
            return 1
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(names)
    writer.writerows(found)
    return 0


if __name__ == "__main__":
    finish(main)
