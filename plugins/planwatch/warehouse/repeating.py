"""本期无变化: puts a unit's last accepted figures where its return says that nothing has changed, in bulk.

Between reading and checking. It is the same however often it is run: rows that repeat a line are known by it, and what
was typed always stands.
"""

from sqlalchemy import Connection

from planwatch.form_templates import has_template, load_template
from planwatch.forms import Form, form_named
from planwatch.rules import load_rules
from planwatch.warehouse import queries

REPEATED = "F71"
NOTHING_TO_REPEAT = "F72"


def repeat_unchanged(connection: Connection) -> int:
    """Follow every tick of the returns that are read and not yet checked, names resolved; returns how many forms.

    Only what was accepted before this run can be repeated: figures of another return of the same run are not yet.
    """
    queries.run(connection, "repeating/create_claims.sql")
    forms = [row["form"] for row in queries.rows(connection, "repeating/claimed_forms.sql")]
    for name in forms:
        _repeat(connection, form_named(name))
    if forms:
        queries.run(connection, "repeating/count_lines_again.sql")
    queries.run(connection, "repeating/drop_claims.sql")
    return len(forms)


def _repeat(connection: Connection, form: Form) -> None:
    marks = _marks(form)
    for step in ("create_last_accepted", "mark_rows_with_blanks", "add_absent_rows", "take_earlier_figures"):
        queries.run_filled(connection, f"repeating/{step}.sql", marks)
    queries.run_filled(connection, "repeating/drop_unreported_rows.sql", marks)
    for rule_id, step in ((REPEATED, "record_repetition"), (NOTHING_TO_REPEAT, "record_nothing_to_repeat")):
        severity = load_rules()[rule_id].effect
        queries.run_filled(connection, f"repeating/{step}.sql", marks, rule_id=rule_id, severity=severity)
    queries.run(connection, "repeating/drop_last_accepted.sql")


def _marks(form: Form) -> dict[str, str]:
    """The form's own columns, in the places of the statements' marks."""
    thing = [name for name in form.key if name != "cutoff_date"]
    said = [column for column in form.columns if column.is_key or column.resolved_name in form.facts]
    kept = dict.fromkeys(name for column in said for name in (column.name, column.resolved_name))
    kept.pop("cutoff_date", None)
    prefilled = load_template(form).prefilled if has_template(form) else frozenset(form.key)
    typed = [column.name for column in form.columns if column.name not in prefilled]
    blank = "(lines.{0} is null and not '{0}' = any(lines.unreadable_columns))"
    return {
        "form": form.name,
        "thing": ", ".join(f"lines.{name}" for name in thing),
        "thing_in_order": ", ".join(f"lines.{name} asc" for name in thing),
        "same_thing_earlier": " ".join(f"and lines.{name} is not distinct from earlier.{name}" for name in thing),
        "any_blank": " or ".join(f"({blank.format(name)} and earlier.{name} is not null)" for name in form.facts),
        "taken": ", ".join(
            f"{name} = case when {blank.format(name)} then earlier.{name} else lines.{name} end" for name in form.facts
        ),
        "columns": ", ".join(kept),
        "absent_columns": ", ".join(f"absent.{name}" for name in kept),
        "typed_columns": ", ".join(f"lines.{name}" for name in typed),
    }
