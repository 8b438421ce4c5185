"""A real mail server whose mailboxes keep one copy of a message, known by its Message-ID, and count the others."""

import asyncio
import socket
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from tests.alerts.certificates import server_context


@dataclass
class Mailboxes:
    port: int = 0
    arrived: dict[str, bytes] = field(default_factory=dict)
    copies: Counter[str] = field(default_factory=Counter)
    contents: dict[str, set[bytes]] = field(default_factory=dict)
    data_answers: list[str] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)
    seconds_to_answer: float = 0.0
    logins: list[tuple[bytes, bytes]] = field(default_factory=list)

    def let_in(self, server: Any, session: Any, envelope: Any, mechanism: str, given: Any) -> AuthResult:
        self.logins.append((given.login, given.password))
        return AuthResult(success=True)

    async def handle_RCPT(  # noqa: N802
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        if address in self.refused:
            return "550 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        if self.data_answers:
            return self.data_answers.pop(0)
        name = str(message_from_bytes(envelope.content, policy=default)["Message-ID"])
        self.arrived.setdefault(name, envelope.content)
        self.contents.setdefault(name, set()).add(envelope.content)
        self.copies[name] += 1
        await asyncio.sleep(self.seconds_to_answer)
        return "250 OK"

    def message(self, name: str) -> EmailMessage:
        parsed = message_from_bytes(self.arrived[name], policy=default)
        assert isinstance(parsed, EmailMessage)
        return parsed


@contextmanager
def mailboxes(tls: str = "", authority: Path | None = None) -> Iterator[Mailboxes]:
    """A mail server on a port of this machine; with `starttls` or `ssl` it shows a certificate, with `login` none."""
    context = server_context(authority) if authority else None
    options: dict[str, Any] = {
        "": {},
        "starttls": {"tls_context": context, "require_starttls": True},
        "login": {"auth_require_tls": False},
        "ssl": {"ssl_context": context, "auth_require_tls": False},
    }[tls]
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        kept = Mailboxes(probe.getsockname()[1])
    if tls:
        options["authenticator"] = kept.let_in
    controller = Controller(kept, hostname="127.0.0.1", port=kept.port, **options)
    controller.start()
    try:
        yield kept
    finally:
        controller.stop()
