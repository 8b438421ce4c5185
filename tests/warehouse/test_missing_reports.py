"""Rule F33: what is owed and has not come is on the list of missing returns, and is never a zero."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, text

from planwatch.alerts.letter_content import letter_content
from planwatch.alerts.week import read_week
from planwatch.messages import load_messages
from planwatch.rules import load_rules
from planwatch.warehouse import alerting, plan_loading, waiving
from planwatch.warehouse.waiving import Waiver

MAY, JUNE = date(2021, 5, 31), date(2021, 6, 30)
SEEN = datetime(2021, 7, 12, tzinfo=UTC)


def roads(done: int) -> list[dict[str, Any]]:
    return [{"project_code": "P04", "item_code": "ROAD", "completed_percent": done, "investment_amount": 100}]


def missing(connection: Connection) -> list[tuple[Any, ...]]:
    found = connection.execute(
        text(
            "select unit_code, form, cutoff_date, days_late from marts.unit_reporting"
            " where as_of_date = :day and rule_id = 'F33' order by 1, 2, 3"
        ),
        {"day": JUNE},
    )
    return [tuple(row) for row in found]


def excuse(connection: Connection, **changes: Any) -> None:
    waiver = {
        "rule_id": "F33",
        "unit": "县城投公司",
        "first_cutoff_date": JUNE,
        "last_cutoff_date": JUNE,
        "reason": "系统切换",
        "granted_by": "县建设局",
        "expires_date": date(2021, 7, 5),
    } | changes
    waiving.grant(connection, Waiver(**waiver), datetime(2021, 6, 25, tzinfo=UTC))


def test_a_missing_return_breaks_f33_and_counts_for_nothing(
    planned: Connection, accept: Callable[..., int], evaluate: Callable[..., dict[str, Any]]
) -> None:
    """The works company reported for April and May; June, due on Monday 5 July with grace to the 7th, has not come."""
    assert load_rules()["F33"].held_by == "calendar"
    for day in (date(2021, 4, 30), MAY):
        accept("U11", day, datetime(2021, 6, 2, tzinfo=UTC), progress=roads(40))
    found = evaluate(JUNE, SEEN, also=("unit_reporting",))
    assert ("U11", "progress", JUNE, 7) in missing(planned)
    assert ("U11", "progress", MAY) not in [row[:3] for row in missing(planned)]
    shimen = found["P04"]
    assert (shimen["physical_progress_ratio"], shimen["last_report_date"]) == (Decimal("0.1"), MAY)
    assert (shimen["data_status"], shimen["carried_forward_days"]) == ("carried_forward", 30)
    untold = found["P05"]
    assert (untold["physical_progress_ratio"], untold["earned_value_amount"]) == (None, None)
    assert (untold["data_status"], untold["carried_forward_days"]) == ("not_reported", None)


def test_the_list_of_missing_returns_is_worded_by_the_rule(
    planned: Connection, evaluate: Callable[..., dict[str, Any]]
) -> None:
    plan_loading.publish_plan_reconciliation(planned, 1)
    evaluate(JUNE, SEEN, is_whole=True)
    alerting.publish_week(planned, JUNE, alerting.build_week(planned, JUNE))
    for language, sentence in (
        ("zh", "进度表（截至2021-06-30）应于2021-07-05前报送，已逾期7天，未报。"),
        ("en", "was due on 2021-07-05, 7 days ago, and has not come."),
    ):
        cards = letter_content(read_week(planned, JUNE), "PROGRAMME", load_messages(language))["sections"][2]["cards"]
        [company] = [card["entries"] for card in cards if card["subject"] == "县城投公司"]
        assert any(sentence in entry["sentence"] for entry in company)
        red = [entry for card in cards for entry in card["entries"] if sentence[-3:] == entry["sentence"][-3:]]
        assert len(red) == len(missing(planned)) == 27


def test_a_waiver_excuses_what_falls_due_while_it_holds(
    planned: Connection, evaluate: Callable[..., dict[str, Any]]
) -> None:
    excuse(planned, form="progress")
    evaluate(JUNE, SEEN, also=("unit_reporting",))
    assert ("U11", "progress", JUNE, 7) not in missing(planned)
    assert ("U11", "progress", MAY, 35) in missing(planned)
    assert ("U11", "spending", JUNE, 7) in missing(planned)
    [excused] = planned.execute(text("select status, waiver_id from marts.unit_reporting where waiver_id is not null"))
    assert tuple(excused) == ("waived", 1)
    [used] = planned.execute(text("select uses_count, returns_count, last_used_date from marts.waivers"))
    assert tuple(used) == (1, 0, JUNE)


def test_a_waiver_that_expires_a_day_before_excuses_nothing(
    planned: Connection, evaluate: Callable[..., dict[str, Any]]
) -> None:
    excuse(planned, expires_date=date(2021, 7, 4))
    evaluate(JUNE, SEEN, also=("unit_reporting",))
    assert ("U11", "progress", JUNE, 7) in missing(planned)


def test_a_waiver_for_one_project_excuses_that_project_alone(
    planned: Connection, accept: Callable[..., int], evaluate: Callable[..., dict[str, Any]]
) -> None:
    excuse(planned, project="石门小区")
    evaluated = evaluate(JUNE, SEEN, also=("unit_reporting",))
    assert ("U11", "progress", JUNE, 7) in missing(planned)
    assert (evaluated["P04"]["returns_due_count"], evaluated["P05"]["returns_due_count"]) == (2, 3)


def test_before_it_was_granted_and_after_it_is_revoked_nothing_is_excused(
    planned: Connection, evaluate: Callable[..., dict[str, Any]]
) -> None:
    excuse(planned)
    waiving.revoke(planned, 1, "县建设局", datetime(2021, 7, 10, tzinfo=UTC))
    evaluate(JUNE, datetime(2021, 7, 9, tzinfo=UTC), also=("unit_reporting",))
    assert ("U11", "progress", JUNE) not in [row[:3] for row in missing(planned)]
    evaluate(JUNE, SEEN, also=("unit_reporting",))
    assert ("U11", "progress", JUNE, 7) in missing(planned)


def test_the_word_that_nothing_new_has_happened_is_a_report(
    planned: Connection, accept: Callable[..., int], evaluate: Callable[..., dict[str, Any]]
) -> None:
    july = date(2021, 7, 31)
    claims = (("U03", "payments", False), ("U01", "inspection", False), ("U12", "cable", True))
    for unit, form, repeats in claims:
        return_id = accept(unit, july, datetime(2021, 8, 2, tzinfo=UTC))
        planned.execute(
            text("insert into raw.no_change_claims values (:id, :form, 'Sheet', :day, 9, :repeats)"),
            {"id": return_id, "form": form, "day": july, "repeats": repeats},
        )
    evaluate(july, datetime(2021, 8, 30, tzinfo=UTC), also=("unit_reporting",))
    found = planned.execute(
        text(
            "select unit_code, status, projects_count from marts.unit_reporting where cutoff_date = :day"
            " and (unit_code, form) in (('U03', 'payments'), ('U01', 'inspection'), ('U12', 'cable')) order by 1"
        ),
        {"day": july},
    )
    assert [tuple(row) for row in found] == [("U01", "on_time", 0), ("U03", "on_time", 0), ("U12", "missing", 0)]
