"""How an earlier task of the same run ended."""

from typing import Any


def was_skipped(context: Any, task_id: str) -> bool:
    """Whether a task had nothing to do in this run, such as an evaluation before any plan is loaded."""
    task = context["ti"]
    states = task.get_task_states(dag_id=task.dag_id, task_ids=[task_id], run_ids=[task.run_id])
    return states.get(task.run_id, {}).get(task_id) == "skipped"
