"""Workbook packages written the same way every time: no clock in the archive, nor in the document's properties."""

import re
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

_ALWAYS = (1980, 1, 1, 0, 0, 0)
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")


def repacked(content: bytes, modified_at: datetime, edited: Callable[[str, bytes], bytes | None]) -> bytes:
    """The package with every part passed through `edited` (None drops it), and `modified_at` as its date.

    The part `mimetype` of OpenDocument stays the first and uncompressed, as its standard wants it.
    """
    target = BytesIO()
    stamp = modified_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    with zipfile.ZipFile(BytesIO(content)) as source, zipfile.ZipFile(target, "w") as package:
        for name in sorted(dict.fromkeys(source.namelist()), key=lambda name: name != "mimetype"):
            part = edited(name, source.read(name))
            if part is None:
                continue
            if name == "docProps/core.xml":
                part = _MODIFIED.sub(rb"\g<1>" + stamp + rb"\g<2>", part)
            entry = zipfile.ZipInfo(name, _ALWAYS)
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            package.writestr(entry, part)
    return target.getvalue()


def uncompressed_size(path: Path) -> int:
    """How many bytes the parts of a package have when unpacked, as it says. Any may be a sheet, whatever its name."""
    with zipfile.ZipFile(path) as package:
        return sum(entry.file_size for entry in package.infolist())
