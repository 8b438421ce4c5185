"""One letter by each channel: what arrives, what is refused, what is tried again, and what nobody can know."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from planwatch.alerts.channels import dingtalk, feishu
from planwatch.alerts.channels.addresses import Address, AddressError, open_channel
from planwatch.alerts.channels.robots import Robot
from planwatch.alerts.delivery import NotDeliveredError
from planwatch.warehouse import deliveries
from planwatch.warehouse.connection import connect
from planwatch.warehouse.letters import was_begun
from tests.alerts.mailboxes import Mailboxes, mailboxes
from tests.alerts.post_office import (
    SUBJECT,
    WEEK,
    ledger,
    letter_on_record,
    mail_to,
    record,
    robot_of,
    send,
    write_letter,
)
from tests.alerts.robot_servers import KEY, Robots, robots

NAME = "<2021-W26.U12.letter@county.example>"
ROBOTS = ("wecom", "dingtalk", "feishu")
DING_SIGNED = "ijHEivi6YiCNPZOq4hZstmvZ3sPfbioAiMhP30ae7W0="
FEISHU_SIGNED = "auEpGaeER5bQKROzNWMLY+1CepR1G6J5G+wGCBnAxDM="


@pytest.fixture(scope="module")
def mail_server() -> Iterator[Mailboxes]:
    with mailboxes() as kept:
        yield kept


@pytest.fixture
def mail(mail_server: Mailboxes) -> Mailboxes:
    port = mail_server.port
    mail_server.__init__()  # type: ignore[misc]
    mail_server.port = port
    return mail_server


@pytest.fixture(scope="module")
def robot_server() -> Iterator[Robots]:
    with robots() as served:
        yield served


@pytest.fixture
def served(robot_server: Robots) -> Robots:
    robot_server.groups.clear()
    return robot_server


@pytest.fixture
def url(warehouse_url: str, tmp_path: Path) -> str:
    write_letter(warehouse_url, tmp_path)
    return warehouse_url


def test_an_e_mail_is_a_page_with_plain_text_and_the_bulletin(url: str, tmp_path: Path, mail: Mailboxes) -> None:
    (tmp_path / WEEK / "bulletin.docx").write_bytes(b"PK docx")
    (tmp_path / WEEK / "bulletin.html").write_text("<p>通报</p>", encoding="utf-8")
    channel = mail_to(mail, "a@county.example", "b@county.example")
    [message] = channel.parts(letter_on_record(url, bulletin=True))
    assert channel.send(message, lambda: None) is None
    raw = mail.arrived[NAME]
    assert b"Subject: =?utf-8?" in raw
    assert all(byte < 128 for byte in raw)
    read = mail.message(NAME)
    assert (read["Subject"], read["To"]) == (SUBJECT, "a@county.example, b@county.example")
    assert [part.get_content_type() for part in read.walk() if not part.is_multipart()] == [
        "text/plain",
        "text/html",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "text/html",
    ]
    assert [part.get_filename() for part in read.iter_attachments()] == ["bulletin.docx", "bulletin.html"]
    assert channel.parts(letter_on_record(url, bulletin=True)) == [message]


def test_no_bulletin_for_whoever_does_not_get_it_or_where_there_is_none(url: str, tmp_path: Path) -> None:
    assert letter_on_record(url, bulletin=True).attachments() == []
    (tmp_path / WEEK / "bulletin.docx").write_bytes(b"PK docx")
    assert letter_on_record(url).attachments() == []


def test_an_e_mail_is_sent_once_however_often_it_is_asked_for(url: str, mail: Mailboxes) -> None:
    channel = mail_to(mail, "a@county.example")
    assert [send(url, channel, "email") for _ in range(3)] == ["sent"] * 3
    assert mail.copies == {NAME: 1}


def test_a_server_that_refuses_for_now_is_tried_again(url: str, mail: Mailboxes) -> None:
    mail.data_answers = ["451 try again later"]
    channel = mail_to(mail, "a@county.example")
    with pytest.raises(NotDeliveredError, match="451 try again later") as refusal:
        send(url, channel, "email")
    assert not refusal.value.is_final
    assert ledger(url)[0][2:4] == ("waiting", 1)
    assert send(url, channel, "email") == "sent"
    assert ledger(url)[0][2:] == ("sent", 2, 1, None)


def test_a_server_that_refuses_for_good_waits_for_a_person(url: str, mail: Mailboxes) -> None:
    mail.refused = {"gone@county.example"}
    with pytest.raises(NotDeliveredError, match="550 no such user") as refusal:
        send(url, mail_to(mail, "gone@county.example"), "email")
    assert refusal.value.is_final
    assert ledger(url)[0].state == "failed"
    assert send(url, mail_to(mail, "new@county.example"), "email") == "sent"


def test_one_refused_reader_among_several_is_told_of_and_the_letter_is_not_repeated(url: str, mail: Mailboxes) -> None:
    mail.refused = {"gone@county.example"}
    channel = mail_to(mail, "a@county.example", "gone@county.example")
    assert [send(url, channel, "email") for _ in range(2)] == ["sent", "sent"]
    assert mail.copies == {NAME: 1}
    with connect(url) as connection:
        [trouble] = deliveries.troubled(connection, WEEK)
    assert trouble["last_error"] == "gone@county.example: 550 no such user"


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("县建设局@county.example", id="Chinese letters"),
        pytest.param("gone@county.example\nBcc: x@county.example", id="a line break"),
        pytest.param("b@county.example\n", id="a line break at the end"),
        pytest.param("b@county.example, c@county.example", id="two in one"),
        pytest.param("b@county.example c", id="a space"),
        pytest.param(" ", id="nothing"),
    ],
)
def test_an_address_that_is_none_holds_back_no_other_reader(address: str, url: str, mail: Mailboxes) -> None:
    assert send(url, mail_to(mail, "县建设局 <a@county.example>", address), "email") == "sent"
    assert mail.message(NAME)["To"] == "县建设局 <a@county.example>"
    with connect(url) as connection:
        [trouble] = deliveries.troubled(connection, WEEK)
    assert trouble["last_error"].startswith(f"{address!r}: 不能用作收件地址")


@pytest.mark.parametrize("address", ["县建设局@county.example", "gone@county.example\r\nBcc: x@county.example"])
def test_a_letter_to_an_address_that_is_none_waits_for_a_person(address: str, url: str, mail: Mailboxes) -> None:
    with pytest.raises(NotDeliveredError, match="不能用作收件地址.*write one address an entry") as refusal:
        send(url, mail_to(mail, address), "email")
    assert refusal.value.is_final
    assert (ledger(url)[0].state, mail.arrived) == ("failed", {})
    assert send(url, mail_to(mail, "new@county.example"), "email") == "sent"


def test_an_address_that_mail_headers_stumble_over_waits_for_a_person(url: str, mail: Mailboxes) -> None:
    """Python's parser of headers raises TypeError for this one."""
    with pytest.raises(
        NotDeliveredError, match="函件写不成.*of sender and readers in the connection email_g"
    ) as refusal:
        send(url, mail_to(mail, " .@county.example"), "email")
    assert refusal.value.is_final
    assert ledger(url)[0].state == "failed"


