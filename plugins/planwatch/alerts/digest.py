"""Writes a week's digest into its folder, as a page and as plain text, and records it before anything is sent."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment, select_autoescape

from planwatch import paths
from planwatch.alerts.content import digest_content
from planwatch.messages import Messages
from planwatch.warehouse import queries
from planwatch.warehouse.connection import Connection

PAGE, TEXT = "digest.html", "digest.txt"


def write_digest(
    connection: Connection, as_of_date: date, folder: Path, messages: Messages, recorded_at: datetime
) -> str:
    """Write `<folder>/<ISO week>/digest.html` and `.txt` for a published day; returns the week's key.

    The same publication gives the same files. A digest that was sent keeps its record; its files are written anew.
    """
    content = digest_content(connection, as_of_date, messages)
    target = folder / content["key"]
    target.mkdir(parents=True, exist_ok=True)
    template = (paths.INCLUDE / "digest.html.j2").read_text(encoding="utf-8")
    environment = Environment(autoescape=select_autoescape(default=True, default_for_string=True))
    _write(target / PAGE, environment.from_string(template).render(**content))
    _write(target / TEXT, as_text(content))
    queries.run(
        connection,
        "alerts/record_digest.sql",
        digest_key=content["key"],
        as_of_date=as_of_date,
        subject=content["subject"],
        folder_path=str(target),
        recorded_at=recorded_at,
    )
    return str(content["key"])


def as_text(content: dict[str, Any]) -> str:
    """The digest for readers of plain text, in the page's order."""
    lines = [content["subject"], content["greeting"], "", f"■ {content['programme_title']}", content["programme"], ""]
    lines.append(f"■ {content['lagging_title']}")
    for number, project in enumerate(content["lagging"], start=1):
        lines.append(f"{number}. {project['light_word']} {project['name']}（{project['change']}）")
        lines += [f"   - {reason}" for reason in project["reasons"]]
    lines += [content["lagging_none"]] if not content["lagging"] else []
    for part in ("missing", "plan"):
        lines += ["", f"■ {content[f'{part}_title']}"]
        lines += [f"- {line}" for line in content[part]] or [content[f"{part}_none"]]
    return "\n".join([*lines, "", content["versions"], ""])


def _write(path: Path, content: str) -> None:
    unfinished = path.with_name(f".{path.name}.tmp")
    unfinished.write_text(content, encoding="utf-8")
    unfinished.replace(path)
