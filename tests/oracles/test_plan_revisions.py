"""A plan revised in the middle of the programme: rates follow the version in force, and the bridge tells old from new."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from planwatch import paths
from tests.oracles.test_worked_examples import caishi_progress, paid, shimen_progress

pytestmark = pytest.mark.proof

BEFORE, REVISED, AFTER = date(2021, 5, 31), date(2021, 6, 15), date(2021, 6, 30)


JUNE_1 = datetime(2021, 6, 1, tzinfo=UTC)
SHIMEN_GROWS = ("projects.csv", "石门小区,550,18,5.5,3650,2020-2021", "石门小区,600,18,5.5,4000,2020-2022")


def bridge(relation: Any, extent: str = "project") -> dict[tuple[str, str, str], tuple[Any, Any, Any, str]]:
    return {
        (row["project_code"], row["measure"], row["item_code"]): (
            row["old_quantity"] if row["old_text"] is None else row["old_text"],
            row["new_quantity"] if row["new_text"] is None else row["new_text"],
            row["difference_quantity"],
            row["change_kind"],
        )
        for row in relation("plan_bridge")
        if row["extent"] == extent
    }


def test_rates_follow_the_version_in_force_and_history_is_not_restated(accept, evaluate, relation, revise) -> None:
    revise(REVISED, JUNE_1, SHIMEN_GROWS)
    accept("U11", BEFORE, progress=shimen_progress())
    before, after = evaluate(BEFORE), evaluate(AFTER)
    assert (before["P04"]["plan_version"], before["P04"]["budget_amount"]) == (1, 36_500_000)
    assert before["P04"]["earned_value_amount"] == Decimal("17520000.00")
    assert (after["P04"]["plan_version"], after["P04"]["budget_amount"]) == (2, 40_000_000)
    assert after["P04"]["earned_value_amount"] == Decimal("19200000.00")
    assert after["P04"]["planned_value_amount"] == round(Decimal(40_000_000 * 547) / 1096, 2)
    again = evaluate(BEFORE)
    assert again["P04"] == before["P04"]
    assert relation("plan_bridge") == []


def test_the_bridge_says_what_changed_from_which_document_and_when(evaluate, relation, revise) -> None:
    revise(
        REVISED,
        JUNE_1,
        SHIMEN_GROWS,
        ("programme.toml", "关于印发《青田县城镇老旧小区改造提升工作实施方案》的通知", "调整计划的通知"),
    )
    evaluate(AFTER)
    assert bridge(relation) == {
        ("P04", "households", ""): (550, 600, 50, "changed"),
        ("P04", "investment", ""): (36_500_000, 40_000_000, 3_500_000, "changed"),
        ("P04", "window_end", ""): ("2021-12-31", "2022-12-31", 365, "changed"),
    }
    assert bridge(relation, "programme") == {
        ("ALL", "communities", ""): (14, 14, 0, "same"),
        ("ALL", "households", ""): (9460, 9510, 50, "changed"),
        ("ALL", "buildings", ""): (364, 364, 0, "same"),
        ("ALL", "area", ""): (969_500, 969_500, 0, "same"),
        ("ALL", "investment", ""): (306_220_000, 309_720_000, 3_500_000, "changed"),
    }
    row = relation("plan_bridge")[0]
    assert (row["old_effective_date"], row["new_effective_date"]) == (date(2020, 3, 11), REVISED)
    assert (row["new_recorded_at"], row["new_document_title"]) == (JUNE_1, "调整计划的通知")


def test_a_revision_not_yet_recorded_was_not_in_force(accept, evaluate, revise) -> None:
    revise(REVISED, datetime(2021, 9, 1, tzinfo=UTC), SHIMEN_GROWS)
    accept("U11", AFTER, datetime(2021, 7, 1, tzinfo=UTC), progress=shimen_progress())
    assert evaluate(AFTER, datetime(2021, 8, 1, tzinfo=UTC))["P04"]["plan_version"] == 1
    assert evaluate(AFTER, datetime(2021, 10, 1, tzinfo=UTC))["P04"]["plan_version"] == 2


def test_a_late_correction_of_the_old_version_does_not_displace_the_newer(evaluate, revise) -> None:
    revise(REVISED, JUNE_1, SHIMEN_GROWS)
    corrected = revise(
        date(2020, 3, 11), datetime(2021, 7, 1, tzinfo=UTC), ("projects.csv", "谢桥小区,608", "谢桥小区,609")
    )
    assert corrected == 3
    assert evaluate(AFTER)["P04"]["plan_version"] == 2
    assert evaluate(BEFORE)["P02"]["planned_households_count"] == 609


def test_weights_that_change_move_progress_from_their_day_on(accept, evaluate, relation, revise) -> None:
    revise(
        REVISED,
        JUNE_1,
        ("project_items.csv", "P04,ROAD,0.25,示例权重，待批复概算", "P04,ROAD,0.30,批复概算"),
        ("project_items.csv", "P04,OTHER,0.05,示例权重，待批复概算\n", ""),
    )
    accept("U11", BEFORE, progress=shimen_progress())
    assert evaluate(BEFORE)["P04"]["physical_progress_ratio"] == Decimal("0.48")
    assert evaluate(AFTER)["P04"]["physical_progress_ratio"] == Decimal("0.51")
    assert bridge(relation) == {
        ("P04", "weight", "ROAD"): (Decimal("0.25"), Decimal("0.30"), Decimal("0.05"), "changed"),
        ("P04", "weight", "OTHER"): (Decimal("0.05"), None, Decimal("-0.05"), "changed"),
    }


def test_a_dropped_project_leaves_the_sums_with_its_money_told(accept, evaluate, relation, revise) -> None:
    folder = paths.PLAN
    p03 = [
        row for row in (folder / "project_items.csv").read_text(encoding="utf-8").splitlines() if row.startswith("P03,")
    ]
    renumbered = [
        ("projects.csv", f"P{number:02d},{number},", f"P{number:02d},{number - 1},") for number in range(4, 15)
    ]
    revise(
        REVISED,
        JUNE_1,
        ("projects.csv", "P03,3,彩石小区,355,11,3.55,708,2020\n", ""),
        *renumbered,
        ("project_aliases.csv", "彩石,P03\n", ""),
        *(("project_items.csv", f"{row}\n", "") for row in p03),
    )
    accept("U11", BEFORE, progress=caishi_progress(40), spending=paid("P03", "200"))
    before, after = evaluate(BEFORE), evaluate(AFTER)
    assert "P03" in before
    assert "P03" not in after
    lost = before["programme"]["budget_amount"] - after["programme"]["budget_amount"]
    assert (lost, after["programme"]["projects_count"]) == (7_080_000, 13)
    dropped = {key[1]: value for key, value in bridge(relation).items() if key[0] == "P03"}
    assert dropped["investment"] == (7_080_000, None, -7_080_000, "dropped")
    assert dropped["actual_cost"] == (2_000_000, None, -2_000_000, "dropped")
    assert {value[3] for value in dropped.values()} == {"dropped"}
    assert bridge(relation, "programme")["ALL", "communities", ""] == (14, 13, -1, "changed")
    assert evaluate(BEFORE)["P03"] == before["P03"]
