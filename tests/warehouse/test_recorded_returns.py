"""What was known at a moment is what had been received and judged by then, whenever the question is asked."""

import threading
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from planwatch.checks.verdict import judge_returns
from planwatch.orchestration.run_dates import moment, stamp
from planwatch.warehouse import evaluation, publishing
from planwatch.warehouse.connection import connect
from tests.builders import progress_file
from tests.county import County

JUNE = date(2021, 6, 30)
DROPPED = datetime(2021, 7, 5, 7, 58, tzinfo=UTC)
MONDAY = datetime(2021, 7, 5, 8, tzinfo=UTC)
JUDGED = datetime(2021, 7, 5, 8, 3, tzinfo=UTC)
SECOND = timedelta(seconds=1)
HISTORY = (
    "select to_jsonb(rows_of_day) - 'publication_id' from marts.project_performance as rows_of_day"
    " where as_of_date = :day order by project_code"
)


def returns_known(county: County, known_at: datetime) -> int:
    with connect(county.url) as connection:
        publishing.publish(connection, evaluation.build_candidate(connection, JUNE, known_at))
    return county.query("select count(*) from marts.submission_status where as_of_date = :day", day=JUNE)[0][0]


def figures(county: County, known_at: datetime) -> list[Any]:
    returns_known(county, known_at)
    return [row[0] for row in county.query(HISTORY, day=JUNE)]


def test_a_return_counts_from_its_verdict_on_to_the_second(county: County) -> None:
    progress_file(county.inbox("U11") / "a.csv", [{}])
    county.ingest(DROPPED, JUDGED)
    assert [returns_known(county, known_at) for known_at in (DROPPED, MONDAY, JUDGED - SECOND, JUDGED)] == [0, 0, 0, 1]


def test_a_week_told_before_a_verdict_is_the_same_when_it_is_told_again(county: County) -> None:
    progress_file(county.inbox("U11") / "a.csv", [{"completed_percent": "20"}])
    county.ingest(DROPPED - timedelta(days=1))
    told = figures(county, MONDAY)
    progress_file(county.inbox("U11") / "b.csv", [{"completed_percent": "60"}])
    county.ingest(DROPPED, JUDGED)
    assert figures(county, MONDAY) == told
    assert figures(county, JUDGED) != told


def test_punctuality_goes_by_the_day_of_receipt_not_of_the_verdict(county: County) -> None:
    progress_file(county.inbox("U11") / "a.csv", [{}])
    county.ingest(DROPPED, DROPPED + timedelta(days=20))
    received = "select received_at, recorded_at from raw.returns"
    assert county.query(received) == [(DROPPED, DROPPED + timedelta(days=20))]
    returns_known(county, DROPPED + timedelta(days=20))
    assert county.query("select received_at from marts.submission_status where as_of_date = :day", day=JUNE) == [
        (DROPPED,)
    ]


def test_judged_again_it_was_known_from_its_first_verdict_on(county: County) -> None:
    progress_file(county.inbox("U11") / "a.csv", [{}])
    county.ingest(DROPPED, JUDGED)
    county.query("update raw.returns set state = 'checked' returning return_id")
    with connect(county.url) as connection:
        judge_returns(connection, lambda: JUDGED + timedelta(days=9))
    assert county.query("select recorded_at from raw.returns") == [(JUDGED,)]


def test_an_evaluation_waits_for_the_verdicts_whose_moment_has_passed(county: County) -> None:
    """A verdict of before the moment that is not committed yet would be missing now and be there the next time."""
    progress_file(county.inbox("U11") / "a.csv", [{}])
    county.ingest(DROPPED, JUDGED)
    county.query("update raw.returns set state = 'checked', verdict = null, judged_at = null returning return_id")
    found: list[int] = []
    with connect(county.url) as judging:
        judge_returns(judging, lambda: JUDGED)
        evaluating = threading.Thread(target=lambda: found.append(returns_known(county, JUDGED)))
        evaluating.start()
        evaluating.join(1.5)
        assert evaluating.is_alive()
    evaluating.join()
    assert found == [1]


@pytest.mark.parametrize("name", ["received_at", "known_at"])
def test_what_comes_in_is_stamped_when_it_is_taken_in_and_not_when_its_run_was_due(name: str) -> None:
    due = datetime.now(UTC) - timedelta(days=3)
    context = {"params": {name: None}, "dag_run": SimpleNamespace(run_after=due)}
    assert moment(context, name) == due
    assert datetime.now(UTC) - stamp(context, name) < timedelta(minutes=1)
    given = {"params": {name: "2021-07-05T16:00:00+08:00"}, "dag_run": SimpleNamespace(run_after=due)}
    assert moment(given, name) == stamp(given, name) == MONDAY
