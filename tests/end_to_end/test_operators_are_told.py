"""The real scheduler, a dead utility and a missed deadline: both mails arrive, with what to do next."""

import pytest

from tests.end_to_end.playing import played


@pytest.mark.proof
@pytest.mark.long
def test_operators_hear_of_a_failed_task_and_of_a_late_run_once_each() -> None:
    told, log = played("late_and_failing", ports=("PLANWATCH_MAIL_PORT",))
    assert not told["outcome"]
    mails = {mail["subject"]: mail for mail in told["mails"]}
    assert sorted(mails) == [
        "[planwatch] collect_returns · collect[0] 失败",
        f"[planwatch] collect_returns 超过{2 / 3600:g}小时未完成",
    ], log
    assert {mail["to"] for mail in mails.values()} == {"ops@example.invalid"}
    failed = mails["[planwatch] collect_returns · collect[0] 失败"]["text"]
    assert "U12: http://127.0.0.1:9/v1/progress" in failed
    assert "include/docs/runbook.md#collect_returns.collect" in failed
    assert "secret" not in failed
