"""The weekly digest as tasks see it: folder and mail server from settings and the connection `planwatch_smtp`."""

import logging
from datetime import date, datetime

from planwatch.orchestration.resources import MAIL_CONNECTION, connection_or_none, folders, warehouse

log = logging.getLogger(__name__)


def write_digest(as_of_date: str, recorded_at: datetime) -> str:
    """Write the digest of a published day; returns its key."""
    from planwatch.alerts import digest
    from planwatch.messages import load_messages

    with warehouse() as connection:
        return digest.write_digest(
            connection, date.fromisoformat(as_of_date), folders().digest_folder, load_messages("zh"), recorded_at
        )


def send_digest(digest_key: str, sent_at: datetime) -> None:
    """Send a digest once; without a mail connection it stays in its folder."""
    from planwatch.alerts.delivery import MailServer, send_digest

    given = connection_or_none(MAIL_CONNECTION)
    if given is None:
        log.warning("No Airflow connection %s: the digest %s was not mailed.", MAIL_CONNECTION, digest_key)
        return
    extra = given.extra_dejson
    server = MailServer(
        host=given.host or "127.0.0.1",
        port=given.port or 25,
        sender=extra["from_email"],
        recipients=tuple(extra["to_emails"]),
        user=given.login,
        password=given.password,
        uses_tls=not extra.get("disable_tls", False),
    )
    with warehouse() as connection:
        send_digest(connection, digest_key, server, sent_at)
