"""`make acknowledge ARGS='--project 石门小区 --by 县城投公司 --recovery YYYY-MM-DD --reason …'`: an answer."""

import argparse
from datetime import UTC, date, datetime

from planwatch.console.command import finish
from planwatch.console.query import last_warehouse_url, say_where
from planwatch.domain.period import moment_written
from planwatch.messages import Messages, load_messages
from planwatch.warehouse import acknowledging
from planwatch.warehouse.connection import connect


def main(arguments: list[str] | None = None, now: datetime | None = None) -> int:
    """Record an answer to a project's alerts. Raises AcknowledgementError or UnknownNameError."""
    messages = load_messages("zh")
    asked = _parser(messages).parse_args(arguments)
    url = last_warehouse_url()
    at = asked.at or now or datetime.now(UTC)
    answer = acknowledging.Answer(
        project=asked.project,
        unit=asked.by,
        reason=asked.reason,
        recovery_date=asked.recovery,
        rule_id=asked.rule,
        muted_until_date=asked.until,
    )
    with connect(url) as connection:
        number = acknowledging.acknowledge(connection, answer, at)
    print(messages.say("acknowledgements.recorded", number=number, until=asked.until or asked.recovery))
    say_where(url)
    return 0


def _parser(messages: Messages) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="make acknowledge ARGS=", description=messages.say("acknowledgements.help.title")
    )

    def add(flag: str, **options: object) -> None:
        name = flag.removeprefix("--")
        parser.add_argument(flag, help=messages.say(f"acknowledgements.help.{name}"), **options)  # type: ignore[arg-type]

    add("--project", required=True)
    add("--rule")
    add("--by", required=True)
    add("--reason", default="")
    add("--recovery", required=True, type=date.fromisoformat, metavar="YYYY-MM-DD")
    add("--until", type=date.fromisoformat, metavar="YYYY-MM-DD")
    add("--at", type=moment_written, metavar="YYYY-MM-DDTHH:MM")
    return parser


if __name__ == "__main__":
    finish(main)
