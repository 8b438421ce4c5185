"""A real server that keeps the returns API's contract, and breaks it on request in every way that servers do."""

import gzip
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

BEGUN = datetime(2021, 7, 1, tzinfo=UTC)
PROJECTS = ["石门小区", "东苑小区", "锦竹苑", "鸣山小区", "塔山小区"]
Line = dict[str, Any]


def line(project: str, percent: Any = 40, changed: int = 0, **changes: Any) -> Line:
    """A good line, changed so many minutes after the server's beginning."""
    at = (BEGUN + timedelta(minutes=changed)).isoformat()
    good = {"project": project, "item": "管线序化", "completed_percent": percent, "investment_amount": "36.5"}
    return good | {"changed_at": at} | changes


@dataclass
class Sent:
    """What goes over the wire. `cut` drops the connection after so many bytes; `pause` waits before each byte."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    cut: int | None = None
    pause: float = 0
    has_length: bool = True


@dataclass
class Asked:
    path: str
    query: dict[str, str]
    headers: dict[str, str]

    @property
    def page(self) -> int:
        return int(self.query.get("page", "1"))


Misdeed = Callable[["UnitApiServer", Asked], Sent | None]


class UnitApiServer(ThreadingHTTPServer):
    """Lines by cut-off date, a clock of its own in minutes, and a misdeed that may answer in its stead."""

    daemon_threads = True

    def __init__(self, unit_code: str = "U12", misdeed: Misdeed | None = None):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.unit_code, self.misdeed = unit_code, misdeed
        self.lines: list[Line] = []
        self.minutes, self.page_lines, self.version = 10, 2, 1
        self.asked: list[Asked] = []
        self.url = f"http://127.0.0.1:{self.server_port}"
        threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()

    @property
    def now(self) -> datetime:
        return BEGUN + timedelta(minutes=self.minutes)

    def change(self, *lines: Line, minutes: int = 60) -> None:
        """Time goes on and lines change: those of the same project and item are replaced."""
        self.minutes += minutes
        for new in lines:
            new["changed_at"] = self.now.isoformat()
            same = [old for old in self.lines if (old["project"], old["item"]) == (new["project"], new["item"])]
            self.lines = [old for old in self.lines if old not in same] + [new]
        self.version += 1

    def page(self, asked: Asked, **changes: Any) -> dict[str, Any]:
        """The honest page; `changes` alter it."""
        since = datetime.fromisoformat(asked.query["since"]) if "since" in asked.query else None
        listed = [one for one in self.lines if since is None or datetime.fromisoformat(one["changed_at"]) >= since]
        begin = (asked.page - 1) * self.page_lines
        more = asked.query | {"page": str(asked.page + 1)}
        return {
            "unit_code": self.unit_code,
            "form": "progress",
            "cutoff_date": asked.query.get("cutoff_date"),
            "cursor": self.now.isoformat(),
            "total": len(listed),
            "lines": listed[begin : begin + self.page_lines],
            "next": f"/v1/progress?{urlencode(more)}" if len(listed) > begin + self.page_lines else None,
        } | changes

    def honest(self, asked: Asked, **changes: Any) -> Sent:
        """What the contract asks for."""
        etag = f'"v{self.version}"'
        if asked.headers.get("If-None-Match") == etag:
            return Sent(304, headers={"ETag": etag, "Date": format_datetime(self.now, True)})
        body = gzip.compress(json.dumps(self.page(asked, **changes), ensure_ascii=False).encode())
        return Sent(200, body, {"ETag": etag, "Content-Encoding": "gzip", "Date": format_datetime(self.now, True)})

    def answer(self, asked: Asked) -> Sent:
        self.asked.append(asked)
        return (self.misdeed and self.misdeed(self, asked)) or self.honest(asked)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients that leave early are expected."""


class _Handler(BaseHTTPRequestHandler):
    server: UnitApiServer

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        sent = self.server.answer(Asked(parts.path, query, dict(self.headers.items())))
        self.send_response_only(sent.status)
        length = {"Content-Length": str(len(sent.body))} if sent.has_length else {}
        for name, value in (length | sent.headers).items():
            self.send_header(name, value)
        self.end_headers()
        self._write(sent)

    def _write(self, sent: Sent) -> None:
        body = sent.body if sent.cut is None else sent.body[: sent.cut]
        if sent.pause:
            for byte in body:
                time.sleep(sent.pause)
                self.wfile.write(bytes([byte]))
        else:
            self.wfile.write(body)
        if sent.cut is not None:
            self.close_connection = True

    def log_message(self, *arguments: Any) -> None:
        pass


@contextmanager
def serving(unit_code: str = "U12", misdeed: Misdeed | None = None) -> Iterator[UnitApiServer]:
    """A running server, stopped when the block ends."""
    server = UnitApiServer(unit_code, misdeed)
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
