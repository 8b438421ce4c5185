"""What stands at the head of every answer: who, what file, which return of its chain, what counted, judged by what."""

from typing import Any

from planwatch.checks.answer import Answer
from planwatch.domain.period import SHANGHAI
from planwatch.messages import Messages


def entries(answer: Answer, messages: Messages) -> list[tuple[str, str]]:
    """Label and value, in the order in which they are read; the note on carried figures only where rows are held."""
    entry = answer.entry
    values = {
        "unit": f"{_unit_name(entry, messages)}（{entry['unit_code']}）",
        "file": entry["file_name"],
        "number": _number(entry, messages),
        "received": f"{entry['received_at'].astimezone(SHANGHAI):%Y-%m-%d %H:%M}",
        "forms": "、".join(messages.say(f"receipt.form_names.{form}") for form in entry["forms"]) or "—",
        "cutoff": str(entry["cutoff_date"] or "—"),
        "severities": messages.say("receipt.severities_text", **answer.counts),
        "counted": "\n".join(_counted(answer, messages)),
        "held_back": messages.say(
            "receipt.held_back_text", held_back=answer.held_back_count, ignored=answer.ignored_count
        ),
        "carried_forward": _carried(answer, messages),
        "versions": messages.say("receipt.versions_text", plan=entry["plan_version"], policy=entry["policy_version"]),
        "fingerprint": entry["file_sha256"],
    }
    return [(messages.say(f"receipt.{name}"), value) for name, value in values.items() if value]


def _unit_name(entry: dict[str, Any], messages: Messages) -> str:
    return str(entry["unit_name"] if messages.language == "zh" else entry["unit_name_en"])


def _number(entry: dict[str, Any], messages: Messages) -> str:
    if entry["return_version"] is None:
        return str(entry["return_id"])
    return messages.say("receipt.version_text", number=entry["return_id"], version=entry["return_version"])


def _counted(answer: Answer, messages: Messages) -> list[str]:
    entry = answer.entry
    whole = messages.say("receipt.counted_text", lines=entry["lines_count"], accepted=entry["accepted_lines_count"])
    parts = [
        messages.say(
            "receipt.counted_part",
            form_name=messages.say(f"receipt.form_names.{part['form']}"),
            cutoff=part["cutoff_date"] or "—",
            lines=part["lines_count"],
            accepted=part["accepted_lines_count"],
        )
        for part in answer.parts
    ]
    return parts if len(parts) == 1 else [whole, *parts]


def _carried(answer: Answer, messages: Messages) -> str:
    carried = answer.carried
    held_back, kept = carried["held_back_count"], carried["carried_count"]
    if not held_back:
        return ""
    if not kept:
        return messages.say("receipt.carried_none", held_back=held_back)
    return messages.say(
        "receipt.carried_text",
        held_back=held_back,
        carried=kept,
        span=_span(carried, messages),
        missing=held_back - kept,
    )


def _span(carried: dict[str, Any], messages: Messages) -> str:
    oldest, newest = carried["oldest_date"], carried["newest_date"]
    if oldest == newest:
        return str(newest)
    return messages.say("receipt.carried_span", oldest=oldest, newest=newest)
