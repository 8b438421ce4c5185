"""Sends a week's digest by e-mail, at most once, however often it is asked to."""

import smtplib
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

from planwatch.alerts.digest import PAGE, TEXT
from planwatch.warehouse import queries
from planwatch.warehouse.connection import Connection

TIMEOUT_SECONDS = 30


@dataclass(frozen=True)
class MailServer:
    """Where mail is handed over and in whose name; without a user nobody logs in."""

    host: str
    port: int
    sender: str
    recipients: tuple[str, ...]
    user: str | None = None
    password: str | None = None
    uses_tls: bool = False


def send_digest(connection: Connection, digest_key: str, server: MailServer, sent_at: datetime) -> bool:
    """Send one digest to all recipients in one message; returns whether this call sent it.

    The digest is claimed and sent in the caller's transaction: a refusing server raises, the claim is taken back and
    the next try sends; a second call after success sends nothing. A crash between the server's "OK" and the commit is
    the one moment in which a retry sends again: the message then carries the same Message-ID.
    """
    claimed = queries.rows(
        connection,
        "alerts/claim_digest.sql",
        digest_key=digest_key,
        sent_at=sent_at,
        recipients=list(server.recipients),
    )
    if not claimed:
        return False
    message = _message(claimed[0]["subject"], Path(claimed[0]["folder_path"]), digest_key, server)
    with smtplib.SMTP(server.host, server.port, timeout=TIMEOUT_SECONDS) as mail:
        if server.uses_tls:
            mail.starttls()
        if server.user:
            mail.login(server.user, server.password or "")
        mail.send_message(message)
    return True


def _message(subject: str, folder: Path, digest_key: str, server: MailServer) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["Subject"] = subject
    message["From"] = server.sender
    message["To"] = ", ".join(server.recipients)
    message["Message-ID"] = f"<digest-{digest_key}@planwatch>"
    message.set_content((folder / TEXT).read_text(encoding="utf-8"))
    message.add_alternative((folder / PAGE).read_text(encoding="utf-8"), subtype="html")
    return message
