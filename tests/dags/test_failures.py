"""Whoever runs the pipeline is told what to do next: by log and mail, for every task and every late run."""

import json
import logging
import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from planwatch import paths
from planwatch.example import mail_catcher
from planwatch.messages import load_messages
from planwatch.orchestration import failures
from planwatch.refusals import Problem
from planwatch.warehouse.plan_files import PlanFileError
from tests.dags.test_dags import DAG_FILES, bags  # noqa: F401
from tests.free_ports import free_ports

RUNBOOK = (paths.DOCS / "runbook.md").read_text(encoding="utf-8")
SECTIONS = re.findall(r'^### <a id="([\w.]+)"></a>', RUNBOOK, re.MULTILINE)


def tasks_of(bags: dict[str, Any]) -> dict[str, Any]:  # noqa: F811
    return {f"{name}.{task.task_id}": task for name, bag in bags.items() for task in bag.dags[name].tasks}


def test_every_task_has_its_section_and_every_section_its_task(bags: dict[str, Any]) -> None:  # noqa: F811
    assert sorted(SECTIONS) == sorted(tasks_of(bags))
    assert re.findall(r'^## <a id="(\w+)"></a>', RUNBOOK, re.MULTILINE) == list(
        dict.fromkeys(section.partition(".")[0] for section in SECTIONS)
    )


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_task_and_every_dag_has_its_sentence_and_the_runbook_says_the_same(
    bags: dict[str, Any],  # noqa: F811
    language: str,
) -> None:
    sentences = load_messages(language).sentences
    named = {key.removeprefix("operations.next."): said for key, said in sentences.items() if ".next." in key}
    assert sorted(named) == sorted(tasks_of(bags))
    late = {key.rpartition(".")[2]: said for key, said in sentences.items() if key.startswith("operations.late_next.")}
    assert sorted(late) == sorted(path.stem for path in DAG_FILES)
    assert [said for said in (*named.values(), *late.values()) if said not in RUNBOOK] == []


def test_every_task_tells_of_its_failure_and_every_dag_of_its_lateness(bags: dict[str, Any]) -> None:  # noqa: F811
    for name, task in tasks_of(bags).items():
        told = task.partial_kwargs["on_failure_callback"] if task.is_mapped else task.on_failure_callback
        told = told if isinstance(told, list | tuple) else [told]
        assert failures.tell_of_failure in told, name
    for name, bag in bags.items():
        [alert] = bag.dags[name].deadline
        assert alert.callback.path == "planwatch.orchestration.failures.tell_of_lateness"
        assert alert.callback.kwargs["dag"] == name
        assert alert.interval.total_seconds() >= 3600


def failed(**changes: Any) -> dict[str, Any]:
    task = SimpleNamespace(dag_id="collect_returns", task_id="collect", map_index=3)
    return {"ti": task, "run_id": "scheduled__1", "exception": ValueError("U12: no answer")} | changes


def test_a_failure_is_logged_and_mailed_with_what_to_do_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    mail = mail_catcher.start(free_ports(1)[0], tmp_path)
    extra = {"from_email": "a@example.invalid", "operator_emails": ["ops@example.invalid"], "disable_tls": True}
    given = SimpleNamespace(host="127.0.0.1", port=mail.port, login=None, password=None, extra_dejson=extra)
    monkeypatch.setattr(failures, "connection_or_none", lambda _: given)
    with caplog.at_level(logging.ERROR):
        failures.tell_of_failure(failed())
    mail.stop()
    assert "collect_returns · collect[3] 失败" in caplog.text
    assert "U12: no answer" in caplog.text
    assert "include/docs/runbook.md#collect_returns.collect" in caplog.text
    [sent] = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert b"ops@example.invalid" in sent.read_bytes()


def test_what_a_person_can_mend_is_told_to_each_in_one_language(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(failures, "connection_or_none", lambda _: None)
    task = SimpleNamespace(dag_id="load_plan", task_id="load_plan_files", map_index=-1)
    problem = Problem("projects.csv", 5, "serial_number", "refusals.plan.serial", {"value": 5, "expected": 4})
    failures.tell_of_failure(failed(ti=task, exception=PlanFileError([problem])))
    chinese, english = (
        "projects.csv第5行“serial_number”：序号是5，应为4",
        "projects.csv, line 5, serial_number: the serial",
    )
    assert (caplog.text.count(chinese), caplog.text.count(english)) == (1, 1)
    assert caplog.text.index(chinese) < caplog.text.index("按报错中的文件、行号改") < caplog.text.index(english)


@pytest.mark.parametrize("given", [None, SimpleNamespace(extra_dejson={"operator_emails": ["x@y"]}, host=None, port=9)])
def test_telling_never_fails_itself(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, given: Any
) -> None:
    monkeypatch.setattr(failures, "connection_or_none", lambda _: given)
    failures.tell_of_failure(failed(ti=SimpleNamespace(dag_id="none", task_id="such", map_index=-1)))
    failures.tell_of_failure(failed(exception=None))
    failures.tell_of_lateness({"dag_run": {"run_id": "r1"}}, dag="alert_weekly", hours="2")
    assert "No sentence" in caplog.text
    assert "alert_weekly 超过2小时未完成" in caplog.text


def test_the_callbacks_arguments_are_plain() -> None:
    from planwatch.orchestration.defaults import over_within

    assert json.dumps(over_within("alert_weekly", hours=2).callback.kwargs)
