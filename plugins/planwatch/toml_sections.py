"""Sections of a settings file as objects: each value as its field says, what is wrong at its key and line."""

import json
import re
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import MISSING, fields
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from planwatch.refusals import KeyFault, Problem, RefusalError, not_toml

MISMATCHES: dict[Any, str] = {
    int: "refusals.toml.not_whole",
    bool: "refusals.toml.not_true_false",
    Decimal: "refusals.toml.not_number",
    date: "refusals.toml.not_day",
    tuple[str, ...]: "refusals.toml.not_words",
}


def content_of(path: Path, refused: Callable[[list[Problem]], RefusalError]) -> tuple[str, dict[str, Any]]:
    """A settings file as it is written, and its sections. Raises what is made of a file that is no UTF-8 or no TOML."""
    try:
        written = path.read_text(encoding="utf-8-sig")
        return written, tomllib.loads(written)
    except ValueError as fault:
        raise refused([not_toml(path.name, fault)]) from None


def section_of(name: str, kind: Any, given: dict[str, Any], faults: list[KeyFault]) -> Any:
    """The section as an object of its kind, None where it lacks a key; what is wrong goes to `faults`."""
    values: dict[str, Any] = {}
    for field in fields(kind):
        if field.name not in given:
            if field.default is MISSING:
                faults.append((name, field.name, "refusals.toml.lacks", {"name": field.name, "section": name}))
            continue
        try:
            values[field.name] = _value(given[field.name], field.type)
        except (ValueError, InvalidOperation):
            shown = json.dumps(given[field.name], ensure_ascii=False, default=str)
            faults.append((name, field.name, MISMATCHES[_plain(field.type)], {"value": shown}))
    known = [field.name for field in fields(kind)]
    faults += [(name, key, "refusals.toml.unknown_key", {"allowed": known}) for key in given if key not in known]
    needed = [field for field in fields(kind) if field.default is MISSING]
    return kind(**values) if all(field.name in values for field in needed) else None


def unknown_sections(content: Iterable[str], known: Iterable[str]) -> list[KeyFault]:
    """Sections of a file that are none of those known."""
    allowed = list(known)
    return [
        (name, "", "refusals.toml.unknown_section", {"allowed": allowed}) for name in content if name not in allowed
    ]


def problems_of(file_name: str, written: str, faults: Iterable[KeyFault]) -> list[Problem]:
    """Each fault at its line of the file as it is written."""
    lines = written.splitlines()
    return [
        Problem(file_name, _line_of(lines, section, name), f"[{section}] {name}".rstrip(), key, facts)
        for section, name, key, facts in faults
    ]


def _plain(kind: Any) -> Any:
    return {Decimal | None: Decimal, int | None: int, str | None: str}.get(kind, kind)


def _value(given: Any, kind: Any) -> Any:
    kind = _plain(kind)
    if kind is date:
        return date.fromisoformat(str(given))
    if kind == tuple[str, ...] and not (isinstance(given, list) and all(isinstance(word, str) for word in given)):
        raise ValueError(given)
    if kind in (int, bool) and type(given) is not kind:
        raise ValueError(given)
    if kind is Decimal and not (isinstance(given, str) and Decimal(given).is_finite()):
        raise ValueError(given)
    return kind(given)


def _line_of(lines: list[str], section: str, name: str) -> int:
    """The line of a key of a section; of the section where it lacks the key; 0 where it is not found, either."""
    upper, _, own = section.rpartition(".")
    heading, here = 0, ""
    for number, line in enumerate(lines, start=1):
        begun = line.replace(" ", "")
        if found := re.match(r"\[([\w.-]+)\]", begun):
            here = found[1]
        is_own = here == section
        if (is_own and found) or (here == upper and begun.startswith(f"{own}=")):
            heading = heading or number
        if is_own and name and begun.startswith(f"{name}="):
            return number
    return heading
