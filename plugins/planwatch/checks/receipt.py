"""The answer to a submitter, for every return, good or bad: a page, the same as JSON, and its own file annotated."""

import logging
from contextlib import closing
from pathlib import Path
from typing import Any

from planwatch.checks import formula_texts
from planwatch.checks.answer import Answer, findings, load_answer
from planwatch.checks.confined_copies import ConfinedCopier
from planwatch.checks.copies import NoCopyError, is_answered_by_row
from planwatch.checks.copy_summary import MOST_LISTED
from planwatch.checks.receipt_page import Sections, page
from planwatch.checks.receipt_record import write_record
from planwatch.errors import PlanwatchError
from planwatch.messages import Messages, load_messages
from planwatch.warehouse import queries
from planwatch.warehouse.connection import Connection, connect, transactions
from planwatch.whole_files import write_whole

LONGEST_STEM_BYTES = 150
log = logging.getLogger(__name__)


class UnansweredError(PlanwatchError):
    """Some returns could not be answered; the others are."""

    def __init__(self, return_ids: list[int]):
        super().__init__(
            f"Returns {', '.join(map(str, return_ids))} could not be answered, the others are: the log says why."
            " What is answered stays so; run again what is left."
        )


def answer_returns(warehouse_url: str, outbox: Path, messages: Messages, archive: Path) -> int:
    """Write the answers of every judged return into `outbox/<unit code>/`, then mark it answered; returns how many.

    `messages` is the first language of the page, English stands beside it; the annotated copy speaks the language in
    which the return was filled in. The same return gives the same bytes, so doing it again after a crash changes
    nothing. Each return has a transaction of its own, and a file that cannot be annotated gets its receipt
    nevertheless; so none stops another. Raises UnansweredError when the others are done.
    """
    with connect(warehouse_url) as connection:
        judged = queries.rows(connection, "checking/judged_returns.sql")
    unanswered = []
    with ConfinedCopier() as copier, transactions(warehouse_url) as begin:
        for entry in judged:
            try:
                with begin() as connection:
                    _answer(connection, copier, entry, outbox, messages, archive)
            except Exception:
                log.exception("Return %s could not be answered", entry["return_id"])
                unanswered.append(entry["return_id"])
    if unanswered:
        raise UnansweredError(unanswered)
    return len(judged)


def _answer(
    connection: Connection,
    copier: ConfinedCopier,
    entry: dict[str, Any],
    outbox: Path,
    messages: Messages,
    archive: Path,
) -> None:
    folder, stem = outbox / entry["unit_code"], _stem(entry)
    folder.mkdir(parents=True, exist_ok=True)
    answer, copy_name, reason = _write_copy(connection, copier, entry, archive, folder, stem)
    sections = Sections(MOST_LISTED)
    said = (sections.noted(finding) for finding in findings(connection, answer))
    write_record(folder / f"{stem}.回执.json", answer, said, copy_name, reason)
    write_whole(folder / f"{stem}.回执.html", page(answer, sections, messages, load_messages("en"), copy_name, reason))
    receipt_path = f"{entry['unit_code']}/{stem}.回执.html"
    queries.run(connection, "checking/mark_answered.sql", return_id=entry["return_id"], receipt_path=receipt_path)


def _stem(entry: dict[str, Any]) -> str:
    """The receipt number and the file's own name, cut to what a file system takes."""
    own = Path(entry["file_name"]).stem.encode()[:LONGEST_STEM_BYTES].decode(errors="ignore")
    return f"{entry['return_id']:06d}-{own}"


def _write_copy(
    connection: Connection, copier: ConfinedCopier, entry: dict[str, Any], archive: Path, folder: Path, stem: str
) -> tuple[Answer, str | None, str | None]:
    """Write the annotated copy, if the file allows one; returns the answer, the copy's name, or why there is none.

    What the copy neutralises is a finding, so the file is opened before the findings are counted.
    """
    source = archive / entry["archive_path"]
    answer = load_answer(connection, entry)
    name, unfinished = f"{stem}.批注{source.suffix}", folder / f".{stem}.tmp"
    try:
        if texts := copier.open(source, answer):
            formula_texts.record(connection, entry["return_id"], texts)
            answer = load_answer(connection, entry)
        with closing(findings(connection, answer, by_row=is_answered_by_row(answer))) as found:
            copier.write(answer, found, unfinished)
    except NoCopyError as refused:
        if refused.trouble:
            log.error("Return %s cannot be annotated:\n%s", entry["return_id"], refused.trouble)
        unfinished.unlink(missing_ok=True)
        return answer, None, refused.reason
    unfinished.replace(folder / name)
    return answer, name, None
