"""The warehouse side of the checks: names resolved, findings recorded and verdicts given, all in bulk."""

from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, text

from planwatch import paths
from planwatch.warehouse import queries

FORMS = ("progress", "spending")


def begin(connection: Connection) -> dict[str, int]:
    """Undo an earlier, broken run and resolve names; returns how many lines of each form are to be checked."""
    queries.run(connection, "checking/delete_checking_findings.sql")
    for form in FORMS:
        queries.run(connection, f"checking/resolve_{form}_lines.sql")
    return {form: queries.value(connection, "checking/count_lines_in_check.sql", form=form) for form in FORMS}


def record_findings(
    connection: Connection, offenders: str, rule_id: str, severity: str, form: str, skips_unreadable: bool = False
) -> int:
    """Record one rule's offenders, given as a query that yields line_id, column_name and the message's facts.

    `skips_unreadable` leaves out cells that were found unreadable before: they have their finding already.
    """
    statement = queries.read_sql("checking/record_findings.sql").replace("/* offenders */", offenders)
    parameters = {"rule_id": rule_id, "severity": severity, "form": form, "skips_unreadable": skips_unreadable}
    return connection.execute(text(statement), parameters).rowcount


def check_files() -> list[tuple[str, str, Path]]:
    """Every SQL check as rule id, form and file, in the order of the rules' ids, errors of single rows first."""
    found = []
    for path in sorted((paths.SQL / "checks").glob("*.sql")):
        rule, _, form = path.stem.partition("__")
        found.append((rule.partition("_")[0].upper(), form, path))
    return found


def finish(connection: Connection) -> int:
    """Mark the run's returns as checked, with the plan and policy they were held to; returns how many."""
    return queries.run(connection, "checking/mark_checked.sql")


def judge(connection: Connection, judged_at: datetime) -> int:
    """Accept or hold back every line of the checked returns and give each return its verdict; returns how many."""
    for form in FORMS:
        queries.run(connection, f"checking/accept_lines_{form}.sql")
    return queries.run(connection, "checking/judge_returns.sql", judged_at=judged_at)
