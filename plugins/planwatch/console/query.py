"""`make query SQL='…'`: one statement on the warehouse of the last run, its rows as CSV.

Text is marked as in a data package, for a spreadsheet may open what is redirected into a file.
"""

import csv
import sys

from planwatch.console.command import finish
from planwatch.domain.formula_text import marked
from planwatch.errors import PlanwatchError
from planwatch.messages import load_messages
from planwatch.settings import read_settings
from planwatch.warehouse import databases, embedded
from planwatch.warehouse.connection import connect
from planwatch.warehouse.queries import statement_rows


class NoWarehouseError(PlanwatchError):
    """Nothing has run yet, so there is no warehouse to ask."""

    def __init__(self) -> None:
        super().__init__(load_messages("zh").say("console.no_warehouse"))


def last_warehouse_url() -> str:
    """The address of the warehouse that `make run` or `make up` used last; starts the embedded server if need be.

    Raises NoWarehouseError.
    """
    settings = read_settings()
    marker = settings.state_folder / "last_warehouse"
    if not marker.exists():
        raise NoWarehouseError
    server = settings.database_url or embedded.start(settings.state_folder / "postgres", settings.database_port)
    return databases.address(server, marker.read_text(encoding="utf-8"))


def main() -> int:
    """Run the first argument and print headings and rows; 1 with the database's own words when it refuses."""
    statement = sys.argv[1].strip() if len(sys.argv) > 1 else ""
    if not statement:
        print(load_messages("zh").say("console.no_statement"), file=sys.stderr)
        return 2
    with connect(last_warehouse_url()) as connection:
        try:
            names, found = statement_rows(connection, statement)
        except RuntimeError as fault:
            print(fault, file=sys.stderr)
            return 1
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([marked(value) if isinstance(value, str) else value for value in row] for row in found)
    return 0


if __name__ == "__main__":
    finish(main)
