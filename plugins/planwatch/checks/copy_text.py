"""The annotated copy of a .csv or .tsv return: its own rows in its own encoding, with columns of ours at the right."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from planwatch.checks.answer import SEVERITIES
from planwatch.checks.formula_texts import FormulaText, is_risky_text
from planwatch.domain.formula_text import neutralised, restored
from planwatch.messages import LANGUAGES, Messages, load_messages

COLUMNS = ("result", "rule", "says", "fix", "reason", "fingerprint")
DELIMITERS = "\t;,"
_SNIFFED_LINES = 20


@dataclass
class TextCopy:
    """One text return, opened to be answered in. It is read row by row, twice, and never held whole."""

    path: Path
    encoding: str
    heading_row_number: int
    sheet_name: str = ""

    def __post_init__(self) -> None:
        with self.path.open(encoding=self.encoding, newline="") as source:
            first = [line for _, line in zip(range(_SNIFFED_LINES), source, strict=False)]
        self._delimiter = max(DELIMITERS, key="".join(first).count)
        self._line_end = "\r\n" if first and first[0].endswith("\r\n") else "\n"
        self._width: int | None = None
        self._width = self._earlier_answer()
        self.formula_texts: list[FormulaText] = []
        widest = 0
        for number, row in enumerate(self._rows(), start=1):
            widest = max(widest, len(row))
            self.formula_texts += [
                FormulaText(self.sheet_name, number, position, cell)
                for position, cell in enumerate(row)
                if is_risky_text(cell)
            ]
        self._width = self._width or widest

    def _earlier_answer(self) -> int | None:
        """How wide the submitter's own part is where the file is a copy of ours that came back."""
        for number, row in enumerate(self._rows(), start=1):
            last = [cell.strip() for cell in row[-len(COLUMNS) :]]
            if any(last == _headings(load_messages(language)) for language in LANGUAGES):
                return len(row) - len(COLUMNS)
            if number >= self.heading_row_number:
                break
        return None

    def _rows(self) -> Iterator[list[str]]:
        with self.path.open(encoding=self.encoding, newline="") as source:
            clean = (line.replace("\x00", "") for line in source)
            for row in csv.reader(clean, delimiter=self._delimiter):
                yield row if self._width is None else [restored(cell) for cell in row[: self._width]]

    def write(self, target: Path, found_by_row: Iterable[dict[str, Any]], messages: Messages) -> None:
        """Write every row, text that begins like a formula behind an apostrophe, and what was found beside its row."""
        with_rows = (finding for finding in found_by_row if finding["row_number"] is not None)
        findings = groupby(with_rows, key=lambda finding: int(finding["row_number"]))
        number_found, there = next(findings, (None, iter(())))
        with target.open("w", encoding=self.encoding, newline="") as opened:
            writer = csv.writer(opened, delimiter=self._delimiter, lineterminator=self._line_end)
            for number, row in enumerate(self._rows(), start=1):
                cells = [neutralised(cell) for cell in row]
                answer: list[str] = _headings(messages) if number == self.heading_row_number else []
                if number == number_found:
                    answer = [neutralised(cell) for cell in _answer(list(there), messages)]
                    number_found, there = next(findings, (None, iter(())))
                padding = [""] * ((self._width or 0) - len(cells)) if answer else []
                writer.writerow([*cells, *padding, *answer])


def _headings(messages: Messages) -> list[str]:
    return [messages.say(f"receipt.copy.columns.{name}") for name in COLUMNS]


def _answer(findings: list[dict[str, Any]], messages: Messages) -> list[str]:
    """The cells of one row: the gravest kind, the rules, what is wrong in which column, how to mend it, the reason."""
    worst = min((finding["severity"] for finding in findings), key=SEVERITIES.index)
    sign = messages.say(f"receipt.severity_signs.{worst}")
    said = [finding[messages.language] for finding in findings]
    warnings = [finding for finding in findings if finding["severity"] == "warning"]
    return [
        messages.say("receipt.copy.sign", sign=sign, severity=messages.say(f"rules.severity.{worst}")),
        " ".join(dict.fromkeys(finding["rule_id"] for finding in findings)),
        " | ".join(f"{entry['heading']}：{entry['says']}" if entry["heading"] else entry["says"] for entry in said),
        " | ".join(dict.fromkeys(entry["fix"] for entry in said)),
        " | ".join(dict.fromkeys(finding["reason"] for finding in warnings if finding["reason"])),
        " ".join(finding["fingerprint"] for finding in warnings if finding["fingerprint"]),
    ]
