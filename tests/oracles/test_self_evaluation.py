"""绩效自评: the worked score of 石门小区 from returns to the grade, and what is not known, does not apply or is overdone."""

import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from planwatch import paths
from planwatch.warehouse import evaluation, indicator_loading, policy_loading, publishing
from planwatch.warehouse.connection import connect
from tests.builders import form_file, progress_file
from tests.county import County

YEAR_END = date(2021, 12, 31)
RECORDED = datetime(2021, 1, 4, tzinfo=UTC)
JANUARY = datetime(2022, 1, 4, 1, tzinfo=UTC)
HEAD = "budget_year,project_code,indicator_code,judgement,score_percent,band,basis,assessed_by,assessed_date"
JUDGED = (
    "2021,P04,QUALITY,scored,100,基本达成,工程检查记录,U01,2021-12-30",
    "2021,P04,SOCIAL,scored,90,基本达成,入户回访,U03,2021-12-30",
    "2021,P04,SUSTAINED,scored,80,基本达成,长效管理方案,U03,2021-12-30",
)


def rules_folder(folder: Path, *judgements: str, change: tuple[str, str, str] | None = None) -> Path:
    """The evaluators' files with these judgements and one changed passage."""
    target = folder / f"evaluation{len(list(folder.iterdir()))}"
    shutil.copytree(paths.EVALUATION, target)
    (target / "assessments.csv").write_text("\n".join([HEAD, *judgements]), encoding="utf-8")
    if change:
        path = target / change[0]
        content = path.read_text(encoding="utf-8")
        assert change[1] in content
        path.write_text(content.replace(change[1], change[2]), encoding="utf-8")
    return target


def test_the_worked_score_of_shimen_from_its_returns(county: County, tmp_path: Path) -> None:
    day = {"project_text": "石门小区", "cutoff_date": "2021-12-31"}
    form_file(county.inbox("U03") / "budget.xlsx", "budget", [
        day | {"source_text": "县级财政资金", "budget_year": 2021, "initial_budget_amount": 1800,
               "adjusted_budget_amount": 1800, "executed_amount": 1530, "deviation_reason": "工程款结算滞后"},
    ])  # fmt: skip
    progress_file(county.inbox("U11") / "progress.xlsx", [
        {"cutoff_date": "2021-12-31", "completed_percent": 98, "investment_amount": 3400,
         "completed_households_count": 550, "completed_buildings_count": 17, "completed_area_quantity": 5.5},
    ])  # fmt: skip
    form_file(county.inbox("U11") / "changes.xlsx", "changes", [
        day | {"change_number": "变更1", "change_reason": "增加停车位", "contract_amount": 3500,
               "confirmed_changes_amount": 77, "proposed_change_amount": 0},
    ])  # fmt: skip
    form_file(county.inbox("U10") / "residents.xlsx", "residents", [
        day | {"surveyed_households_count": 550, "consenting_households_count": 550, "valid_answers_count": 500,
               "very_satisfied_count": 300, "satisfied_count": 141},
    ])  # fmt: skip
    county.ingest(JANUARY)
    assert county.query("select distinct verdict from raw.returns") == [("accepted",)]
    with connect(county.url) as connection:
        indicator_loading.load_indicators(connection, rules_folder(tmp_path, *JUDGED), JANUARY)
        publishing.publish(connection, evaluation.build_candidate(connection, YEAR_END, JANUARY))
    shown = {
        row.indicator_code: (row.target_quantity, row.actual_quantity, row.weight, row.score)
        for row in county.query("select * from marts.evaluation_score where project_code = 'P04'")
    }
    assert shown == {
        "EXECUTION": (1, Decimal("0.85"), 10, Decimal("8.5")),
        "HOUSEHOLDS": (550, 550, 10, 10),
        "BUILDINGS": (18, 17, 10, Decimal("9.4444")),
        "AREA": (55_000, 55_000, 10, 10),
        "QUALITY": (1, 1, 10, 10),
        "ON_TIME": (1, 0, 5, 0),
        "COST": (36_500_000, 35_770_000, 5, 5),
        "SOCIAL": (1, Decimal("0.9"), 20, 18),
        "SUSTAINED": (1, Decimal("0.8"), 10, 8),
        "SATISFACTION": (Decimal("0.9"), Decimal("0.882"), 10, Decimal("9.8")),
    }
    [levels] = [
        {row.level1: row.sum for row in county.query(
            "select level1, sum(score) from marts.evaluation_score where project_code = 'P04' group by level1"
        )}
    ]  # fmt: skip
    assert levels["产出"] == Decimal("44.4444")
    assert levels["效益"] == 26
    [total] = county.query("select * from marts.evaluation_total where project_code = 'P04'")
    assert total.total_score == Decimal("88.7444")
    assert round(total.total_score, 2) == Decimal("88.74")
    assert (total.grade, total.grade_scheme, total.coverage_ratio) == ("良", "standard", 1)
    assert (total.is_deviation_reason_required, total.is_deviation_reason_missing) == (True, False)
    assert total.deviation_reason == "工程款结算滞后"


