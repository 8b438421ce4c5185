"""`make replay RULE=F30 [STAGE=warn]`: what a rule would have stopped in all returns so far; nothing is changed."""

import sys

from planwatch.checks.replaying import Replay, replay_rule
from planwatch.console.command import finish
from planwatch.console.query import last_warehouse_url
from planwatch.messages import Messages, load_messages
from planwatch.wording import heading, worded

ENDING = {"fatal": "stopped", "error": "stopped", "warning": "warned"}


def main() -> int:
    """Arguments: rule, stage or nothing. Raises NotReplayableError."""
    messages = load_messages("zh")
    rule_id, stage = [*sys.argv[1:], "", ""][:2]
    url = last_warehouse_url()
    print(told(replay_rule(url, rule_id, stage or "block"), messages))
    return 0


def told(replay: Replay, messages: Messages) -> str:
    """One line per finding with return, sheet, row and what is wrong, and then the sum of it."""
    lines = [
        messages.say(
            "replay.line",
            return_id=found["return_id"],
            unit=found["unit_code"],
            file=found["file_name"],
            sheet=found["sheet_name"],
            row=found["row_number"],
            column=heading(found, messages),
            says=worded(found | {"severity": replay.rule.severity}, messages)["says"],
        )
        for found in replay.findings
    ]
    lines.append(
        messages.say(
            f"replay.{ENDING.get(replay.effect, 'noted')}",
            rule=replay.rule.id,
            total=replay.returns_count,
            returns=replay.found_returns_count,
            lines=replay.found_lines_count,
            counted=replay.counted_lines_count,
        )
    )
    if replay.waived_count:
        lines.append(messages.say("replay.waived", waived=replay.waived_count))
    return "\n".join(lines)


if __name__ == "__main__":
    finish(main)
