"""Any day can be seen as it was known at any moment, and looking changes nothing."""

import sys
from datetime import UTC, datetime, timedelta

import pytest

from planwatch.console import evaluate
from planwatch.console.command import ended
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
        code = ended(evaluate.main)
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


def test_two_moments_of_one_day_have_two_headings(county: County, ask) -> None:
    road(county, 40, JUNE_2, "first")
    headings = [ask("2021-05-31", moment)[1].splitlines()[0] for moment in ("2021-06-03", "2021-06-03T12:00+08:00")]
    assert headings == [
        "老旧小区改造绩效评价（数据时点2021-05-31，已收到材料截至2021-06-03 00:00:00）",
        "老旧小区改造绩效评价（数据时点2021-05-31，已收到材料截至2021-06-03 12:00:00）",
    ]


def test_without_a_moment_what_was_judged_last_is_known(county: County, ask) -> None:
    progress_file(county.inbox("U11") / "late.xlsx", [{"cutoff_date": "2021-05-31", "completed_percent": 40}])
    county.ingest(JUNE_2, judged_at=JUNE_2 + timedelta(seconds=40))
    _, printed = ask("2021-05-31")
    assert "已收到材料截至2021-06-02 09:00:40" in printed
    [row] = [line.split() for line in printed.splitlines() if line.startswith("石门小区 ")][:1]
    assert row[2] == "10.00%"


def test_the_change_of_four_weeks_stands_beside_the_cumulative_and_every_reason_below(county: County, ask) -> None:
    """40 then 60 % of a quarter of the works; 517 of the 731 days are over."""
    for cutoff, percent, at in (("2021-04-30", 40, datetime(2021, 5, 2, tzinfo=UTC)), ("2021-05-31", 60, JUNE_2)):
        progress_file(county.inbox("U11") / f"{cutoff}.xlsx", [{"cutoff_date": cutoff, "completed_percent": percent}])
        county.ingest(at)
    _, printed = ask("2021-05-31")
    heads = printed.splitlines()[2].split()
    assert heads[2:5] == ["形象进度", "近四周(百分点)", "序时差(百分点)"]
    rows, told = (
        [line for line in printed.splitlines() if line.startswith(f"石门小区{mark}")] for mark in ("  ", " ●")
    )
    assert rows[0].split()[2:5] == ["15.00%", "5.00", "-55.73"]
    [reasons] = told
    assert reasons.startswith("石门小区 ●红：形象进度15.00%，序时进度70.73%，落后55.73个百分点；按挣得进度落后")
    assert printed.splitlines().index(reasons) > printed.splitlines().index(rows[0])
    assert "\n彩石小区 " in printed


def test_what_is_still_to_come_is_not_answered(county: County, ask) -> None:
    """A return that comes in between would be known before that moment, and not be in the answer."""
    road(county, 40, JUNE_2, "first")
    soon = (datetime.now(UTC) + timedelta(minutes=5)).isoformat()
    for arguments, said in (
        (("2021-05-31", soon), "还没有到"),
        (("2021-05-31", "2099-01-01T00:00"), "The moment 2099-01-01 00:00:00 is still to come"),
        (("2021-05-31", "", "", soon), "还没有到"),
        (("2021-06-04", "2021-06-03T12:00+08:00"), "数据时点2021-06-04晚于材料截至的2021-06-03"),
        (("2099-01-01",), "The day 2099-01-01 is after"),
    ):
        code, printed = ask(*arguments)
        assert (code, said in printed) == (2, True), printed
    code, _ = ask("2021-06-03", "2021-06-02T16:00+00:00")
    assert code == 0, "the day that begins in Shanghai with this moment"


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
