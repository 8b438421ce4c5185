"""Each rule is broken in a clean return: exactly that finding, at that cell, and the good rows still count."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from planwatch.rules import load_rules
from planwatch.warehouse.connection import connect
from tests.builders import progress_file, spending_file
from tests.county import County

JULY = datetime(2021, 7, 2, 1, tzinfo=UTC)
JUNE = datetime(2021, 6, 2, 1, tzinfo=UTC)
ITEMS = ["道路改造", "雨污分流", "管线序化", "绿化及环境整治", "停车设施", "智慧安防", "其他"]


def progress(
    changes: dict[int, dict[str, Any]] | None = None, cutoff: str = "2021-06-30", share: float = 1
) -> list[dict]:
    """Seven good rows of 石门小区 (file rows 2 to 8); `changes` alters rows by their number in the file."""
    rows = [
        {
            "item_text": item,
            "cutoff_date": cutoff,
            "completed_percent": round(40 * share),
            "investment_amount": 200 * share,
        }
        for item in ITEMS
    ]
    for row_number, change in (changes or {}).items():
        if row_number - 2 < len(rows):
            rows[row_number - 2] |= change
        else:
            rows.append(rows[0] | change)
    return rows


LOTS = [
    ("县级财政资金", "青财建〔2021〕1号"),
    ("中央预算内投资", "浙发改〔2021〕2号"),
    ("省级补助资金", "浙财建〔2021〕3号"),
]


def spending(
    changes: dict[int, dict[str, Any]] | None = None, cutoff: str = "2021-06-30", share: float = 1
) -> list[dict]:
    """Three good rows of 石门小区 (file rows 2 to 4)."""
    rows = [
        {
            "source_text": source,
            "document_number": document,
            "cutoff_date": cutoff,
            "allocated_amount": 600,
            "arrived_amount": 500,
            "paid_amount": 400 * share,
        }
        for source, document in LOTS
    ]
    for row_number, change in (changes or {}).items():
        if row_number - 2 < len(rows):
            rows[row_number - 2] |= change
        else:
            rows.append(rows[0] | change)
    return rows


def ingest_progress(
    county: County, rows: list[dict], unit: str = "U11", at: datetime = JULY, name: str = "a.xlsx"
) -> int:
    progress_file(county.inbox(unit) / name, rows)
    [return_id] = county.ingest(at)
    return return_id


def ingest_spending(
    county: County, rows: list[dict], unit: str = "U03", at: datetime = JULY, name: str = "b.xlsx"
) -> int:
    spending_file(county.inbox(unit) / name, rows)
    [return_id] = county.ingest(at)
    return return_id


def verdict(county: County, return_id: int) -> tuple:
    [row] = county.query(
        "select verdict, lines_count, accepted_lines_count from raw.returns where return_id = :id", id=return_id
    )
    return tuple(row)


def test_clean_returns_are_accepted_without_a_word(county: County) -> None:
    progress_file(county.inbox("U11") / "a.xlsx", progress())
    spending_file(county.inbox("U11") / "b.xlsx", spending())
    spending_file(county.inbox("U03") / "c.xlsx", spending())
    returns = county.ingest(JULY)
    assert [county.findings(return_id) for return_id in returns] == [[], [], []]
    assert [verdict(county, return_id)[0] for return_id in returns] == ["accepted"] * 3


PROGRESS_FAULTS = [
    pytest.param({3: {"completed_percent": "四成"}}, [("F05", 3, "completed_percent")], 6, id="F05 not a number"),
    pytest.param({3: {"cutoff_date": "上月底"}}, [("F06", 3, "cutoff_date")], 6, id="F06 not a date"),
    pytest.param({3: {"cutoff_date": "2021-07-03"}}, [("F07", 3, "cutoff_date")], 6, id="F07 after receipt"),
    pytest.param({3: {"cutoff_date": "2021-07-02"}}, [], 7, id="F07 the day of receipt is not too late"),
    pytest.param({3: {"cutoff_date": "2018-12-31"}}, [("F07", 3, "cutoff_date")], 6, id="F07 before the programme"),
    pytest.param({3: {"cutoff_date": "2019-01-01"}}, [], 7, id="F07 the programme's first day"),
    pytest.param({3: {"project_text": "明山小区"}}, [("F08", 3, "project_text")], 6, id="F08 unknown community"),
    pytest.param({9: {}}, [("F10", 9, "project_text")], 7, id="F10 exact repetition is ignored"),
    pytest.param(
        {9: {"completed_percent": 41}},
        [("F11", 2, "completed_percent"), ("F11", 9, "completed_percent")],
        6,
        id="F11 two figures for one thing",
    ),
    pytest.param(
        {3: {"previous_completed_percent": 30, "period_completed_percent": 9}},
        [("F14", 3, "completed_percent")],
        6,
        id="F14 previous and period do not add up",
    ),
    pytest.param(
        {3: {"previous_completed_percent": 30, "period_completed_percent": 10.01}}, [], 7, id="F14 within 0.01"
    ),
    pytest.param({3: {"investment_amount": 2000000}}, [("F15", 3, "investment_amount")], 6, id="F15 yuan for 万元"),
    pytest.param({3: {"investment_amount": 200.1234567}}, [("F16", 3, "investment_amount")], 6, id="F16 below one fen"),
    pytest.param({3: {"investment_amount": 200.123456}}, [], 7, id="F16 exactly one fen"),
    pytest.param({3: {"completed_percent": 100.1}}, [("F17", 3, "completed_percent")], 6, id="F17 over 100"),
    pytest.param({3: {"completed_percent": 100}}, [], 7, id="F17 exactly 100"),
    pytest.param({3: {"completed_percent": -1}}, [("F17", 3, "completed_percent")], 6, id="F17 below 0"),
    pytest.param(
        {3: {"completed_households_count": 578}}, [("F18", 3, "completed_households_count")], 6, id="F18 over 105 %"
    ),
    pytest.param(
        {3: {"completed_households_count": 577}}, [("F43", 3, "completed_households_count")], 7, id="F43 up to 105 %"
    ),
    pytest.param({3: {"completed_households_count": 550}}, [], 7, id="F43 exactly the plan"),
    pytest.param({3: {"completed_area_quantity": 5.7751}}, [("F18", 3, "completed_area_quantity")], 6, id="F18 area"),
    pytest.param(
        {3: {"completed_buildings_count": 19}}, [("F18", 3, "completed_buildings_count")], 6, id="F18 buildings"
    ),
    pytest.param(
        {3: {"investment_amount": 2815.01}},
        [("F19", row, "investment_amount") for row in range(2, 9)],
        0,
        id="F19 over 110 % of the budget holds the whole community back",
    ),
    pytest.param({3: {"investment_amount": 2815}}, [("F44", 2, "investment_amount")], 7, id="F44 up to 110 %"),
    pytest.param({3: {"investment_amount": 2450}}, [], 7, id="F44 exactly the budget"),
    pytest.param({3: {"item_text": "加装电梯"}}, [("F32", 3, "item_text")], 6, id="F32 not in the menu"),
    pytest.param({3: {"completed_percent": "#REF!"}}, [("F34", 3, "completed_percent")], 6, id="F34 formula error"),
    pytest.param({3: {"investment_amount": None}}, [("F37", 3, "investment_amount")], 6, id="F37 missing"),
    pytest.param({3: {"investment_amount": -1}}, [("F38", 3, "investment_amount")], 6, id="F38 negative"),
    pytest.param({3: {"item_text": "修路"}}, [("F39", 3, "item_text")], 6, id="F39 unknown item"),
    pytest.param(
        {3: {"completed_percent": 100, "investment_amount": 0}}, [("F47", 3, "investment_amount")], 7, id="F47"
    ),
    pytest.param({3: {"completed_percent": "４０"}}, [("F04", 3, "completed_percent")], 7, id="F04 full-width digits"),
    pytest.param({3: {"completed_percent": "约40"}}, [("F48", 3, "completed_percent")], 7, id="F48 about"),
    pytest.param({3: {"cutoff_date": "2021年6月"}}, [("F49", 3, "cutoff_date")], 7, id="F49 month only"),
]


@pytest.mark.parametrize(("changes", "expected", "accepted"), PROGRESS_FAULTS)
def test_a_fault_in_a_progress_return(county: County, changes: dict, expected: list, accepted: int) -> None:
    rows = progress(changes)
    return_id = ingest_progress(county, rows)
    assert county.findings(return_id) == expected
    assert verdict(county, return_id)[1:] == (len(rows), accepted)


SPENDING_FAULTS = [
    pytest.param(
        {3: {"paid_amount": 600.01}}, [("F20", 3, "paid_amount"), ("F41", 3, "paid_amount")], 2, id="F20 over the lot"
    ),
    pytest.param({3: {"paid_amount": 600}}, [("F41", 3, "paid_amount")], 3, id="F41 over what arrived"),
    pytest.param({3: {"paid_amount": 500}}, [], 3, id="F41 exactly what arrived"),
    pytest.param({3: {"arrived_amount": 600.01}}, [("F46", 3, "arrived_amount")], 2, id="F46 over the allocation"),
    pytest.param({3: {"source_text": "彩票公益金"}}, [("F40", 3, "source_text")], 2, id="F40 unknown source"),
    pytest.param({3: {"document_number": None}}, [("F37", 3, "document_number")], 2, id="F37 no document number"),
    pytest.param({3: {"paid_amount": -5}}, [("F38", 3, "paid_amount")], 2, id="F38 negative payment"),
    pytest.param(
        {3: {"previous_paid_amount": 300, "period_paid_amount": 100.02}},
        [("F14", 3, "paid_amount")],
        2,
        id="F14 off by 0.02",
    ),
    pytest.param({3: {"previous_paid_amount": 300, "period_paid_amount": 100.01}}, [], 3, id="F14 within 0.01 万元"),
    pytest.param({5: {}}, [("F10", 5, "project_text")], 3, id="F10 repeated lot"),
    pytest.param(
        {5: {"paid_amount": 1}},
        [("F11", 2, "paid_amount"), ("F11", 5, "paid_amount")],
        2,
        id="F11 one lot, two figures",
    ),
]


@pytest.mark.parametrize(("changes", "expected", "accepted"), SPENDING_FAULTS)
def test_a_fault_in_a_spending_return(county: County, changes: dict, expected: list, accepted: int) -> None:
    rows = spending(changes)
    return_id = ingest_spending(county, rows)
    assert county.findings(return_id) == expected
    assert verdict(county, return_id)[1:] == (len(rows), accepted)


def test_a_unit_without_the_duty_is_told_so_on_every_row(county: County) -> None:
    return_id = ingest_spending(county, spending(), unit="U05")
    assert county.findings(return_id) == [("F09", row, "project_text") for row in (2, 3, 4)]
    assert verdict(county, return_id) == ("returned", 3, 0)


def test_a_utility_reports_its_own_item_only(county: County) -> None:
    return_id = ingest_progress(county, progress()[1:3], unit="U12")
    assert county.findings(return_id) == [("F09", 2, "project_text")]


def test_a_company_reports_only_what_it_builds(county: County) -> None:
    """锦竹苑 is another company's to build, 石门小区 is U11's by its duties; a utility reports its item of either."""
    with connect(county.url) as connection:
        connection.execute(
            text("update raw.plan_projects set implementing_unit_code = 'U21' where project_code = 'P05'")
        )
    rows = [progress()[0], progress()[0] | {"project_text": "锦竹苑"}]
    return_id = ingest_progress(county, rows)
    assert county.findings(return_id) == [("F09", 3, "project_text")]
    assert verdict(county, return_id) == ("partly_returned", 2, 1)
    of_utility = ingest_progress(county, [progress()[2] | {"project_text": "锦竹苑"}], unit="U12")
    assert county.findings(of_utility) == []


def test_near_names_are_suggested_and_never_taken(county: County) -> None:
    return_id = ingest_progress(county, progress({3: {"project_text": "明山小区"}}))
    [(suggestions,)] = county.query(
        "select facts ->> 'suggestions' from raw.findings where return_id = :id and rule_id = 'F08'", id=return_id
    )
    assert suggestions == "鸣山小区、塔山小区"


def test_yuan_in_a_ten_thousand_column_is_explained_and_not_mended(county: County) -> None:
    caishi = {"project_text": "彩石小区", "item_text": "道路改造", "investment_amount": 5310000}
    return_id = ingest_progress(county, [caishi, caishi | {"item_text": "雨污分流", "investment_amount": 100}])
    assert county.findings(return_id) == [("F15", 2, "investment_amount")]
    receipt = next((county.folder / "outbox/U11").glob("*.html")).read_text(encoding="utf-8")
    assert "金额5310000万元约为该小区总投资708万元的7,500倍，疑似以“元”填报（折合531万元）" in receipt


@pytest.fixture
def last_month(county: County) -> County:
    """The county with accepted returns of the month before: progress 20 %, 100 万元 each; paid 200 万元 each."""
    progress_file(county.inbox("U11") / "may.xlsx", progress(cutoff="2021-05-31", share=0.5))
    spending_file(county.inbox("U03") / "may.xlsx", spending(cutoff="2021-05-31", share=0.5))
    assert len(county.ingest(JUNE)) == 2
    return county


def test_growing_figures_are_no_fault(last_month: County) -> None:
    assert last_month.findings(ingest_progress(last_month, progress())) == []
    assert last_month.findings(ingest_spending(last_month, spending())) == []


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"completed_percent": 19}, [("F13", 3, "completed_percent")]),
        ({"completed_percent": 20}, [("F53", 3, "completed_percent")]),
        ({"completed_percent": 21}, []),
        ({"investment_amount": 99.99}, [("F13", 3, "investment_amount")]),
        (
            {
                "completed_percent": 19,
                "is_correction": "是",
                "correction_document_number": "青建〔2021〕9号",
                "correction_reason": "核减",
            },
            [],
        ),
        ({"completed_percent": 19, "is_correction": "是"}, [("F13", 3, "completed_percent")]),
        ({"completed_percent": 0.4}, [("F13", 3, "completed_percent"), ("F42", 3, "completed_percent")]),
    ],
)
def test_cumulative_progress_does_not_fall(last_month: County, change: dict, expected: list) -> None:
    assert last_month.findings(ingest_progress(last_month, progress({3: change}))) == expected


def test_cumulative_payments_do_not_fall(last_month: County) -> None:
    return_id = ingest_spending(last_month, spending({3: {"paid_amount": 199.99}}))
    assert last_month.findings(return_id) == [("F13", 3, "paid_amount")]


@pytest.mark.parametrize(("done", "expected"), [(51, [("F30", 2, "completed_percent")]), (50, [])])
def test_thirty_points_in_a_week_is_the_limit(last_month: County, done: int, expected: list) -> None:
    week = {"item_text": "道路改造", "cutoff_date": "2021-06-07", "completed_percent": done, "investment_amount": 150}
    return_id = ingest_progress(last_month, [week], at=datetime(2021, 6, 8, 1, tzinfo=UTC))
    assert last_month.findings(return_id) == expected


def test_a_later_return_for_the_same_date_replaces_and_says_so(last_month: County) -> None:
    again = progress(cutoff="2021-05-31", share=0.5)[:1]
    again[0] |= {"completed_percent": 25}
    return_id = ingest_progress(last_month, again, at=JULY)
    assert last_month.findings(return_id) == [("F12", 2, "completed_percent")]
    kept = last_month.query(
        "select completed_percent from raw.progress_lines where is_accepted and item_code = 'ROAD' order by 1"
    )
    assert [row[0] for row in kept] == [20, 25]


def test_paid_more_than_the_work_is_worth(county: County) -> None:
    ingest_progress(county, progress())
    over = spending({2: {"paid_amount": 600, "arrived_amount": 600}, 3: {"paid_amount": 400.01}})
    at_work = spending({2: {"paid_amount": 600, "arrived_amount": 600}})
    assert county.findings(ingest_spending(county, at_work, unit="U11", name="x.xlsx")) == []
    assert ("F26", 2, "paid_amount") in county.findings(ingest_spending(county, over, unit="U11", name="y.xlsx"))


def test_paid_a_tenth_of_the_budget_and_nothing_done(county: County) -> None:
    ingest_progress(county, [row | {"completed_percent": 0, "investment_amount": 0} for row in progress()])
    found = county.findings(ingest_spending(county, spending()[:1], unit="U11"))
    assert ("F25", 2, "paid_amount") in found
    small = [row | {"paid_amount": 364.99, "document_number": "另一文号"} for row in spending()[:1]]
    assert "F25" not in [
        rule for rule, _, _ in county.findings(ingest_spending(county, small, unit="U11", name="z.xlsx"))
    ]


def test_works_under_way_and_nothing_paid_for_eight_weeks(county: County) -> None:
    unpaid = [row | {"paid_amount": 0} for row in spending(cutoff="2021-04-30")[:1]]
    ingest_spending(county, unpaid, unit="U11", at=JUNE, name="unpaid.xlsx")
    ingest_progress(county, progress(cutoff="2021-04-30"), at=JUNE, name="april.xlsx")
    still = [("F53", row_number, "completed_percent") for row_number in range(2, 9)]
    assert county.findings(ingest_progress(county, progress())) == [("F24", 2, "completed_percent"), *still]


def test_the_whole_programme_cannot_cost_more_than_its_plan(county: County) -> None:
    names = [
        "石门小区",
        "栖霞小区",
        "塔山小区",
        "东苑小区",
        "鸣山小区",
        "花园降小区",
        "别墅小区",
        "谢桥小区",
        "锦竹苑",
        "金鹤苑",
        "龙津小区",
        "新建岭小区",
        "鹤东小区",
        "彩石小区",
    ]
    budgets = [3650, 4680, 2913, 2521, 2150, 2160, 2000, 1940, 1850, 980, 920, 2150, 2000, 708]
    rows = [
        {"project_text": name, "investment_amount": budget * 1.05} for name, budget in zip(names, budgets, strict=True)
    ]
    found = county.findings(ingest_progress(county, rows))
    assert ("F45", 2, "investment_amount") in found
    assert {rule for rule, _, _ in found} == {"F44", "F45"}


def test_the_same_bytes_twice_are_one_return(county: County) -> None:
    path = progress_file(county.inbox("U11") / "a.xlsx", progress())
    assert len(county.ingest(JULY)) == 1
    (county.inbox("U11") / "copy.xlsx").write_bytes(path.read_bytes())
    assert county.ingest(JULY) == []
    archived = [file for file in (county.folder / "archive").rglob("*") if file.is_file()]
    assert [file.read_bytes() for file in archived] == [path.read_bytes()]


def test_a_refused_file_gets_its_receipt_and_stops_no_other(county: County) -> None:
    county.inbox("U12").mkdir(parents=True)
    (county.inbox("U12") / "坏.xlsx").write_bytes(b"not a workbook")
    progress_file(county.inbox("U11") / "a.xlsx", progress())
    good, bad = county.ingest(JULY)
    assert verdict(county, good)[0] == "accepted"
    assert verdict(county, bad) == ("refused", 0, 0)
    assert "没有找到任何表种的表头" in next((county.folder / "outbox/U12").glob("*.html")).read_text(encoding="utf-8")


def test_every_rule_of_the_register_is_planted_somewhere() -> None:
    """Rules that no test of this folder names: found reading a file, of reporting, writing, and of a unit's API."""
    planted = "".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("*.py"))
    elsewhere = {
        "F01",
        "F02",
        "F03",
        "F33",
        "F35",
        "F36",
        *(f"F{number}" for number in (*range(73, 80), *range(80, 85))),
    }
    assert {rule_id for rule_id in load_rules() if f'"{rule_id}"' not in planted} <= elsewhere
