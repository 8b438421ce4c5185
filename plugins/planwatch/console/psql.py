"""`make psql`: a prompt on the warehouse of the last run."""

import os
from typing import NoReturn

from planwatch.console.command import finish
from planwatch.console.query import last_warehouse_url
from planwatch.warehouse.embedded import program


def main() -> NoReturn:
    """Become psql, from the embedded PostgreSQL. Raises NoWarehouseError."""
    psql = program("psql")
    os.execv(psql, [psql, last_warehouse_url().replace("postgresql+psycopg://", "postgresql://")])


if __name__ == "__main__":
    finish(main)
