"""The ledger of deliveries: at most one letter per week, owner and channel, whatever is killed or run again.

Two things guard a delivery. While a process works on it, the process holds a lock of its database session, which ends
with the process. The claim is a committed row: it says that the exchange with the channel may have begun, and stays.
So a claim that is found while nobody holds the lock was left behind by a crash, and what came of it is not known.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from planwatch.errors import PlanwatchError
from planwatch.warehouse import queries
from planwatch.warehouse.connection import engine

WAITING, CLAIMED, SENT, UNKNOWN, FAILED = "waiting", "claimed", "sent", "unknown", "failed"
Rate = tuple[int, int]


class InProgressError(PlanwatchError):
    """Another process is sending this letter just now."""


class NotYetError(PlanwatchError):
    """The connection has taken as many messages as its rate allows; nothing was claimed."""

    def __init__(self, seconds: float):
        super().__init__(f"The connection must rest for {seconds:.1f} s.")
        self.seconds = seconds


@dataclass(frozen=True)
class Delivery:
    """One row of the ledger, held by this process; each step is a transaction of its own."""

    connection: Connection
    week_key: str
    owner_code: str
    channel: str

    def standing(self) -> dict[str, Any]:
        """The row as it is now."""
        with self.connection.begin():
            [row] = queries.rows(self.connection, "letters/standing.sql", **self._key)
        return row

    def prepare(self, connection_id: str, parts_count: int, content_sha256: str) -> None:
        """Note what is about to be sent."""
        with self.connection.begin():
            queries.run(
                self.connection,
                "letters/prepare.sql",
                connection_id=connection_id,
                parts_count=parts_count,
                content_sha256=content_sha256,
                **self._key,
            )

    def claim(self, connection_id: str, rates: tuple[Rate, ...]) -> None:
        """Commit that the exchange begins. Raises NotYetError, claiming nothing, where the rate forbids it."""
        with self.connection.begin():
            queries.value(self.connection, "letters/lock_connection.sql", connection_id=connection_id)
            for messages_count, window_seconds in rates:
                seconds = queries.value(
                    self.connection,
                    "letters/seconds_to_wait.sql",
                    connection_id=connection_id,
                    messages_count=messages_count,
                    window_seconds=window_seconds,
                )
                if seconds:
                    raise NotYetError(float(seconds))
            queries.value(self.connection, "letters/claim.sql", **self._key)

    def confirm(self, note: str | None = None) -> None:
        """The channel took the part; `note` says whom it refused, if anyone."""
        self._part_done("sent", True, note)

    def doubt(self, reason: str) -> None:
        """Nobody knows whether the part arrived; it is not sent again."""
        self._part_done("unknown", False, reason)

    def not_sent(self, reason: str, *, is_final: bool) -> None:
        """The part surely did not arrive; it waits for the next try, or stands as failed until a person looks."""
        self._end("refused", reason, FAILED if is_final else WAITING)

    def send_again(self, reason: str) -> None:
        """Nobody knows whether the part arrived, but a second copy is known for one: it waits for the next try."""
        self._end("unknown", reason, WAITING)

    def _end(self, outcome: str, reason: str, state: str) -> None:
        with self.connection.begin():
            queries.run(self.connection, "letters/end_attempt.sql", outcome=outcome, error=reason, **self._key)
            queries.run(self.connection, "letters/not_sent.sql", state=state, error=reason, **self._key)

    def _part_done(self, outcome: str, is_known: bool, error: str | None) -> None:
        with self.connection.begin():
            queries.run(self.connection, "letters/end_attempt.sql", outcome=outcome, error=error, **self._key)
            queries.run(self.connection, "letters/part_done.sql", is_known=is_known, error=error, **self._key)

    @property
    def _key(self) -> dict[str, str]:
        return {"week_key": self.week_key, "owner_code": self.owner_code, "channel": self.channel}


@contextmanager
def held(url: str, week_key: str, owner_code: str, channel: str, connection_id: str) -> Iterator[Delivery]:
    """Enter a delivery into the ledger and hold it for this block. Raises InProgressError where another holds it."""
    key = {"week_key": week_key, "owner_code": owner_code, "channel": channel}
    warehouse_engine = engine(url)
    try:
        with warehouse_engine.connect() as connection:
            with connection.begin():
                if not queries.value(connection, "letters/lock.sql", **key):
                    raise InProgressError(f"{week_key} {owner_code} {channel} is being sent by another process.")
                queries.run(connection, "letters/enter.sql", connection_id=connection_id, **key)
            yield Delivery(connection, **key)
            with connection.begin():
                queries.value(connection, "letters/unlock.sql", **key)
    finally:
        warehouse_engine.dispose()


def enter(url: str, week_key: str, owner_code: str, channel: str, connection_id: str, fault: str | None = None) -> None:
    """Enter a delivery that nobody has tried yet, as waiting, or as failed for `fault`; one that stands is kept."""
    with held(url, week_key, owner_code, channel, connection_id) as delivery:
        if fault and delivery.standing()["state"] in (WAITING, FAILED):
            delivery.not_sent(fault, is_final=True)


def of_week(connection: Connection, week_key: str) -> list[dict[str, Any]]:
    """Where every delivery of a week stands."""
    return queries.rows(connection, "letters/deliveries_of_week.sql", week_key=week_key)


def troubled(connection: Connection, week_key: str) -> list[dict[str, Any]]:
    """The deliveries of a week that an operator must look at."""
    return queries.rows(connection, "letters/troubled.sql", week_key=week_key)


def settle(connection: Connection, week_key: str, owner_code: str, channel: str, *, has_arrived: bool) -> bool:
    """Record what a person found out about an unknown delivery; returns whether there was one."""
    return bool(
        queries.run(
            connection,
            "letters/settle.sql",
            week_key=week_key,
            owner_code=owner_code,
            channel=channel,
            has_arrived=has_arrived,
        )
    )


def unit_types(connection: Connection) -> dict[str, str]:
    """The kind of every unit of the plan in force, by code."""
    return {row["unit_code"]: row["unit_type"] for row in queries.rows(connection, "letters/unit_types.sql")}
