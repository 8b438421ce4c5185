"""Weeks that cannot be evaluated anew are refused in a sentence of each language, never with Airflow's traceback."""

import subprocess
import sys
from datetime import datetime, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest

from planwatch.console import backfill
from planwatch.settings import read_settings

SHANGHAI = ZoneInfo("Asia/Shanghai")
MONDAY = datetime(2021, 7, 5, 8, tzinfo=SHANGHAI)

TRACEBACK = """Traceback (most recent call last):
  File "airflow/models/backfill.py", line 666, in _create_backfill
    raise AlreadyRunningBackfill(
airflow.models.backfill.AlreadyRunningBackfill: Another backfill is running for Dag alert_weekly.
"""


class Clock(datetime):
    moment = MONDAY

    @classmethod
    def now(cls, tz=None):
        return cls.moment


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path):
    """Run the command while the stack is up and Airflow answers with the given streams; code and both sentences."""
    settings = read_settings({"PLANWATCH_DATA_FOLDER": str(tmp_path), "PLANWATCH_DATABASE_URL": "postgresql://u@h:1"})
    monkeypatch.setattr(backfill, "read_settings", lambda: settings)
    monkeypatch.setattr(backfill, "running_processes", lambda _: ["scheduler"])
    monkeypatch.setattr(backfill, "datetime", Clock)

    def run(first: str, last: str, returncode: int = 0, stdout: str = "", stderr: str = "") -> tuple[int, list[str]]:
        answer = SimpleNamespace(returncode=returncode, stdout=stdout, stderr=stderr)
        monkeypatch.setattr(subprocess, "run", lambda *_, **__: answer)
        monkeypatch.setattr(sys, "argv", ["backfill", first, last])
        code = backfill.main()
        printed = capsys.readouterr()
        return code, (printed.out + printed.err).splitlines()

    return run


@pytest.mark.parametrize(
    ("first", "last", "zh", "en"),
    [
        ("2021-06-27", "2021-06-26", "FROM=2021-06-27晚于TO=2021-06-26", "FROM=2021-06-27 is after TO=2021-06-26"),
        ("2021-06-27", "9999-12-31", "“2021-06-27 9999-12-31”不是两个日期", "are not two days"),
        ("2021-06-27", "June", "“2021-06-27 June”不是两个日期", "“2021-06-27 June” are not two days"),
        (
            "2021-06-27",
            "2099-01-01",
            "2099-01-01所在的2099-W01要到2099-01-05 08:00",
            "which is evaluated on 2099-01-05",
        ),
        ("2021-06-27", "2021-07-05", "2021-07-05所在的2021-W27要到2021-07-12 08:00", "lies in 2021-W27"),
    ],
)
def test_days_that_are_no_past_weeks_are_refused(ask, first: str, last: str, zh: str, en: str) -> None:
    code, (chinese, english) = ask(first, last)
    assert (code, zh in chinese, en in english) == (2, True, True), (chinese, english)


def test_a_week_can_be_asked_for_from_its_monday_at_eight(ask, monkeypatch: pytest.MonkeyPatch) -> None:
    code, said = ask("2021-07-04", "2021-07-04")
    assert (code, said[0][:17]) == (0, "已安排2021-W26至2021-")
    monkeypatch.setattr(Clock, "moment", MONDAY - timedelta(seconds=1))
    assert ask("2021-07-04", "2021-07-04")[0] == 2


@pytest.mark.parametrize(
    ("stdout", "stderr", "zh", "en"),
    [
        ("", TRACEBACK, "前一次重新评价还没有做完", "The backfill before is not over"),
        ("", "airflow.exceptions.DagNotFound: Could not find dag alert_weekly", "服务刚刚启动", "only just started"),
        ("Warning: none of the runs can be made\n", "", "没有接受：Warning: none", "did not take it: Warning: none"),
        ("", "", "没有接受：—", "did not take it: —"),
    ],
)
def test_what_airflow_refuses_is_a_sentence(ask, stdout: str, stderr: str, zh: str, en: str) -> None:
    code, (chinese, english) = ask("2021-06-20", "2021-06-27", 1, stdout, stderr)
    assert (code, zh in chinese, en in english) == (2, True, True), (chinese, english)


def test_without_the_stack_it_says_so(ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backfill, "running_processes", lambda _: [])
    code, (chinese, english) = ask("2021-06-20", "2021-06-27")
    assert (code, "make up" in chinese, "make up" in english) == (2, True, True)


def test_the_names_are_airflow_s_own() -> None:
    from airflow.exceptions import DagNotFound
    from airflow.models.backfill import AlreadyRunningBackfill

    assert set(backfill.REFUSALS) == {AlreadyRunningBackfill.__name__, DagNotFound.__name__}
