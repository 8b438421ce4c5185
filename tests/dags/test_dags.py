"""Every DAG file loads by itself, quickly, holds one DAG of its own name, and warns of nothing."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
DAG_FILES = sorted((ROOT / "dags").glob("*.py"))

WAITS_FOR_A_PERSON = {"certify_performance"}  # one month's unanswered question must not hold up the next

PARSE = """
import sys, time, warnings, importlib.util, json
import airflow.sdk.exceptions
import airflow.providers.standard.operators.hitl
from airflow.sdk import Asset, AssetOrTimeSchedule, BaseHook, Connection, CronPartitionTimetable
from airflow.sdk import CronTriggerTimetable, Param, dag, get_current_context, task
warnings.simplefilter("error")
seconds = {}
for path in sys.argv[1:]:
    began = time.process_time()
    spec = importlib.util.spec_from_file_location("the_dag_file", path)
    spec.loader.exec_module(importlib.util.module_from_spec(spec))
    seconds[path] = time.process_time() - began
heavy = {"pandas", "great_expectations", "openpyxl", "planwatch.warehouse.connection"}
print(json.dumps([seconds, sorted(heavy & set(sys.modules))]))
"""


@pytest.fixture(scope="module")
def bags(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """One bag for each DAG file, with Airflow's settings for parsing alone: no database, no examples."""
    os.environ["AIRFLOW_HOME"] = str(tmp_path_factory.mktemp("airflow"))
    os.environ["AIRFLOW__CORE__LOAD_EXAMPLES"] = "False"
    from airflow.dag_processing.dagbag import DagBag

    return {path.stem: DagBag(dag_folder=path) for path in DAG_FILES}


@pytest.mark.parametrize("name", [path.stem for path in DAG_FILES])
def test_a_file_holds_one_dag_of_its_own_name(name: str, bags: dict[str, Any]) -> None:
    assert (bags[name].import_errors, list(bags[name].dags)) == ({}, [name])


@pytest.mark.parametrize("name", [path.stem for path in DAG_FILES])
def test_a_dag_is_described_tagged_retried_and_runs_once_at_a_time(name: str, bags: dict[str, Any]) -> None:
    loaded = bags[name].dags[name]
    assert loaded.doc_md
    assert loaded.tags
    assert loaded.max_active_runs == (36 if name in WAITS_FOR_A_PERSON else 1)
    assert not loaded.catchup
    assert all(task.retries == 2 for task in loaded.tasks)
    assert all(task.doc_md for task in loaded.tasks if not task.is_mapped)


def test_the_weekly_alert_runs_on_mondays_at_eight_in_shanghai(bags: dict[str, Any]) -> None:
    timetable = bags["alert_weekly"].dags["alert_weekly"].timetable
    assert (timetable.expression, str(timetable.timezone)) == ("0 8 * * 1", "Asia/Shanghai")


def test_the_week_is_written_out_after_its_alerts_and_holds_back_no_letter(bags: dict[str, Any]) -> None:
    tasks = bags["alert_weekly"].dags["alert_weekly"].task_dict
    assert {"follow_alerts", "write_letters"} <= tasks["export"].get_flat_relative_ids(upstream=True)
    assert tasks["export"].get_flat_relative_ids(upstream=False) == set()


def test_parsing_is_quick_warns_of_nothing_and_imports_nothing_heavy() -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "plugins")}
    done = subprocess.run(
        [sys.executable, "-c", PARSE, *map(str, DAG_FILES)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    seconds, heavy = json.loads(done.stdout.splitlines()[-1])
    assert {path: taken for path, taken in seconds.items() if taken >= 0.5} == {}
    assert heavy == []
