"""Holds a candidate to the contract of its marts: one Great Expectations suite per mart, on the rows of one day."""

import shutil
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import great_expectations as gx

from planwatch import paths
from planwatch.checks.suites import load_suite, open_context
from planwatch.refusals import RefusalError
from planwatch.warehouse import publishing, queries
from planwatch.warehouse.connection import connect
from planwatch.warehouse.evaluation import PUBLISHED_BY_DAY


class BrokenContractError(RefusalError):
    """The candidate of a day breaks its contract: it is refused, and the last good publication stands."""


def hold_to_contract(warehouse_url: str, publication_id: int, as_of_date: date, data_docs: Path) -> None:
    """Let a candidate pass, or refuse its publication and raise BrokenContractError with every broken promise.

    The next day that is held to the contract writes over the Data Docs, so those of a refused one are kept beside.
    """
    failures = check_contract(warehouse_url, as_of_date, data_docs)
    if not failures:
        return
    with connect(warehouse_url) as connection:
        publishing.refuse(connection, publication_id, failures)
    shutil.copytree(data_docs / "contract", data_docs / f"contract_{as_of_date}", dirs_exist_ok=True)
    raise BrokenContractError("refusals.publication.contract_broken", as_of_date=as_of_date, failures=failures)


def check_contract(
    warehouse_url: str,
    as_of_date: date,
    data_docs: Path,
    marts: Iterable[str] = PUBLISHED_BY_DAY,
    site_name: str = "contract",
) -> list[str]:
    """Every broken promise of the day's candidate, as `mart: expectation (facts)`; an empty list when all are kept.

    Only the suites of `marts` are asked; a publication asks all of them. The Data Docs in `data_docs/<site>` show each
    suite's result. Raises SuiteFileError.
    """
    with connect(warehouse_url) as connection:
        projects_count = queries.value(connection, "publishing/planned_projects_count.sql", as_of_date=as_of_date)
    context = open_context(site_name, data_docs)
    source = context.data_sources.add_postgres("candidate", connection_string=warehouse_url, create_temp_table=False)
    failures: list[str] = []
    for mart in marts:
        asset = source.add_query_asset(mart, query=publishing.candidate_query(mart, as_of_date))
        validation = gx.ValidationDefinition(
            name=f"{mart} of {as_of_date}",
            data=asset.add_batch_definition_whole_table(mart),
            suite=context.suites.add(
                load_suite(paths.EXPECTATIONS / f"{mart}.json", {"as_of_date": as_of_date.isoformat()})
            ),
        )
        result = context.validation_definitions.add(validation).run(
            expectation_parameters={"projects_count": projects_count},
            result_format={"result_format": "SUMMARY", "partial_unexpected_count": 0},
        )
        failures += [_failure(mart, outcome) for outcome in result.results if not outcome.success]
    context.build_data_docs()
    return failures


def _failure(mart: str, outcome: Any) -> str:
    """One broken promise in words, and what was seen: a count, or why the promise could not be checked."""
    promise = outcome.expectation_config.meta["promise"]
    seen = outcome.result.get("observed_value", outcome.result.get("unexpected_count"))
    if seen is None:
        seen = "; ".join(sorted(_exception_messages(outcome.exception_info or {})))
    return f"{mart}: {promise} ({seen})"


def _exception_messages(exception_info: dict[str, Any]) -> set[str]:
    """Great Expectations nests one entry per metric, or none at all."""
    entries = [exception_info, *(entry for entry in exception_info.values() if isinstance(entry, dict))]
    return {entry["exception_message"] for entry in entries if entry.get("exception_message")}
