"""Pages that have come, on disk, so that a crash costs no page twice: whole files only, in order, of one listing."""

import json
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from planwatch.intake.api_client import Answer
from planwatch.whole_files import write_whole

_START = "start.json"


class PageSpool:
    """The spool of one unit, form and cut-off date.

    A listing is known by its first address and by how many collections had been recorded before it began; pages of
    another one are thrown away.
    """

    def __init__(self, folder: Path, first_address: str, fetches_count: int):
        self._folder = folder
        self._start = json.dumps([first_address, fetches_count]).encode()
        if not self._is_of_this_listing():
            self.clear()

    def pages(self) -> Iterator[Answer]:
        """The pages that were kept, in their order."""
        number = 1
        while (path := self._page(number)).exists():
            head, _, body = path.read_bytes().partition(b"\n")
            said = json.loads(head)
            server_at = datetime.fromisoformat(said["server_at"]) if said["server_at"] else None
            yield Answer(said["address"], True, body, said["etag"], server_at)
            number += 1

    def keep(self, number: int, answer: Answer) -> None:
        """Keep page `number`, from 1, whole or not at all."""
        if number == 1:
            write_whole(self._folder / _START, self._start, is_durable=True)
        at = answer.server_at.isoformat() if answer.server_at else None
        head = json.dumps({"address": answer.address, "etag": answer.etag, "server_at": at})
        write_whole(self._page(number), head.encode() + b"\n" + answer.body, is_durable=True)

    def clear(self) -> None:
        """Forget every page; the listing's name first, so that half a spool is never taken for a whole one."""
        (self._folder / _START).unlink(missing_ok=True)
        shutil.rmtree(self._folder, ignore_errors=True)

    def _is_of_this_listing(self) -> bool:
        start = self._folder / _START
        return start.exists() and start.read_bytes() == self._start

    def _page(self, number: int) -> Path:
        return self._folder / f"page-{number:06d}"
