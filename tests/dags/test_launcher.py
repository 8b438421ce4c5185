"""Airflow out of one process: a run is waited for only as long as its scheduler and API live."""

import os
import signal
import time

from planwatch.orchestration.launcher import has_ended


def test_a_child_that_was_killed_is_told_from_one_that_runs() -> None:
    child = os.fork()
    if not child:
        time.sleep(60)
        os._exit(0)
    assert not has_ended(child)
    os.kill(child, signal.SIGKILL)
    deadline = time.monotonic() + 10
    while not has_ended(child) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert has_ended(child)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
