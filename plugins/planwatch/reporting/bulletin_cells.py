"""A value of the warehouse as the bulletin says it: rounded half up; what is not known is a word, never 0."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from planwatch.domain.money import in_ten_thousand_yuan, round_half_up
from planwatch.messages import Messages
from planwatch.phrasing import reason_in_words
from planwatch.reporting.bulletin_layout import BulletinColumn

RIGHT_KINDS = {"count", "money", "ratio", "points", "index", "days", "figure", "change", "quantity"}
CENTRED_KINDS = {"place", "light", "date", "weekday"}


def cell_text(column: BulletinColumn, row: dict[str, Any], messages: Messages) -> str:
    """The cell's text; lines of a list one below the other. What is not known is the word that the column names."""
    value = row.get(column.name)
    kind, shows_change = column.kind, False
    if kind in ("figure", "change"):
        kind, shows_change = row["figure_kind"], kind == "change"
    if value is None:
        return messages.say(f"bulletin.unknown.{row['unknown_word'] if column.unknown == 'row' else column.unknown}")
    if shows_change:
        return _change(kind, value)
    if kind == "reasons":
        return _reasons(row, messages)
    return _SHOWN[kind](value, column, messages)


def joined(values: list[str], messages: Messages) -> str:
    """Names one after the other, as a sentence has them."""
    return messages.say("bulletin.separator").join(values)


def facts_of(row: dict[str, Any], messages: Messages) -> dict[str, Any]:
    """A row's values as facts of a sentence: lists of names become one text."""
    return {
        name: joined([str(entry) for entry in value], messages) if isinstance(value, list) else value
        for name, value in row.items()
    }


def _change(kind: str, value: Any) -> str:
    figure = Decimal(str(value))
    sign = "+" if figure > 0 else ""
    if kind == "money":
        return sign + in_ten_thousand_yuan(figure)
    if kind == "ratio":
        return f"{sign}{round_half_up(figure * 100)}"
    return f"{sign}{round_half_up(figure, 3 if kind == 'index' else 0)}"


def _matter(value: dict[str, Any], _: BulletinColumn, messages: Messages) -> str:
    if "rule" in value:
        return reason_in_words(value, messages)
    return messages.say(f"bulletin.matter.{value['matter']}", **value)


def _reasons(row: dict[str, Any], messages: Messages) -> str:
    """Every reason of a light, with what the week's alert of it did; then the alerts that were closed this week."""
    alerts = {alert["rule"]: alert for alert in row["answers"]}
    said = []
    for reason in row["light_reasons"]:
        alert = alerts.get(reason["rule"])
        sentence = reason_in_words(reason, messages)
        said.append(_moved(alert, sentence, messages) if alert else sentence)
    closed = [alert for alert in row["answers"] if alert["movement"] == "closed" and alert["rule"].startswith("T")]
    return "\n".join([*said, *(_moved(alert, reason_in_words(alert, messages), messages) for alert in closed)])


def _moved(alert: dict[str, Any], reason: str, messages: Messages) -> str:
    return messages.say(f"bulletin.alert.{alert['movement']}", **alert | {"reason": reason})


def _answers(alerts: list[dict[str, Any]], _: BulletinColumn, messages: Messages) -> str:
    """Who answered for the alerts, and the orders to deal with them; the same answer to several is said once."""
    said = [messages.say("bulletin.alert.acknowledged", **alert) for alert in alerts if alert["by"]]
    said += [messages.say("bulletin.alert.order", **alert) for alert in alerts if alert["order"]]
    return "\n".join(dict.fromkeys(said))


def _weekday(value: date, _: BulletinColumn, messages: Messages) -> str:
    return f"{value}{messages.say(f'bulletin.weekday.{value.isoweekday()}')}"


_Shown = Callable[[Any, BulletinColumn, Messages], str]
_SHOWN: dict[str, _Shown] = {
    "text": lambda value, _, __: str(value),
    "date": lambda value, _, __: str(value),
    "weekday": _weekday,
    "names": lambda value, _, messages: joined(value, messages),
    "count": lambda value, _, __: f"{value:,}",
    "place": lambda value, _, __: str(value),
    "days": lambda value, _, __: str(round_half_up(Decimal(str(value)), 0)),
    "money": lambda value, _, __: in_ten_thousand_yuan(value),
    "quantity": lambda value, _, __: f"{Decimal(str(value)).normalize():,f}",
    "ratio": lambda value, _, __: f"{round_half_up(value * 100)}%",
    "points": lambda value, _, __: _change("ratio", value),
    "index": lambda value, _, __: f"{round_half_up(value, 3)}",
    "light": lambda value, _, messages: messages.say(f"evaluation.light.{value}"),
    "words": lambda value, column, messages: messages.say(f"{column.catalogue}.{value}"),
    "answers": _answers,
    "matter": _matter,
}
