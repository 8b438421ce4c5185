"""E-mail: one message to all of an owner's readers, as a page with plain text beside it, the bulletin attached.

The same letter gives the same bytes with the same Message-ID: a server or mailbox that gets it twice can tell.
"""

import contextlib
import mimetypes
import smtplib
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from planwatch.alerts.channels.channel import Announce, RefusedError
from planwatch.alerts.letter import Letter

TIMEOUT_SECONDS = 30
SEVEN_BIT = SMTP.clone(cte_type="7bit")  # not every server takes 8BITMIME


@dataclass(frozen=True)
class MailServer:
    """Where mail is handed over, in whose name and to whom; without a user nobody logs in."""

    host: str
    port: int
    sender: str
    recipients: tuple[str, ...]
    user: str | None = None
    password: str | None = None
    uses_tls: bool = False
    uses_ssl: bool = False
    is_repeatable: bool = True
    rates: tuple[tuple[int, int], ...] = ()

    def parts(self, letter: Letter) -> list[bytes]:
        """One message. Header fields are encoded by RFC 2047; boundaries and date follow from the letter."""
        message = EmailMessage(policy=SEVEN_BIT)
        message["Subject"] = letter.subject
        message["From"] = self.sender
        message["To"] = ", ".join(self.recipients)
        message["Date"] = format_datetime(letter.recorded_at)
        message["Message-ID"] = f"<{letter.name}.letter@{self.sender.rpartition('@')[2].strip('> ')}>"
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(letter.text("txt"))
        message.add_alternative(letter.text("html"), subtype="html")
        for path in letter.attachments():
            kind = (mimetypes.guess_type(path.name)[0] or "application/octet-stream").split("/")
            message.add_attachment(path.read_bytes(), maintype=kind[0], subtype=kind[1], filename=path.name)
        for number, part in enumerate(part for part in message.walk() if part.is_multipart()):
            part.set_boundary(f"=_{letter.content_sha256[:24]}_{number}")
        return [message.as_bytes()]

    def send(self, part: bytes, about_to_send: Announce) -> str | None:
        """Hand the message over; the claim is made after the envelope was taken and before the letter goes out."""
        kind = smtplib.SMTP_SSL if self.uses_ssl else smtplib.SMTP
        mail = kind(self.host, self.port, timeout=TIMEOUT_SECONDS)
        try:
            refused = self._envelope(mail)
            about_to_send()
            code, words = mail.data(part)
            if code != 250:
                raise RefusedError(_said(code, words), is_final=code >= 500)
        except smtplib.SMTPResponseException as fault:
            raise RefusedError(_said(fault.smtp_code, fault.smtp_error), is_final=fault.smtp_code >= 500) from fault
        finally:
            with contextlib.suppress(smtplib.SMTPException, OSError):
                mail.quit()
        return "; ".join(f"{address}: {words}" for address, words in refused.items()) or None

    def _envelope(self, mail: smtplib.SMTP) -> dict[str, str]:
        """Log in and name sender and recipients; returns the recipients that were refused. Raises for all of them."""
        mail.ehlo_or_helo_if_needed()
        if self.uses_tls:
            mail.starttls()
            mail.ehlo()
        if self.user:
            mail.login(self.user, self.password or "")
        code, words = mail.mail(self.sender)
        if code != 250:
            raise RefusedError(_said(code, words), is_final=code >= 500)
        answers = {address: mail.rcpt(address) for address in self.recipients}
        refused = {address: answer for address, answer in answers.items() if answer[0] not in (250, 251)}
        if len(refused) == len(answers):
            is_final = all(code >= 500 for code, _ in refused.values())
            raise RefusedError("; ".join(_said(*answer) for answer in refused.values()), is_final=is_final)
        return {address: _said(*answer) for address, answer in refused.items()}


def _said(code: int, words: bytes | str) -> str:
    return f"{code} {words.decode('utf-8', 'replace') if isinstance(words, bytes) else words}"
