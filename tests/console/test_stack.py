"""The standing stack knows its processes by number and start, whatever they call themselves meanwhile."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from planwatch.console import stack


@pytest.fixture
def started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder whose one process has taken the name of another program, as Airflow's do while they begin."""
    program = tmp_path / "renamed"
    program.write_text("#!/bin/sh\nexec sleep 60\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(stack.sys, "executable", str(program))
    monkeypatch.setattr(stack, "PROCESSES", {"scheduler": []})
    stack.start_processes(tmp_path, dict(os.environ))
    yield tmp_path
    stack.stop_processes(tmp_path)


def number_of(folder: Path) -> int:
    return int((folder / "scheduler.pid").read_text(encoding="utf-8").split()[0])


def test_a_process_that_renames_itself_is_still_ours(started: Path) -> None:
    assert stack.running_processes(started) == ["scheduler"]
    kept = number_of(started)
    stack.start_processes(started, dict(os.environ))
    assert number_of(started) == kept, "not started a second time"


def test_a_number_that_another_program_has_taken_is_not_ours(tmp_path: Path) -> None:
    (tmp_path / "scheduler.pid").write_text(f"{os.getpid()} 1", encoding="utf-8")
    assert stack.running_processes(tmp_path) == []
    stack.stop_processes(tmp_path)
    assert not (tmp_path / "scheduler.pid").exists()


def test_what_has_ended_is_not_running_though_nobody_has_asked_for_its_end(started: Path) -> None:
    number = number_of(started)
    os.kill(number, signal.SIGKILL)
    os.waitid(os.P_PID, number, os.WEXITED | os.WNOWAIT)
    assert stack.running_processes(started) == []


def test_stopping_ends_what_was_started(started: Path) -> None:
    stack.stop_processes(started)
    assert stack.running_processes(started) == []
