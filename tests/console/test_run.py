"""`make run` as a stranger meets it: the real scheduler, exit 0, the county's figures, nothing left running."""

import os
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from planwatch.warehouse import embedded

ROOT = Path(__file__).parents[2]


def free_ports(count: int) -> list[int]:
    probes = [socket.socket() for _ in range(count)]
    for probe in probes:
        probe.bind(("127.0.0.1", 0))
    ports = [probe.getsockname()[1] for probe in probes]
    for probe in probes:
        probe.close()
    return ports


@pytest.mark.slow
def test_the_example_run_through_the_real_scheduler() -> None:
    folder = Path(tempfile.mkdtemp(prefix="planwatch-run-"))
    folder.chmod(0o755)
    database, execution, utility, mail = free_ports(4)
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("AIRFLOW", "PLANWATCH"))}
    environment |= {
        "PYTHONPATH": str(ROOT / "plugins"),
        "PLANWATCH_DATA_FOLDER": str(folder),
        "PLANWATCH_DATABASE_PORT": str(database),
        "PLANWATCH_EXECUTION_PORT": str(execution),
        "PLANWATCH_UTILITY_PORT": str(utility),
        "PLANWATCH_MAIL_PORT": str(mail),
    }
    done = subprocess.run(
        [sys.executable, "-m", "planwatch.console.run"], env=environment, capture_output=True, text=True, check=False
    )
    embedded.stop(folder / "state/postgres")
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    assert (
        "石门小区    ●红        48.00%  -26.83%      2,731.26      1,752.00  0.641   0.641  2023-02-13" in done.stdout
    )
    assert "报表22份，来自9个单位" in done.stdout
    assert len(list((folder / "example/mail").glob("*.eml"))) == 1
    assert (folder / "example/data_docs/returns/index.html").exists()
    assert len(list((folder / "example/outbox").rglob("*.html"))) == 22
    left = subprocess.run(["pgrep", "-f", str(folder)], capture_output=True, text=True, check=False).stdout.split()
    assert left == []
