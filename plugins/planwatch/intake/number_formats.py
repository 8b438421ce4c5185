"""Number formats of workbooks: which of them show a share of 1 as a percentage."""

import re

_NOT_SHOWN_AS_SUCH = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')


def shows_percent(format_code: str) -> bool:
    """Whether a format has a percent sign of its own; one in quotes or behind a backslash is only a letter."""
    return "%" in _NOT_SHOWN_AS_SUCH.sub("", format_code)
