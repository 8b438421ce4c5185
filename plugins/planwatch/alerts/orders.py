"""Drafts of the orders (督办单) by which the leading group's office asks for what stayed red to be dealt with."""

from collections.abc import Callable
from itertools import groupby
from pathlib import Path
from typing import Any

from planwatch.alerts.spell_words import level_word, sentence
from planwatch.alerts.week import Week
from planwatch.messages import Messages, load_messages

FIELDS = ("cause", "measures", "recovery", "person", "signature")


def write_orders(week: Week, folder: Path, write: Callable[[Path, str, dict[str, Any]], None]) -> list[Path]:
    """Write `<folder>/<number>.html` for every project or unit that was escalated this week; returns the files."""
    messages = load_messages("zh")
    escalated = [
        spell for spell in week.spells if spell["state"] == "open" and spell["escalated_date"] == week.as_of_date
    ]
    escalated.sort(key=lambda spell: spell["order_number"])
    written = []
    for number, spells in groupby(escalated, key=lambda spell: spell["order_number"]):
        path = folder / f"{number}.html"
        write(path, "order.html.j2", order_content(week, list(spells), messages))
        written.append(path)
    return written


def order_content(week: Week, spells: list[dict[str, Any]], messages: Messages) -> dict[str, Any]:
    """Every sentence of one order, of spells of one project or unit."""
    first = spells[0]
    offices = {week.programme_office_code, week.leading_group_code}
    owners = [code for code in sorted({code for spell in spells for code in spell["audience"]}) if code not in offices]

    def say(key: str, **facts: Any) -> str:
        return messages.say(f"letters.official_order.{key}", **facts)

    return {
        "title": say("title", number=first["order_number"]),
        "to": say("to", owners="、".join(week.owner_name(code, messages) for code in owners)),
        "about": say("about", subject=first["subject_name"]),
        "body": say("body"),
        "grounds_title": say("grounds"),
        "grounds": [
            {
                "level_word": level_word(spell, messages),
                "sentence": sentence(spell, messages),
                "age": messages.say("letters.age", since=spell["since_date"], weeks=spell["weeks_count"]),
            }
            for spell in spells
        ],
        "deadline": say(
            "deadline",
            deadline=first["order_deadline_date"],
            known_date=week.known_date,
            workdays=week.policy["order_deadline_workdays"],
        ),
        "reply_title": say("reply"),
        "fields": [say(f"fields.{name}") for name in FIELDS],
        "signature": say("signature"),
        "date": week.known_date,
    }
