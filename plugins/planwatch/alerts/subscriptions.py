"""Who gets letters by which channel: include/alerts/subscriptions.csv. Addresses and secrets are never in it."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from planwatch import paths
from planwatch.refusals import RefusalError

FILE = paths.INCLUDE / "alerts" / "subscriptions.csv"
CHANNELS = ("email", "wecom", "dingtalk", "feishu", "folder")
LANGUAGES = ("zh", "both")
EVERY_UNIT = "every_unit"
COLUMNS = ["owner", "channel", "connection_id", "language", "only_changes", "attaches_bulletin"]
YES_NO = {"yes": True, "no": False}


class SubscriptionError(RefusalError):
    """A line of the subscriptions cannot be used; `reason` is a key of its messages."""

    def __init__(self, reason: str, **facts: Any):
        super().__init__(f"subscriptions.{reason}", **facts)


@dataclass(frozen=True)
class Subscription:
    """One line. `owner` is an owner's code, a kind of unit such as `utility`, or `every_unit`."""

    owner: str
    channel: str
    connection_id: str
    language: str
    only_changes: bool
    attaches_bulletin: bool

    def connection_of(self, owner_code: str) -> str:
        """The Airflow connection for one owner: `{owner}` stands for its code in small letters."""
        return self.connection_id.replace("{owner}", owner_code.lower())


def load_subscriptions(path: Path = FILE) -> list[Subscription]:
    """Every line. Raises SubscriptionError for an unknown column, channel, language or word, and for a line twice."""
    with path.open(encoding="utf-8-sig", newline="") as source:
        reader = csv.DictReader(source)
        if reader.fieldnames != COLUMNS:
            raise SubscriptionError(
                "columns", file=path.name, found=", ".join(reader.fieldnames or []), columns=", ".join(COLUMNS)
            )
        found = [_subscription(row, path.name, reader.line_num) for row in reader]
    keys = [(line.owner, line.channel) for line in found]
    twice = sorted({key for key in keys if keys.count(key) > 1})
    if twice:
        raise SubscriptionError("twice", file=path.name, named=", ".join(" ".join(key) for key in twice))
    return found


def subscriptions_of(
    owner_code: str, unit_types: Mapping[str, str], subscriptions: list[Subscription]
) -> list[Subscription]:
    """An owner's subscriptions, one per channel: its own line wins over its kind's, that over `every_unit`.

    `unit_types` gives the kind of each unit by code; whoever is not in it, such as PROGRAMME, is no unit.
    """
    ranks = [owner_code, *([unit_types[owner_code], EVERY_UNIT] if owner_code in unit_types else [])]
    found: dict[str, Subscription] = {}
    for owner in ranks:
        for line in subscriptions:
            if line.owner == owner:
                found.setdefault(line.channel, line)
    return sorted(found.values(), key=lambda line: CHANNELS.index(line.channel))


def reads_english(owner_code: str, unit_types: Mapping[str, str], subscriptions: list[Subscription]) -> bool:
    """Whether any channel of this owner asks for English beside Chinese: then `letter.both.*` is written too."""
    return any(line.language == "both" for line in subscriptions_of(owner_code, unit_types, subscriptions))


def _subscription(row: dict[str, str], file: str, line: int) -> Subscription:
    given = {name: (row[name] or "").strip() for name in COLUMNS}
    if not given["owner"]:
        raise SubscriptionError("no_owner", file=file, line=line)
    allowed = (("channel", CHANNELS), ("language", LANGUAGES), ("only_changes", YES_NO), ("attaches_bulletin", YES_NO))
    for name, values in allowed:
        if given[name] not in values:
            raise SubscriptionError(
                "unknown_word", file=file, line=line, column=name, value=given[name], allowed=", ".join(values)
            )
    if not given["connection_id"] and given["channel"] != "folder":
        raise SubscriptionError("no_connection", file=file, line=line, channel=given["channel"])
    return Subscription(
        owner=given["owner"],
        channel=given["channel"],
        connection_id=given["connection_id"],
        language=given["language"],
        only_changes=YES_NO[given["only_changes"]],
        attaches_bulletin=YES_NO[given["attaches_bulletin"]],
    )
