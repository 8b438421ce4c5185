"""Writes a week's letters and orders into its folder and records them before anything is sent."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment, select_autoescape
from markupsafe import Markup, escape

from planwatch import paths
from planwatch.alerts.letter_content import beside, letter_content
from planwatch.alerts.orders import write_orders
from planwatch.alerts.subscriptions import load_subscriptions, reads_english
from planwatch.alerts.week import Week, read_week
from planwatch.messages import load_messages
from planwatch.warehouse import letters
from planwatch.warehouse.connection import Connection
from planwatch.whole_files import write_whole

TEMPLATES = ("html", "txt", "md")


def write_letters(connection: Connection, as_of_date: date, folder: Path, recorded_at: datetime) -> str:
    """Write `<folder>/<ISO week>/<owner>/letter.{html,txt,md}` for everyone who is concerned; returns the week's key.

    With English beside, as `letter.both.*`, for those whose subscription asks for it. Orders lie in `<week>/orders`.
    The same week gives the same files; a letter that any channel has begun to send is not written anew. Raises
    WeekNotToldError.
    """
    week = read_week(connection, as_of_date)
    target = folder / week.key
    write_orders(week, target / "orders", write_filled)
    subscriptions = load_subscriptions()
    unit_types = {code: unit["unit_type"] for code, unit in week.units.items()}
    for owner_code in week.owner_codes():
        if letters.was_begun(connection, week.key, owner_code):
            continue
        own = target / owner_code
        _write_letter(week, owner_code, own, reads_english(owner_code, unit_types, subscriptions))
        letters.record_letter(
            connection,
            week_key=week.key,
            owner_code=owner_code,
            as_of_date=as_of_date,
            subject=letter_content(week, owner_code, load_messages("zh"))["subject"],
            folder=own,
            has_changes=any(owner_code in event["audience"] for event in week.events),
            recorded_at=recorded_at,
        )
    return week.key


def _write_letter(week: Week, owner_code: str, own: Path, has_english: bool) -> None:
    chinese = letter_content(week, owner_code, load_messages("zh"))
    contents = {"letter": chinese}
    if has_english:
        contents["letter.both"] = beside(chinese, letter_content(week, owner_code, load_messages("en")))
    for name, content in contents.items():
        for extension in TEMPLATES:
            write_filled(own / f"{name}.{extension}", f"letter.{extension}.j2", content)


def write_filled(path: Path, template_name: str, content: dict[str, Any]) -> None:
    """Fill a template of include/alerts into a file that is there whole or not at all."""
    is_page = template_name.endswith(".html.j2")
    environment = Environment(
        autoescape=select_autoescape(default=is_page, default_for_string=is_page),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["said"] = _said_on_page if is_page else _said_in_text
    template = (paths.INCLUDE / "alerts" / template_name).read_text(encoding="utf-8")
    write_whole(path, environment.from_string(template).render(**content))


def _said_on_page(sentence: str) -> Markup:
    """A sentence, and the other language's beneath it, smaller."""
    first, _, second = sentence.partition("\n")
    return escape(first) + (Markup('<span lang="en">{}</span>').format(second) if second else Markup(""))


def _said_in_text(sentence: str) -> str:
    return " / ".join(sentence.split("\n"))
