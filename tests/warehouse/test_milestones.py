"""The chain of approvals and works as a state machine: what is done, what is current, and what was passed over."""

import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, text

from planwatch import paths
from planwatch.warehouse import plan_loading, policy_loading
from tests.oracles.conftest import LONG_AFTER, publish_some

DAY = date(2021, 6, 30)
OWNERS = {
    "M00": "U10",
    "M01": "U01",
    "M03": "U02",
    "M04": "U04",
    "M05": "U04",
    "M07": "U01",
    "M11": "U04",
    "M13": "U03",
}
CHAIN = {
    "M00": date(2020, 1, 10),
    "M01": date(2020, 2, 1),
    "M02": date(2020, 3, 20),
    "M03": date(2020, 5, 20),
    "M04": date(2020, 6, 1),
    "M05": date(2020, 7, 1),
    "M06": date(2020, 7, 15),
    "M07": date(2020, 8, 1),
    "M08": date(2020, 9, 1),
}

Rows = Callable[..., dict[str, dict[str, Any]]]


@pytest.fixture
def report(accept: Callable[..., int]) -> Callable[..., None]:
    """report(M03=date, …): each owner files its own milestones of 石门小区 with the cut-off of 30 June 2021."""

    def file(cutoff_date: date = DAY, project: str = "P04", **events: date | dict[str, Any]) -> None:
        for code, said in events.items():
            facts = said if isinstance(said, dict) else {"event_date": said}
            line = {"project_code": project, "milestone_code": code} | facts
            accept(OWNERS.get(code, "U11"), cutoff_date, approvals=[line])

    return file


@pytest.fixture
def chain(planned: Connection) -> Rows:
    """chain(date) evaluates a day and returns the rows of 石门小区, or of another community, by milestone."""

    def read(
        as_of_date: date = DAY, project: str = "P04", known_at: datetime = LONG_AFTER
    ) -> dict[str, dict[str, Any]]:
        publish_some(planned, as_of_date, known_at, {"milestone_status"})
        found = planned.execute(
            text("select * from marts.milestone_status where as_of_date = :day and project_code = :project"),
            {"day": as_of_date, "project": project},
        ).mappings()
        return {row["milestone_code"]: dict(row) for row in found}

    return read


def states(rows: dict[str, dict[str, Any]]) -> dict[str, str]:
    return {code: row["state"] for code, row in rows.items()}


def test_a_chain_in_order_is_done_up_to_the_step_that_is_current(report: Callable[..., None], chain: Rows) -> None:
    report(**CHAIN)
    rows = chain()
    assert {code for code, state in states(rows).items() if state == "done"} == set(CHAIN)
    assert {code for code, state in states(rows).items() if state == "current"} == {"M09"}
    assert rows["M09"]["since_date"] == date(2020, 9, 1)
    assert rows["M09"]["days_in_state"] == 302
    assert rows["M10"]["state"] == "waiting"
    assert rows["M10"]["open_guard_codes"] == ["M09"]
    assert (rows["M03"]["owner_unit_code"], rows["M03"]["owner_unit_name"]) == ("U02", "县发改局")
    assert all(row["order_fault"] is None for row in rows.values())


def test_a_project_of_which_nothing_was_reported_stands_at_its_first_step_and_says_so(chain: Rows) -> None:
    rows = chain()
    assert len(rows) == 16
    assert (rows["M00"]["state"], rows["M00"]["since_date"], rows["M00"]["is_chain_reported"]) == (
        "current",
        None,
        False,
    )
    assert {row["state"] for code, row in rows.items() if code != "M00"} == {"waiting"}


def test_what_happens_after_the_day_or_is_not_known_by_then_has_not_happened(
    report: Callable[..., None], chain: Rows
) -> None:
    report(**CHAIN)
    assert states(chain(date(2021, 6, 29)))["M08"] == "waiting"  # its cut-off is the 30th
    assert states(chain(DAY, known_at=datetime(2021, 6, 1, tzinfo=UTC)))["M00"] == "current"


def test_works_begun_before_the_permit_are_flagged_and_the_same_day_is_in_order(
    report: Callable[..., None], chain: Rows, evaluate: Callable[..., Any]
) -> None:
    report(**(CHAIN | {"M08": date(2020, 7, 31)}))
    rows = chain()
    assert (rows["M08"]["state"], rows["M08"]["order_fault"]) == ("skipped_order_broken", "works_before_permit")
    assert not rows["M08"]["is_guard_met"]
    assert rows["M07"]["state"] == "done"
    shimen = evaluate(DAY)["P04"]
    assert (shimen["started_date"], shimen["started_basis"]) == (date(2020, 8, 1), "milestone")
    report(M08=date(2020, 8, 1), cutoff_date=DAY)
    rows = chain()
    assert (rows["M08"]["state"], rows["M08"]["order_fault"]) == ("done", None)


