"""What a file really is: its content decides, because suffixes lie (an .xls out of an office system is often HTML)."""

import zipfile
from pathlib import Path

from planwatch.intake.raw_sheets import UnreadableFileError

SUFFIXES = {
    "xlsx": {".xlsx", ".xlsm", ".xltx", ".xltm"},
    "xls": {".xls", ".xlt", ".et"},
    "ods": {".ods", ".ots"},
    "xml_spreadsheet": {".xml"},
    "html": {".html", ".htm"},
    "text": {".csv", ".tsv", ".txt"},
}
KNOWN_SUFFIXES = frozenset(suffix for suffixes in SUFFIXES.values() for suffix in suffixes)
_START = 4096
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_BIFF = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")
_BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_HTML = (b"<html", b"<!doctype html", b"<table", b"<head", b"<body", b"<meta", b"<style", b"<div")
_OTHERS = (b"%PDF", b"{\\rtf", b"Rar!", b"7z\xbc\xaf", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x7fELF", b"MZ")


def kind_of(path: Path) -> str:
    """The kind of a file by its content: a key of SUFFIXES. Raises UnreadableFileError for a kind that is no return."""
    with path.open("rb") as content:
        start = content.read(_START)
    return _kind(path, start)


def _kind(path: Path, start: bytes) -> str:
    if not start:
        raise UnreadableFileError("empty")
    if start.startswith(_OLE):
        return _ole_kind(path)
    if start.startswith(_OLD_BIFF):
        return "xls"
    if start.startswith(b"PK"):
        return _package_kind(path)
    if start.startswith(_OTHERS):
        raise UnreadableFileError("unknown_type")
    if start.startswith(_BYTE_ORDER_MARKS):
        start = start.replace(b"\x00", b"")
    plain = start.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\x00").lower()
    if plain.startswith(b"<?xml") and b"urn:schemas-microsoft-com:office:spreadsheet" in plain:
        return "xml_spreadsheet"
    if plain.startswith(_HTML) or (plain.startswith((b"<?xml", b"<!--")) and b"<html" in plain):
        return "html"
    return "text"


def _ole_kind(path: Path) -> str:
    """An old workbook, by the names in its directory; an encrypted package is a workbook behind a password."""
    content = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise UnreadableFileError("password")
    if any(f"{name}\0".encode("utf-16-le") in content for name in ("Workbook", "Book", "WORKBOOK", "BOOK")):
        return "xls"
    raise UnreadableFileError("unknown_type")


def _package_kind(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as package:
            names = set(package.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as fault:
        raise UnreadableFileError("damaged") from fault
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "content.xml" in names and "mimetype" in names:
        return "ods"
    office = any(name.startswith(("word/", "ppt/", "xl/")) for name in names)
    raise UnreadableFileError("unknown_type" if office else "archive")