@pytest.fixture
def judge(planned: Any, tmp_path: Path) -> Callable[..., int]:
    """judge(line, …) records the county's indicators with these judgements."""

    def load(*lines: str, change: tuple[str, str, str] | None = None, recorded_at: datetime = RECORDED) -> int:
        folder = rules_folder(tmp_path, *lines, change=change)
        return indicator_loading.load_indicators(planned, folder, recorded_at)

    return load


def scores(relation: Any, project_code: str = "P04") -> dict[str, Any]:
    return {row["indicator_code"]: row for row in relation("evaluation_score") if row["project_code"] == project_code}


def total(relation: Any, project_code: str = "P04") -> dict[str, Any]:
    [row] = [row for row in relation("evaluation_total") if row["project_code"] == project_code]
    return row


def budget(project_code: str, planned: int, executed: int, reason: str | None = None) -> dict[str, Any]:
    return {
        "project_code": project_code, "source_code": "COUNTY", "budget_year": 2021, "adjusted_budget_amount": planned,
        "executed_amount": executed, "deviation_reason": reason,
    }  # fmt: skip


def done(project_code: str, households: int, percent: int = 50) -> list[dict[str, Any]]:
    return [
        {"project_code": project_code, "item_code": "ROAD", "completed_percent": percent,
         "completed_households_count": households}
    ]  # fmt: skip


def test_what_is_not_known_is_neither_nothing_nor_full_but_not_assessed(accept, evaluate, relation, judge) -> None:
    judge()
    accept("U03", YEAR_END, budget=[budget("P04", 1800, 1800)])
    evaluate(YEAR_END)
    found, summed = scores(relation), total(relation)
    assert {code: row["state"] for code, row in found.items() if row["state"] != "not_assessed"} == {
        "EXECUTION": "assessed",
    }
    assert {code: row["reason"] for code, row in found.items() if row["score"] is None} == {
        "HOUSEHOLDS": "not_reported", "BUILDINGS": "not_reported", "AREA": "not_reported", "ON_TIME": "not_reported",
        "QUALITY": "not_judged", "COST": "no_cost_reported", "SOCIAL": "not_judged", "SUSTAINED": "not_judged", "SATISFACTION": "not_surveyed",
    }  # fmt: skip
    assert (summed["total_score"], summed["coverage_ratio"]) == (10, Decimal("0.1"))
    assert (summed["grade"], summed["grade_reason"]) == (None, "not_fully_assessed")


def test_before_the_year_of_its_deadline_a_project_owes_no_quantity_and_the_weight_goes_to_its_level(
    accept, evaluate, relation, judge
) -> None:
    judge()
    accept("U11", date(2020, 12, 31), progress=done("P04", 100))
    evaluate(date(2020, 12, 31))
    found = scores(relation)
    assert {code for code, row in found.items() if row["state"] == "inapplicable"} == {
        "HOUSEHOLDS", "BUILDINGS", "AREA", "ON_TIME",
    }  # fmt: skip
    weights = {code: round(row["effective_weight"], 4) for code, row in found.items() if row["effective_weight"]}
    assert weights == {
        "EXECUTION": 10, "QUALITY": Decimal("33.3333"), "COST": Decimal("16.6667"), "SOCIAL": 20, "SUSTAINED": 10,
        "SATISFACTION": 10,
    }  # fmt: skip


def test_a_level_that_does_not_apply_at_all_leaves_its_weight_to_the_others(evaluate, relation, judge) -> None:
    judge("2021,P04,SATISFACTION,inapplicable,,,居民已整体搬迁,U03,2021-12-01")
    evaluate(YEAR_END)
    found = scores(relation)
    assert found["SATISFACTION"]["effective_weight"] == 0
    assert found["SATISFACTION"]["basis"] == "居民已整体搬迁"
    assert round(found["EXECUTION"]["effective_weight"], 4) == Decimal("11.1111")
    assert round(sum(row["effective_weight"] for row in found.values()), 6) == 100


