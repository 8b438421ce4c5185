"""Makes a candidate visible, or refuses it; readers see the day before or the day after, never a half."""

import json
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, column, literal_column, select, table
from sqlalchemy.dialects import postgresql

from planwatch.refusals import RefusalError
from planwatch.warehouse import queries
from planwatch.warehouse.evaluation import PUBLISHED_BY_DAY
from planwatch.warehouse.marts import copy_day, marts_of


class NotPublishedError(RefusalError):
    """There is no publication of the day: nothing to write out, and no alerts to tell."""

    def __init__(self, as_of_date: date):
        super().__init__("refusals.publication.not_published", as_of_date=as_of_date)


class NotPublishableError(RefusalError):
    """The publication was refused, or a later candidate of its day has taken its place."""


def candidate_query(name: str, as_of_date: date) -> str:
    """The query that reads one mart's candidate of one day, for tools that take a query as text."""
    chosen: Select[Any] = select(literal_column("*")).select_from(table(name, schema="candidate"))
    statement = chosen.where(column("as_of_date") == as_of_date)
    return str(statement.compile(dialect=postgresql.dialect(), compile_kwargs={"literal_binds": True}))


def publish(connection: Connection, publication_id: int) -> None:
    """Replace one day of every mart by its candidate, in the caller's one transaction; again changes nothing.

    Raises NotPublishableError for a refused publication and for one that a later candidate has overtaken: the rows in
    `candidate` are then not those that were held to the contract.
    """
    queries.run(connection, "publishing/lock.sql")
    (publication,) = queries.rows(connection, "publishing/publication.sql", publication_id=publication_id)
    if publication["state"] == "contract_violated":
        raise NotPublishableError("refusals.publication.broke_contract", publication_id=publication_id)
    if publication["is_overtaken"]:
        raise NotPublishableError("refusals.publication.overtaken", publication_id=publication_id)
    for mart in marts_of(connection, "marts", PUBLISHED_BY_DAY):
        copy_day(connection, mart, publication["as_of_date"], f"candidate.{mart.name}", publication["known_at"])
    queries.run(connection, "publishing/record_published.sql", publication_id=publication_id)


def refuse(connection: Connection, publication_id: int, failures: list[str]) -> None:
    """Record why a candidate was not published; `marts` stays as it was."""
    queries.run(
        connection,
        "publishing/record_refused.sql",
        publication_id=publication_id,
        contract_failures=json.dumps(failures, ensure_ascii=False),
    )
