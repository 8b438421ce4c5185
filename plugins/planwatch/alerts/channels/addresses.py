"""Makes a channel out of an address: what Airflow calls a connection, or an owner's own folder where none is named."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from planwatch import paths
from planwatch.alerts.channels.channel import Channel
from planwatch.alerts.channels.dingtalk import DingTalk
from planwatch.alerts.channels.email import MailServer, can_be_written_to
from planwatch.alerts.channels.feishu import Feishu
from planwatch.alerts.channels.folder import Folder
from planwatch.alerts.channels.robots import Robot
from planwatch.alerts.channels.wecom import WeCom
from planwatch.alerts.letter import OPERATORS, PROGRAMME
from planwatch.errors import PlanwatchError
from planwatch.messages import say_in_both

ROBOTS: dict[str, Callable[[Robot], Channel]] = {"wecom": WeCom, "dingtalk": DingTalk, "feishu": Feishu}
KINDS: dict[str, Any] = {"email": MailServer, "folder": Folder, **ROBOTS}


class AddressError(PlanwatchError):
    """A connection lacks what its channel needs: only a person can mend it. The message never holds a secret."""

    is_final = True

    def __init__(self, reason: str, **facts: Any):
        super().__init__(say_in_both(f"channels.faults.{reason}", **facts))


@dataclass(frozen=True)
class Address:
    """The fields of an Airflow connection. A robot's whole webhook URL stands in the password, for it is a secret."""

    connection_id: str
    host: str | None = None
    port: int | None = None
    login: str | None = None
    password: str | None = field(default=None, repr=False)
    extra: dict[str, Any] = field(default_factory=dict, repr=False)


def open_channel(
    channel: str, address: Address | None, owner_code: str, own_folder: Path, now: Callable[[], float]
) -> Channel | None:
    """The channel to one owner, or None where this county has not set up its address.

    A folder without an address is `own_folder`; one with an address may serve several owners, and each has a folder
    of its code in it. Raises AddressError.
    """
    if channel == "folder":
        return Folder(Path(str(_extra(address, "path")), owner_code) if address else own_folder)
    if address is None:
        return None
    if channel == "email":
        return mail_server(address, _recipients(address, owner_code))
    if not (address.password or "").startswith(("https://", "http://")):
        raise AddressError("no_webhook", connection=address.connection_id)
    return ROBOTS[channel](Robot(address.password or "", str(address.extra.get("secret", "")), now))


def _recipients(address: Address, owner_code: str) -> Any:
    """`to_emails` by owner; a plain list is the programme office's, `operator_emails` is the operators'."""
    given = _extra(address, "to_emails")
    by_owner = given if isinstance(given, dict) else {PROGRAMME: given}
    return by_owner.get(owner_code) or (address.extra.get("operator_emails") if owner_code == OPERATORS else None)


def mail_server(address: Address, recipients: Any) -> MailServer | None:
    """The server of a mail connection, to write to one address or several; None without any.

    `ca_file` of its extra is a path from the project's root. Raises AddressError.
    """
    if not recipients:
        return None
    readers = [recipients] if isinstance(recipients, str) else recipients
    if not isinstance(readers, list) or not all(isinstance(reader, str) for reader in readers):
        raise AddressError("no_list", connection=address.connection_id)
    sender = _extra(address, "from_email")
    if not can_be_written_to(sender):
        raise AddressError("sender", connection=address.connection_id, address=repr(sender))
    ca_file = address.extra.get("ca_file")
    uses_ssl = not address.extra.get("disable_ssl", True)
    return MailServer(
        host=address.host or "127.0.0.1",
        port=address.port or 25,
        sender=sender,
        recipients=tuple(readers),
        user=address.login,
        password=address.password,
        uses_tls=not uses_ssl and not address.extra.get("disable_tls", False),
        uses_ssl=uses_ssl,
        ca_file=paths.ROOT / str(ca_file) if ca_file else None,
    )


def _extra(address: Address, name: str) -> Any:
    if not address.extra.get(name):
        raise AddressError("no_extra", connection=address.connection_id, name=name)
    return address.extra[name]
