"""Which letters of a week go to whom by which channel: the letters on record, met with the subscriptions."""

from dataclasses import dataclass

from planwatch.alerts.letter import Letter, letter_of_record
from planwatch.alerts.subscriptions import CHANNELS, Subscription, load_subscriptions, subscriptions_of
from planwatch.warehouse import deliveries, letters
from planwatch.warehouse.connection import Connection

OPERATORS = "OPERATORS"


@dataclass(frozen=True)
class PlannedDelivery:
    """One letter by one channel over one Airflow connection; an empty connection is the owner's own folder."""

    letter: Letter
    channel: str
    connection_id: str


def plan_deliveries(
    connection: Connection, week_key: str, subscriptions: list[Subscription] | None = None
) -> list[PlannedDelivery]:
    """Every delivery of a week, by channel and owner; a letter without changes is left out where only those are asked.

    The operators' letter is not among them: it is written when these are done.
    """
    lines = load_subscriptions() if subscriptions is None else subscriptions
    types = deliveries.unit_types(connection)
    planned = [
        PlannedDelivery(
            letter_of_record(record, line.language, line.attaches_bulletin),
            line.channel,
            line.connection_of(record["owner_code"]),
        )
        for record in letters.letters_of_week(connection, week_key)
        if record["owner_code"] != OPERATORS
        for line in subscriptions_of(record["owner_code"], types, lines)
        if record["has_changes"] or not line.only_changes
    ]
    return sorted(planned, key=lambda entry: (CHANNELS.index(entry.channel), entry.letter.owner_code))
