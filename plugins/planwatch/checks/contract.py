"""Holds a candidate to the contract of its marts: one Great Expectations suite per mart, on the rows of one day."""

import json
import os
from datetime import date
from pathlib import Path
from typing import Any

os.environ.setdefault("GX_ANALYTICS_ENABLED", "False")

import great_expectations as gx
from great_expectations.data_context.types.base import DataContextConfig, InMemoryStoreBackendDefaults

from planwatch import paths
from planwatch.errors import PlanwatchError
from planwatch.warehouse import publishing, queries
from planwatch.warehouse.connection import connect
from planwatch.warehouse.evaluation import PUBLISHED_BY_DAY


class SuiteFileError(PlanwatchError):
    """A suite did not load whole: Great Expectations drops a misspelt expectation type without an error."""

    def __init__(self, path: Path, written: int, loaded: int):
        super().__init__(f"{path} holds {written} expectations, but {loaded} were understood. Check their types.")


def check_contract(warehouse_url: str, as_of_date: date, data_docs: Path) -> list[str]:
    """Every broken promise of the day's candidate, as `mart: expectation (facts)`; an empty list when all are kept.

    The Data Docs in `data_docs` show each suite's result. Raises SuiteFileError.
    """
    with connect(warehouse_url) as connection:
        projects_count = queries.value(connection, "publishing/planned_projects_count.sql", as_of_date=as_of_date)
    context = _context(data_docs)
    source = context.data_sources.add_postgres("candidate", connection_string=warehouse_url, create_temp_table=False)
    failures: list[str] = []
    for mart in PUBLISHED_BY_DAY:
        asset = source.add_query_asset(mart, query=publishing.candidate_query(mart, as_of_date))
        validation = gx.ValidationDefinition(
            name=f"{mart} of {as_of_date}",
            data=asset.add_batch_definition_whole_table(mart),
            suite=context.suites.add(load_suite(paths.EXPECTATIONS / f"{mart}.json")),
        )
        result = context.validation_definitions.add(validation).run(
            expectation_parameters={"projects_count": projects_count},
            result_format={"result_format": "SUMMARY", "partial_unexpected_count": 0},
        )
        failures += [_failure(mart, outcome) for outcome in result.results if not outcome.success]
    context.build_data_docs()
    return failures


def load_suite(path: Path) -> gx.ExpectationSuite:
    """One suite file, whole. Raises SuiteFileError where an expectation was dropped."""
    content = json.loads(path.read_text(encoding="utf-8"))
    suite = gx.ExpectationSuite(**content)
    if len(suite.expectations) != len(content["expectations"]):
        raise SuiteFileError(path, len(content["expectations"]), len(suite.expectations))
    return suite


def _context(data_docs: Path) -> Any:
    """A context that lives in memory and writes its Data Docs site to a folder."""
    site = {
        "class_name": "SiteBuilder",
        "show_how_to_buttons": False,
        "store_backend": {
            "class_name": "TupleFilesystemStoreBackend",
            "base_directory": str(data_docs / "contract"),
            "suppress_store_backend_id": True,
        },
        "site_index_builder": {"class_name": "DefaultSiteIndexBuilder"},
    }
    settings = DataContextConfig(
        store_backend_defaults=InMemoryStoreBackendDefaults(init_temp_docs_sites=False),
        data_docs_sites={"contract": site},
    )
    context = gx.get_context(mode="ephemeral", project_config=settings)
    context.variables.progress_bars = {"globally": False}  # type: ignore[assignment]
    return context


def _failure(mart: str, outcome: Any) -> str:
    """One broken promise in words: its note, or its type and columns; and what was seen."""
    configuration = outcome.expectation_config
    promise = configuration.meta.get("promise") or configuration.type
    seen = outcome.exception_info.get("exception_message") if outcome.exception_info else None
    found = outcome.result.get("observed_value", outcome.result.get("unexpected_count")) if outcome.result else None
    return f"{mart}: {promise} ({seen or found})"
