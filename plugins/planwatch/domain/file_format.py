"""What a file was found to be when it was read: whoever answers in it is to see the same."""

from dataclasses import dataclass


@dataclass(frozen=True)
class FileFormat:
    """Kind of file by its content; of text the encoding too, and of text in columns the delimiter."""

    kind: str
    text_encoding: str | None = None
    text_delimiter: str | None = None