@pytest.mark.parametrize(("answers", "satisfied", "score", "reason"), [
    (30, 27, 10, None), (30, 30, 10, None), (29, 29, None, "sample_too_small"), (100, 45, 5, None), (0, 0, None, "nobody_answered"),
])  # fmt: skip
def test_satisfaction_needs_thirty_answers(
    accept, evaluate, relation, judge, answers, satisfied, score, reason
) -> None:
    judge()
    accept("U10", YEAR_END, residents=[
        {"project_code": "P04", "valid_answers_count": answers, "very_satisfied_count": 0, "satisfied_count": satisfied}
    ])  # fmt: skip
    evaluate(YEAR_END)
    found = scores(relation)["SATISFACTION"]
    assert (found["score"], found["reason"]) == (score, reason)


@pytest.mark.parametrize(("executed", "score", "required", "missing"), [
    (1620, 9, False, False), (1619, Decimal("8.9944"), True, True), (1900, 10, False, False),
])  # fmt: skip
def test_below_ninety_percent_a_reason_is_required(
    accept, evaluate, relation, judge, executed, score, required, missing
) -> None:
    judge()
    accept("U03", YEAR_END, budget=[budget("P04", 1800, executed)])
    evaluate(YEAR_END)
    summed = total(relation)
    assert round(scores(relation)["EXECUTION"]["score"], 4) == score
    assert (summed["is_deviation_reason_required"], summed["is_deviation_reason_missing"]) == (required, missing)


def test_a_reason_given_for_money_that_was_spent_explains_nothing(accept, evaluate, relation, judge) -> None:
    judge()
    accept("U03", YEAR_END, budget=[budget("P04", 1800, 180), budget("P05", 200, 200, "无偏差")])
    evaluate(YEAR_END)
    assert [total(relation, code)["is_deviation_reason_missing"] for code in ("P04", "P05", "ALL")] == [
        True, False, True,
    ]  # fmt: skip
    assert total(relation, "ALL")["deviation_reason"] is None


def test_the_programme_executes_every_budget_of_the_year_also_before_a_window_begins(
    accept, evaluate, relation, judge
) -> None:
    """P11 begins in 2022: of it the execution counts, and nothing else; by itself it is not evaluated yet."""
    judge()
    accept("U03", YEAR_END, budget=[budget("P04", 100, 95), budget("P11", 100, 50)])
    evaluate(YEAR_END)
    found = scores(relation, "ALL")
    assert found["EXECUTION"]["actual_quantity"] == Decimal("0.725")
    assert found["HOUSEHOLDS"]["target_quantity"] is None
    [totals] = [
        row for row in relation("funding_totals") if (row["scope"], row["series"]) == ("programme", "public_funds")
    ]
    assert totals["budget_execution_ratio"] == Decimal("0.725")
    assert scores(relation, "P11") == {}


@pytest.mark.parametrize(
    ("percent", "state", "reason"), [(None, "not_assessed", "not_reported"), (90, "assessed", None)]
)
def test_late_is_known_of_what_is_reported_alone(accept, evaluate, relation, judge, percent, state, reason) -> None:
    judge()
    if percent is not None:
        accept("U11", YEAR_END, progress=done("P04", 550, percent))
    evaluate(YEAR_END)
    found = scores(relation)["ON_TIME"]
    assert (found["state"], found["reason"], found["score"]) == (state, reason, 0 if percent else None)


@pytest.mark.parametrize(("cost", "score"), [(3650, 5), (7300, Decimal("2.5")), (0, 5)])
def test_a_cost_over_its_target_scores_target_over_actual(accept, evaluate, relation, judge, cost, score) -> None:
    judge()
    accept("U11", YEAR_END, changes=[
        {"project_code": "P04", "change_number": "1", "contract_amount": cost, "confirmed_changes_amount": 0}
    ])  # fmt: skip
    evaluate(YEAR_END)
    assert scores(relation)["COST"]["score"] == score


