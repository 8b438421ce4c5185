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
    body = told["answers"][0]["body"]
    assert ("送审第1号.xlsx" in body, told["kept"][0] in body, "项目进度已报0/" in body) == (True, True, True)
    assert told["files"] == dict(zip(("送审第1号.xlsx", "送审第2号.xlsx"), told["kept"], strict=True))
    returned, approved = told["standings"]
    assert "已退回（第1号" in returned
    assert "已审定（第2号" in approved
    assert "数字与审定一致" in approved


@pytest.mark.proof
@pytest.mark.long
def test_a_correction_of_a_certified_month_is_published_by_itself_and_one_day_holds_up_no_other() -> None:
    told, _ = played("finance_bureau", arguments=("corrected",))
    assert told["outcomes"] == [True, True, True, False, True]
    _, approved, held_back, corrected = told["standings"]
    assert told["files"] == dict(zip(("送审第1号.xlsx", "送审第2号.xlsx"), told["kept"], strict=True))
    first, second = told["published"]
    assert (first["days"], first["changes"], held_back) == (["2021-07-31"], 0, approved), "one day holds up no other"
    assert ["check_contract", "failed"] in first["tasks"]
    assert told["data_docs"] == ["contract", "contract_2021-06-30"]
    assert ["export", "success"] in first["tasks"]
    assert (second["days"], second["changes"] > 0) == (["2021-06-30", "2021-07-31"], True)
    assert f"{second['changes']}处与审定不同，以审定为准" in corrected
