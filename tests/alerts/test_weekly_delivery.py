"""The week's deliveries as the tasks do them: a dead channel holds back no other, and the operators hear of it."""

import json
import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from airflow.sdk.exceptions import AirflowException, AirflowFailException, AirflowSkipException

from planwatch.alerts.channels import addresses
from planwatch.console import letters as letters_command
from planwatch.orchestration import delivery
from planwatch.warehouse.connection import connect
from tests.alerts.mailboxes import Mailboxes, mailboxes
from tests.alerts.post_office import RECORDED, SECRETS, WEEK, ledger, record
from tests.alerts.robot_servers import Robots, robots
from tests.county import County

OWNERS = ("PROGRAMME", "U03", "U10", "U12", "U13")


@pytest.fixture
def mail() -> Iterator[Mailboxes]:
    with mailboxes() as kept:
        yield kept


@pytest.fixture
def served() -> Iterator[Robots]:
    with robots() as serving:
        yield serving


@pytest.fixture
def week(county: County, monkeypatch: pytest.MonkeyPatch, mail: Mailboxes, served: Robots) -> County:
    """Five letters on record, a mail server and the robots of the programme office and two units."""
    with connect(county.url) as connection:
        for owner in OWNERS:
            record(connection, county.folder / "digests", owner)
    settings = {"PLANWATCH_DATA_FOLDER": str(county.folder), "NO_PROXY": "127.0.0.1"}
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    readers = {owner: f"{owner.lower()}@county.example" for owner in (*OWNERS, "OPERATORS")}
    connections = {
        "warehouse": county.url.replace("postgresql+psycopg", "postgresql"),
        "planwatch_smtp": json.dumps(
            {
                "conn_type": "smtp",
                "host": "127.0.0.1",
                "port": mail.port,
                "extra": {"from_email": "planwatch@county.example", "to_emails": readers, "disable_tls": True},
            }
        ),
    }
    for kind, owner in (("dingtalk", "programme"), ("wecom", "u12"), ("wecom", "u13"), ("feishu", "u10")):
        connections[f"{kind}_{owner}"] = json.dumps(
            {"conn_type": "http", "password": served.url(kind, owner), "extra": SECRETS.get(kind, {})}
        )
    for name, value in connections.items():
        monkeypatch.setenv(f"AIRFLOW_CONN_{name.upper()}", value)
    monkeypatch.setattr("planwatch.orchestration.delivery.warehouse_url", lambda: county.url)
    return county


def told(mail: Mailboxes) -> list[str]:
    return sorted(name.split(".")[1] for name in mail.arrived)


def test_every_owner_hears_by_every_channel_once(week: County, mail: Mailboxes, served: Robots) -> None:
    channels = delivery.list_channels(WEEK)
    assert channels == ["email", "wecom", "dingtalk", "feishu", "folder"]
    for _ in range(2):
        for channel in channels:
            delivery.deliver(WEEK, channel)
        delivery.report(WEEK, RECORDED)
    assert told(mail) == list(OWNERS)
    assert set(mail.copies.values()) == {1}
    heard = [("wecom", "u12"), ("wecom", "u13"), ("dingtalk", "programme"), ("feishu", "u10")]
    assert [len(served.group(*group).messages) for group in heard] == [1] * 4
    assert sorted(path.parts[-4] for path in week.folder.glob("outbox/*/letters/*/letter.html")) == list(OWNERS)


def test_a_dead_channel_holds_back_no_other_and_the_operators_hear(
    week: County, mail: Mailboxes, served: Robots
) -> None:
    served.group("wecom", "u12").answers = [{"errcode": 93000, "errmsg": "invalid webhook url"}]
    served.group("feishu", "u10").answers = ["take_and_hang_up"]
    with pytest.raises(AirflowFailException, match="U12 wecom: 93000"):
        delivery.deliver(WEEK, "wecom")
    assert len(served.group("wecom", "u13").messages) == 1
    with pytest.raises(AirflowFailException, match="U10 feishu"):
        delivery.deliver(WEEK, "feishu")
    for channel in ("email", "dingtalk", "folder"):
        delivery.deliver(WEEK, channel)
    with pytest.raises(AirflowFailException, match="企业微信：未送达（93000"):
        delivery.report(WEEK, RECORDED)
    assert told(mail) == ["OPERATORS", *OWNERS]
    letter = mail.message(f"<{WEEK}.OPERATORS.letter@county.example>").get_body(("plain",))
    assert letter
    assert "U10 · 飞书：不确定是否送达" in letter.get_content()
    delivery.deliver(WEEK, "wecom")
    assert len(served.group("wecom", "u12").messages) == 1


