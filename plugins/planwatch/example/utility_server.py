"""A small real HTTP server that speaks the returns API for the power company in the example run.

GET /v1/progress?cutoff_date=YYYY-MM-DD&page=N with the story's bearer token. The first request is answered with 503,
so that every run shows a retry.
"""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from planwatch.example.story import cutoff_date, load_story, progress_rows

UNIT_CODE = "U12"
PAGE_LINES = 3


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
            self._answer(200, self._page(parse_qs(address.query)))

    def _page(self, query: dict[str, list[str]]) -> dict[str, Any]:
        asked, page = query["cutoff_date"][0], int(query.get("page", ["1"])[0])
        month = next((m for m in load_story()["months"] if str(cutoff_date(m)) == asked), None)
        rows = progress_rows(UNIT_CODE, month) if month else []
        shown = rows[(page - 1) * PAGE_LINES : page * PAGE_LINES]
        following = f"/v1/progress?cutoff_date={asked}&page={page + 1}" if len(rows) > page * PAGE_LINES else None
        lines = [
            {
                "project": row["project_text"],
                "item": row["item_text"],
                "completed_percent": row["completed_percent"],
                "previous_completed_percent": row["previous_completed_percent"],
                "period_completed_percent": row["period_completed_percent"],
                "investment_amount": str(row["investment_amount"]),
            }
            for row in shown
        ]
        return {"unit_code": UNIT_CODE, "cutoff_date": asked, "form": "progress", "lines": lines, "next": following}

    def _answer(self, status: int, content: dict[str, Any], headers: dict[str, str] | None = None) -> None:
        body = json.dumps(content, ensure_ascii=False).encode()
        self.send_response(status)
        for name, value in (
            {"Content-Type": "application/json", "Content-Length": str(len(body))} | (headers or {})
        ).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: Any) -> None:  # noqa: A002
        """Say nothing: the run's own progress is what its reader watches."""
