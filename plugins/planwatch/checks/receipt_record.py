"""The receipt that machines read: include/docs/receipt.schema.json describes it, and it only ever grows."""

import json
from collections.abc import Iterable
from datetime import UTC
from pathlib import Path
from typing import Any

from planwatch.checks.answer import Answer

SCHEMA = "planwatch-receipt/1"
OF_THE_ENTRY = (
    "return_id", "return_version", "unit_code", "unit_name", "unit_name_en", "file_name", "file_sha256", "forms",
    "text_encoding", "verdict", "lines_count", "accepted_lines_count", "plan_version", "policy_version",
)  # fmt: skip


def write_record(
    path: Path, answer: Answer, found: Iterable[dict[str, Any]], copy_name: str | None, no_copy_reason: str | None
) -> None:
    """Write the receipt, whole or not at all. Findings are written as they come and never held together."""
    unfinished = path.with_name(f".{path.name}.tmp")
    head = json.dumps(_head(answer, copy_name, no_copy_reason), ensure_ascii=False, indent=2)
    with unfinished.open("w", encoding="utf-8") as target:
        target.write(head.removesuffix("\n}") + ',\n  "findings": [')
        separator = "\n"
        for finding in found:
            written = {name: value for name, value in finding.items() if name != "position"}
            target.write(separator + "    " + json.dumps(written, ensure_ascii=False))
            separator = ",\n"
        target.write("\n  ]\n}\n" if separator != "\n" else "]\n}\n")
    unfinished.replace(path)


def _head(answer: Answer, copy_name: str | None, no_copy_reason: str | None) -> dict[str, Any]:
    entry, carried = answer.entry, answer.carried
    return {
        "schema": SCHEMA,
        **{name: entry[name] for name in OF_THE_ENTRY},
        "cutoff_date": _day(entry["cutoff_date"]),
        "received_at": entry["received_at"].astimezone(UTC).isoformat(),
        "held_back_lines_count": answer.held_back_count,
        "ignored_lines_count": answer.ignored_count,
        "findings_count": answer.counts,
        "counted": [part | {"cutoff_date": _day(part["cutoff_date"])} for part in answer.parts],
        "carried_forward": {name: _day(value) if name.endswith("_date") else value for name, value in carried.items()},
        "annotated_file_name": copy_name,
        "no_annotated_file_reason": no_copy_reason,
    }


def _day(value: Any) -> str | None:
    return None if value is None else str(value)
