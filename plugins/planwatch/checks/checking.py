"""Holds all lines of a run to every rule at once: Great Expectations for one table, SQL checks for the rest."""

import re
from pathlib import Path
from typing import Any

from planwatch import paths
from planwatch.checks.suites import load_suite, open_context
from planwatch.errors import PlanwatchError
from planwatch.forms import load_forms
from planwatch.rules import load_rules
from planwatch.warehouse import checking, warning_reasons
from planwatch.warehouse.connection import Connection, connect
from planwatch.warehouse.queries import read_sql

FALL = "F13"


class ExpectationFailedError(PlanwatchError):
    """Great Expectations could not look: its answer holds no offenders and is no statement about the lines."""

    def __init__(self, rule_id: str, table_name: str, column_name: str):
        super().__init__(f"The expectation of {rule_id} on {table_name}.{column_name} could not be evaluated.")


def check_returns(warehouse_url: str, data_docs: Path | None) -> int:
    """Check every return that is read; returns how many. Findings of single cells come first, then of tables.

    Great Expectations opens its own connection, so names are resolved and committed before it looks.
    Its Data Docs go to `data_docs/returns`; without a folder there are none.
    """
    with connect(warehouse_url) as connection:
        counts = checking.begin(connection)
    queries = expectation_queries(warehouse_url, data_docs, [form for form in counts if counts[form]])
    with connect(warehouse_url) as connection:
        for rule_id, form, column_name, query in queries:
            record_expectation(connection, rule_id, form, column_name, query, load_rules()[rule_id].effect)
        if any(counts.values()):
            for rule_id, form, statement in in_order(checking.check_statements()):
                if counts[form]:
                    record_check(connection, rule_id, form, statement, load_rules()[rule_id].effect)
        warning_reasons.recall_reasons(connection, [form for form in load_forms() if counts[form.name]])
        return checking.finish(connection)


def in_order(statements: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Errors before warnings, so that a warning is never drawn from a line that an error holds back.

    A fall is looked for after all other errors, so that no line is held against one of this run that does not count.
    """
    return sorted(
        statements, key=lambda entry: (load_rules()[entry[0]].effect != "error", entry[0] == FALL, entry[0], entry[1])
    )


def record_check(connection: Connection, rule_id: str, form: str, offenders: str, severity: str) -> None:
    """Record one check's findings; a fall as often as it finds more, for each one found changes what stood before."""
    while checking.record_findings(connection, offenders, rule_id, severity, form) and rule_id == FALL:
        continue


def expectation_queries(
    warehouse_url: str, data_docs: Path | None, forms: list[str], schema_name: str = "checking"
) -> list[tuple[str, str, str, str]]:
    """Validate one batch per form and return, for each broken expectation, the query that selects its offenders.

    Result lists are never read: they stop at 200 rows on SQL.
    """
    if not forms:
        return []
    context = open_context("returns", data_docs)
    source = context.data_sources.add_postgres("warehouse", connection_string=warehouse_url, create_temp_table=False)
    found = []
    for form in forms:
        table_name = f"{form}_lines"
        asset = source.add_table_asset(table_name, table_name=table_name, schema_name=schema_name)
        result = _validate(context, asset.add_batch_definition_whole_table(table_name), table_name)
        found += [
            (outcome.expectation_config.meta["rule_id"], form, *_offenders(outcome, table_name))
            for outcome in result.results
            if not outcome.success
        ]
    if data_docs:
        context.build_data_docs()
    return found


def _validate(context: Any, batch: Any, suite_name: str) -> Any:
    import great_expectations as gx

    suite = context.suites.add(load_suite(paths.EXPECTATIONS / f"{suite_name}.json"))
    validation = gx.ValidationDefinition(name=suite_name, data=batch, suite=suite)
    return context.validation_definitions.add(validation).run(
        result_format={
            "result_format": "SUMMARY",
            "partial_unexpected_count": 1,
            "unexpected_index_column_names": ["line_id"],
            "return_unexpected_index_query": True,
        }
    )


def _offenders(outcome: Any, table_name: str) -> tuple[str, str]:
    """The column of a broken expectation and the query that selects every offending row.

    Raises ExpectationFailedError where there are no offenders to select.
    """
    column_name = outcome.expectation_config.kwargs["column"]
    if not outcome.result.get("unexpected_count"):
        raise ExpectationFailedError(outcome.expectation_config.meta["rule_id"], table_name, column_name)
    query = outcome.result.get("unexpected_index_query")
    if query is None:
        query = read_sql("checking/missing_values.sql").replace("/* table */", table_name)
        query = query.replace("/* column */", column_name)
    return column_name, re.sub(r";\s*$", "", query)


def record_expectation(
    connection: Connection, rule_id: str, form: str, column_name: str, query: str, severity: str
) -> None:
    """Record every line that an expectation's own query selects, but for cells that were found unreadable before."""
    offenders = read_sql("checking/expectation_offenders.sql")
    checking.record_findings(
        connection,
        offenders.replace("/* query */", query).replace("/* column */", column_name),
        rule_id,
        severity,
        form,
        skips_unreadable=True,
    )
