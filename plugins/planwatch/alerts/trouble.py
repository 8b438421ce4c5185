"""The operators' letter: which deliveries of a week were not confirmed, why, and what to do about each."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment, select_autoescape

from planwatch import paths
from planwatch.alerts.letter import OPERATORS, Letter, letter_of_record
from planwatch.messages import Messages
from planwatch.warehouse import deliveries, letters
from planwatch.warehouse.connection import Connection
from planwatch.whole_files import write_whole


def trouble_lines(connection: Connection, week_key: str, messages: Messages) -> list[str]:
    """One sentence for each delivery that an operator must look at, those of the operators' own letter too."""
    return [_line(row, messages) for row in deliveries.troubled(connection, week_key)]


def write_trouble(
    connection: Connection, week_key: str, folder: Path, messages: Messages, as_of_date: date, recorded_at: datetime
) -> Letter | None:
    """Write and record the operators' letter into `<folder>/<week>/OPERATORS`, or None where all went well.

    A letter that was begun stays as it was: operators hear once a week by letter, and from the failed task each time.
    """
    lines = trouble_lines(connection, week_key, messages)
    if not lines:
        return None
    if not letters.was_begun(connection, week_key, OPERATORS):
        own = folder / week_key / OPERATORS
        subject = messages.say("channels.trouble_subject", week=week_key, count=len(lines))
        _write(own, subject, messages.say("channels.trouble_greeting"), lines)
        letters.record_letter(
            connection,
            week_key=week_key,
            owner_code=OPERATORS,
            as_of_date=as_of_date,
            subject=subject,
            folder=own,
            has_changes=True,
            recorded_at=recorded_at,
        )
    [record] = [row for row in letters.letters_of_week(connection, week_key) if row["owner_code"] == OPERATORS]
    return letter_of_record(record, "zh", False)


def _line(row: dict[str, Any], messages: Messages) -> str:
    return messages.say(
        f"channels.trouble.{row['state']}",
        owner=row["owner_code"],
        channel=messages.say(f"channels.names.{row['channel']}"),
        error=row["last_error"],
        connection=row["connection_id"],
    )


def _write(own: Path, subject: str, greeting: str, lines: list[str]) -> None:
    environment = Environment(autoescape=select_autoescape(default=True, default_for_string=True))
    template = (paths.INCLUDE / "alerts" / "trouble.html.j2").read_text(encoding="utf-8")
    page = environment.from_string(template).render(subject=subject, greeting=greeting, lines=lines)
    write_whole(own / "letter.html", page)
    write_whole(own / "letter.txt", "\n".join([subject, greeting, "", *lines, ""]))
    bullets = [f"- {line}" for line in lines]
    write_whole(own / "letter.md", "\n".join([f"**{subject}**", "", greeting, "", *bullets, ""]))
