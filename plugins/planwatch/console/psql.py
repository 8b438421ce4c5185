"""`make psql`: a prompt on the warehouse, which may write."""

import os
from typing import NoReturn

from planwatch.console.command import finish
from planwatch.console.query import last_warehouse_url
from planwatch.warehouse.databases import without_password
from planwatch.warehouse.embedded import program


def main() -> NoReturn:
    """Become psql, from the embedded PostgreSQL. Raises NoWarehouseError.

    The password goes by the environment: arguments are for everyone on the machine to see.
    """
    psql = program("psql")
    url, password = without_password(last_warehouse_url())
    os.execve(psql, [psql, url], dict(os.environ) | ({"PGPASSWORD": password} if password else {}))


if __name__ == "__main__":
    finish(main)