def test_a_login_that_cannot_be_sent_waits_for_a_person_and_is_not_told(url: str) -> None:
    with mailboxes("login") as mail:
        extra = {"from_email": "a@county.example", "to_emails": {"U12": "b@county.example"}, "disable_tls": True}
        address = Address("mail", "127.0.0.1", mail.port, "planwatch", "鹅", extra)
        channel = open_channel("email", address, "U12", Path(), lambda: 0.0)
        assert channel
        with pytest.raises(NotDeliveredError, match="email_g 有不能发送的字符") as refusal:
            send(url, channel, "email")
        assert refusal.value.is_final
        assert mail.arrived == {}
    [row] = ledger(url)
    assert row.state == "failed"
    assert "鹅" not in row.last_error
    assert "\\u" not in row.last_error


@pytest.mark.parametrize(("kind", "name"), [("email", "html"), ("wecom", "md"), ("folder", "txt"), ("folder", "html")])
def test_a_letter_without_its_file_waits_for_a_person(
    kind: str, name: str, url: str, tmp_path: Path, mail: Mailboxes, served: Robots
) -> None:
    channels = {
        "email": lambda: mail_to(mail, "a@county.example"),
        "wecom": lambda: robot_of(served, "wecom"),
        "folder": lambda: open_channel("folder", None, "U12", tmp_path / "own", lambda: 0.0),
    }
    file = tmp_path / WEEK / "U12" / f"letter.{name}"
    file.rename(file.with_suffix(".away"))
    channel = channels[kind]()
    assert channel
    with pytest.raises(NotDeliveredError, match=f"{file}.*清除任务 write_letters.*put it back") as refusal:
        send(url, channel, kind)
    assert refusal.value.is_final
    assert ledger(url)[0].state == "failed"
    assert not (tmp_path / "own").exists()
    with connect(url) as connection:
        assert not was_begun(connection, WEEK, "U12")
    file.with_suffix(".away").rename(file)
    assert send(url, channel, kind) == "sent"


