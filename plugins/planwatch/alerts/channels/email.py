"""E-mail: one message to all of an owner's readers, as a page with plain text beside it, the bulletin attached.

The same letter gives the same bytes with the same Message-ID: a server or mailbox that gets it twice can tell.
"""

import contextlib
import mimetypes
import smtplib
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, getaddresses
from pathlib import Path
from typing import Any

from planwatch.alerts.channels.channel import Announce, RefusedError
from planwatch.alerts.letter import Letter
from planwatch.messages import say_in_both

TIMEOUT_SECONDS = 30
SEVEN_BIT = SMTP.clone(cte_type="7bit")  # not every server takes 8BITMIME


@dataclass(frozen=True)
class MailServer:
    """Where mail is handed over, in whose name and to whom; without a user nobody logs in.

    With TLS the server proves who it is, to the authorities of this system, or to those of `ca_file` alone.
    """

    host: str
    port: int
    sender: str
    recipients: tuple[str, ...]
    user: str | None = None
    password: str | None = None
    uses_tls: bool = False
    uses_ssl: bool = False
    ca_file: Path | None = None
    is_repeatable: bool = True
    rates: tuple[tuple[int, int], ...] = ()

    @property
    def readers(self) -> tuple[str, ...]:
        """The recipients whom a message can be written to."""
        return tuple(address for address in self.recipients if can_be_written_to(address))

    def parts(self, letter: Letter) -> list[bytes]:
        """One message. Header fields are encoded by RFC 2047; boundaries and date follow from the letter.

        Raises RefusedError where none of its recipients can be written to.
        """
        if not self.readers:
            raise RefusedError(_listed(self._unusable()), is_final=True)
        message = EmailMessage(policy=SEVEN_BIT)
        message["Subject"] = letter.subject
        message["From"] = self.sender
        message["To"] = ", ".join(self.readers)
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
        """Hand the message over; the claim is made after the envelope was taken and before the letter goes out.

        A server that does not prove who it is gets neither login nor letter: RefusedError.
        """
        context = self._context() if self.uses_ssl or self.uses_tls else None
        try:
            return self._hand_over(part, about_to_send, context)
        except ssl.SSLCertVerificationError as fault:
            reason = say_in_both("channels.faults.certificate", host=self.host, words=fault.verify_message.rstrip("."))
            raise RefusedError(reason, is_final=True) from fault

    def _context(self) -> ssl.SSLContext:
        try:
            return ssl.create_default_context(cafile=self.ca_file)
        except OSError as fault:
            reason = say_in_both("channels.faults.ca_file", path=self.ca_file, kind=type(fault).__name__)
            raise RefusedError(reason, is_final=True) from fault

    def _hand_over(self, part: bytes, about_to_send: Announce, context: ssl.SSLContext | None) -> str | None:
        if self.uses_ssl:
            mail: smtplib.SMTP = smtplib.SMTP_SSL(self.host, self.port, timeout=TIMEOUT_SECONDS, context=context)
        else:
            mail = smtplib.SMTP(self.host, self.port, timeout=TIMEOUT_SECONDS)
        try:
            refused = self._unusable() | self._envelope(mail, context)
            about_to_send()
            code, words = mail.data(part)
            if code != 250:
                raise RefusedError(_said(code, words), is_final=code >= 500)
        except smtplib.SMTPResponseException as fault:
            raise RefusedError(_said(fault.smtp_code, fault.smtp_error), is_final=fault.smtp_code >= 500) from fault
        finally:
            with contextlib.suppress(smtplib.SMTPException, OSError):
                mail.quit()
        return _listed(refused) or None

    def _unusable(self) -> dict[str, str]:
        said = say_in_both("channels.faults.recipient")
        return {repr(address): said for address in self.recipients if address not in self.readers}

    def _envelope(self, mail: smtplib.SMTP, context: ssl.SSLContext | None) -> dict[str, str]:
        """Log in and name sender and recipients; returns the recipients that were refused. Raises for all of them."""
        mail.ehlo_or_helo_if_needed()
        if self.uses_tls:
            mail.starttls(context=context)
            mail.ehlo()
        if self.user:
            mail.login(self.user, self.password or "")
        code, words = mail.mail(self.sender)
        if code != 250:
            raise RefusedError(_said(code, words), is_final=code >= 500)
        answers = {address: mail.rcpt(address) for address in self.readers}
        refused = {address: answer for address, answer in answers.items() if answer[0] not in (250, 251)}
        if len(refused) == len(answers):
            is_final = all(code >= 500 for code, _ in refused.values())
            raise RefusedError("; ".join(_said(*answer) for answer in refused.values()), is_final=is_final)
        return {address: _said(*answer) for address, answer in refused.items()}


def can_be_written_to(address: Any) -> bool:
    """Whether this is one address, with or without a name before it, in letters that every mail server takes."""
    if not isinstance(address, str) or not address.isprintable():
        return False
    found = [place for _, place in getaddresses([address])]
    return len(found) == 1 and found[0].isascii() and len(found[0].split()) == 1 and found[0] in address


def _listed(refused: dict[str, str]) -> str:
    return "; ".join(f"{address}: {words}" for address, words in refused.items())


def _said(code: int, words: bytes | str) -> str:
    return f"{code} {words.decode('utf-8', 'replace') if isinstance(words, bytes) else words}"
