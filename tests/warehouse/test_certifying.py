"""The finance bureau's sign-off: what is asked is what is signed, and what is signed never changes."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from planwatch.domain.period import period_kinds_ending
from planwatch.warehouse import certifying
from planwatch.warehouse.certifying import NotCertifiableError

pytestmark = pytest.mark.proof

JUNE = date(2021, 6, 30)
KNOWN = datetime(2021, 7, 3, tzinfo=UTC)
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
    accept("U11", JUNE, LATER, progress=roads(60))
    evaluate(JUNE, LATER, is_whole=True)
    approve(published, asked["certification_id"])
    assert len(bridge(published)) >= 1


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
