"""HTTP servers that speak the robots' protocols: signatures, sizes, rates and refusals, in answers of HTTP 200."""

import base64
import hashlib
import hmac
import json
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.alerts.certificates import server_context

KEY, DING_SECRET, FEISHU_SECRET = "0f0f", "SEC-ding", "feishu-secret"


@dataclass
class Group:
    """What members of the robot's group see, and how the robot is to behave."""

    messages: list[dict[str, Any]] = field(default_factory=list)
    received_at: list[float] = field(default_factory=list)
    answers: list[Any] = field(default_factory=list)
    """Answers to give before the protocol's own: a dict, an HTTP status, `hang_up` before or after taking."""
    rate: tuple[int, float] = (20, 60.0)
    seconds_to_answer: float = 0.0

    def texts(self) -> list[str]:
        return [_text(message) for message in self.messages]


def _text(body: dict[str, Any]) -> str:
    if "card" in body:
        return str(body["card"]["elements"][0]["content"])
    return str(body["markdown"].get("content") or body["markdown"]["text"])


class Robots:
    """Groups by webhook path; `url(kind, group)` is what the group's administrator copies."""

    def __init__(self, address: str):
        self.address = address
        self.groups: dict[str, Group] = defaultdict(Group)

    def url(self, kind: str, group: str = "g") -> str:
        return {
            "wecom": f"{self.address}/cgi-bin/webhook/send?key={KEY}{group}",
            "dingtalk": f"{self.address}/robot/send?access_token={KEY}{group}",
            "feishu": f"{self.address}/open-apis/bot/v2/hook/{KEY}{group}",
        }[kind]

    def group(self, kind: str, group: str = "g") -> Group:
        return self.groups[self.url(kind, group).removeprefix(self.address)]

    def judge(self, path: str, body: dict[str, Any], raw: bytes) -> dict[str, Any]:
        """The protocol's answer to a request; {} is not among them."""
        asked = urlsplit(path)
        query = {name: values[0] for name, values in parse_qs(asked.query).items()}
        if asked.path == "/cgi-bin/webhook/send":
            return self._wecom(path, query, body)
        if asked.path == "/robot/send":
            return self._dingtalk(path, query, body, raw)
        return self._feishu(path, body, raw)

    def _wecom(self, path: str, query: dict[str, str], body: dict[str, Any]) -> dict[str, Any]:
        if not query.get("key", "").startswith(KEY):
            return {"errcode": 93000, "errmsg": "invalid webhook url"}
        if body.get("msgtype") != "markdown" or len(body["markdown"]["content"].encode()) > 4096:
            return {"errcode": 40058, "errmsg": "markdown.content exceed max length 4096. invalid Request Parameter"}
        if not self._has_room(path):
            return {"errcode": 45009, "errmsg": "api freq out of limit"}
        return {"errcode": 0, "errmsg": "ok"}

    def _dingtalk(self, path: str, query: dict[str, str], body: dict[str, Any], raw: bytes) -> dict[str, Any]:
        stamp = query.get("timestamp", "0")
        signed = hmac.new(DING_SECRET.encode(), f"{stamp}\n{DING_SECRET}".encode(), hashlib.sha256).digest()
        if abs(time.time() * 1000 - float(stamp)) > 3_600_000:
            return {"errcode": 310000, "errmsg": "invalid timestamp"}
        if query.get("sign") != base64.b64encode(signed).decode():
            return {"errcode": 310000, "errmsg": "sign not match"}
        if not {"title", "text"} <= body.get("markdown", {}).keys() or len(raw) > 20_000:
            return {"errcode": 460101, "errmsg": "message too long"}
        if not self._has_room(path.partition("&")[0]):
            return {"errcode": 130101, "errmsg": "send too fast, exceed 20 times per minute"}
        return {"errcode": 0, "errmsg": "ok"}

    def _feishu(self, path: str, body: dict[str, Any], raw: bytes) -> dict[str, Any]:
        stamp = body.get("timestamp", "0")
        signed = hmac.new(f"{stamp}\n{FEISHU_SECRET}".encode(), digestmod=hashlib.sha256).digest()
        if abs(time.time() - float(stamp)) > 3_600 or body.get("sign") != base64.b64encode(signed).decode():
            return {
                "code": 19021,
                "data": {},
                "msg": "sign match fail or timestamp is not within one hour from current time",
            }
        if body.get("msg_type") != "interactive" or len(raw) > 20_000:
            return {"code": 9499, "msg": "Bad Request", "data": {}}
        if not self._has_room(path):
            return {"code": 11232, "msg": "frequency limited psm", "data": {}}
        return {"StatusCode": 0, "StatusMessage": "success", "code": 0, "data": {}, "msg": "success"}

    def _has_room(self, path: str) -> bool:
        group = self.groups[path]
        count, seconds = group.rate
        return sum(at > time.time() - seconds for at in group.received_at) < count


@contextmanager
def robots(authority: Path | None = None) -> Iterator[Robots]:
    """Robots on a port of this machine; with TLS where there is a certificate to show."""
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            raw = self.rfile.read(int(self.headers["Content-Length"]))
            path = self.path.partition("&timestamp")[0]
            with lock:
                group = served.groups[path]
                planned = group.answers.pop(0) if group.answers else None
                if planned == "hang_up":
                    self.close_connection = True
                    self.connection.close()
                    return
                body = json.loads(raw)
                answer = planned if isinstance(planned, dict) else served.judge(self.path, body, raw)
                if not isinstance(planned, int) and answer.get("errcode", answer.get("code")) == 0:
                    group.messages.append(body)
                    group.received_at.append(time.time())
            if planned == "take_and_hang_up":
                self.close_connection = True
                self.connection.close()
                return
            time.sleep(group.seconds_to_answer)
            content = b"<html>" if isinstance(planned, int) else json.dumps(answer).encode()
            self.send_response(planned if isinstance(planned, int) else 200)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: Any) -> None:
            pass

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True
        request_queue_size = 64

        def handle_error(self, *_: Any) -> None:
            """A sender that was killed hangs up in the middle; that is what these tests are about."""

    server = Quiet(("127.0.0.1", 0), Handler)
    if authority:
        server.socket = server_context(authority).wrap_socket(server.socket, server_side=True)
    served = Robots(f"{'https' if authority else 'http'}://127.0.0.1:{server.server_port}")
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield served
    finally:
        server.shutdown()
        server.server_close()
