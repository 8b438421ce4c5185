"""`make letters ARGS='--week 2021-W26'`: who gets which letter by which channel, and where it stands; sends nothing."""

import argparse

from planwatch.alerts.planning import plan_deliveries
from planwatch.console.command import finish, refuse
from planwatch.console.query import last_warehouse_url, say_where
from planwatch.messages import Messages, load_messages
from planwatch.warehouse import deliveries, letters
from planwatch.warehouse.connection import Connection, connect

ANSWERS = {"arrived": True, "again": False}


def main(arguments: list[str] | None = None) -> int:
    """Show the week, or record what a person saw of a doubtful delivery; 2 with one sentence where it cannot."""
    messages = load_messages("zh")
    asked = _parser(messages).parse_args(arguments)
    url = last_warehouse_url()
    with connect(url) as connection:
        week_key = asked.week or letters.newest_week(connection)
        if asked.settle and week_key:
            code = _settle(connection, week_key, asked.settle, messages)
            if code == 0:
                say_where(url)
            return code
        lines = _lines(connection, week_key, messages) if week_key else []
    if not lines:
        return refuse("channels.no_letters", week=week_key)
    print("\n".join([*lines, messages.say("channels.dry_run", week=week_key, count=len(lines))]))
    return 0


def _lines(connection: Connection, week_key: str, messages: Messages) -> list[str]:
    states = {(row["owner_code"], row["channel"]): row["state"] for row in deliveries.of_week(connection, week_key)}
    return [
        messages.say(
            "channels.line",
            owner=entry.letter.owner_code,
            channel=messages.say(f"channels.names.{entry.channel}"),
            connection=entry.connection_id or messages.say("channels.own_folder"),
            state=messages.say(f"channels.states.{states.get((entry.letter.owner_code, entry.channel), 'planned')}"),
            subject=entry.letter.subject,
        )
        for entry in plan_deliveries(connection, week_key)
    ]


def _settle(connection: Connection, week_key: str, asked: list[str], messages: Messages) -> int:
    owner_code, channel, answer = asked
    if answer not in ANSWERS:
        return refuse("channels.answer_unknown", answer=answer)
    facts = {"week": week_key, "owner": owner_code, "channel": channel}
    if not deliveries.settle(connection, week_key, owner_code, channel, has_arrived=ANSWERS[answer]):
        return refuse("channels.nothing_to_settle", **facts)
    print(messages.say("channels.settled", **facts))
    return 0


def _parser(messages: Messages) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="make letters ARGS=", description=messages.say("channels.help.title"))
    parser.add_argument("--week", metavar="YYYY-Www", help=messages.say("channels.help.week"))
    parser.add_argument(
        "--settle", nargs=3, metavar=("OWNER", "CHANNEL", "ANSWER"), help=messages.say("channels.help.settle")
    )
    return parser


if __name__ == "__main__":
    finish(main)
