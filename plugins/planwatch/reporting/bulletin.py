"""Writes a week's bulletin (通报) into its folder, as a page and as a document."""

from datetime import date, datetime
from pathlib import Path

from planwatch.domain.reporting_week import week_key
from planwatch.messages import Messages
from planwatch.reporting.bulletin_content import bulletin_content
from planwatch.reporting.bulletin_document import bulletin_document
from planwatch.reporting.bulletin_layout import load_layout
from planwatch.reporting.bulletin_page import bulletin_page
from planwatch.reporting.bulletin_points import prepare_week
from planwatch.warehouse.connection import Connection
from planwatch.whole_files import write_whole

PAGE, DOCUMENT = "bulletin.html", "bulletin.docx"


def write_bulletin(
    connection: Connection, as_of_date: date, folder: Path, messages: Messages, known_at: datetime | None = None
) -> list[Path]:
    """Write `<folder>/<ISO week>/bulletin.docx` and `.html`; returns their paths. Nothing in the warehouse changes.

    Without a moment, of the newest publication of the day; with one, of the publication known at it, else computed. The
    same publication gives the same bytes. Raises NotPublishedError, NothingToEvaluateError.
    """
    layout = load_layout()
    week = prepare_week(connection, as_of_date, known_at, layout)
    content = bulletin_content(connection, week, layout, messages)
    target = folder / week_key(as_of_date)
    made = {
        target / DOCUMENT: bulletin_document(content, week.point.known_at, messages),
        target / PAGE: bulletin_page(content, messages).encode(),
    }
    for path, content_bytes in made.items():
        write_whole(path, content_bytes)
    return list(made)
