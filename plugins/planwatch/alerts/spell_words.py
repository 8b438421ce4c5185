"""One alert in words: its level, what happened to it, why, since when, who answered, and its order."""

from decimal import Decimal
from typing import Any

from planwatch.messages import Messages
from planwatch.phrasing import reason_in_words


def spell_in_words(spell: dict[str, Any], messages: Messages) -> dict[str, Any]:
    """A spell of `marts.alert_spells`: `level` and `level_word`, `sentence` why, `notes` one by one.

    `owner` names the unit that answers for an item; it is empty for everything else.
    """
    return {
        "level": spell["level"],
        "level_word": level_word(spell, messages),
        "subject": spell["subject_name"],
        "owner": spell["facts"].get("owner" if messages.language == "zh" else "owner_en") or "",
        "sentence": sentence(spell, messages),
        "notes": _notes(spell, messages),
        "event_word": "",
    }


def event_in_words(event: dict[str, Any], spell: dict[str, Any], messages: Messages) -> dict[str, Any]:
    """An event of `marts.alert_events` and its spell: as `spell_in_words`, with `event_word` before it."""
    word = messages.say(f"letters.event.{event['event']}")
    if event["event"] == "closed":
        closing = messages.say("letters.closed." + event["reason"])
        word = f"{word}：{closing}"
    if event["reason"] == "corrected":
        word += messages.say("letters.corrected")
    return spell_in_words(spell, messages) | {"event_word": word}


def level_word(spell: dict[str, Any], messages: Messages) -> str:
    """The level with its symbol, readable without colours; returns that are not in have words of their own."""
    prefix = "data_" if spell["kind"] == "data" else ""
    return messages.say(f"letters.level.{prefix}{spell['level']}")


def sentence(spell: dict[str, Any], messages: Messages) -> str:
    """Why it was raised, from its rule and facts."""
    facts = spell["facts"]
    if spell["rule_id"] == "F33":
        key = {"notice": "due", "yellow": "asked", "red": "missing"}[spell["level"]]
        return messages.say(f"letters.{key}", **facts | {"form": messages.say(f"receipt.form_names.{facts['form']}")})
    if spell["kind"] == "item":
        return _item_sentence(facts, messages)
    if spell["rule_id"].startswith("T"):
        return reason_in_words({"rule": spell["rule_id"], "facts": facts}, messages)
    return messages.say(f"letters.reason.{spell['rule_id']}", **facts)


def _item_sentence(facts: dict[str, Any], messages: Messages) -> str:
    """An item of a project: planned by the project's own curve, reported, and what else it fails besides the gap."""
    item = facts["item" if messages.language == "zh" else "item_en"]
    parts = [messages.say("letters.item.lag", **facts | {"item": item, "lag": -Decimal(str(facts["gap"]))})]
    failed = [reason["rule"] for reason in facts["reasons"]]
    parts += [reason_in_words(reason, messages) for reason in facts["reasons"] if reason["rule"] != "T1"]
    if "T4" not in failed:
        parts.append(messages.say("letters.item.deadline", deadline=facts["deadline"]))
    return messages.say("letters.item.separator").join(parts)


def _notes(spell: dict[str, Any], messages: Messages) -> list[str]:
    if spell["state"] == "closed":
        return []
    notes = [messages.say("letters.age", since=spell["since_date"], weeks=spell["weeks_count"])]
    if spell["kind"] == "item" and spell["facts"]["basis"] != "own":
        notes.append(messages.say(f"letters.item.basis.{spell['facts']['basis']}"))
    if spell["return_ids"]:
        notes.append(messages.say("letters.causes", returns="、".join(str(number) for number in spell["return_ids"])))
    if spell["is_on_hold"]:
        notes.append(messages.say("letters.on_hold"))
    if spell["acknowledgement_key"]:
        notes.append(
            messages.say(
                "letters.acknowledged",
                by=spell["acknowledged_by_name"],
                reason=spell["acknowledged_reason"],
                recovery=spell["recovery_date"],
            )
        )
    if spell["is_muted"]:
        notes.append(messages.say("letters.muted", until=spell["muted_until_date"]))
    if spell["escalated_date"]:
        notes.append(messages.say("letters.order", number=spell["order_number"], deadline=spell["order_deadline_date"]))
    return notes
