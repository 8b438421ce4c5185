"""The answer to a submitter, for every return, good or bad: a page, the same as JSON, and its own file annotated."""

import logging
from pathlib import Path
from typing import Any

from planwatch.checks import copies, formula_texts
from planwatch.checks.answer import Answer, findings, load_answer
from planwatch.checks.copy_marks import marked_cells
from planwatch.checks.copy_summary import MOST_LISTED, summary
from planwatch.checks.copy_text import TextCopy
from planwatch.checks.receipt_page import Sections, page
from planwatch.checks.receipt_record import write_record
from planwatch.messages import Messages, load_messages
from planwatch.warehouse import queries
from planwatch.warehouse.connection import Connection
from planwatch.whole_files import write_whole

LONGEST_STEM_BYTES = 150
log = logging.getLogger(__name__)


def answer_returns(connection: Connection, outbox: Path, messages: Messages, archive: Path) -> int:
    """Write the answers of every judged return into `outbox/<unit code>/`, then mark it answered; returns how many.

    `messages` is the first language of the page, English stands beside it; the annotated copy speaks the language in
    which the return was filled in. The same return gives the same bytes, so doing it again after a crash changes
    nothing. A file that cannot be annotated gets its receipt nevertheless, and stops no other.
    """
    judged = queries.rows(connection, "checking/judged_returns.sql")
    for entry in judged:
        folder, stem = outbox / entry["unit_code"], _stem(entry)
        folder.mkdir(parents=True, exist_ok=True)
        answer, copy_name, reason = _write_copy(connection, entry, archive, folder, stem)
        sections = Sections(MOST_LISTED)
        said = (sections.noted(finding) for finding in findings(connection, answer))
        write_record(folder / f"{stem}.回执.json", answer, said, copy_name, reason)
        write_whole(
            folder / f"{stem}.回执.html", page(answer, sections, messages, load_messages("en"), copy_name, reason)
        )
        receipt_path = f"{entry['unit_code']}/{stem}.回执.html"
        queries.run(connection, "checking/mark_answered.sql", return_id=entry["return_id"], receipt_path=receipt_path)
    return len(judged)


def _stem(entry: dict[str, Any]) -> str:
    """The receipt number and the file's own name, cut to what a file system takes."""
    own = Path(entry["file_name"]).stem.encode()[:LONGEST_STEM_BYTES].decode(errors="ignore")
    return f"{entry['return_id']:06d}-{own}"


def _write_copy(
    connection: Connection, entry: dict[str, Any], archive: Path, folder: Path, stem: str
) -> tuple[Answer, str | None, str | None]:
    """Write the annotated copy, if the file allows one; returns the answer, the copy's name, or why there is none.

    What the copy neutralises is a finding, so the file is opened before the findings are counted.
    """
    source = archive / entry["archive_path"]
    answer = load_answer(connection, entry)
    name = f"{stem}.批注{source.suffix}"
    opened, reason = _opened(source, answer, name)
    if opened is None:
        return answer, None, reason
    if opened.formula_texts:
        formula_texts.record(connection, entry["return_id"], opened.formula_texts)
        answer = load_answer(connection, entry)
    unfinished = folder / f".{stem}.tmp"
    try:
        _write_opened(connection, opened, answer, unfinished)
    except Exception:
        log.exception("Return %s cannot be annotated", entry["return_id"])
        unfinished.unlink(missing_ok=True)
        return answer, None, "failed"
    unfinished.replace(folder / name)
    return answer, name, None


def _opened(source: Path, answer: Answer, name: str) -> tuple[Any, str | None]:
    if not answer.layouts:
        return None, "unreadable"
    try:
        kind = copies.kind_of(source)
        if kind == "text":
            heading_row_number = answer.layouts[0]["heading_row_numbers"][-1]
            return TextCopy(source, answer.entry["text_encoding"] or "utf-8", heading_row_number), None
    except Exception:
        log.exception("%s cannot be opened to be answered in", name)
        return None, "failed"
    return copies.open_workbook(source, kind, load_messages(answer.language), answer.layouts)


def _write_opened(connection: Connection, opened: Any, answer: Answer, target: Path) -> None:
    messages = load_messages(answer.language)
    if isinstance(opened, TextCopy):
        opened.write(target, findings(connection, answer, by_row=True), messages)
        return
    found = list(findings(connection, answer))
    marks = marked_cells(found, answer, messages)
    opened.write(target, marks, summary(answer, messages, found), answer.entry["received_at"])