def test_works_without_any_permit_are_flagged_and_the_permit_is_passed_over(
    report: Callable[..., None], chain: Rows, evaluate: Callable[..., Any]
) -> None:
    report(**{code: day for code, day in CHAIN.items() if code != "M07"})
    rows = chain()
    assert (rows["M07"]["state"], rows["M07"]["order_fault"]) == ("skipped_order_broken", "skipped")
    assert (rows["M07"]["since_date"], rows["M07"]["event_date"]) == (date(2020, 9, 1), None)
    assert rows["M08"]["order_fault"] == "works_before_permit"
    assert evaluate(DAY)["P04"]["started_date"] is None


def test_works_begun_without_a_permit_are_no_start_of_works_also_where_they_progress(
    report: Callable[..., None], accept: Callable[..., None], evaluate: Callable[..., Any]
) -> None:
    """开工 is the start with the permit held; finished works have begun, permit or not."""
    report(**{code: day for code, day in CHAIN.items() if code != "M07"})
    accept("U11", DAY, progress=[{"project_code": "P04", "item_code": "ROAD", "completed_percent": 10}])
    shimen = evaluate(DAY)["P04"]
    assert (shimen["started_date"], shimen["started_basis"]) == (None, None)
    accept("U11", date(2021, 7, 31), progress=[{"project_code": "P04", "item_code": "ROAD", "completed_percent": 20}])
    report(M10=date(2021, 7, 31), cutoff_date=date(2021, 7, 31))
    shimen = evaluate(date(2021, 7, 31))["P04"]
    assert (shimen["started_basis"], shimen["finished_basis"]) == ("progress", "milestone")


def test_a_step_dated_before_one_that_must_come_first_is_out_of_order(report: Callable[..., None], chain: Rows) -> None:
    report(**(CHAIN | {"M05": date(2020, 5, 31)}))
    rows = chain()
    assert (rows["M05"]["state"], rows["M05"]["order_fault"]) == ("skipped_order_broken", "before_guard")
    report(M05=date(2020, 6, 1))
    assert chain()["M05"]["state"] == "done"


def test_drawings_may_follow_the_start_only_under_epc(
    planned: Connection, report: Callable[..., None], chain: Rows
) -> None:
    late = CHAIN | {"M06": date(2020, 12, 1)}
    report(**late)
    rows = chain()
    assert (rows["M07"]["order_fault"], rows["M08"]["order_fault"]) == ("before_guard", "before_guard")
    planned.execute(text("update raw.plan_projects set delivery_mode = 'EPC' where project_code = 'P04'"))
    rows = chain()
    assert {rows[code]["state"] for code in ("M06", "M07", "M08")} == {"done"}
    report(M10=date(2020, 11, 30))
    assert chain()["M10"]["order_fault"] == "before_guard"


def test_under_epc_drawings_that_are_not_ready_hold_up_nobody_but_completion(
    planned: Connection, report: Callable[..., None], chain: Rows
) -> None:
    planned.execute(text("update raw.plan_projects set delivery_mode = 'EPC' where project_code = 'P04'"))
    report(**{code: day for code, day in CHAIN.items() if code != "M06"})
    rows = chain()
    assert (rows["M06"]["state"], rows["M08"]["state"]) == ("current", "done")
    assert rows["M10"]["open_guard_codes"] == ["M06", "M09"]


@pytest.mark.parametrize(
    ("notice", "state", "permit_guards"),
    [
        ({"event_date": date(2021, 6, 1), "notice_end_date": date(2021, 6, 30)}, "done", []),
        ({"event_date": date(2021, 6, 1), "notice_end_date": date(2021, 7, 1)}, "current", ["M04"]),
        ({"event_date": date(2021, 6, 1), "has_open_objection": True}, "current", ["M04"]),
        ({"event_date": date(2021, 6, 1), "has_open_objection": False}, "done", []),
    ],
)
def test_the_planning_permit_waits_for_a_notice_that_has_ended_without_objection(
    report: Callable[..., None], chain: Rows, notice: dict[str, Any], state: str, permit_guards: list[str]
) -> None:
    report(M00=CHAIN["M00"], M01=CHAIN["M01"], M02=CHAIN["M02"], M03=CHAIN["M03"], M04=notice)
    rows = chain()
    assert (rows["M04"]["state"], rows["M05"]["open_guard_codes"]) == (state, permit_guards)
    assert rows["M05"]["state"] == ("current" if state == "done" else "waiting")


def test_a_permit_given_while_an_objection_is_open_leaves_the_notice_not_closed(
    report: Callable[..., None], chain: Rows
) -> None:
    report(**(CHAIN | {"M04": {"event_date": date(2020, 6, 1), "has_open_objection": True}}))
    rows = chain()
    assert (rows["M04"]["state"], rows["M04"]["order_fault"]) == ("skipped_order_broken", "notice_not_closed")
    assert rows["M05"]["order_fault"] == "before_guard"


