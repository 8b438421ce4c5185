"""The finance bureau's sign-off: what is asked is what is signed, and what is signed never changes."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from planwatch.domain.period import period_kinds_ending
from planwatch.warehouse import certifying, queries
from planwatch.warehouse.certifying import NotCertifiableError

pytestmark = pytest.mark.proof

MAY, JUNE = date(2021, 5, 31), date(2021, 6, 30)
KNOWN = datetime(2021, 7, 3, tzinfo=UTC)
EARLIER, JUST_AFTER = KNOWN - timedelta(seconds=1), KNOWN + timedelta(seconds=1)
ASKED = datetime(2021, 7, 12, tzinfo=UTC)
LATER = datetime(2021, 8, 1, tzinfo=UTC)


def roads(done: int) -> list[dict[str, Any]]:
    return [{"project_code": "P04", "item_code": "ROAD", "completed_percent": done}]


@pytest.fixture
def published(planned: Connection, accept: Callable[..., int], evaluate: Callable[..., Any]) -> Connection:
    accept("U11", JUNE, KNOWN, progress=roads(40))
    evaluate(JUNE, KNOWN, is_whole=True)
    return planned


def approve(connection: Connection, certification_id: int, state: str = "approved", opinion: str = "同意") -> None:
    certifying.answer(
        connection, certification_id, state=state, opinion=opinion, answered_by="finance", answered_at=LATER
    )


def bridge(connection: Connection) -> list[tuple]:
    found = connection.execute(
        text(
            "select mart, row_key, column_name, certified_value::numeric, current_value::numeric, difference_quantity"
            " from marts.certified_bridge where column_name = 'physical_progress_ratio' order by 1, 2"
        )
    )
    return [tuple(row) for row in found]


def standing(connection: Connection) -> tuple[str, int]:
    [row] = queries.rows(connection, "workbook/certification.sql", as_of_date=JUNE)
    return row["standing"], row["changes_count"]


def states(connection: Connection) -> set[str]:
    """The states of the certifications that the bridge compares with."""
    return set(connection.execute(text("select state from marts.certified_bridge")).scalars())


def rows_of_day(connection: Connection) -> list[tuple]:
    found = connection.execute(text("select * from marts.rows_of_day(:day) order by 1, 2"), {"day": JUNE})
    return [tuple(row) for row in found]


def test_a_certified_day_keeps_its_rows_and_a_later_correction_shows_as_a_bridge(
    published: Connection, accept: Callable[..., int], evaluate: Callable[..., Any]
) -> None:
    asked = certifying.request(published, JUNE, ASKED)
    approve(published, asked["certification_id"])
    assert bridge(published) == []

    accept("U11", JUNE, LATER, progress=roads(60))
    evaluate(JUNE, LATER, is_whole=True)
    [(content,)] = published.execute(
        text("select content from marts.certified_rows where mart = 'project_performance' and row_key = 'P04'")
    )
    assert content["physical_progress_ratio"] == pytest.approx(0.10)
    assert (
        "project_performance",
        "P04",
        "physical_progress_ratio",
        Decimal("0.100000"),
        Decimal("0.150000"),
        Decimal("0.050000"),
    ) in bridge(published)


def test_what_was_published_between_question_and_answer_is_not_what_is_signed(
    published: Connection, accept: Callable[..., int], evaluate: Callable[..., Any]
) -> None:
    asked = certifying.request(published, JUNE, ASKED)
    evaluate(JUNE, JUST_AFTER, is_whole=True)
    assert standing(published) == ("requested", 0), "published again with the same figures"
    accept("U11", JUNE, LATER, progress=roads(60))
    evaluate(JUNE, LATER, is_whole=True)
    waiting, before = standing(published), bridge(published)
    assert (waiting[0], waiting[1] > 0, len(before) > 0) == ("changed_since_request", True, True)
    assert states(published) == {"requested"}
    approve(published, asked["certification_id"])
    assert (standing(published), bridge(published)) == (("changed_since", waiting[1]), before)
    assert states(published) == {"approved"}


def test_what_was_returned_is_compared_with_nothing(
    published: Connection, accept: Callable[..., int], evaluate: Callable[..., Any]
) -> None:
    approve(published, certifying.request(published, JUNE, ASKED)["certification_id"], "returned", "缺少监理确认")
    accept("U11", JUNE, LATER, progress=roads(60))
    evaluate(JUNE, LATER, is_whole=True)
    assert (standing(published), states(published)) == (("returned", 0), set())


@pytest.mark.parametrize(
    ("cutoff_date", "received_at", "asked_at", "is_touched"),
    [
        (JUNE, JUST_AFTER, LATER, True),
        (JUNE, KNOWN, LATER, False),  # what was published knows it
        (JUNE, EARLIER, LATER, False),
        (JUNE, LATER, LATER, True),
        (JUNE, LATER, LATER - timedelta(seconds=1), False),  # not known yet by the moment asked for
        (MAY, JUST_AFTER, LATER, True),  # what was filed for an earlier cut-off stands in June too
        (date(2021, 7, 1), JUST_AFTER, LATER, False),
    ],
)
def test_a_return_of_this_day_or_before_it_touches_what_was_put_before_the_bureau(
    cutoff_date: date,
    received_at: datetime,
    asked_at: datetime,
    is_touched: bool,
    published: Connection,
    accept: Callable[..., int],
) -> None:
    certifying.request(published, JUNE, ASKED)
    accept("U11", cutoff_date, received_at, progress=roads(60))
    assert certifying.touched_days(published, asked_at) == ([JUNE] if is_touched else [])


def test_days_are_touched_while_they_wait_and_once_certified_not_when_returned_or_never_asked_for(
    published: Connection, accept: Callable[..., int], evaluate: Callable[..., Any]
) -> None:
    accept("U11", JUNE, JUST_AFTER, progress=roads(60))
    assert certifying.touched_days(published, LATER) == [], "never asked for"
    first = certifying.request(published, JUNE, ASKED)
    assert certifying.touched_days(published, LATER) == [JUNE]
    approve(published, first["certification_id"], "returned", "缺少监理确认")
    assert certifying.touched_days(published, LATER) == []
    approve(published, certifying.request(published, JUNE, LATER)["certification_id"])
    assert certifying.touched_days(published, LATER) == [JUNE]
    evaluate(JUNE, LATER, is_whole=True)
    assert certifying.touched_days(published, LATER) == [], "published again"


def test_a_refused_return_without_lines_touches_by_its_own_cut_off(
    published: Connection, accept: Callable[..., int]
) -> None:
    certifying.request(published, JUNE, ASKED)
    return_id = accept("U11", JUNE, LATER)
    assert certifying.touched_days(published, LATER) == []
    published.execute(text("update raw.returns set cutoff_date = '2021-06-30'"))
    assert certifying.touched_days(published, LATER) == [JUNE]
    published.execute(text("update raw.returns set verdict = null where return_id = :id"), {"id": return_id})
    assert certifying.touched_days(published, LATER) == [], "not judged"


def test_the_frozen_rows_stand_in_the_marts_for_the_length_of_a_block(
    published: Connection, accept: Callable[..., int], evaluate: Callable[..., Any]
) -> None:
    """Every row of every mart; a mart that has no row then or now too. Afterwards all is as published."""
    asked = certifying.request(published, JUNE, ASKED)
    accept("U11", JUNE, LATER, progress=roads(60), changes=[{"project_code": "P04", "change_number": "变更1"}])
    evaluate(JUNE, LATER, is_whole=True)
    later = rows_of_day(published)
    frozen = [
        tuple(row)
        for row in published.execute(text("select mart, row_key, content from marts.certified_rows order by 1, 2"))
    ]
    assert {row[0] for row in later} - {row[0] for row in frozen} == {"scheme_changes"}
    with certifying.as_frozen(published, asked["certification_id"]):
        assert rows_of_day(published) == frozen
        assert bridge(published) == []
    assert rows_of_day(published) == later
    assert len(bridge(published)) > 0


def test_frozen_rows_are_put_back_where_a_mart_has_got_a_column_since(published: Connection) -> None:
    asked = certifying.request(published, JUNE, ASKED)
    published.execute(text("alter table marts.programme_performance add column wells_count integer not null default 7"))
    with certifying.as_frozen(published, asked["certification_id"]):
        counted = published.execute(text("select wells_count, projects_count from marts.programme_performance"))
        assert tuple(counted.one()) == (7, 14)


def test_the_first_fingerprint_of_the_workbook_stands(published: Connection) -> None:
    asked = certifying.request(published, JUNE, ASKED)
    assert asked["workbook_sha256"] is None
    for said in ("first", "second"):
        certifying.keep_workbook(published, asked["certification_id"], said)
    assert certifying.request(published, JUNE, LATER)["workbook_sha256"] == "first"


def test_asking_again_while_a_question_waits_is_the_same_question(published: Connection) -> None:
    first = certifying.request(published, JUNE, ASKED)
    assert certifying.request(published, JUNE, LATER) == first
    [(rows,)] = published.execute(text("select count(*) from marts.certified_rows where mart = 'project_performance'"))
    assert rows == 14


def test_a_returned_day_may_be_asked_again_and_an_approved_one_not(published: Connection) -> None:
    first = certifying.request(published, JUNE, ASKED)
    approve(published, first["certification_id"], "returned", "缺少监理确认")
    second = certifying.request(published, JUNE, LATER)
    assert second["certification_id"] > first["certification_id"]
    approve(published, second["certification_id"])
    with pytest.raises(NotCertifiableError, match="2021-06-30的数据已经审定(.|\\n)*certified and never changes"):
        certifying.request(published, JUNE, LATER)


def test_a_day_that_is_not_published_cannot_be_certified(published: Connection) -> None:
    with pytest.raises(NotCertifiableError, match="2021-05-31的数据还没有发布(.|\\n)*not published"):
        certifying.request(published, date(2021, 5, 31), ASKED)


def test_the_same_answer_twice_is_one_and_another_is_refused(published: Connection) -> None:
    asked = certifying.request(published, JUNE, ASKED)
    approve(published, asked["certification_id"])
    approve(published, asked["certification_id"])
    with pytest.raises(NotCertifiableError, match="已同意，不再变化(.|\\n)*another answer"):
        approve(published, asked["certification_id"], "returned", "重新核对")


def test_a_returned_day_is_not_approved_by_the_same_request(published: Connection) -> None:
    asked = certifying.request(published, JUNE, ASKED)
    approve(published, asked["certification_id"], "returned", "缺少监理确认")
    with pytest.raises(NotCertifiableError, match=r"已退回，不能改答同意(.|\n)*it was returned; ask for"):
        approve(published, asked["certification_id"])


@pytest.mark.parametrize(
    "statement",
    [
        "update marts.certified_rows set content = '{}'",
        "delete from marts.certified_rows",
        "truncate marts.certified_rows",
        "update marts.certifications set opinion = '不同意'",
        "delete from marts.certifications",
    ],
)
def test_not_even_the_pipeline_changes_what_is_certified(published: Connection, statement: str) -> None:
    approve(published, certifying.request(published, JUNE, ASKED)["certification_id"])
    with pytest.raises(DBAPIError, match="cannot be"), published.begin_nested():
        published.execute(text(statement))


def test_an_answer_without_an_opinion_is_refused(published: Connection) -> None:
    asked = certifying.request(published, JUNE, ASKED)
    with pytest.raises(DBAPIError, match="check"), published.begin_nested():
        approve(published, asked["certification_id"], "returned", "  ")


@pytest.mark.parametrize(
    ("day", "kinds"),
    [
        (date(2021, 6, 29), []),
        (date(2021, 5, 31), ["month"]),
        (date(2021, 6, 30), ["month", "quarter"]),
        (date(2021, 12, 31), ["month", "quarter", "year"]),
    ],
)
def test_what_a_day_ends(day: date, kinds: list[str]) -> None:
    assert period_kinds_ending(day) == kinds
