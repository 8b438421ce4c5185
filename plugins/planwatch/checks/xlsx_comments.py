"""Comments on cells, sized so that their text fits, and told apart from those that the submitter has made."""

import re
from math import ceil
from typing import Any

from openpyxl.comments import Comment

from planwatch.domain.display import display_width
from planwatch.messages import LANGUAGES, load_messages

AUTHOR = "planwatch"
WIDTH = 330
_PLACES_IN_LINE = 46
_LINE_HEIGHT = 19
_MARGIN = 22
_TALLEST = 900
_OURS = re.compile(r"\s*[【\[]\S+ F\d+[】\]]")


def add(cell: Any, text: str) -> None:
    """Give a cell our comment; what the submitter has written there stands below it."""
    if cell.comment:
        text += f"\n{_own_mark(LANGUAGES[0])}\n{cell.comment.text}"
    lines = sum(max(1, ceil(display_width(line) / _PLACES_IN_LINE)) for line in text.split("\n"))
    cell.comment = Comment(text, AUTHOR, width=WIDTH, height=min(lines * _LINE_HEIGHT + _MARGIN, _TALLEST))


def is_ours(text: str) -> bool:
    """Whether a comment is one of ours, whoever it says has made it."""
    return bool(_OURS.match(text))


def take_off(cell: Any) -> None:
    """Take our comment off a cell and leave the submitter's."""
    if not cell.comment or not is_ours(cell.comment.text):
        return
    text, author = cell.comment.text, cell.comment.author
    cell.comment = None
    for language in LANGUAGES:
        _, found, own = text.partition(f"\n{_own_mark(language)}\n")
        if found:
            cell.comment = Comment(own, author)


def _own_mark(language: str) -> str:
    return load_messages(language).say("receipt.copy.own_comment")
