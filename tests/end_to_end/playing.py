"""Plays a scene of the real scheduler in a process and a folder of its own."""

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from planwatch.warehouse import embedded
from tests.free_ports import free_ports
from tests.quick_folders import quick_folder

ROOT = Path(__file__).parents[2]
LONGEST_SECONDS = 400


def played(
    scene: str, ports: tuple[str, ...] = (), root: Path = ROOT, arguments: tuple[str, ...] = ()
) -> tuple[dict[str, Any], str]:
    """What the module `tests.end_to_end.<scene>` told in its last line, and the end of Airflow's log.

    The databases, the execution API and each further setting named in `ports` get free ports; nothing is left behind.
    `root` is the checkout that it plays in, `arguments` are the scene's own.
    """
    folder = quick_folder(f"planwatch-{scene.replace('_', '-')}-")
    names = ("PLANWATCH_DATABASE_PORT", "PLANWATCH_EXECUTION_PORT", *ports)
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("AIRFLOW", "PLANWATCH"))}
    environment |= {"PYTHONPATH": f"{root / 'plugins'}:{root}", "PLANWATCH_DATA_FOLDER": str(folder)}
    environment |= {name: str(port) for name, port in zip(names, free_ports(len(names)), strict=True)}
    done = subprocess.Popen(
        [sys.executable, "-m", f"tests.end_to_end.{scene}", *arguments],
        env=environment, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        said, complained = done.communicate(timeout=LONGEST_SECONDS)
    except subprocess.TimeoutExpired:
        done.send_signal(signal.SIGINT)
        said, complained = done.communicate(timeout=60)
        complained += f"\nnot over after {LONGEST_SECONDS} s"
    embedded.stop(folder / "state/postgres")
    log = "".join(path.read_text(errors="replace")[-3000:] for path in (folder / "state/airflow").glob("log"))
    shutil.rmtree(folder, ignore_errors=True)
    assert done.returncode == 0, complained[-3000:] + log
    told: dict[str, Any] = json.loads(said.splitlines()[-1])
    return told, log
