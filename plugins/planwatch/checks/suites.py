"""How Great Expectations is used here: suites from their files, a context in memory, Data Docs in a folder."""

import json
import os
from pathlib import Path
from typing import Any

os.environ.setdefault("GX_ANALYTICS_ENABLED", "False")

import great_expectations as gx
from great_expectations.data_context.types.base import DataContextConfig, InMemoryStoreBackendDefaults

from planwatch.checks import data_docs as data_docs_pages
from planwatch.errors import PlanwatchError
from planwatch.warehouse import queries


class SuiteFileError(PlanwatchError):
    """A suite did not load whole: Great Expectations drops a misspelt expectation type without an error."""

    def __init__(self, path: Path, written: int, loaded: int):
        super().__init__(f"{path} holds {written} expectations, but {loaded} were understood. Check their types.")


def load_suite(path: Path, marks: dict[str, str] | None = None) -> gx.ExpectationSuite:
    """One suite file, whole, with its marks such as `/* as_of_date */` filled in; a rule about rows that are lacking
    needs them, for rows that are not there name no day. Raises SuiteFileError where an expectation was dropped.
    """
    content = json.loads(queries.filled(path.read_text(encoding="utf-8"), marks or {}))
    suite = gx.ExpectationSuite(**content)
    if len(suite.expectations) != len(content["expectations"]):
        raise SuiteFileError(path, len(content["expectations"]), len(suite.expectations))
    return suite


def open_context(site_name: str, data_docs: Path | None) -> Any:
    """A context that lives in memory and writes its Data Docs to `data_docs/<site>`, readable offline; or none."""
    settings = DataContextConfig(
        store_backend_defaults=InMemoryStoreBackendDefaults(init_temp_docs_sites=False),
        data_docs_sites={site_name: data_docs_pages.site(data_docs / site_name)} if data_docs else {},
    )
    context = gx.get_context(mode="ephemeral", project_config=settings)
    context.variables.progress_bars = {"globally": False}  # type: ignore[assignment]
    return context
