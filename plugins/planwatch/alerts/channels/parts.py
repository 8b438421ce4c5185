"""Cuts a letter into messages that a robot takes: at line ends, numbered, and at most so many."""

import json
from collections.abc import Callable
from itertools import pairwise

Heading = Callable[[int, int], str]


def size(text: str) -> int:
    """Bytes of a text as it stands in a JSON body: UTF-8, with quotes, backslashes and line ends escaped."""
    return len(json.dumps(text, ensure_ascii=False).encode()) - 2


def split(text: str, limit: int, parts_limit: int, heading: Heading, pointer: str) -> list[str]:
    """The text in messages of at most `limit` bytes (see `size`), each under `heading(number, count)`.

    What does not fit into `parts_limit` messages is left out, and the last one ends with `pointer`, which says where
    the whole letter is. The same text gives the same parts. The limit must leave room for heading, pointer and a line.
    """
    if size(text) + size(heading(1, 1)) <= limit:
        return [heading(1, 1) + text]
    room = limit - size(heading(99, 99)) - size("\n\n" + pointer)
    pieces = _pieces(text, room)
    if len(pieces) > parts_limit:
        pieces = [*pieces[: parts_limit - 1], f"{pieces[parts_limit - 1].rstrip()}\n\n{pointer}"]
    return [heading(number, len(pieces)) + piece for number, piece in enumerate(pieces, start=1)]


def _pieces(text: str, room: int) -> list[str]:
    pieces: list[str] = []
    current = ""
    for line in [short for whole in text.splitlines(keepends=True) for short in _short(whole, room)]:
        if current and size(current + line) > room:
            pieces.append(current)
            current = ""
        current += line
    return [*pieces, current] if current.strip() else pieces


def _short(line: str, room: int) -> list[str]:
    """A line that alone is too long, cut between characters."""
    cuts, begun, taken = [0], 0, 0
    for place, character in enumerate(line):
        taken += size(character)
        if taken > room and place > begun:
            cuts.append(place)
            begun, taken = place, size(character)
    return [line[first:last] for first, last in pairwise([*cuts, len(line)])]
