"""The answer to a submitter: a page to read and print, and the same as JSON, for every return, good or bad."""

import json
from pathlib import Path
from typing import Any

from jinja2 import Environment, select_autoescape

from planwatch import paths
from planwatch.checks.wording import heading, worded
from planwatch.domain.period import SHANGHAI
from planwatch.messages import Messages, load_messages
from planwatch.warehouse import queries
from planwatch.warehouse.connection import Connection

SEVERITIES = ("fatal", "error", "warning", "info")
COLUMNS = ("severity", "place", "column", "rule", "says", "fix")


def answer_returns(connection: Connection, outbox: Path, messages: Messages) -> int:
    """Write the receipts of every judged return into `outbox/<unit code>/`, then mark it answered; returns how many.

    The same return gives the same receipt, so writing it again after a crash changes nothing. `messages` is the
    first language; English stands beside it.
    """
    judged = queries.rows(connection, "checking/judged_returns.sql")
    for entry in judged:
        findings = queries.rows(connection, "checking/findings_of_return.sql", return_id=entry["return_id"])
        receipt = _receipt(entry, findings, messages, load_messages("en"))
        stem = f"{entry['return_id']:06d}-{Path(entry['file_name']).stem}.回执"
        folder = outbox / entry["unit_code"]
        _write(folder / f"{stem}.html", _page(receipt))
        _write(folder / f"{stem}.json", json.dumps(receipt["record"], ensure_ascii=False, indent=2) + "\n")
        queries.run(
            connection,
            "checking/mark_answered.sql",
            return_id=entry["return_id"],
            receipt_path=f"{entry['unit_code']}/{stem}.html",
        )
    return len(judged)


def _receipt(entry: dict[str, Any], findings: list[dict[str, Any]], zh: Messages, en: Messages) -> dict[str, Any]:
    lines = [
        {
            "severity": finding["severity"],
            "rule_id": finding["rule_id"],
            "heading": heading(finding),
            "zh": worded(finding, zh),
            "en": worded(finding, en),
            "sheet_name": finding["sheet_name"],
            "row_number": finding["row_number"],
            "column_name": finding["column_name"],
            "facts": json.loads(finding["facts"], parse_float=str),
        }
        for finding in findings
    ]
    lines.sort(key=lambda line: SEVERITIES.index(line["severity"]))
    return {
        "number": entry["return_id"],
        "zh": _sentences(entry, zh),
        "en": _sentences(entry, en),
        "entries": _entries(entry, zh, en),
        "columns": [(zh.say(f"receipt.columns.{name}"), en.say(f"receipt.columns.{name}")) for name in COLUMNS],
        "findings": lines,
        "record": _record(entry, lines),
    }


def _sentences(entry: dict[str, Any], messages: Messages) -> dict[str, str]:
    verdict = entry["verdict"]
    return {name: messages.say(f"receipt.{name}") for name in ("title", "findings", "none", "footer")} | {
        "symbol": messages.say(f"receipt.verdict_symbol.{verdict}"),
        "verdict": messages.say(f"receipt.verdict.{verdict}"),
        "meaning": messages.say(f"receipt.verdict_meaning.{verdict}"),
    }


def _entries(entry: dict[str, Any], zh: Messages, en: Messages) -> list[tuple[str, str, str]]:
    values = {
        "unit": f"{entry['unit_name']}（{entry['unit_code']}）",
        "file": entry["file_name"],
        "number": str(entry["return_id"]),
        "received": f"{entry['received_at'].astimezone(SHANGHAI):%Y-%m-%d %H:%M}",
        "forms": "、".join(zh.say(f"receipt.form_names.{form}") for form in entry["forms"]) or "—",
        "cutoff": str(entry["cutoff_date"] or "—"),
        "counted": zh.say("receipt.counted_text", lines=entry["lines_count"], accepted=entry["accepted_lines_count"]),
        "versions": zh.say("receipt.versions_text", plan=entry["plan_version"], policy=entry["policy_version"]),
        "fingerprint": entry["file_sha256"],
    }
    return [(zh.say(f"receipt.{name}"), en.say(f"receipt.{name}"), value) for name, value in values.items()]


def _record(entry: dict[str, Any], lines: list[dict[str, Any]]) -> dict[str, Any]:
    """What a machine reads: the ledger's entry and every finding with its place, facts and sentences."""
    ledger = {
        name: str(value) if not isinstance(value, int | list | type(None)) else value for name, value in entry.items()
    }
    return ledger | {"findings": lines}


def _page(receipt: dict[str, Any]) -> str:
    environment = Environment(autoescape=select_autoescape(default=True, default_for_string=True))
    template = environment.from_string((paths.INCLUDE / "receipt.html.j2").read_text(encoding="utf-8"))
    return template.render(**receipt)


def _write(path: Path, content: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.tmp")
    unfinished.write_text(content, encoding="utf-8")
    unfinished.replace(path)
