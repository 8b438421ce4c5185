"""Feishu 飞书 group robot: a card with the letter's markdown; signed within the body, in seconds."""

import base64
import hashlib
import hmac
import re
from dataclasses import dataclass
from typing import Any

from planwatch.alerts.channels import robots
from planwatch.alerts.channels.channel import Announce
from planwatch.alerts.letter import Letter

LIMITS = robots.load_limits("feishu")
HEADING = re.compile(r"^#+\s+(.+?)\s*$", re.MULTILINE)


@dataclass(frozen=True)
class Feishu:
    """A robot of one Feishu group; without a secret its messages are not signed."""

    robot: robots.Robot
    is_repeatable: bool = False
    rates: tuple[tuple[int, int], ...] = LIMITS.rates

    def parts(self, letter: Letter) -> list[tuple[str, str]]:
        """Title and markdown of each card; cards know bold text, no headings."""
        text = HEADING.sub(r"**\1**", letter.text("md"))
        return [(letter.subject, message) for message in robots.messages_of(letter, text, LIMITS)]

    def send(self, part: tuple[str, str], about_to_send: Announce) -> None:
        """Post one card. Raises RefusedError with the robot's code."""
        title, text = part
        body: dict[str, Any] = {
            "msg_type": "interactive",
            "card": {
                "config": {"wide_screen_mode": True},
                "header": {"title": {"tag": "plain_text", "content": title}},
                "elements": [{"tag": "markdown", "content": text}],
            },
        }
        if self.robot.secret:
            timestamp = str(int(self.robot.now()))
            body |= {"timestamp": timestamp, "sign": sign(timestamp, self.robot)}
        answer = robots.post(self.robot.webhook_url, body, about_to_send)
        robots.judge(answer.get("code", answer.get("StatusCode")), answer.get("msg"), LIMITS)


def sign(timestamp: str, robot: robots.Robot) -> str:
    """HMAC-SHA256 of nothing under `timestamp\\nsecret`, in base64: Feishu signs with the text as the key."""
    return base64.b64encode(hmac.digest(f"{timestamp}\n{robot.secret}".encode(), b"", hashlib.sha256)).decode()
