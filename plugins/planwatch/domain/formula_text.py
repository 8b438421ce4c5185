"""Text that a spreadsheet would take for a formula when it opens a file that we wrote."""

import re

_BEGINNINGS = "=+-@\t\r\n＝＋－＠"
_NUMBER = re.compile(r"[+-]?(\d[\d,]*(\.\d*)?|\.\d+)(e[+-]?\d+)?\s?%?", re.IGNORECASE)
_KEPT_AS_TEXT = re.compile(r'="([^"]*)"')
_NOTHING_BUT_DASHES = re.compile(r"[-－]+")
_REACHES_OUTSIDE = re.compile(
    r"\||\[\d+\]|\bfile:|https?:|\b(?:WEBSERVICE|HYPERLINK|IMPORT\w+|DDE|RTD|CALL|REGISTER(?:\.ID)?|EXEC|IMAGE|FILTERXML|INFO)\s*\(",
    re.IGNORECASE,
)
MARK = "'"
# How a text begins that `marked` puts its mark before; written so that Python and PostgreSQL read it alike.
MARKED_BEGINNING = r"^('|[ \u3000\u00a0]*[=+\-@\t\r\n＝＋－＠])"
_MARKED = re.compile(MARKED_BEGINNING)


def begins_like_formula(text: str) -> bool:
    """Whether a text begins with = + - @, tab or a line break (also in full width) and is no plain number.

    -5, +3.2 and -12% are numbers, - alone means that nothing is known, and ="0012" is how programs export text that is
    to stay text; blanks before the sign do not hide it.
    """
    bare = text.lstrip(" \u3000\u00a0")
    if not bare or (bare[0] not in _BEGINNINGS):
        return False
    return not any(harmless.fullmatch(bare.strip()) for harmless in (_NUMBER, _NOTHING_BUT_DASHES, _KEPT_AS_TEXT))


def unwrapped(text: str) -> str:
    """The text that `="0012"` was to stay, 0012; any other text as it is."""
    found = _KEPT_AS_TEXT.fullmatch(text.strip())
    return found[1] if found else text


def neutralised(text: str) -> str:
    """The text with an apostrophe before it where it begins like a formula, for files that know no types of cells.

    What a submitter put behind apostrophes itself gets one more, so that it keeps its own when ours is taken off.
    """
    return MARK + text if begins_like_formula(text.lstrip(MARK)) else text


def restored(text: str) -> str:
    """What `neutralised` was given; any other text as it is."""
    return text[1:] if text.startswith(MARK) and begins_like_formula(text.lstrip(MARK)) else text


def marked(text: str) -> str:
    """The text as a data file holds it: with an apostrophe before it where it begins like a formula or a number's sign,
    or with an apostrophe. Whoever takes one apostrophe off each text that begins with one has the text again.

    A text of data is no number, also where it looks like one: +1 is marked, or a spreadsheet would show 1.
    """
    return MARK + text if _MARKED.match(text) else text


def reaches_outside(formula: str) -> bool:
    """Whether a formula calls a program, another file or the network; sums and references within the book do not."""
    return bool(_REACHES_OUTSIDE.search(formula))
