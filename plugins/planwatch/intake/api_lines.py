"""Lines of a unit's API → those that are new, each once, and the table that is registered for them."""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from planwatch.forms import form_named
from planwatch.intake.api_answers import Number, canonical, clean
from planwatch.intake.api_contract import Line, contract, moment
from planwatch.intake.collection_limits import load_collection_limits

CHANGED_AT, CURSOR = "changed_at", "since"
_YES_NO = {True: "是", False: "否"}


@dataclass
class KnownLine:
    """The newest content of what a line speaks of: fingerprint without its moment of change, and that moment."""

    line_key: str
    content_sha256: str
    changed_at: datetime | None


def new_lines(lines: Iterable[Line], known: Mapping[str, KnownLine]) -> tuple[list[Line], list[KnownLine]]:
    """Lines that say something new, in an order of their own, and what is to be known of them from now on.

    Of several lines that speak of the same thing the one that changed last stands. Where none is later, all that
    differ stay: their contradiction is then found by the rules. A line as it is known, or older, is left out.
    """
    newest: dict[str, tuple[datetime | None, dict[str, Line]]] = {}
    for line in lines:
        key, changed_at, content = _key(line), moment(line.get(CHANGED_AT)), _content(line)
        before = newest.get(key)
        if before and changed_at and before[0] and changed_at < before[0]:
            continue
        is_later = bool(before and changed_at and before[0] and changed_at > before[0])
        kept = {} if before is None or is_later else before[1]
        newest[key] = (changed_at if before is None or changed_at else before[0], kept | {content: line})
    found: list[Line] = []
    learnt: list[KnownLine] = []
    for key in sorted(newest):
        changed_at, kept = newest[key]
        fingerprint = _sha256("\n".join(sorted(kept)))
        if not _is_new(known.get(key), fingerprint, changed_at):
            continue
        learnt.append(KnownLine(key, fingerprint, changed_at))
        found += [kept[content] for content in sorted(kept)]
    return sorted(found, key=canonical), learnt


def as_table(lines: list[Line], form_name: str, cutoff_date: str, since: str) -> bytes:
    """The lines as a csv under the form's headings; the same lines give the same bytes, whatever their order was.

    The moment of change and where the listing began stand behind: a figure that goes back to what it was before is
    another return.
    """
    form = form_named(form_name)
    headings = {column.name: column.heading_zh for column in form.columns}
    fields = {name: entry.column for name, entry in contract("Line").items() if entry.column}
    target = io.StringIO(newline="")
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow([*(headings[column] for column in fields.values()), headings["cutoff_date"], CHANGED_AT, CURSOR])
    for line in lines:
        cells = [_cell(line.get(name)) for name in fields]
        writer.writerow([*cells, cutoff_date, _cell(line.get(CHANGED_AT)), since])
    return target.getvalue().encode("utf-8-sig")


def _is_new(known: KnownLine | None, fingerprint: str, changed_at: datetime | None) -> bool:
    if known is None:
        return True
    is_older = changed_at and known.changed_at and changed_at < known.changed_at
    return fingerprint != known.content_sha256 and not is_older


def _key(line: Line) -> str:
    """What a line speaks of; a line that does not say so speaks of nothing but itself."""
    said = [line.get("project"), line.get("item")]
    if all(isinstance(part, str) and part.strip() for part in said):
        return _sha256(canonical([str(part).strip() for part in said]))
    return _sha256(canonical(line))


def _content(line: Line) -> str:
    return canonical({name: value for name, value in line.items() if name != CHANGED_AT})


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return _YES_NO[value]
    text = str(value) if isinstance(value, str | Number) else canonical(value)
    return " ".join(clean(text).split())[: load_collection_limits().longest_text_characters]


def _sha256(text: str) -> str:
    return sha256(text.encode("utf-8", "replace")).hexdigest()