@pytest.mark.parametrize(("first", "second"), [("M11", "M12"), ("M12", "M11")])
def test_verification_and_acceptance_come_in_either_order_and_both_make_accepted(
    report: Callable[..., None], chain: Rows, evaluate: Callable[..., Any], first: str, second: str
) -> None:
    report(**CHAIN, M10=date(2021, 4, 30), **{first: date(2021, 5, 10)})
    assert evaluate(DAY)["P04"]["accepted_date"] is None
    report(**{second: date(2021, 5, 20)})
    rows = chain()
    assert (rows["M11"]["state"], rows["M12"]["state"]) == ("done", "done")
    assert (rows["M11"]["order_fault"], rows["M12"]["order_fault"]) == (None, None)
    assert evaluate(DAY)["P04"]["accepted_date"] == date(2021, 5, 20)


def test_completion_closes_the_works_and_stands_before_the_progress(
    report: Callable[..., None], chain: Rows, accept: Callable[..., int], evaluate: Callable[..., Any]
) -> None:
    items = ["ROAD", "DRAIN", "GREEN", "SECURITY"]
    accept(
        "U11",
        date(2021, 4, 30),
        progress=[{"project_code": "P03", "item_code": item, "completed_percent": 100} for item in items],
    )
    found = evaluate(DAY)["P03"]
    assert (found["finished_date"], found["finished_basis"]) == (date(2021, 4, 30), "progress")
    assert (found["started_date"], found["started_basis"]) == (date(2021, 4, 30), "progress")
    report(project="P03", **CHAIN, M10=date(2021, 3, 15))
    found = evaluate(DAY)["P03"]
    assert (found["finished_date"], found["finished_basis"]) == (date(2021, 3, 15), "milestone")
    assert (found["started_date"], found["started_basis"]) == (date(2020, 9, 1), "milestone")
    rows = chain(project="P03")
    assert (rows["M09"]["state"], rows["M09"]["event_date"]) == ("done", date(2021, 3, 15))


def test_completion_with_an_item_unfinished_is_marked_and_stands(
    report: Callable[..., None], chain: Rows, accept: Callable[..., int]
) -> None:
    accept("U11", DAY, progress=[{"project_code": "P04", "item_code": "ROAD", "completed_percent": 100}])
    report(**CHAIN, M10=date(2021, 6, 1))
    row = chain()["M10"]
    assert (row["state"], row["order_fault"], row["is_guard_met"]) == ("done", "items_unfinished", False)


def test_the_cable_subsidy_does_not_apply_where_no_cables_are_in_the_menu(chain: Rows) -> None:
    assert chain(project="P03")["M14"]["state"] == "not_applicable"
    assert chain(project="P04")["M14"]["state"] == "waiting"


def test_a_later_return_takes_the_place_of_an_earlier_one_for_the_same_milestone(
    report: Callable[..., None], chain: Rows, accept: Callable[..., int]
) -> None:
    line = {"project_code": "P04", "milestone_code": "M00"}
    accept("U10", DAY, datetime(2021, 7, 1, tzinfo=UTC), approvals=[line | {"event_date": date(2020, 1, 10)}])
    accept("U10", DAY, datetime(2021, 7, 5, tzinfo=UTC), approvals=[line | {"event_date": date(2020, 1, 20)}])
    assert chain(known_at=datetime(2021, 7, 3, tzinfo=UTC))["M00"]["event_date"] == date(2020, 1, 10)
    assert chain()["M00"]["event_date"] == date(2020, 1, 20)


def test_a_folder_says_which_projects_are_epc_and_a_plan_without_that_column_is_the_plan_it_was(
    warehouse: Connection, tmp_path: Path
) -> None:
    recorded = datetime(2020, 3, 12, tzinfo=UTC)
    first = plan_loading.load_plan(warehouse, paths.PLAN, recorded)
    policy_loading.load_policy(warehouse, paths.POLICY, recorded)
    folder = shutil.copytree(paths.PLAN, tmp_path / "plan")
    (folder / "fund_lots.csv").unlink()
    path = folder / "projects.csv"
    rows = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([rows[0] + ",delivery_mode", *(row + "," for row in rows[1:])]), encoding="utf-8")
    assert plan_loading.load_plan(warehouse, folder, recorded) == first
    path.write_text("\n".join([rows[0] + ",delivery_mode", *(row + ",EPC" for row in rows[1:])]), encoding="utf-8")
    second = plan_loading.load_plan(warehouse, folder, recorded)
    modes = warehouse.execute(
        text("select plan_version, min(delivery_mode) from raw.plan_projects group by 1 order by 1")
    )
    assert [tuple(row) for row in modes] == [(first, ""), (second, "EPC")]
