"""A week that was not evaluated, before any plan is loaded, misses no letter; one that failed does."""

from types import SimpleNamespace
from typing import Any

import pytest

from planwatch.orchestration.run_states import was_skipped


def context_where(states: dict[str, dict[str, str]]) -> dict[str, Any]:
    """The context of a task whose run is `run`; `states` are the server's word on it, by run and task."""

    def asked(dag_id: str, task_ids: list[str], run_ids: list[str]) -> dict[str, dict[str, str]]:
        assert (dag_id, task_ids, run_ids) == ("alert_weekly", ["evaluate_week"], ["run"])
        return states

    return {"ti": SimpleNamespace(dag_id="alert_weekly", run_id="run", get_task_states=asked)}


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        ({"run": {"evaluate_week": "skipped"}}, True),
        ({"run": {"evaluate_week": "failed"}}, False),
        ({"run": {"evaluate_week": "success"}}, False),
        ({"other": {"evaluate_week": "skipped"}}, False),
        ({}, False),
    ],
)
def test_only_a_skipped_task_of_this_run_was_skipped(states: dict[str, dict[str, str]], expected: bool) -> None:
    assert was_skipped(context_where(states), "evaluate_week") is expected
