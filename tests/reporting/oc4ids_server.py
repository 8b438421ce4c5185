"""What the public OC4IDS checker asks the network for, served on this machine.

The checker carries no schema. `oc4ids_standard` holds the standard's own, release 0.9.4, with its code lists and licence
(Apache 2.0), as published in github.com/open-contracting/infrastructure.
"""

import http.server
import threading
from pathlib import Path
from typing import Any

STANDARD = Path(__file__).parent / "oc4ids_standard"


class _Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        name = self.path.rpartition("/")[2]
        found = next((path for path in STANDARD.rglob("*") if path.is_file() and path.name == name), None)
        self.send_response(200 if found else 404)
        self.end_headers()
        self.wfile.write(found.read_bytes() if found else b"")

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        pass


def start() -> http.server.ThreadingHTTPServer:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server
