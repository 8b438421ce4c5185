"""`make psql`: a prompt on the warehouse of the last run."""

import os
import sys

from planwatch.console.command import finish
from planwatch.console.query import last_warehouse_url
from planwatch.messages import load_messages
from planwatch.warehouse.embedded import program


def main() -> int:
    """Become psql, from the embedded PostgreSQL; returns only where there is no warehouse yet."""
    url = last_warehouse_url()
    if url is not None:
        psql = program("psql")
        os.execv(psql, [psql, url.replace("postgresql+psycopg://", "postgresql://")])
    print(load_messages("zh").say("console.no_warehouse"), file=sys.stderr)
    return 2


if __name__ == "__main__":
    finish(main)
