"""`make run` as a stranger meets it: the real scheduler, exit 0, the county's figures, nothing left running.

Three of its tasks are killed on the way, at random moments: Airflow tries them again, and nothing changes.
"""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import text

from planwatch.warehouse import embedded
from planwatch.warehouse.connection import connect
from tests.free_ports import free_ports
from tests.quick_folders import quick_folder

ROOT = Path(__file__).parents[2]


def kill_tasks(run: "subprocess.Popen[bytes]", numbers: set[int], rng: random.Random) -> list[int]:
    """Kill -9 the task processes with these ordinal numbers while the run goes on; returns the killed ones."""
    seen: list[int] = []
    killed: list[int] = []
    while run.poll() is None:
        for task in [t for scheduler in children(run.pid) for worker in children(scheduler) for t in children(worker)]:
            if task in seen or not is_task(task):
                continue
            seen.append(task)
            if len(seen) in numbers:
                time.sleep(rng.uniform(0, 0.4))
                if is_task(task):
                    os.kill(task, signal.SIGKILL)
                    killed.append(task)
                else:
                    numbers.add(len(seen) + 2)
        time.sleep(0.02)
    return killed


def is_task(process: int) -> bool:
    """Whether it is a living task process: not one of the database's, and not one that has ended already."""
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes().startswith(b"airflow worker")
    except OSError:
        return False


def children(process: int) -> list[int]:
    found = subprocess.run(["pgrep", "-P", str(process)], capture_output=True, text=True, check=False)
    return [int(child) for child in found.stdout.split()]


@pytest.mark.proof
def test_the_example_run_through_the_real_scheduler() -> None:
    folder = quick_folder("planwatch-run-")
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
    said = folder / "said.txt"
    with said.open("w") as terminal:
        run = subprocess.Popen(
            [sys.executable, "-m", "planwatch.console.run"], env=environment, stdout=terminal, stderr=subprocess.STDOUT
        )
        killed = kill_tasks(run, {2, 7, 14}, random.Random(20210630))
    output = said.read_text(encoding="utf-8")
    with connect(f"postgresql+psycopg://postgres@127.0.0.1:{database}/postgres") as connection:
        databases = set(connection.execute(text("select datname from pg_database where not datistemplate")).scalars())
    embedded.stop(folder / "state/postgres")
    assert databases == {"postgres", "airflow_example", "warehouse_example"}, "the standing stack's are not touched"
    assert run.returncode == 0, output[-3000:]
    assert len(killed) == 3
    assert (
        "石门小区    ●红        48.00%            5.50          -26.83      2,731.26      1,752.00  0.641   0.641  2023-02-13"
        in output
    )
    assert "报表22份，来自9个单位" in output
    letters = {
        mail.read_bytes().partition(b"Message-ID: ")[2].split(b"\r\n")[0]
        for mail in (folder / "example/mail").glob("*.eml")
    }
    assert letters == {f"<2021-W26.{owner}.letter@example.invalid>".encode() for owner in ("PROGRAMME", "U03", "U11")}
    assert len(list((folder / "example/outbox").glob("*/letters/2021-W26/letter.html"))) == 11
    assert (folder / "example/data_docs/returns/index.html").exists()
    receipts = [page for page in (folder / "example/outbox").rglob("*.html") if "letters" not in page.parts]
    assert len(receipts) == 22
    records = [
        json.loads(path.read_text(encoding="utf-8")) for path in (folder / "example/outbox").rglob("*.回执.json")
    ]
    assert "failed" not in {record["no_annotated_file_reason"] for record in records}
    spells = (folder / "example/exports/2021-06-30/data/alert_spells.csv").read_text(encoding="utf-8-sig")
    assert spells.count("\n2021-06-30,") > 40, "what is written out holds the alerts of the week"
    [workbook] = (folder / "example/exports").rglob("*.xlsx")
    forms = [cell for (cell,) in load_workbook(workbook)["自评表"].iter_rows(max_col=1, values_only=True)]
    assert forms.count("项目支出绩效自评表（2021年度）") == 11, "the programme's and one of each project that has begun"
    left = subprocess.run(["pgrep", "-f", str(folder)], capture_output=True, text=True, check=False).stdout.split()
    assert left == []
