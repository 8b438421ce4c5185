"""A workbook's or document's bytes without the moment at which it was saved: the same content is the same file."""

import io
import re
import zipfile

from openpyxl import Workbook

_EPOCH = (2021, 1, 1, 0, 0, 0)


def steady_bytes(book: Workbook) -> bytes:
    """The workbook as xlsx, with one moment for every part and for its saving."""
    saved, target = io.BytesIO(), io.BytesIO()
    book.save(saved)
    with zipfile.ZipFile(saved) as made, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as steady:
        for name in made.namelist():
            part = made.read(name)
            if name == "docProps/core.xml":
                part = re.sub(rb"(W3CDTF\">)[^<]*", rb"\g<1>2021-01-01T00:00:00Z", part)
            steady.writestr(zipfile.ZipInfo(name, _EPOCH), part)
    return target.getvalue()


def steady_archive(packed: bytes) -> bytes:
    """The same parts of an Office file in the same order, with one moment for every part."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as made, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as steady:
        for name in made.namelist():
            steady.writestr(zipfile.ZipInfo(name, _EPOCH), made.read(name))
    return target.getvalue()
