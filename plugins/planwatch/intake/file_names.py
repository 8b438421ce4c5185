"""A submitter's file name, made fit for a ledger, a page and a file system, and still recognisable to its owner."""

import re
import unicodedata
from pathlib import PurePath

LONGEST_NAME_BYTES = 150
_SUFFIX = re.compile(r"\.[a-z0-9]{1,10}")
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|]')
_CUT = "…"


def shown_name(name: str) -> str:
    """The name as the ledger keeps it: what cannot be read, shown or written is `_`, and a long name loses its middle.

    Control characters and line ends, marks that turn the direction of writing (so that `fdp.xlsx` reads `xslx.pdf`),
    bytes that are no text, and signs that other systems take for paths. Chinese and emoji stay.
    """
    readable = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace").replace("\ufffd", "_")
    kept = "".join("_" if unicodedata.category(sign) in ("Cc", "Cf", "Zl", "Zp", "Cs") else sign for sign in readable)
    kept = _NOT_IN_NAMES.sub("_", kept).strip() or "_"
    suffix = known_suffix(kept)
    stem = kept[: len(kept) - len(suffix)] if suffix else kept
    return _shortened(stem, LONGEST_NAME_BYTES - len(suffix)) + suffix


def known_suffix(name: str) -> str:
    """The name's suffix in lower case where it looks like one; nothing for `.报送 (1)` or two hundred letters."""
    suffix = PurePath(name).suffix.lower()
    return suffix if _SUFFIX.fullmatch(suffix) else ""


def _shortened(stem: str, longest: int) -> str:
    written = stem.encode("utf-8")
    if len(written) <= longest:
        return stem
    half = (longest - len(_CUT.encode())) // 2
    return written[:half].decode("utf-8", "ignore") + _CUT + written[-half:].decode("utf-8", "ignore")
