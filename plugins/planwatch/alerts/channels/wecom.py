"""WeCom 企业微信 group robot: markdown of 4096 bytes; the key stands in the address, nothing is signed."""

from dataclasses import dataclass

from planwatch.alerts.channels import robots
from planwatch.alerts.channels.channel import Announce
from planwatch.alerts.letter import Letter

LIMITS = robots.load_limits("wecom")


@dataclass(frozen=True)
class WeCom:
    """A robot of one WeCom group."""

    robot: robots.Robot
    is_repeatable: bool = False
    rates: tuple[tuple[int, int], ...] = LIMITS.rates

    def parts(self, letter: Letter) -> list[str]:
        """The letter's markdown in messages."""
        return robots.messages_of(letter, letter.text("md"), LIMITS)

    def send(self, part: str, about_to_send: Announce) -> None:
        """Post one message. Raises RefusedError with the robot's errcode."""
        answer = robots.post(
            self.robot.webhook_url, {"msgtype": "markdown", "markdown": {"content": part}}, about_to_send
        )
        robots.judge(answer.get("errcode"), answer.get("errmsg"), LIMITS)
