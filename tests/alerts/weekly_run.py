"""The weekly run in a process that can be killed: letters on record, then every delivery, one after the other.

Run as a program it forks one child per line of JSON on its input, so that a hundred runs need one interpreter. A child
is killed after `kill_after_seconds`, or kills itself at the step `kill_at`; how it ended is one line on the output.
"""

import gc
import json
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from planwatch.alerts.channels.addresses import Address, open_channel
from planwatch.alerts.delivery import deliver
from planwatch.alerts.letter import letter_of_record
from planwatch.warehouse.connection import connect
from planwatch.warehouse.deliveries import Delivery
from planwatch.warehouse.letters import letters_of_week
from tests.alerts.post_office import record

STEPS = ("before the claim", "after the claim", "before the answer is kept", "after the answer is kept")


def run_week(job: dict[str, Any]) -> None:
    """Write the letters of the job's owners and deliver them by their channels."""
    with connect(job["url"]) as connection:
        for owner in job["owners"]:
            record(connection, Path(job["folder"]), owner, job["week"])
    with connect(job["url"]) as connection:
        records = {found["owner_code"]: found for found in letters_of_week(connection, job["week"])}
    for owner, channels in job["owners"].items():
        for name in channels:
            given = job["addresses"].get(name)
            address = Address(f"{name}_{job['week']}", **given) if given else None
            own_folder = Path(job["folder"]) / "outbox" / owner
            channel = open_channel(name, address, owner, own_folder, time.time)
            assert channel
            letter = letter_of_record(records[owner], "zh", False)
            deliver(job["url"], letter, name, channel, f"{name}_{job['week']}", time.sleep)


def die_at(step: str) -> None:
    """From now on this process kills itself where the step is reached."""

    def dying(method: Callable[..., Any], is_before: bool) -> Callable[..., Any]:
        def reached(*arguments: Any, **options: Any) -> Any:
            if is_before:
                os.kill(os.getpid(), signal.SIGKILL)
            result = method(*arguments, **options)
            os.kill(os.getpid(), signal.SIGKILL)
            return result

        return reached

    name = "claim" if step.endswith("claim") else "confirm"
    setattr(Delivery, name, dying(getattr(Delivery, name), step.startswith("before")))


def serve() -> None:
    """Fork a child per job; answer `ran`, `killed` or `failed` with the seconds it took.

    A job that is to `warm_up` is run here: what it loads, every child inherits.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGCHLD})
    for line in sys.stdin:
        job = json.loads(line)
        began = time.monotonic()
        if job.get("warm_up"):
            run_week(job)
            gc.freeze()
            status = 0
        else:
            status = _run_in_child(job)
        said = "killed" if os.WIFSIGNALED(status) else "failed" if status else "ran"
        print(json.dumps({"ended": said, "seconds": time.monotonic() - began}), flush=True)


def _run_in_child(job: dict[str, Any]) -> int:
    child = os.fork()
    if child == 0:
        status = 1
        try:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGCHLD})
            if job.get("kill_at"):
                die_at(job["kill_at"])
            run_week(job)
            status = 0
        finally:
            os._exit(status)
    if signal.sigtimedwait({signal.SIGCHLD}, job.get("kill_after_seconds", 30)) is None:
        os.kill(child, signal.SIGKILL)
        signal.sigtimedwait({signal.SIGCHLD}, 30)
    return os.waitpid(child, 0)[1]


if __name__ == "__main__":
    serve()
