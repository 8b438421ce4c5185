"""What one owner's letter says, in one language or with English beside: this week's changes, then everything open."""

from itertools import groupby
from typing import Any

from planwatch.alerts.spell_words import event_in_words, spell_in_words
from planwatch.alerts.week import Week
from planwatch.domain.money import round_half_up
from planwatch.messages import Messages

KINDS = ("project", "item", "money", "data")
SAID_WHEN_EMPTY = ("project", "money", "data")
SPELL_KEY = ("kind", "subject_kind", "subject_code", "rule_id", "case_key")


def letter_content(week: Week, owner_code: str, messages: Messages) -> dict[str, Any]:
    """Every sentence of an owner's letter. Only the programme office's has the programme and the plan's totals.

    What an item lags is measured against its project's own curve, for the plan has no windows of items; the section's
    title and every sentence say so. It is left out where the owner has no item that lags.
    """
    spells = [spell for spell in week.spells if owner_code in spell["audience"]]
    known = {_key(spell): spell for spell in spells}
    events = [event for event in week.events if owner_code in event["audience"]]
    still_open = [spell for spell in spells if spell["state"] == "open"]
    counts = {
        level: len({_matter(spell) for spell in still_open if spell["level"] == level}) for level in ("red", "yellow")
    }
    owner = week.owner_name(owner_code, messages)
    said = messages.say(
        "letters.subject" if events else "letters.subject_quiet",
        week=week.key,
        owner=owner,
        changes=len({(*_matter(event), event["event"]) for event in events}),
        **counts,
    )
    return {
        "subject": said,
        "greeting": messages.say(_greeting(week, owner_code), owner=owner, as_of_date=week.as_of_date),
        "changes_title": messages.say("letters.changes_title"),
        "changes_none": messages.say("letters.changes_none"),
        "changes": _cards([event_in_words(event, known[_key(event)], messages) for event in events], owner, messages),
        "programme": _programme(week, messages) if owner_code == week.programme_office_code else [],
        "sections": [
            _section(kind, still_open, owner, messages)
            for kind in KINDS
            if kind in SAID_WHEN_EMPTY or any(spell["kind"] == kind for spell in still_open)
        ],
        "answer": [messages.say("letters.answer_title"), messages.say("letters.answer")],
        "versions": _versions(week, messages),
    }


def beside(chinese: Any, english: Any) -> Any:
    """The same content in both languages: each sentence, where they differ, as two lines."""
    if isinstance(chinese, dict):
        return {key: beside(chinese[key], english[key]) for key in chinese}
    if isinstance(chinese, list):
        return [beside(*pair) for pair in zip(chinese, english, strict=True)]
    if not isinstance(chinese, str) or chinese == english or chinese in ("red", "yellow", "notice"):
        return chinese
    return f"{chinese}\n{english}"


def _key(row: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(row[name] for name in SPELL_KEY)


def _matter(row: dict[str, Any]) -> tuple[Any, ...]:
    """What a row speaks of, counted once however many units answer for it: an item of a project is one matter."""
    case = row["case_key"].partition("|")[0] if row["kind"] == "item" else row["case_key"]
    return row["subject_kind"], row["subject_code"], row["rule_id"], case


def _greeting(week: Week, owner_code: str) -> str:
    if owner_code == week.programme_office_code:
        return "letters.greeting_all"
    return "letters.greeting_leading" if owner_code == week.leading_group_code else "letters.greeting"


def _section(kind: str, spells: list[dict[str, Any]], reader: str, messages: Messages) -> dict[str, Any]:
    entries = [spell_in_words(spell, messages) for spell in spells if spell["kind"] == kind]
    return {
        "title": messages.say(f"letters.list_title.{kind}"),
        "none": messages.say(f"letters.list_none.{kind}"),
        "cards": _cards(entries, reader, messages),
    }


def _cards(entries: list[dict[str, Any]], reader: str, messages: Messages) -> list[dict[str, Any]]:
    """One card per project or unit, in the order in which each is first named."""
    entries = _said_once(entries, reader, messages)
    order = list(dict.fromkeys(entry["subject"] for entry in entries))
    ordered = sorted(entries, key=lambda entry: order.index(entry["subject"]))
    return [
        {"subject": subject, "entries": list(found)}
        for subject, found in groupby(ordered, key=lambda entry: entry["subject"])
    ]


def _said_once(entries: list[dict[str, Any]], reader: str, messages: Messages) -> list[dict[str, Any]]:
    """What is said of several owners of an item in the same words is said once and names them, unless the reader."""
    owners: dict[tuple[Any, ...], list[str]] = {}
    first: dict[tuple[Any, ...], dict[str, Any]] = {}
    for entry in entries:
        key = tuple(str(value) for name, value in entry.items() if name != "owner")
        first.setdefault(key, entry)
        owners.setdefault(key, []).append(entry["owner"])
    return [
        entry
        if owners[key] in ([""], [reader])
        else entry
        | {"sentence": messages.say("letters.item.of", owners="、".join(owners[key]), sentence=entry["sentence"])}
        for key, entry in first.items()
    ]


def _programme(week: Week, messages: Messages) -> list[dict[str, Any]]:
    row = week.programme
    index = row["schedule_performance_index"]
    said = messages.say(
        "letters.programme",
        planned=row["planned_value_amount"],
        earned=row["earned_value_amount"],
        paid=row["actual_cost_amount"],
        spi=None if index is None else round_half_up(index, 3),
        finished=row["finished_projects_count"],
        projects=row["projects_count"],
        **{light: row[f"{light}_projects_count"] for light in ("red", "yellow", "green", "grey")},
    )
    differences = [
        messages.say(
            "letters.plan",
            measure=messages.say(f"letters.measures.{difference['measure']}"),
            declared=difference["declared_quantity"],
            lines=difference["lines_quantity"],
            difference=difference["difference_quantity"],
            unit=difference["quantity_unit"],
        )
        for difference in week.plan_differences
    ]
    return [
        {"title": messages.say("letters.programme_title"), "lines": [said]},
        {"title": messages.say("letters.plan_title"), "lines": differences or [messages.say("letters.plan_none")]},
    ]


def _versions(week: Week, messages: Messages) -> str:
    row = week.programme
    return messages.say(
        "letters.versions",
        plan=row["plan_version"],
        policy=row["policy_version"],
        profile=row["light_profile"],
        received=row["returns_received_count"],
        due=row["returns_due_count"],
    )
