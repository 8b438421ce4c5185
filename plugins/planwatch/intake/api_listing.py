"""All pages of one listing, each understood once: what they say, and whether the listing is to be believed whole."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any
from urllib.parse import urljoin, urlsplit

from planwatch.domain.finding import Finding
from planwatch.intake.api_answers import PAGING, AnswerFault, canonical
from planwatch.intake.api_client import Answer, ApiClient, UnitApiError
from planwatch.intake.api_contract import Drift, Page, understood
from planwatch.intake.collection_limits import load_collection_limits
from planwatch.intake.page_spool import PageSpool


@dataclass(frozen=True)
class Asked:
    """Whose lines of which form and cut-off date are listed."""

    unit_code: str
    form: str
    cutoff_date: str


@dataclass
class Listing:
    """What a server listed. It is whole when it ended by itself and nothing about its paging was wrong."""

    lines: list[dict[str, Any]] = field(default_factory=list)
    drift: Drift = field(default_factory=Drift)
    paging: list[Finding] = field(default_factory=list)
    fault: AnswerFault | None = None
    cursor_at: datetime | None = None
    server_at: datetime | None = None
    etag: str | None = None
    is_unchanged: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether the cursor may move past it."""
        return not self.paging and self.fault is None

    @property
    def findings(self) -> list[Finding]:
        """What was found of the lines and pages that could be read."""
        return [*self.drift.findings(), *self.paging]

    @property
    def garbage(self) -> list[Finding]:
        """The answer that ended the listing, if it could not be read."""
        fault = self.fault
        return [Finding(fault.rule_id, fault.facts, sheet_name=place(fault.address))] if fault else []


class DataChangedError(Exception):
    """The data changed between two pages, so that lines may have moved from a page not yet read to one read before."""


def read_listing(client: ApiClient, spool: PageSpool, asked: Asked, first: str, etag: str | None) -> Listing:
    """Every page from `first` on, those in the spool first. Raises UnitApiError.

    Data that change meanwhile have the listing begin again, a few times; then it is taken as it is and not whole. A
    spool whose next page the server no longer knows begins again too.
    """
    for restart in range(load_collection_limits().most_restarts + 1):
        is_last = restart == load_collection_limits().most_restarts
        had_pages = next(spool.pages(), None) is not None
        try:
            return _Walk(client, spool, asked, first, etag, is_last).listing()
        except DataChangedError:
            spool.clear()
        except UnitApiError as fault:
            if not (had_pages and fault.status in (400, 404, 410)) or is_last:
                raise
            spool.clear()
    raise AssertionError("the last walk never begins again")


def place(address: str) -> str:
    """The part of an address that its owner knows it by."""
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}"[:200] if parts.query else parts.path[:200]


class _Walk:
    def __init__(self, client: ApiClient, spool: PageSpool, asked: Asked, first: str, etag: str | None, is_last: bool):
        self._client, self._spool, self._asked = client, spool, asked
        self._first, self._etag, self._is_last = first, etag, is_last
        self._listing, self._received, self._following = Listing(), 0, first
        self._total: int | None = None
        self._limits = load_collection_limits()

    def listing(self) -> Listing:
        """Go from page to page until there is none, or none that can be believed."""
        addresses: set[str] = set()
        bodies: set[str] = set()
        repeated = 0
        try:
            for number, (answer, page) in enumerate(self._pages(), 1):
                if number == 1:
                    self._begin(answer, page)
                elif answer.etag != self._listing.etag and not self._suspect("changed", answer.address):
                    raise DataChangedError
                if page.total != self._total:
                    self._suspect("total_changes", answer.address)
                fingerprint = sha256(canonical(page.lines).encode()).hexdigest()
                if page.lines and fingerprint in bodies:
                    repeated += 1
                    self._suspect("repeats", answer.address)
                addresses.add(answer.address)
                bodies.add(fingerprint)
                self._received += len(page.lines)
                self._listing.lines += page.lines
                self._following = self._next(page, answer.address, addresses, repeated, number)
        except AnswerFault as fault:
            self._listing.fault = fault
        if self._listing.is_whole and not self._listing.is_unchanged and self._total not in (None, self._received):
            self._suspect("total", place(self._first), said=self._total, value=self._received)
        return self._listing

    def _pages(self) -> Iterator[tuple[Answer, Page]]:
        """Pages in order: those kept, then those asked for. Leaves where the listing has not changed."""
        number = 0
        for number, answer in enumerate(self._spool.pages(), 1):  # noqa: B007
            yield answer, self._understand(answer)
        while self._following:
            number += 1
            answer, page = self._client.ask(self._following, self._etag if number == 1 else None, self._understand)
            if not answer.is_changed:
                self._listing.is_unchanged, self._listing.server_at = True, answer.server_at
                return
            self._spool.keep(number, answer)
            yield answer, page

    def _understand(self, answer: Answer) -> Page:
        asked, found = self._asked, Drift()
        page = understood(answer.body, answer.address, asked.unit_code, asked.form, asked.cutoff_date, found)
        self._listing.drift.add(found)
        return page

    def _begin(self, answer: Answer, page: Page) -> None:
        """What the first page says holds for the listing: later changes are then asked for again next time.

        The cursor is never ahead of the server's own clock, and where there is none that clock stands in.
        """
        said = [moment for moment in (page.cursor_at, answer.server_at) if moment]
        self._listing.cursor_at = min(said, default=None)
        self._listing.server_at, self._listing.etag = answer.server_at, answer.etag
        self._total = page.total

    def _next(self, page: Page, address: str, addresses: set[str], repeated: int, number: int) -> str:
        """The next page's address, on the same server only: a token is never carried elsewhere."""
        if not page.following:
            return ""
        following = urljoin(address, page.following)
        if urlsplit(following)[:2] != urlsplit(self._first)[:2]:
            self._suspect("other_server", address, value=urlsplit(following).netloc[:80])
        elif following in addresses:
            self._suspect("loop", address)
        elif number >= self._limits.most_pages or self._received >= self._limits.most_lines:
            self._suspect("too_long", address)
        elif repeated < self._limits.most_repeated_pages:
            return following
        return ""

    def _suspect(self, reason: str, address: str, **facts: Any) -> bool:
        """Note, once for each reason, that the paging cannot be believed; False where the listing may begin again."""
        if reason == "changed" and not self._is_last:
            return False
        if all(found.facts["reason"] != f"paging_{reason}" for found in self._listing.paging):
            said = {"reason": f"paging_{reason}", "said": None, "value": None} | facts
            self._listing.paging.append(Finding(PAGING, said, sheet_name=f"{place(address)} {reason}"))
        return True
