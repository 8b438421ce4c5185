"""The first sheet of an annotated copy: verdict, counts, what counted, by which versions, and the list of findings."""

from dataclasses import dataclass
from typing import Any

from planwatch.checks.answer import Answer
from planwatch.checks.entries import entries
from planwatch.messages import Messages

COLUMNS = (
    "number", "severity", "sheet", "row", "cell", "column", "rule", "says", "fix", "reason", "fingerprint", "memory",
)  # fmt: skip
WIDTHS = (7, 15, 14, 6, 9, 22, 10, 46, 38, 32, 20, 20)
HIDDEN = ("fingerprint", "memory")
MOST_LISTED = 500


@dataclass(frozen=True)
class Summary:
    """What the sheet says, free of any format. `rows` hold the values of COLUMNS; `severities` go with them."""

    mark: str
    sheet_name: str
    title: str
    meaning: str
    entries: list[tuple[str, str]]
    hints: list[str]
    headings: list[str]
    rows: list[list[Any]]
    severities: list[str]


def summary(answer: Answer, messages: Messages, found: list[dict[str, Any]]) -> Summary:
    """The sheet of one return, in one language; `found` are its gravest findings, up to MOST_LISTED."""
    verdict, total = answer.entry["verdict"], sum(answer.counts.values())
    hints = [messages.say("receipt.copy.how_to")] if total else []
    if total > MOST_LISTED:
        hints.append(messages.say("receipt.copy.shown_first", shown=MOST_LISTED, total=total))
    symbol = messages.say(f"receipt.verdict_symbol.{verdict}")
    return Summary(
        mark=messages.say("receipt.copy.mark"),
        sheet_name=messages.say("receipt.copy.sheet_name"),
        title=messages.say("receipt.copy.title", symbol=symbol, verdict=messages.say(f"receipt.verdict.{verdict}")),
        meaning=messages.say(f"receipt.verdict_meaning.{verdict}"),
        entries=entries(answer, messages),
        hints=hints,
        headings=[messages.say(f"receipt.copy.columns.{name}") for name in COLUMNS],
        rows=[_row(number, finding, messages) for number, finding in enumerate(found[:MOST_LISTED], start=1)],
        severities=[finding["severity"] for finding in found[:MOST_LISTED]],
    )


def _row(number: int, finding: dict[str, Any], messages: Messages) -> list[Any]:
    said = finding[messages.language]
    is_warning = finding["severity"] == "warning"
    sign = messages.say(f"receipt.severity_signs.{finding['severity']}")
    return [
        number,
        messages.say("receipt.copy.sign", sign=sign, severity=said["severity"]),
        finding["sheet_name"] or "",
        finding["row_number"],
        finding["cell"] or "",
        said["heading"],
        finding["rule_id"],
        said["says"],
        said["fix"],
        finding["reason"] or "",
        (finding["fingerprint"] or "") if is_warning else "",
        "",
    ]
