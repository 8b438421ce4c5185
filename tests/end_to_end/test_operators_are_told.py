"""The real scheduler, a dead utility and a missed deadline: both mails arrive, with what to do next."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from planwatch.warehouse import embedded
from tests.free_ports import free_ports

ROOT = Path(__file__).parents[2]


@pytest.mark.proof
def test_operators_hear_of_a_failed_task_and_of_a_late_run_once_each() -> None:
    folder = Path(tempfile.mkdtemp(prefix="planwatch-late-"))
    folder.chmod(0o755)
    database, web, mail = free_ports(3)
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("AIRFLOW", "PLANWATCH"))}
    environment |= {
        "PYTHONPATH": f"{ROOT / 'plugins'}:{ROOT}",
        "PLANWATCH_DATA_FOLDER": str(folder),
        "PLANWATCH_DATABASE_PORT": str(database),
        "PLANWATCH_EXECUTION_PORT": str(web),
        "PLANWATCH_MAIL_PORT": str(mail),
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.end_to_end.late_and_failing"],
        env=environment, cwd=ROOT, capture_output=True, text=True, check=False, timeout=240,
    )  # fmt: skip
    embedded.stop(folder / "state/postgres")
    log = "".join(path.read_text(errors="replace")[-3000:] for path in (folder / "state/airflow").glob("log"))
    shutil.rmtree(folder, ignore_errors=True)
    assert done.returncode == 0, done.stderr[-3000:]
    told = json.loads(done.stdout.splitlines()[-1])
    assert not told["outcome"]
    mails = {mail["subject"]: mail for mail in told["mails"]}
    assert sorted(mails) == [
        "[planwatch] collect_returns · collect[0] 失败",
        f"[planwatch] collect_returns 超过{2 / 3600:g}小时未完成",
    ], log
    assert {mail["to"] for mail in mails.values()} == {"ops@example.invalid"}
    failed = mails["[planwatch] collect_returns · collect[0] 失败"]["text"]
    assert "U12: http://127.0.0.1:9/v1/progress" in failed
    assert "include/docs/runbook.md#collect_returns.collect" in failed
    assert "secret" not in failed
