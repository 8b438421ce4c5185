"""`make waive ARGS='--unit U11 --rule F18 …'`, `ARGS=--list`, `ARGS='--revoke 3 --by 县建设局'`: waivers as records."""

import argparse
from datetime import UTC, date, datetime

from planwatch.console.command import finish
from planwatch.console.query import last_warehouse_url, say_where
from planwatch.domain.period import shanghai_day
from planwatch.messages import Messages, load_messages
from planwatch.warehouse import waiving
from planwatch.warehouse.connection import Connection, connect

NEEDED = {"unit": "--unit", "rule": "--rule", "first": "--from", "last": "--until", "expires": "--expires"}


def main(arguments: list[str] | None = None, now: datetime | None = None) -> int:
    """Grant, list or revoke. Raises WaiverError or UnknownNameError."""
    messages = load_messages("zh")
    asked = _parser(messages).parse_args(arguments)
    url = last_warehouse_url()
    with connect(url) as connection:
        print(answer(connection, asked, now or datetime.now(UTC), messages))
    if not asked.list:
        say_where(url)
    return 0


def answer(connection: Connection, asked: argparse.Namespace, now: datetime, messages: Messages) -> str:
    """Do what is asked and say what was done. Raises WaiverError or UnknownNameError."""
    if asked.list:
        return _listed(connection, shanghai_day(now), messages)
    if asked.revoke is not None:
        waiving.revoke(connection, asked.revoke, asked.by, now)
        return messages.say("waivers.revoked", waiver=asked.revoke)
    missing = [flag for name, flag in NEEDED.items() if getattr(asked, name) is None]
    if missing:
        raise waiving.WaiverError("refusals.waiver.incomplete", flags=missing)
    waiver = waiving.Waiver(
        rule_id=asked.rule,
        unit=asked.unit,
        form=asked.form,
        project=asked.project,
        first_cutoff_date=asked.first,
        last_cutoff_date=asked.last,
        reason=asked.reason,
        granted_by=asked.by,
        expires_date=asked.expires,
    )
    return messages.say("waivers.granted", waiver=waiving.grant(connection, waiver, now), expires=asked.expires)


def _listed(connection: Connection, today: date, messages: Messages) -> str:
    lines = [
        messages.say(
            "waivers.line",
            waiver=row["waiver_id"],
            rule=row["rule_id"],
            unit=row["unit_code"],
            form=messages.say(f"receipt.form_names.{row['form']}")
            if row["form"]
            else messages.say("waivers.all_forms"),
            project=row["project_code"] or messages.say("waivers.all_projects"),
            first=row["first_cutoff_date"],
            last=row["last_cutoff_date"],
            expires=row["expires_date"],
            standing=messages.say(f"waivers.standing.{row['standing']}"),
            uses=row["uses_count"],
            last_used=row["last_used_date"] or "—",
            reason=row["waiver_reason"],
            by=row["granted_by"],
        )
        for row in waiving.register(connection, today)
    ]
    return "\n".join(lines) or messages.say("waivers.none")


def _parser(messages: Messages) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="make waive ARGS=", description=messages.say("waivers.help.title"))

    def add(flag: str, name: str, **options: object) -> None:
        parser.add_argument(flag, dest=name, help=messages.say(f"waivers.help.{name}"), **options)  # type: ignore[arg-type]

    add("--list", "list", action="store_true")
    add("--revoke", "revoke", type=int, metavar="N")
    for name in ("unit", "rule", "form", "project"):
        add(f"--{name}", name)
    add("--from", "first", type=date.fromisoformat, metavar="YYYY-MM-DD")
    add("--until", "last", type=date.fromisoformat, metavar="YYYY-MM-DD")
    add("--expires", "expires", type=date.fromisoformat, metavar="YYYY-MM-DD")
    add("--reason", "reason", default="")
    add("--by", "by", default="")
    return parser


if __name__ == "__main__":
    finish(main)
