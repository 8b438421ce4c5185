"""What the group robots share: limits from include/alerts/robots.toml, and one signed request per message."""

import json
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from planwatch import paths
from planwatch.alerts.channels import parts
from planwatch.alerts.channels.channel import Announce, AnswerUnknownError, RefusedError
from planwatch.alerts.letter import Letter
from planwatch.messages import load_messages

TIMEOUTS_SECONDS = (10, 30)
NOT_NOW = (429, 503)


@dataclass(frozen=True)
class Limits:
    """What one kind of robot takes; see the file for meanings and sources."""

    content_bytes: int
    rates: tuple[tuple[int, int], ...]
    parts_limit: int
    retried_codes: frozenset[int]


@dataclass(frozen=True)
class Robot:
    """A robot's address and its signing secret, both out of an Airflow connection; `now` gives seconds since 1970."""

    webhook_url: str
    secret: str
    now: Callable[[], float]


@cache
def load_limits(channel: str) -> Limits:
    """The limits of `wecom`, `dingtalk` or `feishu`."""
    given = tomllib.loads((paths.INCLUDE / "alerts" / "robots.toml").read_text(encoding="utf-8"))[channel]
    return Limits(
        content_bytes=given["content_bytes"],
        rates=tuple((messages, seconds) for messages, seconds in given["rates"]),
        parts_limit=given["parts_limit"],
        retried_codes=frozenset(given["retried_codes"]),
    )


def messages_of(letter: Letter, text: str, limits: Limits) -> list[str]:
    """A letter's markdown as the messages of one robot; more than one are numbered under the subject."""
    said = load_messages("zh")

    def heading(number: int, count: int) -> str:
        return "" if count == 1 else said.say("channels.part", subject=letter.subject, number=number, count=count)

    return parts.split(
        text, limits.content_bytes, limits.parts_limit, heading, said.say("channels.shortened", week=letter.week_key)
    )


def post(url: str, body: dict[str, Any], about_to_send: Announce) -> dict[str, Any]:
    """One request; returns the robot's answer. Its errors never name the address, for the address is a secret.

    Raises RefusedError for an HTTP answer that says nothing was taken, and AnswerUnknownError for one that does not
    say; errors before `about_to_send` was called mean that nothing was sent.
    """
    content = json.dumps(body, ensure_ascii=False).encode()
    with requests.Session() as session:
        adapter = _Announcing(about_to_send)
        session.mount("https://", adapter)
        session.mount("http://", adapter)
        try:
            answer = session.post(
                url,
                data=content,
                headers={"Content-Type": "application/json; charset=utf-8"},
                timeout=TIMEOUTS_SECONDS,
                allow_redirects=False,
            )
        except (requests.RequestException, ValueError) as fault:
            raise AnswerUnknownError(f"no answer: {type(fault).__name__}") from None
    if answer.status_code in NOT_NOW or 300 <= answer.status_code < 500:
        raise RefusedError(f"HTTP {answer.status_code}", is_final=answer.status_code not in NOT_NOW)
    try:
        said = answer.json()
    except ValueError:
        said = None
    if answer.status_code != requests.codes.ok or not isinstance(said, dict):
        raise AnswerUnknownError(f"HTTP {answer.status_code} without an answer of the robot") from None
    return said


def judge(code: Any, words: Any, limits: Limits) -> None:
    """Raise RefusedError for a robot's answer that is not 0, AnswerUnknownError for none."""
    if code is None:
        raise AnswerUnknownError("HTTP 200 without a code of the robot")
    if code != 0:
        raise RefusedError(f"{code} {words}", is_final=code not in limits.retried_codes)


class _Announcing(HTTPAdapter):
    """Calls `about_to_send` between the connection (with TLS) and the first byte of the request; never tries again."""

    def __init__(self, about_to_send: Announce):
        self.about_to_send = about_to_send
        super().__init__(max_retries=0)

    def init_poolmanager(self, *arguments: Any, **options: Any) -> None:
        super().init_poolmanager(*arguments, **options)
        self.poolmanager.pool_classes_by_scheme = self._pools()

    def proxy_manager_for(self, *arguments: Any, **options: Any) -> Any:
        manager = super().proxy_manager_for(*arguments, **options)
        manager.pool_classes_by_scheme = self._pools()
        return manager

    def _pools(self) -> dict[str, type]:
        announce = self.about_to_send

        class Plain(HTTPConnection):
            def connect(self) -> None:
                super().connect()
                announce()

        class Secure(HTTPSConnection):
            def connect(self) -> None:
                super().connect()
                announce()

        return {
            "http": type("PlainPool", (HTTPConnectionPool,), {"ConnectionCls": Plain}),
            "https": type("SecurePool", (HTTPSConnectionPool,), {"ConnectionCls": Secure}),
        }
