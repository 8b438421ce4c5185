"""A real SMTP server on this machine that keeps every message as an .eml file instead of sending it on."""

from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller


class _Keeper:
    def __init__(self, folder: Path):
        self.folder = folder

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        self.folder.mkdir(parents=True, exist_ok=True)
        number = len(list(self.folder.glob("*.eml"))) + 1
        (self.folder / f"{number:03d}.eml").write_bytes(envelope.content)
        return "250 kept"


def start(port: int, folder: Path) -> Controller:
    """Start catching; `.stop()` ends it."""
    controller = Controller(_Keeper(folder), hostname="127.0.0.1", port=port)
    controller.start()
    return controller
