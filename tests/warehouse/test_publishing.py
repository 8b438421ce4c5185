"""Candidate and publication: readers see a whole day or the day before, and an old moment gives the old rows."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Connection, text

from planwatch.warehouse import evaluation, marts, publishing, queries
from planwatch.warehouse.evaluation import NothingToEvaluateError
from planwatch.warehouse.publishing import NotPublishableError

DAY = date(2021, 6, 30)
EARLY = datetime(2021, 7, 3, tzinfo=UTC)
LATE = datetime(2021, 8, 1, tzinfo=UTC)


def roads(done: int) -> list[dict[str, Any]]:
    return [{"project_code": "P04", "item_code": "ROAD", "completed_percent": done}]


def shown(connection: Connection, schema: str, mart: str = "project_performance") -> list[dict[str, Any]]:
    found = connection.execute(text(f"select * from {schema}.{mart} where as_of_date = :day"), {"day": DAY}).mappings()
    return sorted((dict(row) for row in found), key=str)


def test_the_same_day_and_moment_give_the_same_rows_after_late_and_corrected_returns(
    planned: Connection, accept: Callable[..., int]
) -> None:
    accept("U11", DAY, EARLY, progress=roads(40))
    evaluation.build_candidate(planned, DAY, EARLY)
    before = [shown(planned, "candidate", mart) for mart in evaluation.PUBLISHED_BY_DAY]

    accept("U11", DAY, LATE, progress=roads(60))
    accept(
        "U12", date(2021, 5, 31), LATE, progress=[{"project_code": "P04", "item_code": "CABLE", "completed_percent": 9}]
    )
    evaluation.build_candidate(planned, DAY, LATE)
    assert shown(planned, "candidate") != before[0]

    evaluation.build_candidate(planned, DAY, EARLY)
    assert [shown(planned, "candidate", mart) for mart in evaluation.PUBLISHED_BY_DAY] == before


def test_a_run_that_dies_between_candidate_and_publication_leaves_readers_the_last_publication(
    planned: Connection, accept: Callable[..., int], evaluate: Callable[..., dict[str, Any]]
) -> None:
    accept("U11", DAY, EARLY, progress=roads(40))
    evaluate(DAY, EARLY, is_whole=True)
    before = shown(planned, "marts")
    accept("U11", DAY, LATE, progress=roads(60))
    evaluation.build_candidate(planned, DAY, LATE)
    assert shown(planned, "marts") == before

    publishing.publish(planned, evaluation.build_candidate(planned, DAY, LATE))
    assert shown(planned, "marts") == shown(planned, "candidate") != before


def test_publishing_twice_changes_nothing(planned: Connection, accept: Callable[..., int]) -> None:
    accept("U11", DAY, EARLY, progress=roads(40))
    publication_id = evaluation.build_candidate(planned, DAY, EARLY)
    publishing.publish(planned, publication_id)
    before = shown(planned, "marts")
    publishing.publish(planned, publication_id)
    assert shown(planned, "marts") == before


def test_a_refused_candidate_is_not_published(planned: Connection, evaluate: Callable[..., dict[str, Any]]) -> None:
    evaluate(DAY, EARLY, is_whole=True)
    before = shown(planned, "marts")
    publication_id = evaluation.build_candidate(planned, DAY, LATE)
    publishing.refuse(planned, publication_id, ["project_performance: the light is one of four"])
    with pytest.raises(NotPublishableError, match="broke its contract"):
        publishing.publish(planned, publication_id)
    assert shown(planned, "marts") == before
    recorded = queries.rows(planned, "publishing/publication.sql", publication_id=publication_id)
    assert recorded[0]["state"] == "contract_violated"


def test_a_candidate_that_a_later_one_overtook_is_not_published(planned: Connection) -> None:
    first = evaluation.build_candidate(planned, DAY, EARLY)
    evaluation.build_candidate(planned, DAY, LATE)
    with pytest.raises(NotPublishableError, match="later candidate"):
        publishing.publish(planned, first)


def test_other_days_stay_as_they_were(planned: Connection, evaluate: Callable[..., dict[str, Any]]) -> None:
    evaluate(DAY, EARLY, is_whole=True)
    before = shown(planned, "marts")
    evaluate(date(2021, 5, 31), EARLY, is_whole=True)
    assert shown(planned, "marts") == before


def test_without_a_plan_there_is_nothing_to_evaluate(warehouse: Connection) -> None:
    with pytest.raises(NothingToEvaluateError):
        evaluation.build_candidate(warehouse, DAY, EARLY)


def test_the_day_to_evaluate_is_the_newest_cutoff_received_by_then(
    planned: Connection, accept: Callable[..., int]
) -> None:
    assert evaluation.latest_cutoff_date(planned, datetime(2021, 7, 2, 16, 30, tzinfo=UTC)) == date(2021, 7, 3)
    accept("U11", date(2021, 5, 31), EARLY, progress=roads(40))
    accept("U11", DAY, LATE, progress=roads(60))
    assert evaluation.latest_cutoff_date(planned, EARLY) == date(2021, 5, 31)
    assert evaluation.latest_cutoff_date(planned, LATE) == DAY


def test_every_published_table_and_column_is_explained_in_both_languages(warehouse: Connection) -> None:
    unexplained = warehouse.execute(
        text(
            "select relations.relname, columns.attname from pg_class as relations"
            " inner join pg_attribute as columns on relations.oid = columns.attrelid and columns.attnum >= 0"
            " left join pg_description as words on relations.oid = words.objoid and columns.attnum = words.objsubid"
            " where relations.relnamespace = 'marts'::regnamespace and relations.relkind in ('r', 'p')"
            " and not columns.attisdropped and coalesce(words.description, '') not like '%_ | _%'"
        )
    ).all()
    assert unexplained == []
    uncommented = "select relname from pg_class where relnamespace = 'marts'::regnamespace and relkind = 'r'"
    assert warehouse.execute(text(f"{uncommented} and obj_description(oid) not like '%_ | _%'")).all() == []


@pytest.mark.parametrize(("amount", "published"), [("5.655", "1.89"), ("5.654999", "1.88"), ("-5.655", "-1.89")])
def test_an_exact_half_that_was_divided_is_rounded_up(warehouse: Connection, amount: str, published: str) -> None:
    warehouse.exec_driver_sql("create schema halves")
    warehouse.exec_driver_sql("create table halves.shares (as_of_date date primary key, share_amount numeric(18, 2))")
    warehouse.execute(text(
        "create temporary table shares as select date '2021-06-30' as as_of_date, cast(:amount as numeric) * (1.0 / 3)"
        " as share_amount"
    ), {"amount": amount})  # fmt: skip
    [shares] = marts.marts_of(warehouse, "halves", ["shares"])
    marts.copy_day(warehouse, shares, date(2021, 6, 30), "pg_temp.shares")
    found = warehouse.exec_driver_sql("select share_amount from halves.shares").scalar_one()
    assert found == Decimal(published)