def test_a_server_that_cannot_be_reached_leaves_nothing_claimed(url: str) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        with pytest.raises(NotDeliveredError) as refusal:
            send(url, mail_to(probe.getsockname()[1], "a@county.example"), "email")
    assert not refusal.value.is_final
    with connect(url) as connection:
        assert not was_begun(connection, WEEK, "U12")


@pytest.mark.parametrize("kind", ROBOTS)
def test_a_robot_takes_a_signed_letter_once(kind: str, url: str, served: Robots) -> None:
    channel = robot_of(served, kind)
    assert [send(url, channel, kind) for _ in range(3)] == ["sent"] * 3
    [text] = served.group(kind).texts()
    assert "石门小区 红" in text
    assert ("# 滞后" in text) == (kind != "feishu")


@pytest.mark.parametrize(
    ("kind", "code"), [pytest.param("dingtalk", "310000", id="dingtalk"), pytest.param("feishu", "19021", id="feishu")]
)
def test_a_wrong_secret_is_refused_for_good(kind: str, code: str, url: str, served: Robots) -> None:
    with pytest.raises(NotDeliveredError, match=code) as refusal:
        send(url, robot_of(served, kind, secret="wrong"), kind)
    assert refusal.value.is_final
    assert served.group(kind).messages == []
    assert send(url, robot_of(served, kind), kind) == "sent"


@pytest.mark.parametrize(
    ("kind", "answer"),
    [
        pytest.param("wecom", {"errcode": 45009, "errmsg": "api freq out of limit"}, id="wecom too fast"),
        pytest.param("wecom", {"errcode": -1, "errmsg": "system busy"}, id="wecom busy"),
        pytest.param("dingtalk", {"errcode": 130101, "errmsg": "send too fast"}, id="dingtalk too fast"),
        pytest.param("dingtalk", {"errcode": 410100, "errmsg": "limited"}, id="dingtalk limited"),
        pytest.param("feishu", {"code": 11232, "msg": "frequency limited"}, id="feishu too fast"),
        pytest.param("feishu", 429, id="feishu gateway too fast"),
        pytest.param("wecom", 503, id="gateway closed"),
    ],
)
def test_a_robot_that_is_busy_is_asked_again(kind: str, answer: object, url: str, served: Robots) -> None:
    served.group(kind).answers = [answer]
    channel = robot_of(served, kind)
    with pytest.raises(NotDeliveredError) as refusal:
        send(url, channel, kind)
    assert not refusal.value.is_final
    assert send(url, channel, kind) == "sent"
    assert len(served.group(kind).messages) == 1


@pytest.mark.parametrize("kind", ROBOTS)
@pytest.mark.parametrize("answer", ["hang_up", "take_and_hang_up", 500, 502])
def test_a_robot_that_does_not_say_is_not_asked_twice(kind: str, answer: object, url: str, served: Robots) -> None:
    served.group(kind).answers = [answer]
    channel = robot_of(served, kind)
    assert [send(url, channel, kind) for _ in range(2)] == ["unknown", "unknown"]
    assert len(served.group(kind).messages) == (1 if answer == "take_and_hang_up" else 0)
    assert ledger(url)[0].state == "unknown"


@pytest.mark.parametrize("has_arrived", [True, False])
def test_a_person_settles_what_nobody_knew(has_arrived: bool, url: str, served: Robots) -> None:
    served.group("wecom").answers = ["take_and_hang_up" if has_arrived else "hang_up"]
    channel = robot_of(served, "wecom")
    send(url, channel, "wecom")
    with connect(url) as connection:
        assert deliveries.settle(connection, WEEK, "U12", "wecom", has_arrived=has_arrived)
    assert send(url, channel, "wecom") == "sent"
    assert len(served.group("wecom").messages) == 1


