"""The week's deliveries as tasks see them: one task per channel, addresses from Airflow's connections, a report."""

import contextlib
import logging
import time
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from airflow.sdk.exceptions import AirflowException, AirflowFailException, AirflowSkipException

from planwatch.orchestration.resources import connection_or_none, folders, warehouse, warehouse_url

if TYPE_CHECKING:
    from planwatch.alerts.channels.channel import Channel
    from planwatch.alerts.planning import PlannedDelivery

log = logging.getLogger(__name__)


def list_channels(week_key: str) -> list[str]:
    """The channels that have something to deliver this week."""
    from planwatch.alerts.planning import plan_deliveries

    with warehouse() as connection:
        return list(dict.fromkeys(planned.channel for planned in plan_deliveries(connection, week_key)))


def deliver(week_key: str, channel: str) -> dict[str, list[str]]:
    """Deliver every letter of a week that goes by one channel; no failure holds back the next letter.

    Returns owners by what became of their letter. Skipped where no owner's connection is set up. Raises to be tried
    again while anything may still succeed, and for good where only a person can help.
    """
    from planwatch.alerts.planning import plan_deliveries

    with warehouse() as connection:
        planned = [entry for entry in plan_deliveries(connection, week_key) if entry.channel == channel]
    outcomes, faults = _deliver_each(planned)
    if faults:
        said = "; ".join(reason for reason, _ in faults)
        raise (AirflowFailException if all(is_final for _, is_final in faults) else AirflowException)(said)
    if outcomes.keys() <= {"skipped"}:
        raise AirflowSkipException(f"No connection of {channel} is set up here: {[e.connection_id for e in planned]}")
    return outcomes


def report(week_key: str | None, recorded_at: datetime) -> None:
    """Settle what crashed senders left behind, and write to the operators of whatever was not confirmed.

    Raises AirflowFailException with one sentence per delivery, so that the run shows red until a person has looked.
    """
    from planwatch.alerts import delivery, trouble
    from planwatch.alerts.planning import plan_deliveries
    from planwatch.domain.reporting_week import last_day_of_week
    from planwatch.messages import load_messages
    from planwatch.warehouse import deliveries

    if not week_key:
        raise AirflowFailException("No letters were written this week; see the tasks before this one.")
    messages = load_messages("zh")
    with warehouse() as connection:
        planned = plan_deliveries(connection, week_key)
        claimed = [row for row in deliveries.of_week(connection, week_key) if row["state"] == deliveries.CLAIMED]
    _enter_untried(planned)
    delivery.close_abandoned(warehouse_url(), claimed)
    with warehouse() as connection:
        letter = trouble.write_trouble(
            connection, week_key, folders().digest_folder, messages, last_day_of_week(week_key), recorded_at
        )
    if letter is None:
        return
    _, faults = _deliver_each(_to_operators(letter))
    for reason, _ in faults:
        log.error("The operators' letter: %s", reason)
    with warehouse() as connection:
        lines = trouble.trouble_lines(connection, week_key, messages)
    raise AirflowFailException("\n".join(lines))


def _enter_untried(planned: "Sequence[PlannedDelivery]") -> None:
    """What no task came to stands in the ledger too: as waiting, or as failed where its connection is at fault."""
    from planwatch.alerts.channels.addresses import AddressError
    from planwatch.warehouse.deliveries import InProgressError, enter

    for entry in planned:
        key = (entry.letter.week_key, entry.letter.owner_code, entry.channel, entry.connection_id)
        fault = None
        try:
            if _channel(entry) is None:
                continue
        except Exception as said:
            log.exception("%s %s cannot be opened.", entry.letter.owner_code, entry.channel)
            fault = str(said) if isinstance(said, AddressError) else type(said).__name__
        with contextlib.suppress(InProgressError):
            enter(warehouse_url(), *key, fault)


def _to_operators(letter: Any) -> "list[PlannedDelivery]":
    from planwatch.alerts.letter import OPERATORS
    from planwatch.alerts.planning import PlannedDelivery
    from planwatch.alerts.subscriptions import load_subscriptions, subscriptions_of

    lines = subscriptions_of(OPERATORS, {}, load_subscriptions())
    return [PlannedDelivery(letter, line.channel, line.connection_of(OPERATORS)) for line in lines]


def _deliver_each(planned: "Sequence[PlannedDelivery]") -> tuple[dict[str, list[str]], list[tuple[str, bool]]]:
    from planwatch.alerts.channels.addresses import AddressError
    from planwatch.alerts.delivery import NotDeliveredError, deliver
    from planwatch.warehouse.deliveries import UNKNOWN, InProgressError

    outcomes: dict[str, list[str]] = {}
    faults: list[tuple[str, bool]] = []
    for entry in planned:
        owner = entry.letter.owner_code
        try:
            channel = _channel(entry)
            state = "skipped"
            if channel is not None:
                state = deliver(warehouse_url(), entry.letter, entry.channel, channel, entry.connection_id, time.sleep)
        except (NotDeliveredError, InProgressError, AddressError) as fault:
            faults.append((f"{owner} {entry.channel}: {fault}", getattr(fault, "is_final", False)))
            continue
        except Exception as fault:
            log.exception("%s %s: nobody expected this; the other letters go on.", owner, entry.channel)
            faults.append((f"{owner} {entry.channel}: {type(fault).__name__}", False))
            continue
        outcomes.setdefault(state, []).append(owner)
        if state == UNKNOWN:
            faults.append((f"{owner} {entry.channel}: nobody knows whether it arrived", True))
    return outcomes, faults


def _channel(entry: "PlannedDelivery") -> "Channel | None":
    from planwatch.alerts.channels.addresses import Address, open_channel

    owner = entry.letter.owner_code
    given = connection_or_none(entry.connection_id) if entry.connection_id else None
    if given is None and entry.connection_id:
        return None
    address = given and Address(
        entry.connection_id, given.host, given.port, given.login, given.password, given.extra_dejson
    )
    return open_channel(entry.channel, address or None, owner, folders().outbox_folder / owner / "letters", time.time)
