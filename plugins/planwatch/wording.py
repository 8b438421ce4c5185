"""A finding's facts → its sentence: amounts in the form's unit, near names and missing columns spelled out."""

import json
from decimal import Decimal
from typing import Any

from planwatch.forms import Column, column_of
from planwatch.messages import Messages, TenThousands

COMPARED = ("value", "earlier_value", "previous", "period", "sum", "total", "difference", "planned")
COMPARISON = {"earlier": "earlier_value", "now": "value"}
IN_TEN_THOUSANDS = ("money", "area")
NOTHING_READ = "None"


def worded(finding: dict[str, Any], messages: Messages) -> dict[str, str]:
    """`severity`, `place`, `heading`, `says` and `fix` of one finding in one language.

    `earlier` and `now` stand beside them where the finding compares a value with an earlier one.
    """
    facts = _facts(finding, messages)
    rule_id = finding["rule_id"]
    return {
        "severity": messages.say(f"rules.severity.{finding['severity']}"),
        "place": _place(finding, facts, messages),
        "heading": heading(finding, messages),
        "says": messages.say(f"rules.{rule_id}.says", **facts) + _answered(finding, facts, messages),
        "fix": messages.say(f"rules.{rule_id}.fix", **facts),
    } | {
        name: messages.say("receipt.shown_value", value=facts[fact])
        for name, fact in COMPARISON.items()
        if "earlier_value" in facts and fact in facts
    }


def heading(finding: dict[str, Any], messages: Messages) -> str:
    """The heading of the column that a finding points at; nothing for one of a row or a file."""
    if not finding["column_name"]:
        return ""
    column = column_of(finding["form"], finding["column_name"])
    return column.heading_zh if messages.language == "zh" else column.heading_en


def _answered(finding: dict[str, Any], facts: dict[str, Any], messages: Messages) -> str:
    """What has been decided or said of the same fact before: a waiver, or the unit's own reason."""
    if finding.get("waiver_id"):
        return messages.say("receipt.waived_text", waiver=finding["waiver_id"])
    if finding.get("reason_given"):
        return messages.say("receipt.reason_given_text", reason=facts["remembered_reason"])
    return ""


def _facts(finding: dict[str, Any], messages: Messages) -> dict[str, Any]:
    facts: dict[str, Any] = json.loads(finding["facts"], parse_float=Decimal, parse_int=Decimal)
    column = column_of(finding["form"], finding["column_name"]) if finding["column_name"] else None
    if column and column.type in IN_TEN_THOUSANDS and finding["rule_id"] not in ("F04", "F05", "F48"):
        for name in COMPARED:
            if facts.get(name) is not None and _is_number(facts[name]):
                facts[name] = TenThousands(Decimal(str(facts[name])))
    if "read" in facts:
        facts["read"] = _as_read(facts["read"], column, messages)
    if "reason" in facts:
        facts["reason_text"] = messages.say(f"rules.reason.{facts['reason']}")
        facts["columns_text"] = (
            messages.say(
                "receipt.columns_text",
                columns=facts["columns"],
                form_name=messages.say(f"receipt.form_names.{facts['form']}"),
                version=facts["version"],
            )
            if facts.get("columns")
            else ""
        )
    if "suggestions" in facts:
        known = facts["suggestions"]
        facts["suggestion_text"] = messages.say("receipt.suggestion_text", suggestions=known) if known else ""
    return facts


def _as_read(read: Any, column: Column | None, messages: Messages) -> Any:
    """What a cell was read as, in the unit of its form; a cell of which nothing is known is said to be empty."""
    if read == NOTHING_READ:
        return messages.say("receipt.read_nothing")
    return TenThousands(Decimal(read)) if column and column.type in IN_TEN_THOUSANDS and _is_number(read) else read


def _is_number(value: Any) -> bool:
    try:
        return Decimal(str(value)).is_finite()
    except ArithmeticError:
        return False


def _place(finding: dict[str, Any], facts: dict[str, Any], messages: Messages) -> str:
    if finding["row_number"] is None:
        return finding["sheet_name"] or messages.say("receipt.place_file")
    sheet, cell = finding["sheet_name"] or "", finding.get("cell") or facts.get("cell") or ""
    return messages.say("receipt.place_text", sheet=sheet, row=finding["row_number"], cell=cell).strip()
