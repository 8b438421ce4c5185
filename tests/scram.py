"""A PostgreSQL that asks everyone for a password, as those of a county's own server room do."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote

import psycopg
from psycopg import sql

from planwatch.warehouse import embedded
from tests.free_ports import free_ports
from tests.quick_folders import quick_folder

# every sign that means something in an address, in a shell, in a bound or formatted statement, or in a quoted text
PASSWORD = "p@ss/w:ord#1?%41 +$HOME&=';\"\\ 密"


@contextmanager
def scram_server() -> Iterator[str]:
    """The address of its administrator `postgres`, whose password is PASSWORD, without a database's name."""
    folder = quick_folder("planwatch-scram-")
    [port] = free_ports(1)
    try:
        embedded.start(folder / "postgres", port, is_durable=False)
        with psycopg.connect(host="127.0.0.1", port=port, user="postgres", dbname="postgres") as connection:
            connection.execute(sql.SQL("alter role postgres password {}").format(sql.Literal(PASSWORD)))
            asked = "host all all 127.0.0.1/32 scram-sha-256\n"
            (folder / "postgres" / "pg_hba.conf").write_text(asked, encoding="utf-8")
            connection.execute("select pg_reload_conf()")
        yield f"postgresql://postgres:{quote(PASSWORD, safe='')}@127.0.0.1:{port}"
    finally:
        embedded.stop(folder / "postgres")
        shutil.rmtree(folder, ignore_errors=True)