def test_no_reason_in_the_ledger_tells_the_address_of_a_robot(url: str, served: Robots) -> None:
    served.group("wecom").answers = ["hang_up"]
    send(url, robot_of(served, "wecom"), "wecom")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        away = Robots(f"http://127.0.0.1:{probe.getsockname()[1]}")
        with pytest.raises(NotDeliveredError) as refusal:
            send(url, robot_of(away, "feishu"), "feishu")
    reasons = [str(row.last_error) for row in ledger(url)]
    assert len(reasons) == 2
    assert not [said for said in [*reasons, str(refusal.value)] if KEY in said]


@pytest.mark.parametrize(("kind", "parts"), [("wecom", 3), ("dingtalk", 1), ("feishu", 1)])
def test_a_long_letter_comes_in_numbered_parts(kind: str, parts: int, url: str, tmp_path: Path, served: Robots) -> None:
    lines = [f"- 第{number}个小区：进度滞后，请核对" for number in range(220)]
    write_letter(url, tmp_path, markdown="\n".join(lines))
    assert send(url, robot_of(served, kind), kind) == "sent"
    texts = served.group(kind).texts()
    assert len(texts) == parts
    assert [f"（{number}/{parts}）" in text for number, text in enumerate(texts, start=1)] == [parts > 1] * parts
    assert [line for line in "\n".join(texts).splitlines() if line.startswith("- 第")] == lines


@pytest.mark.parametrize("kind", ROBOTS)
def test_a_letter_too_long_for_a_robot_ends_with_where_the_rest_is(
    kind: str, url: str, tmp_path: Path, served: Robots
) -> None:
    write_letter(url, tmp_path, markdown="长" * 60_000)
    assert send(url, robot_of(served, kind), kind) == "sent"
    texts = served.group(kind).texts()
    assert len(texts) == (5 if kind == "wecom" else 3)
    assert ["其余内容见邮件" in text for text in texts] == [False] * (len(texts) - 1) + [True]


def test_parts_go_on_where_they_stopped(url: str, tmp_path: Path, served: Robots) -> None:
    write_letter(url, tmp_path, markdown="\n".join(f"- 第{number}个小区滞后" for number in range(300)))
    channel = robot_of(served, "wecom")
    served.group("wecom").answers = [{"errcode": 0, "errmsg": "ok"}, {"errcode": 45009, "errmsg": "freq"}]
    with pytest.raises(NotDeliveredError):
        send(url, channel, "wecom")
    assert send(url, channel, "wecom") == "sent"
    texts = served.group("wecom").texts()
    assert [text[len(SUBJECT) :][:5] for text in texts] == [
        f"（{number}/{len(texts)}）" for number in range(1, len(texts) + 1)
    ]


def test_the_other_parts_are_sent_where_one_is_in_doubt(url: str, tmp_path: Path, served: Robots) -> None:
    write_letter(url, tmp_path, markdown="\n".join(f"- 第{number}个小区滞后" for number in range(300)))
    served.group("wecom").answers = ["hang_up"]
    assert send(url, robot_of(served, "wecom"), "wecom") == "unknown"
    assert "（1/" not in served.group("wecom").texts()[0]
    assert "（2/" in served.group("wecom").texts()[0]


def test_the_twenty_first_message_of_a_minute_waits(url: str, tmp_path: Path, served: Robots) -> None:
    channel = robot_of(served, "wecom")
    for number in range(20):
        write_letter(url, tmp_path, week=f"2020-W{number + 10}")
        assert send(url, channel, "wecom", week=f"2020-W{number + 10}") == "sent"
    waits: list[float] = []
    with pytest.raises(NotDeliveredError, match="no room") as refusal:
        send(url, channel, "wecom", waits=waits)
    assert not refusal.value.is_final
    assert 50 < waits[0] <= 61
    assert len(served.group("wecom").messages) == 20
    assert send(url, robot_of(served, "wecom", "other"), "wecom", connection_id="wecom_other") == "sent"


def test_a_robot_that_counts_by_itself_never_sees_too_many(url: str, tmp_path: Path, served: Robots) -> None:
    served.group("feishu").rate = (5, 1.0)
    channel = robot_of(served, "feishu")
    for number in range(8):
        write_letter(url, tmp_path, week=f"2020-W{number + 10}")
        assert send(url, channel, "feishu", week=f"2020-W{number + 10}") == "sent"
    assert len(served.group("feishu").messages) == 8


