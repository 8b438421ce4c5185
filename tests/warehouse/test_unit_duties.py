"""What each unit of the notice has to do and how it stands with it: items, milestones, cables, returns; worked by hand."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Connection, text

from planwatch.warehouse import evaluation, renewing
from tests.oracles.conftest import publish_some

DAY = date(2021, 6, 30)
JULY_10 = datetime(2021, 7, 10, tzinfo=UTC)
SHIMEN, JINZHU, QIXIA = "P04", "P05", "P09"

Units = Callable[..., dict[str, dict[str, Any]]]


@pytest.fixture
def units(planned: Connection) -> Units:
    """units() evaluates the end of June, as known on July 10, and returns each unit's row by its code."""

    def read(as_of_date: date = DAY, known_at: datetime = JULY_10) -> dict[str, dict[str, Any]]:
        publish_some(planned, as_of_date, known_at, {"unit_duties"})
        found = planned.execute(text("select * from marts.unit_duties where as_of_date = :day"), {"day": as_of_date})
        return {row["unit_code"]: dict(row) for row in found.mappings()}

    return read


def works(project: str, item: str, percent: int) -> dict[str, Any]:
    return {"project_code": project, "item_code": item, "completed_percent": percent}


def chosen(row: dict[str, Any], *names: str) -> list[Any]:
    return [row[name] for name in names]


PROGRESS = ("planned_progress_ratio", "reported_progress_ratio", "progress_gap_ratio", "progress_reason")


def test_every_unit_of_the_notice_has_its_row_also_where_nothing_is_asked_of_it(units: Units) -> None:
    found = units(date(2021, 3, 31))
    assert list(found) == [f"U{number:02d}" for number in range(1, 18)]
    police = found["U05"]
    assert (police["unit_name"], police["duties"]) == ("县公安局", "指导安全监控系统建设")
    assert {value for name, value in police.items() if name.endswith("_count")} == {0}
    assert chosen(police, *PROGRESS) == [None, None, None, "nothing_planned"]
    assert (police["timeliness_ratio"], police["timeliness_reason"]) == (None, "nothing_due")


def test_items_weigh_by_money_and_both_sides_are_of_the_items_whose_word_is_known(
    accept: Callable[..., int], units: Units
) -> None:
    """县电力公司 reports 40 % of the cables of 石门小区 and 30 % of those of 栖霞小区, and nothing of eleven others.

    Cables are a quarter of each: 912.5 of 3650 and 1170 of 4680, 2082.5 in all. By the end of June the windows ask for
    547 of 731 and 181 of 730 days: 912.5 × 547/731 + 1170 × 181/730 = 682.8146 + 290.0959 = 972.9105, that is 46.72 %.
    Reported: 365 + 351 = 716, that is 34.38 %; the gap is −12.34 points. The mean of both shares would be 35 %.
    """
    accept("U12", DAY, progress=[works(SHIMEN, "CABLE", 40), works(QIXIA, "CABLE", 30)])
    found = units()
    power = found["U12"]
    assert (power["items_count"], power["known_items_count"]) == (13, 2)
    assert chosen(power, "known_items_amount", "planned_items_amount", "reported_items_amount") == [
        20_825_000,
        Decimal("9729105.28"),
        7_160_000,
    ]
    assert chosen(power, *PROGRESS) == [Decimal("0.467184"), Decimal("0.343818"), Decimal("-0.123366"), None]
    assert (power["red_items_count"], power["yellow_items_count"]) == (1, 0)
    assert chosen(found["U06"], *PROGRESS) == chosen(power, *PROGRESS), "县经商局 leads the cables"
    telecom = found["U14"]
    assert (telecom["items_count"], telecom["known_items_count"], telecom["red_items_count"]) == (13, 0, 0)
    assert chosen(telecom, *PROGRESS) == [None, None, None, "not_reported"]


def approvals(project: str, owners: dict[str, str], **days: date) -> dict[str, list[dict[str, Any]]]:
    """The lines of each unit that reports these milestones."""
    found: dict[str, list[dict[str, Any]]] = {}
    for code, day in days.items():
        line = {"project_code": project, "milestone_code": code, "event_date": day}
        found.setdefault(owners[code], []).append(line)
    return found


OWNERS = {"M00": "U10", "M01": "U01", "M02": "U11", "M03": "U02", "M04": "U04", "M05": "U04"}
FIRST = {"M00": date(2021, 1, 4), "M01": date(2021, 2, 1), "M02": date(2021, 3, 1)}


@pytest.fixture
def chains(accept: Callable[..., int]) -> None:
    """石门小区's design was approved on June 10; 锦竹苑's on April 20, and its notice ran from May 1 to 11."""
    for project, later in (
        (SHIMEN, {"M03": date(2021, 6, 10)}),
        (JINZHU, {"M03": date(2021, 4, 20), "M04": date(2021, 5, 1)}),
    ):
        for unit, lines in approvals(project, OWNERS, **FIRST, **later).items():
            for line in lines:
                if line["milestone_code"] == "M04":
                    line["notice_end_date"] = date(2021, 5, 11)
            accept(unit, DAY, approvals=lines)


MILESTONES = ("milestones_count", "current_projects_count", "current_milestones_count", "dated_milestones_count",
              "total_days_in_state", "longest_days_in_state", "done_milestones_count", "out_of_order_milestones_count")  # fmt: skip


