"""A small real HTTP server that speaks the returns API for the power company in the example run.

It keeps the contract, include/docs/returns-api.yaml: bearer token, pages, `since`, ETag and 304, gzip. Its clock stands
at the story's receipt of the month asked for. The first request is answered with 503, so that every run shows a retry.
"""

import gzip
import json
import threading
from datetime import UTC, datetime
from email.utils import format_datetime
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from planwatch.example.story import cutoff_date, load_story, progress_rows

UNIT_CODE = "U12"
PAGE_LINES = 3
_SENT_AS = {
    "project": "project_text",
    "item": "item_text",
    "completed_percent": "completed_percent",
    "previous_completed_percent": "previous_completed_percent",
    "period_completed_percent": "period_completed_percent",
}


class UtilityServer(ThreadingHTTPServer):
    """The running server; `url` is its address."""

    def __init__(self, port: int):
        super().__init__(("127.0.0.1", port), _Handler)
        self.has_refused_once = False
        self.url = f"http://127.0.0.1:{self.server_port}"
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def stop(self) -> None:
        """Stop answering and free the port."""
        self.shutdown()
        self.server_close()


def start(port: int) -> UtilityServer:
    """Start serving on a loopback port; 0 takes a free one."""
    return UtilityServer(port)


class _Handler(BaseHTTPRequestHandler):
    server: UtilityServer

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        if self.headers.get("Authorization") != f"Bearer {load_story()['utility_token']}":
            self._answer(401, {"error": "token"})
        elif not self.server.has_refused_once:
            self.server.has_refused_once = True
            self._answer(503, {"error": "busy"}, {"Retry-After": "0"})
        elif address.path != "/v1/progress":
            self._answer(404, {"error": "path"})
        else:
            self._list({name: values[0] for name, values in parse_qs(address.query).items()})

    def _list(self, query: dict[str, str]) -> None:
        lines = _lines(query["cutoff_date"])
        etag = f'"{sha256(json.dumps(lines).encode()).hexdigest()[:16]}"'
        if self.headers.get("If-None-Match") == etag:
            self._answer(304, None, {"ETag": etag})
        else:
            self._answer(200, _page(query, lines), {"ETag": etag})

    def _answer(self, status: int, content: dict[str, Any] | None, headers: dict[str, str] | None = None) -> None:
        body = b"" if content is None else json.dumps(content, ensure_ascii=False).encode()
        sent = {"Content-Type": "application/json"} | (headers or {})
        if body and "gzip" in self.headers.get("Accept-Encoding", ""):
            body = gzip.compress(body, mtime=0)
            sent["Content-Encoding"] = "gzip"
        self.send_response_only(status)
        for name, value in (sent | {"Content-Length": str(len(body)), "Date": format_datetime(_now(), True)}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: Any) -> None:  # noqa: A002
        """Say nothing: the run's own progress is what its reader watches."""


def _page(query: dict[str, str], lines: list[dict[str, Any]]) -> dict[str, Any]:
    page = int(query.get("page", "1"))
    since = datetime.fromisoformat(query["since"]) if "since" in query else None
    listed = [line for line in lines if since is None or datetime.fromisoformat(line["changed_at"]) >= since]
    following = "/v1/progress?" + urlencode(query | {"page": page + 1}) if len(listed) > page * PAGE_LINES else None
    return {
        "unit_code": UNIT_CODE,
        "form": "progress",
        "cutoff_date": query["cutoff_date"],
        "cursor": max((line["changed_at"] for line in lines), default=_received(query["cutoff_date"]).isoformat()),
        "total": len(listed),
        "lines": listed[(page - 1) * PAGE_LINES : page * PAGE_LINES],
        "next": following,
    }


def _lines(asked: str) -> list[dict[str, Any]]:
    """The lines of one cut-off date, all of them changed when the unit closed its month."""
    month = next((month for month in load_story()["months"] if str(cutoff_date(month)) == asked), None)
    return [
        {name: row[column] for name, column in _SENT_AS.items()}
        | {"investment_amount": str(row["investment_amount"]), "changed_at": _received(asked).isoformat()}
        for row in (progress_rows(UNIT_CODE, month) if month else [])
    ]


def _received(asked: str) -> datetime:
    months = load_story()["months"].values()
    entry = next((entry for entry in months if str(entry["cutoff_date"]) == asked), None)
    return _now() if entry is None else _moment(entry["received_at"])


def _now() -> datetime:
    """The server's clock: the last moment of the story, in UTC as HTTP asks."""

    return _moment(load_story()["evaluated"]["known_at"]).astimezone(UTC)


def _moment(given: Any) -> datetime:
    return given if isinstance(given, datetime) else datetime.fromisoformat(str(given))
