"""Past weeks evaluated anew by Airflow's own backfill on the real scheduler; prints them. Run by test_backfill."""

import json
import os
import subprocess
import sys
import time
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from planwatch import paths
from planwatch.console.backfill import DAG, backfill_arguments
from planwatch.console.environment import airflow_environment
from planwatch.settings import read_settings
from planwatch.warehouse import databases, plan_loading, policy_loading
from planwatch.warehouse.connection import connect
from tests.builders import progress_file
from tests.county import County

PATIENCE_SECONDS = 300
RECORDED = datetime.fromisoformat("2020-03-12T09:00:00+08:00")
FILED = {
    "2021-05-31": (40, datetime.fromisoformat("2021-06-07T08:00:00+08:00")),
    "2021-06-06": (45, datetime.fromisoformat("2021-06-07T08:00:01+08:00")),
}


def rows(url: str, statement: str) -> list[Any]:
    with connect(url) as connection:
        return [list(row) for row in connection.exec_driver_sql(statement)]


def unpause() -> None:
    """Let the weekly DAG run, and none of the others."""
    from airflow.models.dag import DagModel
    from airflow.utils.session import create_session

    with create_session() as session:
        session.query(DagModel).filter_by(dag_id=DAG).one().is_paused = False


def states_of_runs() -> list[str]:
    """What Airflow says of the runs that the backfill asked for, in the order in which they began; waiting ones last."""
    from airflow.models.dagrun import DagRun
    from airflow.utils.session import create_session

    with create_session() as session:
        runs = session.query(DagRun).filter_by(dag_id=DAG, run_type="backfill")
        runs = sorted(runs, key=lambda run: (run.state == "queued", run.start_date, run.partition_key))
        return [f"{run.partition_key} {run.state}" for run in runs]


def exported(folder: Path) -> dict[str, list[int]]:
    """Of each day written out: how many workbooks, and how many alerts its data package holds."""
    return {
        day.name: [
            len(list(day.glob("*.xlsx"))),
            len((day / "data/alert_spells.csv").read_text("utf-8-sig").splitlines()) - 1,
        ]
        for day in sorted(folder.iterdir())
        if day.name < "2022"
    }


def main() -> None:
    """Two returns, one of them a second late for its week; then the weeks of late May and June, all at once."""
    settings = read_settings()
    settings = replace(settings, inbox_folder=settings.data_folder / "inbox")
    server = databases.prepare(settings.state_folder / "postgres", settings.database_port, "", "warehouse")
    os.environ.update(airflow_environment(settings, server, "warehouse", settings.execution_port))
    os.environ.update({"PLANWATCH_RETRY_DELAY_SECONDS": "1", "AIRFLOW__CORE__DAGS_ARE_PAUSED_AT_CREATION": "True"})
    county = County(databases.address(server, "warehouse"), settings.data_folder / "county")
    with connect(county.url) as connection:
        plan_loading.load_plan(connection, paths.PLAN, RECORDED)
        policy_loading.load_policy(connection, paths.POLICY, RECORDED)
    for cutoff, (percent, received_at) in FILED.items():
        progress_file(county.inbox("U11") / f"{cutoff}.csv", [{"cutoff_date": cutoff, "completed_percent": percent}])
        county.ingest(received_at)
    from planwatch.orchestration.launcher import launched

    with launched(settings.execution_port, Path(os.environ["AIRFLOW_HOME"]) / "log"):
        unpause()
        command = [sys.executable, "-m", "airflow", *backfill_arguments(date(2021, 5, 28), date(2021, 6, 13))]
        subprocess.run(command, check=True, capture_output=True)
        ends = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < ends:
            states = states_of_runs()
            if states and all(state.endswith(("success", "failed")) for state in states):
                break
            time.sleep(0.5)
    print(
        json.dumps(
            {
                "runs": states,
                "published": rows(
                    county.url,
                    "select as_of_date::text, (known_at at time zone 'Asia/Shanghai')::text, physical_progress_ratio"
                    "::float, last_report_date::text from marts.project_performance where project_code = 'P04'"
                    " and as_of_date < '2022-01-01' order by 1",
                ),
                "compared_with": rows(
                    county.url,
                    "select as_of_date::text, previous_as_of_date::text from raw.alert_weeks"
                    " where as_of_date < '2022-01-01' order by 1",
                ),
                "exports": exported(settings.export_folder),
                "alerts": rows(
                    county.url,
                    "select as_of_date::text, count(*)::int from marts.alert_spells"
                    " where as_of_date < '2022-01-01' group by 1 order by 1",
                ),
                "letters": rows(
                    county.url,
                    "select week_key, state, count(*) from raw.deliveries where week_key < '2022' group by 1, 2",
                ),
            }
        )
    )


if __name__ == "__main__":
    sys.exit(main())