@pytest.mark.usefixtures("chains")
def test_projects_stand_with_the_unit_whose_step_it_is(units: Units) -> None:
    """With 县自然资源和规划局: 石门小区 at its public notice for 20 days, 锦竹苑 at its permit for 50.

    With 县城投公司 both, at their drawings, for 20 and 71 days. Nobody has reported of the other twelve, so they stand with
    nobody. A step passed over is out of order: 县发改局 has none, and its two approvals are done.
    """
    found = units()
    assert chosen(found["U04"], *MILESTONES) == [6, 2, 2, 2, 70, 50, 1, 0]
    assert chosen(found["U11"], *MILESTONES) == [12, 2, 2, 2, 91, 71, 2, 0]
    assert chosen(found["U02"], *MILESTONES) == [2, 0, 0, 0, None, None, 2, 0]
    assert chosen(found["U10"], *MILESTONES) == [4, 0, 0, 0, None, None, 2, 0]


@pytest.mark.usefixtures("chains")
def test_a_step_that_was_passed_over_is_out_of_order(accept: Callable[..., int], units: Units) -> None:
    """锦竹苑's planning permit is dated before its notice ended: no longer current, nor done."""
    accept("U04", DAY, approvals=approvals(JINZHU, OWNERS, M05=date(2021, 5, 10))["U04"])
    assert chosen(units()["U04"], *MILESTONES) == [6, 1, 1, 1, 20, 20, 1, 1]


@pytest.mark.usefixtures("chains")
def test_when_the_longest_moves_on_the_next_longest_is_known_without_computing_everything(
    planned: Connection, accept: Callable[..., int], monkeypatch: pytest.MonkeyPatch
) -> None:
    evaluation.build_candidate(planned, DAY, JULY_10)
    later = JULY_10.replace(day=11)
    accept("U04", DAY, later, approvals=approvals(JINZHU, OWNERS, M05=date(2021, 6, 20))["U04"])
    monkeypatch.setattr(renewing, "build_candidate", None)
    renewing.renew_candidate(planned, DAY, later)
    row = planned.execute(text("select * from candidate.unit_duties where unit_code = 'U04'")).mappings().one()
    assert chosen(dict(row), *MILESTONES) == [6, 1, 1, 1, 20, 20, 2, 0]


def test_an_operator_s_cables_its_claim_and_what_its_subsidy_waits_for(
    accept: Callable[..., int], units: Units
) -> None:
    """栖霞小区: 300 of 500 m, 126.4 audited, 1404 of 4680 from above: 30 % of it is 37.92. 石门小区 awaits its audit.

    100 m of 石门小区 have no planned length, so 300 of 500 m are 60 %. 80 of its own money went into both.
    """
    cable = {
        "project_code": QIXIA,
        "operator_code": "U12",
        "completed_length": 300,
        "cable_cost_amount": Decimal("126.4"),
    }
    other = {"project_code": SHIMEN, "operator_code": "U12", "completed_length": 100, "cable_cost_amount": 50}
    own = {"source_code": "UTIL", "document_number": "自筹"}
    accept(
        "U12",
        DAY,
        cable=[cable | {"planned_length": 500}, other],
        spending=[own | {"project_code": SHIMEN, "paid_amount": 50}, own | {"project_code": QIXIA, "paid_amount": 30}],
    )
    lot = {"project_code": QIXIA, "source_code": "PROV", "document_number": "浙财建〔2021〕29号"}
    accept(
        "U03",
        DAY,
        cable=[cable | {"audited_cost_amount": Decimal("126.4"), "audit_document_number": "审1号"}],
        spending=[lot | {"allocated_amount": 1404, "arrived_amount": 1404, "paid_amount": 0}],
    )
    found = units()
    power = found["U12"]
    lengths = ("planned_length", "completed_length", "measured_planned_length", "measured_completed_length")
    assert chosen(power, *lengths, "cable_completion_ratio") == [500, 400, 500, 300, Decimal("0.6")]
    assert chosen(power, "cable_cost_amount", "audited_cost_amount", "subsidy_amount") == [
        1_764_000,
        1_264_000,
        379_200,
    ]
    counts = ("awaiting_audit_projects_count", "cable_projects_count", "subsidised_projects_count")
    assert chosen(power, *counts) == [1, 2, 1]
    assert chosen(power, "operators_own_projects_count", "operators_own_amount") == [2, 800_000]
    reasons = ("cable_completion_reason", "subsidy_reason", "operators_own_reason")
    assert chosen(power, *reasons) == [None, None, None]
    assert chosen(found["U13"], *reasons) == ["not_reported", "not_reported", "not_reported"]
    assert chosen(found["U17"], *reasons) == ["nothing_planned", "nothing_planned", "not_reported"], "gas is no cable"
    assert chosen(found["U03"], *reasons) == ["nothing_planned", "nothing_planned", "nothing_planned"]


RETURNS = ("returns_due_count", "returns_on_time_count", "returns_received_count", "returns_missing_count",
           "longest_days_late", "timeliness_ratio")  # fmt: skip


def test_returns_are_counted_over_all_forms(accept: Callable[..., int], units: Units) -> None:
    """县城投公司 owes progress and spending of three months: May's progress came a week late, June's both in time.

    April's, due on May 5, are 66 days late on July 10. Two of six on time is a third, and not the mean of shares.
    """
    accept("U11", date(2021, 5, 31), datetime(2021, 6, 14, 1, tzinfo=UTC), progress=[works(SHIMEN, "ROAD", 50)])
    money = {"project_code": SHIMEN, "source_code": "COUNTY", "document_number": "1", "paid_amount": 9}
    accept("U11", DAY, progress=[works(SHIMEN, "ROAD", 60)], spending=[money])
    found = units()
    assert chosen(found["U11"], *RETURNS) == [6, 2, 3, 3, 66, Decimal("0.333333")]
    assert chosen(found["U12"], *RETURNS) == [3, 0, 0, 3, 66, 0]
