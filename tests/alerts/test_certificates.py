"""A server that does not prove who it is gets neither login nor letter: mail by STARTTLS and SSL, robots by HTTPS."""

import time
from pathlib import Path

import pytest

from planwatch.alerts.channels.addresses import Address, open_channel
from planwatch.alerts.channels.channel import Channel
from planwatch.alerts.delivery import NotDeliveredError
from tests.alerts.certificates import sign_for
from tests.alerts.mailboxes import Mailboxes, mailboxes
from tests.alerts.post_office import ledger, robot_of, send, write_letter
from tests.alerts.robot_servers import robots

WAYS = ("starttls", "ssl")


@pytest.fixture
def url(warehouse_url: str, tmp_path: Path) -> str:
    write_letter(warehouse_url, tmp_path)
    return warehouse_url


@pytest.fixture
def authority(tmp_path: Path) -> Path:
    return sign_for(tmp_path / "certificates")


def mail_by(way: str, mail: Mailboxes, ca_file: Path | None) -> Channel:
    extra = {"from_email": "planwatch@county.example", "to_emails": {"U12": "u12@county.example"}}
    if way == "ssl":
        extra["disable_ssl"] = False
    if ca_file:
        extra["ca_file"] = str(ca_file)
    address = Address("mail", "127.0.0.1", mail.port, "planwatch", "secret", extra)
    opened = open_channel("email", address, "U12", Path(), time.time)
    assert opened
    return opened


@pytest.mark.parametrize("way", WAYS)
def test_a_certificate_that_nobody_vouches_for_gets_neither_login_nor_letter(
    way: str, url: str, authority: Path
) -> None:
    with mailboxes(way, authority) as mail:
        with pytest.raises(NotDeliveredError, match="127.0.0.1 的证书未通过核验.*self.signed.*ca_file") as refusal:
            send(url, mail_by(way, mail, None), "email")
        assert refusal.value.is_final
        assert (mail.logins, mail.arrived) == ([], {})
    [row] = ledger(url)
    assert (row.state, row.last_error) == ("failed", str(refusal.value))


@pytest.mark.parametrize("way", WAYS)
def test_with_the_county_s_own_authority_the_letter_goes(way: str, url: str, authority: Path) -> None:
    with mailboxes(way, authority) as mail:
        assert send(url, mail_by(way, mail, authority), "email") == "sent"
        assert mail.logins == [(b"planwatch", b"secret")]
        assert len(mail.arrived) == 1


@pytest.mark.parametrize("way", WAYS)
def test_a_certificate_of_another_server_or_authority_is_refused(way: str, url: str, tmp_path: Path) -> None:
    elsewhere = sign_for(tmp_path / "elsewhere", host="127.0.0.2")
    own = sign_for(tmp_path / "own")
    for shown, known, words in ((elsewhere, elsewhere, "IP address mismatch"), (own, elsewhere, "self.signed")):
        with mailboxes(way, shown) as mail:
            with pytest.raises(NotDeliveredError, match=words) as refusal:
                send(url, mail_by(way, mail, known), "email")
            assert refusal.value.is_final
            assert (mail.logins, mail.arrived) == ([], {})


def test_an_authority_s_file_that_is_missing_or_none_is_named(url: str, authority: Path, tmp_path: Path) -> None:
    empty = tmp_path / "notes.pem"
    empty.write_text("no certificate", encoding="utf-8")
    with mailboxes("starttls", authority) as mail:
        for path in (empty, tmp_path / "gone.pem"):
            with pytest.raises(NotDeliveredError, match=f"ca_file .*{path.name}") as refusal:
                send(url, mail_by("starttls", mail, path), "email")
            assert refusal.value.is_final
        assert (mail.logins, mail.arrived) == ([], {})


def test_a_robot_must_prove_who_it_is_too(url: str, authority: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with robots(authority) as served:
        channel = robot_of(served, "wecom")
        with pytest.raises(NotDeliveredError, match="SSLError"):
            send(url, channel, "wecom")
        assert served.group("wecom").messages == []
        assert ledger(url)[0].state == "waiting"
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(authority))
        assert send(url, channel, "wecom") == "sent"
