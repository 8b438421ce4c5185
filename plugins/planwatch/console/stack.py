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
            (folder / f"{name}.pid").write_text(str(process.pid), encoding="utf-8")


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


def _pid(folder: Path, name: str) -> int | None:
    """The live process of a pid file; a number that another program has taken since is not ours."""
    path = folder / f"{name}.pid"
    if not path.exists():
        return None
    pid = int(path.read_text(encoding="utf-8"))
    try:
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return None
    return pid if b"airflow" in command and name.encode() in command.replace(b"_", b"-") else None


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
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[2]) == pid and fields[0] != "Z":
            return True
    return False