@pytest.mark.parametrize(("households", "score"), [(550, 10), (715, 10), (716, 0)])
def test_far_beyond_the_target_is_nothing_where_the_county_says_so(
    accept, evaluate, relation, judge, households, score
) -> None:
    judge(change=("indicators.csv", "households,due_year,,10,higher,,", "households,due_year,,10,higher,1.30,"))
    accept("U11", YEAR_END, progress=done("P04", households))
    evaluate(YEAR_END)
    assert scores(relation)["HOUSEHOLDS"]["score"] == score


def test_the_programme_is_sums_and_says_how_many_are_known(accept, evaluate, relation, judge) -> None:
    """Due by 2021: five projects; two report households: 550 of 550 and 160 of 320."""
    judge("2021,,QUALITY,scored,70,部分达成,全县检查通报,U01,2021-12-30")
    accept("U11", YEAR_END, progress=done("P04", 550) + done("P05", 160))
    accept("U03", YEAR_END, budget=[budget("P04", 1800, 1530), budget("P05", 200, 200)])
    evaluate(YEAR_END)
    found = scores(relation, "ALL")
    households = found["HOUSEHOLDS"]
    assert (households["target_quantity"], households["actual_quantity"]) == (870, 710)
    assert (households["state"], households["assessed_weight"]) == ("partly_assessed", 4)
    assert round(households["score"], 6) == round(Decimal(4) * 710 / 870, 6)
    assert (found["EXECUTION"]["actual_quantity"], found["QUALITY"]["score"]) == (Decimal("0.865"), 7)
    summed = total(relation, "ALL")
    assert (summed["is_deviation_reason_required"], summed["grade"]) == (True, None)


CODES = [row.split(",")[0] for row in (paths.EVALUATION / "indicators.csv").read_text(encoding="utf-8").split()[1:]]


def only(*codes: str) -> list[str]:
    """Judgements that every other indicator does not apply."""
    return [f"2021,P04,{code},inapplicable,,,试算,U03,2021-12-01" for code in CODES if code not in codes]


@pytest.mark.parametrize(("percent", "printed", "grade"), [("84.98", "89.99", "良"), ("84.993", "90.00", "优")])
def test_a_grade_is_that_of_the_score_as_printed(evaluate, relation, judge, percent, printed, grade) -> None:
    """Two thirds of the weight at so many percent, a third full: 89.9867 prints 89.99, 89.9953 prints 90.00."""
    judge(
        *only("SOCIAL", "SUSTAINED"),
        f"2021,P04,SOCIAL,scored,{percent},基本达成,试算,U03,2021-12-01",
        "2021,P04,SUSTAINED,scored,100,基本达成,试算,U03,2021-12-01",
    )
    evaluate(YEAR_END)
    summed = total(relation)
    assert (round(summed["total_score"], 2), summed["grade"]) == (Decimal(printed), grade)


def test_another_scheme_grades_the_same_score_otherwise(evaluate, relation, judge, planned, tmp_path) -> None:
    path = tmp_path / "policy.toml"
    written = paths.POLICY.read_text(encoding="utf-8")
    path.write_text(written.replace('grade_scheme = "standard"', 'grade_scheme = "jiangxi"'), encoding="utf-8")
    policy_loading.load_policy(planned, path, RECORDED)
    judge(*only("QUALITY"), "2021,P04,QUALITY,scored,90,基本达成,试算,U03,2021-12-01")
    evaluate(YEAR_END)
    summed = total(relation)
    assert (summed["grade_scheme"], summed["total_score"], summed["grade"]) == ("jiangxi", 90, "良")


def test_a_judgement_counts_from_its_day_and_from_its_recording(evaluate, relation, judge) -> None:
    judge("2021,P04,QUALITY,scored,60,部分达成,初查,U01,2021-06-30")
    later = "2021,P04,QUALITY,scored,90,基本达成,复查,U01,2021-12-30"
    judge(
        "2021,P04,QUALITY,scored,60,部分达成,初查,U01,2021-06-30", later, recorded_at=datetime(2022, 2, 1, tzinfo=UTC)
    )
    shown = {}
    for day, known in ((date(2021, 6, 29), 2030), (date(2021, 6, 30), 2030), (YEAR_END, 2022), (YEAR_END, 2030)):
        evaluate(day, datetime(known, 1, 1, tzinfo=UTC))
        shown[day, known] = scores(relation)["QUALITY"]["actual_quantity"]
    assert list(shown.values()) == [None, Decimal("0.6"), Decimal("0.6"), Decimal("0.9")]
