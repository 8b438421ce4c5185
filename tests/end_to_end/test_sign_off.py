"""A person certifies a month over Airflow's own question: returned with a reason first, approved then; by nobody else."""

import pytest

from tests.end_to_end.playing import played


@pytest.mark.proof
def test_the_finance_bureau_returns_and_then_approves() -> None:
    told, _ = played("finance_bureau")
    assert told["outcomes"] == [True, True]
    assert {entry["status"] for entry in told["answers"]} == {200}
    assert len(told["tries"]) >= len(told["answers"])
    assert {entry["status"] for entry in told["tries"]} == {403}
    assert {entry["detail"] for entry in told["tries"]} == {"User=admin (id=admin) is not a respondent for the task."}
    assert "数据时点2021-06-30，月、季" in told["answers"][0]["subject"]
    assert told["certifications"] == [
        ["returned", "缺少监理确认", "finance", ["month", "quarter"]],
        ["approved", "同意，按此审定", "finance", ["month", "quarter"]],
    ]
