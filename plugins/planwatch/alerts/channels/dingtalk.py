"""DingTalk 钉钉 group robot: markdown with a title; timestamp and HMAC-SHA256 signature stand in the address."""

import base64
import hashlib
import hmac
from dataclasses import dataclass
from urllib.parse import urlencode

from planwatch.alerts.channels import robots
from planwatch.alerts.channels.channel import Announce
from planwatch.alerts.letter import Letter

LIMITS = robots.load_limits("dingtalk")


@dataclass(frozen=True)
class DingTalk:
    """A robot of one DingTalk group; without a secret its address is not signed."""

    robot: robots.Robot
    is_repeatable: bool = False
    rates: tuple[tuple[int, int], ...] = LIMITS.rates

    def parts(self, letter: Letter) -> list[tuple[str, str]]:
        """Title and markdown of each message. DingTalk joins lines: each becomes a paragraph."""
        text = "\n\n".join(line for line in letter.text("md").splitlines() if line.strip())
        return [(letter.subject, message) for message in robots.messages_of(letter, text, LIMITS)]

    def send(self, part: tuple[str, str], about_to_send: Announce) -> None:
        """Post one message. Raises RefusedError with the robot's errcode."""
        title, text = part
        body = {"msgtype": "markdown", "markdown": {"title": title, "text": text}}
        answer = robots.post(self._address(), body, about_to_send)
        robots.judge(answer.get("errcode"), answer.get("errmsg"), LIMITS)

    def _address(self) -> str:
        if not self.robot.secret:
            return self.robot.webhook_url
        timestamp = str(round(self.robot.now() * 1000))
        joint = "&" if "?" in self.robot.webhook_url else "?"
        return self.robot.webhook_url + joint + urlencode({"timestamp": timestamp, "sign": sign(timestamp, self.robot)})


def sign(timestamp: str, robot: robots.Robot) -> str:
    """HMAC-SHA256 of `timestamp\\nsecret` under the secret, in base64; milliseconds, valid for one hour."""
    signed = hmac.digest(robot.secret.encode(), f"{timestamp}\n{robot.secret}".encode(), hashlib.sha256)
    return base64.b64encode(signed).decode()
