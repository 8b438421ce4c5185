"""The annotated copy of a .csv or .tsv return: its own rows in its own encoding, with columns of ours at the right."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any, TextIO

from planwatch.checks.answer import SEVERITIES
from planwatch.checks.formula_texts import FormulaText, FormulaTexts, is_risky_text
from planwatch.domain.formula_text import neutralised, restored
from planwatch.messages import LANGUAGES, Messages, load_messages

COLUMNS = ("result", "rule", "says", "fix", "reason", "fingerprint")
MOST_CHARACTERS = 32_000
_ROW_END = "\r\n"


@dataclass
class TextCopy:
    """One text return, opened to be answered in. It is read row by row, twice, and never held whole."""

    path: Path
    encoding: str
    delimiter: str
    heading_row_number: int
    sheet_name: str = ""

    def __post_init__(self) -> None:
        with self.path.open(encoding=self.encoding, newline="") as source:
            self._row_end = _ROW_END if next(source, "").endswith(_ROW_END) else "\n"
        self._width: int | None = None
        self._is_copy = False
        self._width = self._earlier_answer()
        self._is_copy = self._width is not None
        self.formula_texts = FormulaTexts()
        widest = 0
        for number, row in enumerate(self._rows(), start=1):
            widest = max(widest, len(_filled(row)))
            for position, cell in enumerate(row):
                if is_risky_text(cell):
                    self.formula_texts.append(FormulaText(self.sheet_name, number, position, cell))
        self._width = self._width or widest

    def _earlier_answer(self) -> int | None:
        """How wide the submitter's own part is where the file is a copy of ours that came back."""
        for number, row in enumerate(self._rows(), start=1):
            headings = _filled([cell.strip() for cell in row])
            if any(headings[-len(COLUMNS) :] == _headings(load_messages(language)) for language in LANGUAGES):
                return len(headings) - len(COLUMNS)
            if number >= self.heading_row_number:
                break
        return None

    def _rows(self) -> Iterator[list[str]]:
        with self.path.open(encoding=self.encoding, newline="") as source:
            clean = (line.replace("\x00", "") for line in source)
            for row in csv.reader(clean, delimiter=self.delimiter):
                own = row[: self._width]
                yield [restored(cell) for cell in own] if self._is_copy else own

    def write(self, target: Path, found_by_row: Iterable[dict[str, Any]], messages: Messages) -> None:
        """Write every row, text that begins like a formula behind an apostrophe, and what was found beside its row.

        Beside the headings stand ours, by which the copy is known when it comes back.
        """
        with_rows = (finding for finding in found_by_row if finding["row_number"] is not None)
        findings = groupby(with_rows, key=lambda finding: int(finding["row_number"]))
        number_found, there = next(findings, (None, iter(())))
        with target.open("w", encoding=self.encoding, newline="") as opened:
            writer = csv.writer(_Rows(opened, self._row_end), delimiter=self.delimiter, lineterminator=_ROW_END)
            for number, row in enumerate(self._rows(), start=1):
                cells = [neutralised(cell) for cell in row]
                answer: list[str] = []
                if number == number_found:
                    answer = [_written(cell) for cell in _answer(list(there), messages)]
                    number_found, there = next(findings, (None, iter(())))
                if number == self.heading_row_number:
                    answer = _headings(messages)
                padding = [""] * ((self._width or 0) - len(cells)) if answer else []
                writer.writerow([*cells, *padding, *answer])


@dataclass
class _Rows:
    """Rows with the submitter's own line end; the writer is told of another, so that it quotes either within a cell."""

    target: TextIO
    row_end: str

    def write(self, row: str) -> None:
        self.target.write(row.removesuffix(_ROW_END) + self.row_end)


def _filled(row: list[str]) -> list[str]:
    """A row up to its last cell with something in it."""
    width = len(row)
    while width and not row[width - 1]:
        width -= 1
    return row[:width]


def _written(cell: str) -> str:
    """A cell of an answer as our own reader takes it again: one line of no more than a cell's length."""
    return neutralised(" ".join(cell.split())[:MOST_CHARACTERS])


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
