"""A week's letters on record, and channels to the test's own servers."""

import time
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, text

from planwatch.alerts.channels.addresses import Address, open_channel
from planwatch.alerts.channels.channel import Channel
from planwatch.alerts.delivery import deliver
from planwatch.alerts.letter import Letter, letter_of_record
from planwatch.warehouse.connection import connect
from planwatch.warehouse.letters import letters_of_week, record_letter
from tests.alerts.mailboxes import Mailboxes
from tests.alerts.robot_servers import DING_SECRET, FEISHU_SECRET, Robots

WEEK, SUNDAY, RECORDED = "2021-W26", date(2021, 7, 4), datetime(2021, 7, 5, 0, 0, tzinfo=UTC)
SUBJECT = "【老旧小区改造】2021-W26 周报：石门小区滞后"
SECRETS = {"dingtalk": {"secret": DING_SECRET}, "feishu": {"secret": FEISHU_SECRET}}


def record(
    connection: Connection, folder: Path, owner: str, week: str = WEEK, markdown: str = "# 滞后\n- 石门小区 红"
) -> bool:
    target = folder / week / owner
    target.mkdir(parents=True, exist_ok=True)
    (target / "letter.html").write_text(f"<p>{owner} 石门小区</p>", encoding="utf-8")
    (target / "letter.txt").write_text(f"{owner} 石门小区\n", encoding="utf-8")
    (target / "letter.md").write_text(markdown, encoding="utf-8")
    return record_letter(
        connection,
        week_key=week,
        owner_code=owner,
        as_of_date=SUNDAY,
        subject=SUBJECT,
        folder=target,
        has_changes=True,
        recorded_at=RECORDED,
    )


def write_letter(url: str, folder: Path, **given: str) -> bool:
    with connect(url) as connection:
        return record(connection, folder, "U12", **given)


def letter_on_record(url: str, owner: str = "U12", week: str = WEEK, *, bulletin: bool = False) -> Letter:
    with connect(url) as connection:
        [record] = [record for record in letters_of_week(connection, week) if record["owner_code"] == owner]
    return letter_of_record(record, "zh", bulletin)


def mail_to(mail: Mailboxes | int, *recipients: str) -> Channel:
    port = mail if isinstance(mail, int) else mail.port
    extra = {"from_email": "planwatch@county.example", "to_emails": {"U12": list(recipients)}, "disable_tls": True}
    opened = open_channel("email", Address("mail", "127.0.0.1", port, extra=extra), "U12", Path(), time.time)
    assert opened
    return opened


def robot_of(served: Robots, kind: str, group: str = "g", **extra: Any) -> Channel:
    address = Address(f"{kind}_{group}", password=served.url(kind, group), extra=SECRETS.get(kind, {}) | extra)
    opened = open_channel(kind, address, "U12", Path(), time.time)
    assert opened
    return opened


def send(url: str, channel: Channel, kind: str, **options: Any) -> str:
    """Deliver U12's letter; `waits` collects the seconds that a robot's rate asked for, without waiting."""
    waits = options.pop("waits", None)
    connection_id = options.pop("connection_id", f"{kind}_g")
    sleep = time.sleep if waits is None else waits.append
    return deliver(url, letter_on_record(url, **options), kind, channel, connection_id, sleep)


def ledger(warehouse: str | Engine, week: str = WEEK) -> list[Any]:
    with connect(warehouse) if isinstance(warehouse, str) else warehouse.begin() as connection:
        return list(
            connection.execute(
                text(
                    "select owner_code, channel, state, attempts, parts_done_count, last_error from raw.deliveries"
                    " where week_key = :week order by owner_code, channel"
                ),
                {"week": week},
            )
        )
