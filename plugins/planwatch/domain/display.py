"""Text in columns where a Chinese character is two places wide."""

import unicodedata


def display_width(text: str) -> int:
    """Places that a text takes on a terminal: two for wide and full-width characters."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def padded(text: str, width: int, is_right: bool = False) -> str:
    """The text filled up with blanks to a display width; a longer text stays as it is."""
    blanks = " " * max(0, width - display_width(text))
    return blanks + text if is_right else text + blanks
