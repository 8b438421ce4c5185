"""Collects what a unit's API has to say for one cut-off date: new lines and findings become a return like any other.

The contract is include/docs/returns-api.yaml. Pages are kept on disk as they come; the return, its lines and the cursor
are recorded in one transaction. So a crash at any moment loses nothing and repeats nothing.
"""

import json
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from time import sleep
from typing import Any
from urllib.parse import urlencode, urljoin

from planwatch.domain.period import shanghai_day
from planwatch.intake.api_client import ApiClient
from planwatch.intake.api_lines import KnownLine, as_table, new_lines
from planwatch.intake.api_listing import Asked, Listing, read_listing
from planwatch.intake.collection_limits import load_collection_limits
from planwatch.intake.inbox import COLLECTED_PREFIX, place_in_archive
from planwatch.intake.page_spool import PageSpool
from planwatch.warehouse import collecting
from planwatch.warehouse.connection import connect
from planwatch.whole_files import write_whole

READ_SUFFIX = ".csv"  # what a collection registers besides is evidence: see reading.EVIDENCE_SUFFIXES
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class UnitApi:
    """Where and by what token a unit is asked; the token is never shown."""

    unit_code: str
    form: str
    base_url: str
    token: str | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Places:
    """Where a collection keeps things: the warehouse, the archive, and the folder of pages that wait."""

    warehouse_url: str
    archive: Path
    spool: Path


def collect_returns(
    api: UnitApi,
    places: Places,
    cutoff_date: date,
    received_at: datetime,
    is_whole: bool = False,
    wait: Callable[[float], None] = sleep,
    clock: Callable[[], datetime] | None = None,
) -> list[int]:
    """Ask for what has changed and register it; returns the new returns' ids, none where there is nothing new.

    `is_whole` asks for everything, whatever is known of the cursor; every few days that is done anyway, so that a
    server whose cursor or ETag cannot be trusted loses no line. `clock` is only compared with the server's. Raises
    UnitApiError.
    """
    key = {"unit_code": api.unit_code, "form": api.form, "cutoff_date": cutoff_date}
    with connect(places.warehouse_url) as connection:
        before = collecting.load_cursor(connection, key)
    is_whole = is_whole or _is_due_whole(before, received_at)
    since = "" if is_whole or not before.cursor_at else _since(before.cursor_at)
    asked = Asked(api.unit_code, api.form, cutoff_date.isoformat())
    first = _first_address(api, asked, since)
    spool = PageSpool(places.spool / api.unit_code / f"{api.form}-{cutoff_date}", first, before.fetches_count)
    with ApiClient(api.unit_code, api.token, wait, clock) as client:
        listing = read_listing(client, spool, asked, first, None if is_whole else before.etag)
        _tell_of_skew(api.unit_code, client.skew_seconds)
    with connect(places.warehouse_url) as connection:
        known = {row["line_key"]: KnownLine(**row) for row in collecting.known_lines(connection, key)}
    made = list(_made(listing, known, asked, since, received_at, places.archive))
    after = _cursor_after(before, listing, not since, received_at) | {"clock_skew_seconds": client.skew_seconds}
    with connect(places.warehouse_url) as connection:
        return_ids = collecting.record(connection, key, before, after, made)
    spool.clear()
    log.info("%s: %s lines were listed; returns %s", api.unit_code, len(listing.lines), return_ids)
    return return_ids


def _is_due_whole(before: collecting.Cursor, received_at: datetime) -> bool:
    days = timedelta(days=load_collection_limits().whole_days)
    return before.whole_at is None or received_at - before.whole_at >= days


def _since(cursor_at: datetime) -> str:
    """A little before the cursor: lines that were being written when it was made are listed again, and known again."""
    return (cursor_at - timedelta(seconds=load_collection_limits().overlap_seconds)).isoformat()


def _first_address(api: UnitApi, asked: Asked, since: str) -> str:
    query = {"cutoff_date": asked.cutoff_date} | ({"since": since} if since else {})
    return urljoin(api.base_url.rstrip("/") + "/", f"v1/{asked.form}?{urlencode(query)}")


def _tell_of_skew(unit_code: str, skew_seconds: float | None) -> None:
    if skew_seconds is not None and abs(skew_seconds) > load_collection_limits().skew_warning_seconds:
        log.warning(
            "The clock of %s is %.0f s ahead of ours; only its own clock is used for it.", unit_code, skew_seconds
        )


def _made(
    listing: Listing, known: dict[str, KnownLine], asked: Asked, since: str, received_at: datetime, archive: Path
) -> Iterator[collecting.Made]:
    """The returns that a listing makes: the new lines as a table; findings alone where there are none; and an answer
    that could not be read as evidence of its own, so that it spoils no line that came before it.
    """
    lines, learnt = new_lines(listing.lines, known)
    name = f"{COLLECTED_PREFIX}{asked.form}-{asked.cutoff_date}"
    origin = {"unit_code": asked.unit_code, "channel": "http", "received_at": received_at}
    if lines:
        table = as_table(lines, asked.form, asked.cutoff_date, since)
        entry = origin | {"file_name": name + READ_SUFFIX} | _archived(table, READ_SUFFIX, archive)
        yield collecting.Made(entry, learnt, listing.findings)
    elif listing.findings:
        found = [{"rule": found.rule_id, "place": found.sheet_name, "facts": found.facts} for found in listing.findings]
        content = json.dumps([asked.cutoff_date, found], ensure_ascii=False, indent=1).encode("utf-8", "replace")
        entry = origin | {"file_name": f"{name}.findings"} | _archived(content, ".findings", archive)
        yield collecting.Made(entry, (), listing.findings)
    if listing.fault:
        day = shanghai_day(received_at).isoformat()  # asked again the same day, the same fault is the same evidence
        head = json.dumps([day, asked.cutoff_date, listing.fault.facts], ensure_ascii=False).encode("utf-8", "replace")
        entry = origin | {"file_name": f"{name}.answer"}
        entry |= _archived(head + b"\n" + listing.fault.body, ".answer", archive)
        yield collecting.Made(entry, (), listing.garbage)


def _archived(content: bytes, suffix: str, archive: Path) -> dict[str, Any]:
    """Archive the content, whole or not at all, and say where it is."""
    file_sha256 = sha256(content).hexdigest()
    path = place_in_archive(file_sha256, suffix)
    if not (archive / path).exists():
        write_whole(archive / path, content, is_durable=True)
    return {"file_sha256": file_sha256, "file_bytes": len(content), "archive_path": path.as_posix()}


def _cursor_after(
    before: collecting.Cursor, listing: Listing, was_whole: bool, received_at: datetime
) -> dict[str, Any]:
    """The cursor after a listing: only one that is whole and changed moves it; the rest is asked for again."""
    moves = listing.is_whole and not listing.is_unchanged
    return {
        "cursor_at": listing.cursor_at if moves else before.cursor_at,
        "etag": listing.etag if moves else before.etag,
        "whole_at": received_at if (moves and was_whole) or before.whole_at is None else before.whole_at,
        "collected_at": received_at,
    }
