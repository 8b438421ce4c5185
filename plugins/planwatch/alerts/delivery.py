"""Delivers one letter by one channel, at most once, however often it is asked to and whatever is killed meanwhile.

Hold the delivery; open the connection; commit the claim; exchange; commit the answer. A crash before the claim leaves
a letter that is still to be sent. A crash after the answer leaves a letter that was sent. Between the two nobody can
know: a channel on which a second copy is known for one sends again, any other never does and says so.
"""

import smtplib
from collections.abc import Callable, Sequence
from typing import Any

from planwatch.alerts.channels.addresses import KINDS
from planwatch.alerts.channels.channel import Channel, RefusedError
from planwatch.alerts.letter import Letter
from planwatch.errors import PlanwatchError
from planwatch.messages import say_in_both
from planwatch.warehouse import deliveries
from planwatch.warehouse.deliveries import Delivery, InProgressError, NotYetError

CRASHED = "the sender died between the claim and the answer"
REWRITTEN = "the letter was written anew after its first part was sent"
TURNS_LIMIT = 20


class NotDeliveredError(PlanwatchError):
    """The letter is surely not there yet; `is_final` where only a person can mend it."""

    def __init__(self, reason: str, *, is_final: bool):
        super().__init__(reason)
        self.is_final = is_final


def deliver(
    url: str, letter: Letter, name: str, channel: Channel, connection_id: str, sleep: Callable[[float], None]
) -> str:
    """Deliver a letter by the channel called `name`; returns `sent`, or `unknown` where nobody can tell.

    A letter that was sent or is unknown is left alone. `sleep` waits for a robot's rate. Raises NotDeliveredError,
    and InProgressError while another process is at it.
    """
    with deliveries.held(url, letter.week_key, letter.owner_code, name, connection_id) as delivery:
        standing = _after_a_crash(delivery, channel.is_repeatable)
        if standing["state"] in (deliveries.SENT, deliveries.UNKNOWN):
            return str(standing["state"])
        parts = _parts(delivery, channel, letter, connection_id)
        done = standing["parts_done_count"]
        if done and standing["content_sha256"] != letter.content_sha256:
            delivery.not_sent(REWRITTEN, is_final=True)
            raise NotDeliveredError(REWRITTEN, is_final=True)
        delivery.prepare(connection_id, len(parts), letter.content_sha256)
        for part in parts[done:]:
            _exchange(delivery, channel, part, connection_id, sleep)
        return str(delivery.standing()["state"])


def _parts(delivery: Delivery, channel: Channel, letter: Letter, connection_id: str) -> Sequence[Any]:
    """The letter's parts. Whatever keeps a letter from being put together is of this letter, and for a person to mend.

    Python's mail headers raise errors of every kind for addresses that are none.
    """
    try:
        return channel.parts(letter)
    except Exception as fault:
        reason = _why_no_parts(fault, connection_id)
        delivery.not_sent(reason, is_final=True)
        raise NotDeliveredError(reason, is_final=True) from fault


def _why_no_parts(fault: Exception, connection_id: str) -> str:
    if isinstance(fault, RefusedError):
        return str(fault)
    kind = type(fault).__name__
    if isinstance(fault, OSError):
        return say_in_both("channels.faults.letter_file", path=fault.filename, kind=kind)
    return say_in_both("channels.faults.letter", connection=connection_id, kind=kind)


def close_abandoned(url: str, claimed: list[dict[str, Any]]) -> None:
    """Settle the claims that crashed senders left behind, of rows of the ledger: nobody will come back to them."""
    for row in claimed:
        try:
            key = (row["week_key"], row["owner_code"], row["channel"])
            with deliveries.held(url, *key, row["connection_id"]) as delivery:
                _after_a_crash(delivery, KINDS[row["channel"]].is_repeatable)
        except InProgressError:
            continue


def _after_a_crash(delivery: Delivery, is_repeatable: bool) -> dict[str, Any]:
    """Where the delivery stands, after a claim that nobody answers for any more was settled."""
    standing = delivery.standing()
    if standing["state"] != deliveries.CLAIMED:
        return standing
    if is_repeatable:
        delivery.send_again(CRASHED)
    else:
        delivery.doubt(CRASHED)
    return delivery.standing()


def _exchange(
    delivery: Delivery, channel: Channel, part: Any, connection_id: str, sleep: Callable[[float], None]
) -> None:
    for _ in range(TURNS_LIMIT):
        try:
            _attempt(delivery, channel, part, connection_id)
        except NotYetError as rest:
            sleep(rest.seconds)
        else:
            return
    raise NotDeliveredError("the connection had no room for one more message", is_final=False)


def _attempt(delivery: Delivery, channel: Channel, part: Any, connection_id: str) -> None:
    claims = []

    def about_to_send() -> None:
        delivery.claim(connection_id, channel.rates)
        claims.append(True)

    try:
        delivery.confirm(channel.send(part, about_to_send))
    except NotYetError:
        raise
    except RefusedError as refusal:
        delivery.not_sent(str(refusal), is_final=refusal.is_final)
        raise NotDeliveredError(str(refusal), is_final=refusal.is_final) from None
    except (PlanwatchError, OSError, ValueError, smtplib.SMTPException) as fault:
        is_unsendable = isinstance(fault, ValueError) and not isinstance(fault, OSError)
        kind = type(fault).__name__
        if is_unsendable:  # its own words may show a character of a password
            reason = say_in_both("channels.faults.unsendable", connection=connection_id, kind=kind)
        else:
            reason = f"{kind}: {fault}"
        if not claims:
            delivery.not_sent(reason, is_final=is_unsendable)
        elif channel.is_repeatable:
            delivery.send_again(reason)
        else:
            delivery.doubt(reason)
            return
        raise NotDeliveredError(reason, is_final=is_unsendable and not claims) from None
