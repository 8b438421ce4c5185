"""Ports on this machine: each must be free before what needs it starts."""

import socket

from planwatch.refusals import RefusalError
from planwatch.settings import Settings


class TakenPortError(RefusalError):
    """Another program listens on a port that is needed here."""

    def __init__(self, setting: str, port: int):
        super().__init__("refusals.port.taken", port=port, setting=setting)


def require_free(settings: Settings, *names: str) -> None:
    """Raises TakenPortError for the first of these ports (`web`, `mail`, …) that a server could not have."""
    for name in names:
        port = getattr(settings, f"{name}_port")
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError as taken:
                raise TakenPortError(f"PLANWATCH_{name.upper()}_PORT", port) from taken