@pytest.mark.parametrize(
    ("reader", "words"),
    [
        pytest.param("u10@county.example", "letter.html", id="a file is missing"),
        pytest.param("u10@county.example\nBcc: all@county.example", "不能用作收件地址", id="a line break"),
        pytest.param("供电@county.example", "不能用作收件地址", id="Chinese letters"),
        pytest.param(" .@county.example", "函件写不成", id="a dot before the at sign"),
        pytest.param([10], "一列地址", id="a number"),
    ],
)
def test_one_bad_letter_or_address_holds_back_no_other(
    reader: object, words: str, week: County, mail: Mailboxes, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = json.loads(os.environ["AIRFLOW_CONN_PLANWATCH_SMTP"])
    right = json.dumps(given)
    given["extra"]["to_emails"]["U10"] = reader
    monkeypatch.setenv("AIRFLOW_CONN_PLANWATCH_SMTP", json.dumps(given))
    page = week.folder / "digests" / WEEK / "U10" / "letter.html"
    if words == page.name:
        page.rename(page.with_suffix(".away"))
    with pytest.raises(AirflowFailException, match=f"U10 email: .*{words}"):
        delivery.deliver(WEEK, "email")
    assert told(mail) == [owner for owner in OWNERS if owner != "U10"]
    with pytest.raises(AirflowFailException, match=f"U10 · 邮件：未送达（.*{words}"):
        delivery.report(WEEK, RECORDED)
    assert "OPERATORS" in told(mail)
    if words == page.name:
        page.with_suffix(".away").rename(page)
    monkeypatch.setenv("AIRFLOW_CONN_PLANWATCH_SMTP", right)
    assert delivery.deliver(WEEK, "email") == {"sent": list(OWNERS)}
    assert told(mail) == sorted((*OWNERS, "OPERATORS"))
    assert set(mail.copies.values()) == {1}


def test_what_nobody_expected_holds_back_no_other_and_is_tried_again(
    week: County, served: Robots, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_channel = addresses.open_channel

    def breaking(channel: str, address: Any, owner: str, *rest: Any) -> Any:
        if owner == "U12":
            raise RuntimeError("0f0fu12 is a secret")
        return open_channel(channel, address, owner, *rest)

    monkeypatch.setattr(addresses, "open_channel", breaking)
    with pytest.raises(AirflowException, match="U12 wecom: RuntimeError$") as fault:
        delivery.deliver(WEEK, "wecom")
    assert not isinstance(fault.value, AirflowFailException)
    assert len(served.group("wecom", "u13").messages) == 1
    with pytest.raises(AirflowFailException, match="U12 · 企业微信：未送达（RuntimeError）"):
        delivery.report(WEEK, RECORDED)


def test_what_a_task_never_came_to_is_reported(week: County) -> None:
    for channel in ("email", "dingtalk", "feishu", "folder"):
        delivery.deliver(WEEK, channel)
    with pytest.raises(AirflowFailException, match="U13 · 企业微信：尚未送出"):
        delivery.report(WEEK, RECORDED)


def test_a_week_without_letters_does_not_pass_for_a_quiet_one(week: County) -> None:
    with pytest.raises(AirflowFailException, match="No letters"):
        delivery.report(None, RECORDED)


def test_a_server_that_is_down_is_tried_again(week: County, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        away = Robots(f"http://127.0.0.1:{probe.getsockname()[1]}").url("dingtalk")
        given = json.dumps({"conn_type": "http", "password": away})
        monkeypatch.setenv("AIRFLOW_CONN_DINGTALK_PROGRAMME", given)
        with pytest.raises(AirflowException, match="PROGRAMME dingtalk") as fault:
            delivery.deliver(WEEK, "dingtalk")
    assert not isinstance(fault.value, AirflowFailException)
    assert [row.state for row in ledger(week.url)] == ["waiting"]


def test_a_channel_that_nobody_set_up_is_skipped(week: County, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AIRFLOW_CONN_DINGTALK_PROGRAMME")
    with pytest.raises(AirflowSkipException, match="dingtalk_programme"):
        delivery.deliver(WEEK, "dingtalk")
    assert ledger(week.url) == []


def test_the_command_shows_who_gets_what_and_settles_a_doubt(
    week: County,
    served: Robots,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    monkeypatch.setattr("planwatch.console.letters.last_warehouse_url", lambda: week.url)
    assert letters_command.main([]) == 0
    shown = capsys.readouterr().out
    assert "U12 · 企业微信 · wecom_u12 · 未开始" in shown
    assert ledger(week.url) == []
    served.group("feishu", "u10").answers = ["take_and_hang_up"]
    with pytest.raises(AirflowFailException):
        delivery.deliver(WEEK, "feishu")
    assert letters_command.main(["--settle", "U10", "feishu", "perhaps"]) == 2
    assert "写入：" not in capsys.readouterr().out
    assert letters_command.main(["--settle", "U10", "feishu", "arrived"]) == 0
    assert f"写入：正式库 {week.url.rpartition('/')[2]}（" in capsys.readouterr().out
    assert letters_command.main(["--settle", "U10", "feishu", "arrived"]) == 2
    assert [row.state for row in ledger(week.url)] == ["sent"]
