"""Keeps every version of the evaluators' indicators, and every judgement with who made it, when and on what grounds."""

import hashlib
import json
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from planwatch.refusals import Problem
from planwatch.warehouse import queries
from planwatch.warehouse.indicator_files import IndicatorFileError, Indicators, read_indicators

RULES = ("indicators", "grade_schemes", "bands")
TRIED = " tried"


def load_indicators(connection: Connection, folder: Path, recorded_at: datetime) -> int:
    """Check and record the evaluators' files; the same rules are the same version, a judgement is recorded once.

    Returns the version. Raises IndicatorFileError, also for a judgement of a project that no plan knows, and where
    the policy's grade scheme is not among the schemes.
    """
    found = read_indicators(folder)
    _check_against_warehouse(connection, found)
    version = _record_rules(connection, found, recorded_at)
    assessments = [row | {"recorded_at": recorded_at} for row in found["assessments"]]
    queries.run_many(connection, "plan/record_assessment.sql", assessments)
    return version


def try_indicators(connection: Connection, folder: Path, other_indicators: Path, known_at: datetime) -> int:
    """Put other indicators in force at a moment, in a transaction that is taken back; judgements stay as recorded.

    Returns the version: one of its own, also where the same rules were in force before. Raises IndicatorFileError.
    """
    found = read_indicators(folder, other_indicators)
    _check_against_warehouse(connection, found)
    return _record_rules(connection, found, known_at, salt=TRIED)


def _record_rules(connection: Connection, found: Indicators, recorded_at: datetime, salt: str = "") -> int:
    rules = {
        name: [{key: value for key, value in row.items() if key != "_line"} for row in found[name]] for name in RULES
    }
    content = json.dumps(rules, default=str, sort_keys=True, ensure_ascii=False)
    version: int = queries.value(
        connection,
        "plan/record_indicator_version.sql",
        content=content,
        content_sha256=hashlib.sha256(f"{content}{salt}".encode()).hexdigest(),
        recorded_at=recorded_at,
    )
    return version


def _check_against_warehouse(connection: Connection, found: Indicators) -> None:
    known = {row["project_code"] for row in queries.rows(connection, "plan/known_projects.sql")}
    problems = [
        Problem(
            "assessments.csv",
            row["_line"],
            "project_code",
            "refusals.indicator.no_project",
            {"value": row["project_code"]},
        )
        for row in found["assessments"]
        if row["project_code"] is not None and row["project_code"] not in known
    ]
    scheme = queries.value(connection, "plan/grade_scheme.sql")
    if scheme is not None and scheme not in {row["scheme_name"] for row in found["grade_schemes"]}:
        facts = {"value": scheme, "found": list(dict.fromkeys(row["scheme_name"] for row in found["grade_schemes"]))}
        problems.append(Problem("grade_schemes.csv", 0, "scheme_name", "refusals.indicator.no_scheme", facts))
    if problems:
        raise IndicatorFileError(problems)
