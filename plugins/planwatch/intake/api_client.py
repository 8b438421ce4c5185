"""Asks one address of a unit's API, with patience that ends: retries, Retry-After, and bounds on time and size."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Any

import requests
from urllib3.exceptions import DecodeError, HTTPError

from planwatch.errors import PlanwatchError
from planwatch.intake.api_answers import AnswerFault
from planwatch.intake.collection_limits import load_collection_limits

NOT_CHANGED = 304
RETRIED = (429, 500, 502, 503, 504)
_REDIRECTS = range(300, 400)
_PIECE = 16 * 1024


class UnitApiError(PlanwatchError):
    """A unit's API cannot be asked: it is dead, busy for long, or refuses us. `status` is None without an answer."""

    def __init__(self, unit_code: str, address: str, reason: str, status: int | None = None):
        super().__init__(
            f"{unit_code}: {address} {reason}. What had come is kept; the next run goes on from there. "
            f"Check the Airflow connection of {unit_code} and ask the unit about its API."
        )
        self.status = status


@dataclass(frozen=True)
class Answer:
    """One answer: 200 with its body, or 304 without."""

    address: str
    is_changed: bool
    body: bytes
    etag: str | None
    server_at: datetime | None


class ApiClient:
    """A session with one unit's server. The token goes to that server only: redirects are never followed."""

    def __init__(
        self,
        unit_code: str,
        token: str | None,
        wait: Callable[[float], None] = time.sleep,
        clock: Callable[[], datetime] | None = None,
    ):
        """`clock` is only asked to tell how far the server's clock is from ours: `skew_seconds`, positive if ahead."""
        self._unit_code, self._wait, self._limits = unit_code, wait, load_collection_limits()
        self._clock = clock
        self.skew_seconds: float | None = None
        self._session = requests.Session()
        self._session.trust_env = False
        self._session.headers.update({"Accept": "application/json", "Accept-Encoding": "gzip"})
        if token:
            self._session.headers["Authorization"] = f"Bearer {token}"

    def __enter__(self) -> "ApiClient":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._session.close()

    def ask(self, address: str, etag: str | None, understand: Callable[[Answer], Any]) -> tuple[Answer, Any]:
        """The answer, and what `understand` makes of it. Raises UnitApiError, and AnswerFault for garbage that lasts.

        `understand` may raise AnswerFault: a proxy's error page is often gone at the next asking.
        """
        limits = self._limits
        garbled = 0
        for attempt in range(1, limits.most_attempts + 1):
            pause = limits.backoff_milliseconds / 1000 * 2 ** (attempt - 1)
            try:
                found = self._once(address, etag)
                if isinstance(found, Answer):
                    return found, understand(found) if found.is_changed else None
                reason, status, pause = f"answered {found[0]}", found[0], max(pause, found[1])
            except AnswerFault:
                garbled += 1
                if garbled >= limits.most_garbled_attempts:
                    raise
                reason, status = "answered what cannot be read", None
            except (requests.RequestException, HTTPError, OSError) as fault:
                reason, status = f"did not answer: {type(fault).__name__}", None
            if attempt == limits.most_attempts or pause > limits.longest_wait_seconds:
                break
            self._wait(pause)
        asked = f" and asks to wait {pause:.0f} s" if pause > limits.longest_wait_seconds else ""
        raise UnitApiError(self._unit_code, address, reason + asked, status)

    def _once(self, address: str, etag: str | None) -> Answer | tuple[int, float]:
        """The answer, or a status to be asked again after so many seconds."""
        timeout = (self._limits.connect_seconds, self._limits.read_seconds)
        headers = {"If-None-Match": etag} if etag else {}
        with self._session.get(
            address, headers=headers, timeout=timeout, allow_redirects=False, stream=True
        ) as response:
            status, server_at = response.status_code, _moment(response.headers.get("Date"))
            if self._clock and server_at:
                self.skew_seconds = (server_at - self._clock()).total_seconds()
            if status in RETRIED:
                return status, _seconds_to_wait(response.headers.get("Retry-After"), server_at)
            if status == NOT_CHANGED and etag:
                return Answer(address, False, b"", etag, server_at)
            if status in _REDIRECTS:
                raise AnswerFault("redirect", address, target=str(response.headers.get("Location"))[:200])
            if status != requests.codes.ok:
                raise UnitApiError(self._unit_code, address, f"answered {status}", status)
            return Answer(address, True, self._body(response, address), response.headers.get("ETag"), server_at)

    def _body(self, response: requests.Response, address: str) -> bytes:
        """The inflated body, bounded in size and time. A body that breaks off raises what requests or urllib3 raise."""
        ends = time.monotonic() + self._limits.answer_seconds
        body = bytearray()
        try:
            while piece := response.raw.read1(_PIECE, decode_content=True):
                body += piece
                if len(body) > self._limits.largest_answer_bytes:
                    most = self._limits.largest_answer_bytes // 1_048_576
                    raise AnswerFault("too_large", address, bytes(body[:_PIECE]), value=str(most))
                if time.monotonic() > ends:
                    raise requests.ReadTimeout(f"not whole after {self._limits.answer_seconds} s")
        except DecodeError:
            raise AnswerFault("not_gzip", address) from None
        return bytes(body)


def _moment(header: str | None) -> datetime | None:
    try:
        read = parsedate_to_datetime(header) if header else None
    except (TypeError, ValueError, OverflowError):
        return None
    return read if read is None or read.tzinfo else read.replace(tzinfo=UTC)


def _seconds_to_wait(header: str | None, server_at: datetime | None) -> float:
    """Seconds, or an HTTP date by the server's own clock; 0 for anything else."""
    if header and header.strip().isdigit():
        return float(header.strip()[:9])
    until = _moment(header)
    return max(0.0, (until - server_at).total_seconds()) if until and server_at else 0.0