def test_two_senders_at_once_send_one_letter(url: str, served: Robots) -> None:
    channel = robot_of(served, "wecom")
    with (
        deliveries.held(url, WEEK, "U12", "wecom", "wecom_g"),
        pytest.raises(deliveries.InProgressError, match="another process"),
    ):
        send(url, channel, "wecom")
    assert send(url, channel, "wecom") == "sent"
    assert len(served.group("wecom").messages) == 1


def test_a_folder_gets_the_letter_whole_and_again_the_same(url: str, tmp_path: Path) -> None:
    channel = open_channel("folder", None, "U12", tmp_path / "outbox/U12/letters", lambda: 0.0)
    assert channel
    assert [send(url, channel, "folder") for _ in range(2)] == ["sent", "sent"]
    found = sorted(path.name for path in (tmp_path / "outbox/U12/letters" / WEEK).iterdir())
    assert found == ["letter.html", "letter.md", "letter.txt"]


def test_owners_who_share_a_folder_each_find_their_own_letter(url: str, tmp_path: Path) -> None:
    shared = Address("shared", extra={"path": str(tmp_path / "shared")})
    with connect(url) as connection:
        record(connection, tmp_path, "U13")
    for owner in ("U12", "U13"):
        channel = open_channel("folder", shared, owner, tmp_path / "own", lambda: 0.0)
        assert channel
        assert send(url, channel, "folder", connection_id="shared", owner=owner) == "sent"
    for owner in ("U12", "U13"):
        assert owner in (tmp_path / "shared" / owner / WEEK / "letter.html").read_text(encoding="utf-8")
    assert not (tmp_path / "own").exists()


def test_a_letter_that_was_sent_keeps_its_record(url: str, tmp_path: Path, mail: Mailboxes) -> None:
    assert write_letter(url, tmp_path, markdown="新的")
    send(url, mail_to(mail, "a@county.example"), "email")
    assert not write_letter(url, tmp_path, markdown="更新的")


def test_signatures_are_those_of_the_makers() -> None:
    """Computed once with openssl: dgst -sha256 -hmac."""
    robot = Robot("https://example.invalid", "this is secret", lambda: 0.0)
    assert dingtalk.sign("1577808000000", robot) == DING_SIGNED
    assert feishu.sign("1577808000", robot) == FEISHU_SIGNED


@pytest.mark.parametrize(
    ("channel", "address", "missing"),
    [
        pytest.param("wecom", Address("wecom_u12", password="only-a-key"), "whole webhook URL", id="key alone"),
        pytest.param("email", Address("m", extra={"from_email": "a@b.example"}), "to_emails", id="no readers"),
        pytest.param("email", Address("m", extra={"to_emails": {"U12": "a@b.example"}}), "from_email", id="no sender"),
        pytest.param("folder", Address("shared"), "path", id="no path"),
        pytest.param(
            "email",
            Address("m", extra={"from_email": "a@b.example", "to_emails": {"U12": [7]}}),
            "list",
            id="no address",
        ),
        pytest.param(
            "email",
            Address("m", extra={"from_email": "县@b.example", "to_emails": {"U12": "a@b.example"}}),
            "from_email '县@b.example'",
            id="a sender that cannot be written",
        ),
    ],
)
def test_a_connection_that_lacks_something_is_named_without_its_secret(
    channel: str, address: Address, missing: str
) -> None:
    with pytest.raises(AddressError, match=missing) as fault:
        open_channel(channel, address, "U12", Path(), lambda: 0.0)
    assert "only-a-key" not in str(fault.value) + repr(address)


def test_a_list_of_readers_is_the_programme_office_s_alone() -> None:
    address = Address("m", "127.0.0.1", 25, extra={"from_email": "a@b.example", "to_emails": ["c@b.example"]})
    assert open_channel("email", address, "U12", Path(), lambda: 0.0) is None
    assert open_channel("email", address, "PROGRAMME", Path(), lambda: 0.0) is not None
    assert open_channel("email", address, "OPERATORS", Path(), lambda: 0.0) is None
    operators = Address("m", "127.0.0.1", 25, extra=address.extra | {"operator_emails": ["ops@b.example"]})
    assert open_channel("email", operators, "OPERATORS", Path(), lambda: 0.0) is not None
