"""Airflow's own scheduler and execution API out of one process, for a run that begins, ends and leaves nothing behind.

Airflow, pandas and Great Expectations are imported once; the children are forked from here and inherit them. This is
the one module that touches Airflow's inner parts; a test runs it for real.
"""

import contextlib
import json
import os
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from planwatch.errors import PlanwatchError

ANSWER_SECONDS = 60
STOP_SECONDS = 8
POLL_SECONDS = 0.2

Progress = Callable[[str, str, str], None]


class AirflowEndedError(PlanwatchError):
    """The scheduler or the API ended while a run was waited for."""

    def __init__(self, dag_id: str, log: Path):
        super().__init__(f"Airflow ended while {dag_id} was running; what it said last stands in {log}")


@contextlib.contextmanager
def launched(port: int, log: Path, apps: str = "execution") -> Iterator[Callable[..., bool]]:
    """Start API and scheduler and yield `run(dag_id, conf, progress)`; stop both for certain when the block ends.

    `apps` is `execution`, or `all` where people answer questions over the public API. `run` raises AirflowEndedError
    when scheduler or API end before the run does.

    All AIRFLOW__ settings must be in the environment before this module's first call.
    """
    from airflow import settings
    from airflow.utils.db import initdb

    children: list[int] = []
    try:
        initdb()
        _forget_unfinished_runs()
        settings.dispose_orm()
        children.append(_fork(lambda: _serve(port, apps), log))
        _load_heavy_libraries()
        settings.configure_orm()
        _register_dags()
        _wait_for(port)
        settings.dispose_orm()
        children.append(_fork(_schedule, log))
        settings.configure_orm()
        yield partial(_run, children, log)
    finally:
        for child in reversed(children):
            _stop(child)


def _forget_unfinished_runs() -> None:
    """Runs that an interrupted launch left behind would go on here, in a warehouse that is none of theirs."""
    from airflow.models.dagrun import DagRun
    from airflow.utils.session import create_session
    from airflow.utils.state import DagRunState

    with create_session() as session:
        for run in session.query(DagRun).where(DagRun.state.in_((DagRunState.QUEUED, DagRunState.RUNNING))):
            session.delete(run)


def _load_heavy_libraries() -> None:
    """What every task needs, loaded here while the API starts on the other core, and inherited by all tasks."""
    import great_expectations  # noqa: F401
    import openpyxl  # noqa: F401
    import pandas  # noqa: F401
    import python_calamine  # noqa: F401

    from planwatch.alerts import delivery, letters  # noqa: F401
    from planwatch.checks import checking, contract, receipt, verdict  # noqa: F401
    from planwatch.intake import collecting, inbox, reading  # noqa: F401
    from planwatch.reporting import bulletin, certified_workbook, exports  # noqa: F401
    from planwatch.warehouse import alerting, evaluation, plan_loading, policy_loading, publishing  # noqa: F401


def _register_dags() -> None:
    from airflow.dag_processing.bundles.manager import DagBundlesManager
    from airflow.dag_processing.dagbag import BundleDagBag, sync_bag_to_db

    manager = DagBundlesManager()
    manager.sync_bundles_to_db()
    for bundle in manager.get_all_dag_bundles():
        bundle.initialize()
        bag = BundleDagBag(dag_folder=bundle.path, bundle_path=bundle.path, bundle_name=bundle.name)
        if bag.import_errors:
            raise RuntimeError(f"DAG files that do not load: {json.dumps(bag.import_errors, indent=2)}")
        sync_bag_to_db(bag, bundle.name, bundle_version=None)


def _fork(body: Callable[[], None], log: Path) -> int:
    """Run body in a child that leads a process group of its own and writes to the log."""
    sys.stdout.flush()
    sys.stderr.flush()
    child = os.fork()
    if child:
        return child
    os.setsid()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with log.open("ab") as target:
        os.dup2(target.fileno(), 1)
        os.dup2(target.fileno(), 2)
    status = 1
    try:
        from airflow import settings

        settings.configure_orm()
        body()
        status = 0
    finally:
        os._exit(status)


def _serve(port: int, apps: str) -> None:
    import uvicorn
    from airflow.api_fastapi.app import create_app

    uvicorn.run(create_app(apps=apps), host="127.0.0.1", port=port, log_level="warning")


def _schedule() -> None:
    from airflow.jobs.job import Job, run_job
    from airflow.jobs.scheduler_job_runner import SchedulerJobRunner

    job = Job()
    run_job(job=job, execute_callable=SchedulerJobRunner(job=job)._execute)


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + ANSWER_SECONDS
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError(f"Airflow's execution API did not answer on port {port} within {ANSWER_SECONDS} s")


def _run(children: list[int], log: Path, dag_id: str, conf: dict[str, Any], progress: Progress) -> bool:
    """Trigger a DAG, tell of every finished task, and return whether the run succeeded."""
    from airflow.api.common.trigger_dag import trigger_dag
    from airflow.models.dagrun import DagRun
    from airflow.utils.session import create_session
    from airflow.utils.state import DagRunState
    from airflow.utils.types import DagRunTriggeredByType

    now = datetime.now(UTC)
    run_id = f"example__{now.isoformat()}"
    trigger_dag(dag_id, triggered_by=DagRunTriggeredByType.CLI, run_id=run_id, run_after=now, conf=conf)
    told: set[tuple[str, int]] = set()
    while True:
        with create_session() as session:
            run = session.query(DagRun).filter_by(dag_id=dag_id, run_id=run_id).one()
            state = run.state
            for task in sorted(run.get_task_instances(session=session), key=lambda task: task.end_date or now):
                is_over = task.end_date and task.state and task.state not in ("up_for_retry", "restarting")
                if is_over and (task.task_id, task.map_index) not in told:
                    told.add((task.task_id, task.map_index))
                    progress(dag_id, task.task_id, str(task.state))
        if state in (DagRunState.SUCCESS, DagRunState.FAILED):
            return state == DagRunState.SUCCESS
        if any(has_ended(child) for child in children):
            raise AirflowEndedError(dag_id, log)
        time.sleep(POLL_SECONDS)


def has_ended(child: int) -> bool:
    """Whether a child is over; it can still be waited for."""
    return os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def _stop(child: int) -> None:
    """Ask a child's whole group to end, then end it; Airflow's executors do not always stop when asked."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child, signal.SIGTERM)
    deadline = time.monotonic() + STOP_SECONDS
    while time.monotonic() < deadline:
        ended, _ = os.waitpid(child, os.WNOHANG)
        if ended:
            break
        time.sleep(0.1)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
    with contextlib.suppress(ChildProcessError):
        os.waitpid(child, 0)
