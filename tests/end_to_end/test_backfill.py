"""`airflow backfill create` over past weeks: each is published as of its own Sunday, known as of its own Monday."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

import pytest

from planwatch.console.backfill import backfill_arguments
from planwatch.warehouse import embedded
from tests.free_ports import free_ports

ROOT = Path(__file__).parents[2]


@pytest.mark.proof
def test_past_weeks_are_evaluated_one_after_the_other_under_their_own_calendar() -> None:
    folder = Path(tempfile.mkdtemp(prefix="planwatch-backfill-"))
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
        [sys.executable, "-m", "tests.end_to_end.past_weeks"],
        env=environment, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    embedded.stop(folder / "state/postgres")
    log = "".join(path.read_text(errors="replace")[-3000:] for path in (folder / "state/airflow").glob("log"))
    shutil.rmtree(folder, ignore_errors=True)
    assert done.returncode == 0, done.stderr[-3000:] + log
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["runs"] == ["2021-W21 success", "2021-W22 success", "2021-W23 success"], log
    # the return of 06-06 came a second after the Monday morning of its week, so only the next week knows it
    road = 0.25
    assert told["published"] == [
        ["2021-05-30", "2021-05-31 08:00:00", None, None],
        ["2021-06-06", "2021-06-07 08:00:00", road * 0.40, "2021-05-31"],
        ["2021-06-13", "2021-06-14 08:00:00", road * 0.45, "2021-06-06"],
    ]
    assert told["compared_with"] == [
        ["2021-05-30", None],
        ["2021-06-06", "2021-05-30"],
        ["2021-06-13", "2021-06-06"],
    ]
    assert told["letters"] == [], "a past week is sent to nobody"


def test_the_days_of_a_year_s_end_name_whole_weeks() -> None:
    arguments = backfill_arguments(date(2021, 1, 3), date(2021, 1, 4))
    assert arguments[arguments.index("--from-date") + 1] == "2020-12-28"
    assert arguments[arguments.index("--to-date") + 1] == "2021-01-10"
    assert arguments[arguments.index("--max-active-runs") + 1] == "1"
