"""A utility's API is asked with patience, believed page by page, and never allowed to spoil the inbox."""

import json
import threading
from collections.abc import Callable, Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import requests

from planwatch.example import utility_server
from planwatch.example.story import load_story
from planwatch.intake.collecting import UnitApiError, collect_returns

DAY = date(2021, 6, 30)
Answers = Callable[[str], tuple[int, Any]]


@pytest.fixture
def serve() -> Iterator[Callable[[Answers], str]]:
    """serve(answers) starts a real server; answers(path) gives a status and a body for each request."""
    servers = []

    def start(answers: Answers) -> str:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                status, body = answers(self.path)
                content = body if isinstance(body, bytes) else json.dumps(body).encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *arguments: Any) -> None:
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def page(content: list[dict], following: str | None = None, **changes: Any) -> dict:
    return {
        "unit_code": "U12",
        "cutoff_date": "2021-06-30",
        "form": "progress",
        "lines": content,
        "next": following,
    } | changes


LINE = {"project": "石门小区", "item": "管线序化", "completed_percent": 40, "investment_amount": "36.5"}


def test_all_pages_become_one_file_and_the_same_answer_the_same_bytes(tmp_path: Path) -> None:
    server = utility_server.start(0)
    token = load_story()["utility_token"]
    first = collect_returns(server.url, token, "U12", tmp_path, DAY, 0).read_bytes()
    again = collect_returns(server.url, token, "U12", tmp_path, DAY, 0).read_bytes()
    server.stop()
    assert first == again
    assert len(first.decode("utf-8-sig").splitlines()) == 6


def test_a_wrong_token_is_an_error_that_names_the_unit(tmp_path: Path) -> None:
    server = utility_server.start(0)
    with pytest.raises(UnitApiError, match="U12.*401"):
        collect_returns(server.url, "wrong", "U12", tmp_path, DAY, 0)
    server.stop()
    assert list(tmp_path.rglob("*.csv")) == []


def test_a_busy_server_is_asked_again(tmp_path: Path, serve: Callable) -> None:
    asked: list[str] = []

    def answers(path: str) -> tuple[int, Any]:
        asked.append(path)
        return (503, {}) if len(asked) < 3 else (200, page([LINE]))

    assert collect_returns(serve(answers), None, "U12", tmp_path, DAY, 0) is not None
    assert len(asked) == 3


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"<html>", "JSON"),
        (page([LINE], unit_code="U13"), "unit_code"),
        (page([LINE], cutoff_date="2021-05-31"), "cutoff_date"),
        (page([LINE], lines="none"), "list of lines"),
        (page([LINE], "http://example.invalid/v1/progress?page=2"), "another server"),
        (page([LINE], "/v1/progress?page=2"), "without an end"),
    ],
)
def test_an_answer_that_breaks_the_contract_takes_nothing_in(
    tmp_path: Path, serve: Callable, body: Any, reason: str
) -> None:
    with pytest.raises(UnitApiError, match=reason):
        collect_returns(serve(lambda _: (200, body)), None, "U12", tmp_path, DAY, 0)
    assert list(tmp_path.rglob("*.csv")) == []


def test_no_lines_make_no_file(tmp_path: Path, serve: Callable) -> None:
    assert collect_returns(serve(lambda _: (200, page([]))), None, "U12", tmp_path, DAY, 0) is None


def test_a_dead_server_raises_after_its_retries(tmp_path: Path) -> None:
    with pytest.raises(requests.ConnectionError):
        collect_returns("http://127.0.0.1:9", None, "U12", tmp_path, DAY, 0)
