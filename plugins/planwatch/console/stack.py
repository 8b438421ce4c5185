"""The standing stack: Airflow's four official processes, each leading a process group, known by its pid file."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

PROCESSES = {
    "scheduler": ["scheduler", "--skip-serve-logs"],
    "dag-processor": ["dag-processor"],
    "triggerer": ["triggerer", "--skip-serve-logs"],
    "api-server": ["api-server"],
}
STOP_SECONDS = 15
STATE, GROUP, STARTED, ZOMBIE = 0, 2, 19, "Z"
"""Where proc(5)'s stat has a process's state, group and start after its name, and how it calls one that has ended."""


def start_processes(folder: Path, environment: dict[str, str]) -> None:
    """Start what is not running yet; each writes to `<folder>/<name>.log`."""
    for name, arguments in PROCESSES.items():
        if _pid(folder, name) is None:
            with (folder / f"{name}.log").open("ab") as log:
                process = subprocess.Popen(
                    [sys.executable, "-m", "airflow", *arguments],
                    env=environment,
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    start_new_session=True,
                )
            _write_pid(folder, name, process.pid)


def stop_processes(folder: Path) -> None:
    """Stop every process with its group; what does not end when asked is ended. The page's server goes last."""
    for name in PROCESSES:
        pid = _pid(folder, name)
        if pid is not None:
            _end_group(pid)
        (folder / f"{name}.pid").unlink(missing_ok=True)


def running_processes(folder: Path) -> list[str]:
    """The names of the stack's processes that are alive."""
    return [name for name in PROCESSES if _pid(folder, name) is not None]


def _write_pid(folder: Path, name: str, pid: int) -> None:
    """Keep a process by its number and start: while it begins it names itself anew, and a number comes again."""
    status = _status(pid)
    (folder / f"{name}.pid").write_text(f"{pid} {status[STARTED] if status else ''}", encoding="utf-8")


def _pid(folder: Path, name: str) -> int | None:
    """The live process of a pid file; a number that another program has taken since is not ours."""
    path = folder / f"{name}.pid"
    if not path.exists():
        return None
    number, _, started = path.read_text(encoding="utf-8").partition(" ")
    status = _status(int(number))
    return int(number) if status and status[STATE] != ZOMBIE and status[STARTED] == started else None


def _status(pid: int) -> list[str] | None:
    """The fields of proc(5)'s stat from the third on; None where there is no such process."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return None


def _end_group(pid: int) -> None:
    for sign, seconds in ((signal.SIGTERM, STOP_SECONDS), (signal.SIGKILL, 5)):
        try:
            os.killpg(pid, sign)
        except ProcessLookupError:
            return
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and _group_lives(pid):
            time.sleep(0.1)
        if not _group_lives(pid):
            return


def _group_lives(pid: int) -> bool:
    numbers = (int(path.name) for path in Path("/proc").glob("[0-9]*"))
    return any(status[GROUP] == str(pid) and status[STATE] != ZOMBIE for status in map(_status, numbers) if status)
