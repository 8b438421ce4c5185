"""The register of letters: one per week and owner, recorded before anything is sent."""

import hashlib
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from planwatch.warehouse import queries

LETTER_FILES = ("letter.html", "letter.txt", "letter.md")


def record_letter(
    connection: Connection,
    *,
    week_key: str,
    owner_code: str,
    as_of_date: date,
    subject: str,
    folder: Path,
    has_changes: bool,
    recorded_at: datetime,
) -> bool:
    """Record the letter whose files lie in `folder`; returns whether this record stands.

    A letter of which any channel has begun to send anything keeps its record: then False. Ask `was_begun` before
    writing the files anew, so that they stay what was sent. Raises FileNotFoundError where one of LETTER_FILES lacks.
    """
    fingerprint = content_sha256(folder)
    if was_begun(connection, week_key, owner_code):
        return False
    queries.run(
        connection,
        "letters/record.sql",
        week_key=week_key,
        owner_code=owner_code,
        as_of_date=as_of_date,
        subject=subject,
        folder_path=str(folder),
        has_changes=has_changes,
        content_sha256=fingerprint,
        recorded_at=recorded_at,
    )
    return True


def was_begun(connection: Connection, week_key: str, owner_code: str) -> bool:
    """Whether any channel has begun to send this letter."""
    return bool(queries.value(connection, "letters/was_begun.sql", week_key=week_key, owner_code=owner_code))


def letters_of_week(connection: Connection, week_key: str) -> list[dict[str, Any]]:
    """The recorded letters of a week, by owner."""
    return queries.rows(connection, "letters/of_week.sql", week_key=week_key)


def newest_week(connection: Connection) -> str | None:
    """The newest week that has letters on record; None where there are none."""
    return queries.value(connection, "letters/newest_week.sql")


def content_sha256(folder: Path) -> str:
    """The fingerprint of a letter's files: the three of LETTER_FILES, and `letter.both.*` where there are any.

    Raises FileNotFoundError naming the one of LETTER_FILES that lacks.
    """
    digest = hashlib.sha256()
    names = {*LETTER_FILES, *(path.name for path in folder.glob("letter.both.*"))}
    for name in sorted(names):
        digest.update(name.encode() + hashlib.sha256((folder / name).read_bytes()).digest())
    return digest.hexdigest()
