"""`make query SQL='…'`: one statement that reads from the warehouse, its rows as CSV; the database refuses to write.

Text is marked as in a data package, for a spreadsheet may open what is redirected into a file.
"""

import csv
import sys

from planwatch.console.command import finish, refuse
from planwatch.console.stack import running_processes
from planwatch.console.stage import WAREHOUSE as EXAMPLE
from planwatch.console.stage import is_example
from planwatch.console.up import WAREHOUSE as STANDING
from planwatch.domain.formula_text import marked
from planwatch.messages import LANGUAGES, load_messages
from planwatch.refusals import RefusalError
from planwatch.settings import read_settings
from planwatch.warehouse import databases, embedded
from planwatch.warehouse.connection import read_only
from planwatch.warehouse.queries import ReadOnlyError, statement_rows

NAMES = {"standing": STANDING, "example": EXAMPLE}


class NoWarehouseError(RefusalError):
    """Nothing has run yet, so there is no warehouse to ask."""

    def __init__(self) -> None:
        super().__init__("console.no_warehouse")


def last_warehouse_url() -> str:
    """The address of the warehouse that a command speaks to; starts the embedded server if need be.

    It is what PLANWATCH_WAREHOUSE says; without it the standing stack's while that is up, so that an example played
    beside it changes nothing; else that of the last `make run` or `make up`. Raises NoWarehouseError.
    """
    settings = read_settings()
    if settings.warehouse and settings.warehouse not in NAMES:
        return settings.warehouse
    marker = settings.state_folder / "last_warehouse"
    if not marker.exists():
        raise NoWarehouseError
    if settings.warehouse:
        name = NAMES[settings.warehouse]
    elif running_processes(settings.state_folder / "airflow"):
        name = STANDING
    else:
        name = marker.read_text(encoding="utf-8")
    server = settings.database_url or embedded.start(settings.state_folder / "postgres", settings.database_port)
    return databases.address(server, name, settings.database_password)


def say_where(warehouse_url: str) -> None:
    """Tell the person whose command has written in which warehouse it is, in both languages."""
    key = "console.wrote_example" if is_example(warehouse_url) else "console.wrote"
    for language in LANGUAGES:
        print(load_messages(language).say(key, **databases.named(warehouse_url)))


def main() -> int:
    """Run the first argument and print headings and rows.

    2 where there is none or it would write; 1 with the database's own words where that refuses it.
    """
    statement = sys.argv[1].strip() if len(sys.argv) > 1 else ""
    if not statement:
        return refuse("console.no_statement")
    with read_only(last_warehouse_url()) as connection:
        try:
            names, found = statement_rows(connection, statement)
        except ReadOnlyError:
            return refuse("console.read_only")
        except RuntimeError as fault:
            print(fault, file=sys.stderr)
            return 1
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([marked(value) if isinstance(value, str) else value for value in row] for row in found)
    return 0


if __name__ == "__main__":
    finish(main)
