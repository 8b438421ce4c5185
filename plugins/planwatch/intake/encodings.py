"""Which encoding a text is in: byte-order mark, then strict UTF-8, then strict GB18030, then what its headings say.

UTF-8 bytes often decode as GB18030 without an error, never the reverse: so UTF-8 is asked first and headings decide.
"""

import codecs
from collections.abc import Iterator
from pathlib import Path

from planwatch.intake.raw_sheets import UnreadableFileError

_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_WITHOUT_MARK = ("utf-8", "gb18030")
_CHUNK = 1 << 20


def encodings_of(path: Path) -> list[str]:
    """The encodings in which every byte of a file can be read, the likeliest first. Raises UnreadableFileError."""
    with path.open("rb") as content:
        found = [name for name in _candidates(content.read(4)) if _decodes(path, name)]
    if not found:
        raise UnreadableFileError("unknown_encoding")
    return found


def decoded(content: bytes) -> tuple[str, str]:
    """The likeliest encoding of a small text, and the text. Raises UnreadableFileError."""
    for name in _candidates(content[:4]):
        try:
            return name, content.decode(name)
        except UnicodeDecodeError:
            continue
    raise UnreadableFileError("unknown_encoding")


def was_misread(text: str) -> str | None:
    """What a text said before its UTF-8 was once read as GB18030 and saved so (搴忓彿 → 序号); None for a sound one."""
    try:
        return text.encode("gb18030").decode("utf-8", errors="ignore")
    except UnicodeEncodeError:
        return None


def _candidates(start: bytes) -> tuple[str, ...]:
    return next(((name,) for mark, name in _MARKS.items() if start.startswith(mark)), _WITHOUT_MARK)


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    try:
        with path.open("rb") as content:
            for chunk in _chunks(content):
                decoder.decode(chunk)
        decoder.decode(b"", True)
    except UnicodeDecodeError:
        return False
    return True


def _chunks(content: object) -> Iterator[bytes]:
    while chunk := content.read(_CHUNK):  # type: ignore[attr-defined]
        yield chunk
