"""A person certifies a month over Airflow's own question: returned with a reason first, approved then."""

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
def test_the_finance_bureau_returns_and_then_approves() -> None:
    folder = Path(tempfile.mkdtemp(prefix="planwatch-sign-off-"))
    folder.chmod(0o755)
    database, web = free_ports(2)
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("AIRFLOW", "PLANWATCH"))}
    environment |= {
        "PYTHONPATH": f"{ROOT / 'plugins'}:{ROOT}",
        "PLANWATCH_DATA_FOLDER": str(folder),
        "PLANWATCH_DATABASE_PORT": str(database),
        "PLANWATCH_EXECUTION_PORT": str(web),
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.end_to_end.finance_bureau"],
        env=environment, cwd=ROOT, capture_output=True, text=True, check=False, timeout=240,
    )  # fmt: skip
    embedded.stop(folder / "state/postgres")
    shutil.rmtree(folder, ignore_errors=True)
    assert done.returncode == 0, done.stderr[-3000:]
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["outcomes"] == [True, True]
    assert [entry["status"] for entry in told["answers"]] == [200, 200]
    assert "数据时点2021-06-30，月、季" in told["answers"][0]["subject"]
    assert told["certifications"] == [
        ["returned", "缺少监理确认", "finance", ["month", "quarter"]],
        ["approved", "同意，按此审定", "finance", ["month", "quarter"]],
    ]
