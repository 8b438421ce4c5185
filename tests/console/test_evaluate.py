"""Any day can be seen as it was known at any moment, and looking changes nothing."""

import sys
from datetime import UTC, datetime

import pytest

from planwatch.console import evaluate
from tests.builders import progress_file, spending_file
from tests.county import County

JUNE_2 = datetime(2021, 6, 2, 1, tzinfo=UTC)
JULY_2 = datetime(2021, 7, 2, 1, tzinfo=UTC)


@pytest.fixture
def ask(county: County, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    """Run the command with its arguments on this county; its exit code and what it printed."""
    monkeypatch.setattr(evaluate, "last_warehouse_url", lambda: county.url)

    def run(*arguments: str) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["evaluate", *arguments])
        code = evaluate.main()
        printed = capsys.readouterr()
        return code, printed.out + printed.err

    return run


def road(county: County, percent: float, at: datetime, folder: str) -> None:
    progress_file(county.inbox("U11") / f"{folder}.xlsx", [{"cutoff_date": "2021-05-31", "completed_percent": percent}])
    county.ingest(at)


def test_a_later_correction_is_not_known_earlier(county: County, ask) -> None:
    road(county, 40, JUNE_2, "first")
    road(county, 60, JULY_2, "second")
    _, then = ask("2021-05-31", "2021-06-15T08:00+08:00", "project_performance")
    _, now = ask("2021-05-31", "", "project_performance")
    progress = [
        [line.split(",")[line_index] for line in printed.splitlines() if ",石门小区," in line]
        for printed in (then, now)
        for line_index in [printed.splitlines()[0].split(",").index("physical_progress_ratio")]
    ]
    assert progress == [["0.100000"], ["0.150000"]]
    assert county.query("select 1 from raw.publications") == []
    assert county.query("select 1 from candidate.project_performance") == []


def test_the_table_speaks_of_the_newest_cut_off_when_no_day_is_named(county: County, ask) -> None:
    road(county, 40, JUNE_2, "first")
    code, printed = ask()
    assert code == 0
    assert "数据时点2021-05-31" in printed
    assert "石门小区" in printed


def test_what_the_programme_will_cost_stands_below_the_table_or_why_it_is_not_known(county: County, ask) -> None:
    """石门小区 has done 40 % of a quarter of its works, and was paid 292 万元 for 365: 3650 × 292 / 365 = 2920."""
    road(county, 40, JUNE_2, "first")
    _, printed = ask()
    assert printed.splitlines()[-1] == (
        "资金：完工估算（万元）按趋势—，一次性偏差—，费用与进度—；不能推算的原因：未报支付"
    )
    spending_file(county.inbox("U11") / "paid.xlsx", [
        {"cutoff_date": "2021-05-31", "paid_amount": 292, "allocated_amount": None, "arrived_amount": None}
    ])  # fmt: skip
    county.ingest(JULY_2)
    _, printed = ask()
    assert printed.splitlines()[-1].startswith(
        "资金（进度、支付均已知的1个小区，总投资3,650.00万元）：费用偏差73.00万元 · 完工估算2,920.00万元（一次性偏差3,577.00，"
    )
    assert printed.splitlines()[-1].endswith("完工偏差730.00万元 · 完工尚需绩效指数0.978")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("2021-06-31",), "不是日期或时刻"),
        (("2021-06-30", "yesterday"), "不是日期或时刻"),
        (("2021-06-30", "", "projects"), "没有这张表"),
        (("2021-06-30",), "还没有收到报表"),
    ],
)
def test_what_cannot_be_answered_is_said(ask, arguments: tuple[str, ...], said: str) -> None:
    code, printed = ask(*arguments)
    assert (code, said in printed) == (2, True)
