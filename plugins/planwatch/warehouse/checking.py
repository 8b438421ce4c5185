"""The warehouse side of the checks: names resolved, findings recorded and verdicts given, all in bulk."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection, text

from planwatch import paths
from planwatch.forms import Form, load_forms
from planwatch.rules import load_rules
from planwatch.warehouse import queries, repeating


def begin(connection: Connection) -> dict[str, int]:
    """Undo an earlier, broken run, resolve names, and follow ticks of 本期无变化.

    Returns how many lines of each form are to be checked.
    """
    queries.run(connection, "checking/delete_checking_findings.sql")
    for form in load_forms():
        if _lines_count(connection, form):
            queries.run_filled(connection, "checking/resolve_names.sql", _naming(form))
            if "operator" in form.kinds:
                queries.run(connection, "checking/default_operators.sql")
    repeating.repeat_unchanged(connection)
    counts = {form.name: _lines_count(connection, form) for form in load_forms()}
    for table in ["returns", *(f"{name}_lines" for name, count in counts.items() if count)]:
        queries.run_filled(connection, "databases/refresh_statistics.sql", {"table": table})
    return counts


def _naming(form: Form) -> dict[str, str]:
    """The marks by which each kind of name that a form's lines carry gets its code."""
    return {
        "form": form.name,
        "codes": ", ".join(f"{kind}_code = resolved.{kind}_code" for kind in form.kinds),
        "found": ", ".join(f"{kind}_names.code as {kind}_code" for kind in form.kinds),
        "names": " ".join(
            f"left join checking.names as {kind}_names on {kind}_names.kind = '{kind}'"
            f" and {kind}_names.name = replace(named.{kind}_text, ' ', '')"
            for kind in form.kinds
        ),
    }


def _lines_count(connection: Connection, form: Form) -> int:
    count: int = queries.value(connection, "checking/count_lines_in_check.sql", form=form.name)
    return count


def record_findings(
    connection: Connection, offenders: str, rule_id: str, severity: str, form: str, skips_unreadable: bool = False
) -> int:
    """Record one rule's offenders, given as a query that yields line_id, column_name and the message's facts.

    `skips_unreadable` leaves out cells that were found unreadable before: they have their finding already.
    """
    statement = queries.read_sql("checking/record_findings.sql").replace("/* offenders */", offenders)
    parameters = {"rule_id": rule_id, "severity": severity, "form": form, "skips_unreadable": skips_unreadable}
    return connection.execute(text(statement), parameters).rowcount


def check_statements() -> list[tuple[str, str, str]]:
    """Every SQL check of every form as rule id, form and statement, in the order of the rules' ids.

    `<rule>__<form>.sql` is for one form; `<rule>.sql` is for every form of its rule, with the form's own columns put
    in the place of its marks: form, key, facts, and column once for each column that the rule speaks of.
    """
    found = []
    files = sorted((paths.SQL / "checks").glob("*.sql"))
    own = {path.stem for path in files}
    for path in files:
        rule_name, _, form_name = path.stem.partition("__")
        rule = load_rules()[rule_name.partition("_")[0].upper()]
        statement = path.read_text(encoding="utf-8")
        for form in load_forms():
            is_for_all = not form_name and form.name in rule.forms and f"{rule_name}__{form.name}" not in own
            if form.name == form_name or is_for_all:
                found += [(rule.id, form.name, filled) for filled in _filled(statement, form, rule.columns)]
    return found


def _filled(statement: str, form: Form, columns: str) -> list[str]:
    """The statement for a form; several where the rule looks at each column of a type by itself."""
    marks = {
        "form": form.name,
        "key": _key(form, "lines"),
        "earlier_key": _key(form, "earlier"),
        "same_thing": " ".join(f"and history.{name} = lines.{name}" for name in form.key if name != "cutoff_date"),
        "line_facts": ", ".join(f"lines.{name}" for name in form.facts),
        "earlier_facts": ", ".join(f"earlier.{name}" for name in form.facts),
        "first_fact": next(column.name for column in form.columns if column.is_required and not column.is_key),
    }
    if not columns:
        return [queries.filled(statement, marks)]
    chosen = {
        "money": [column for column in form.columns if column.type == "money"],
        "cumulative": [column for column in form.columns if column.is_cumulative],
        "facts": [column for column in form.columns if column.resolved_name in form.facts],
    }[columns]
    return [
        queries.filled(statement, marks | {"column": column.resolved_name, "written": column.name}) for column in chosen
    ]


def same_thing(form: Form, relation: str, other: str) -> str:
    """The condition that two lines of a form speak of the same thing, each of its own cut-off date."""
    return f"row({_key(form, relation, is_dated=False)}) = row({_key(form, other, is_dated=False)})"


def _key(form: Form, relation: str, *, is_dated: bool = True) -> str:
    """The columns that tell one fact from another; where one may be blank, blank is a fact of its own."""
    required = {column.resolved_name for column in form.columns if column.is_required}
    return ", ".join(
        f"{relation}.{name}"
        if name in required
        else f"coalesce({relation}.{name}, {relation}.{name.replace('_code', '_text')}, '')"
        for name in form.key
        if is_dated or name != "cutoff_date"
    )


def finish(connection: Connection) -> int:
    """Mark the run's returns as checked, with the plan and policy they were held to; returns how many."""
    return queries.run(connection, "checking/mark_checked.sql")


def judge(connection: Connection, clock: Callable[[], datetime]) -> int:
    """Accept or hold back every line of the checked returns and give each return its verdict; returns how many.

    The clock is read when nothing but the verdicts is left to do, behind a lock that every evaluation waits for: a
    verdict is never seen later than its own moment says.
    """
    for form in load_forms():
        queries.run_filled(connection, "checking/accept_lines.sql", {"form": form.name})
    queries.run(connection, "checking/lock_verdicts.sql")
    return queries.run(connection, "checking/judge_returns.sql", judged_at=clock())
