"""Zip packages (xlsx, ods) out of strangers' hands: looked through before anything is inflated."""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from planwatch.intake.raw_sheets import UnreadableFileError
from planwatch.limits import load_limits

_ENCRYPTED = 0x1
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, KeyError, ValueError, RuntimeError)


@contextmanager
def opened_package(path: Path) -> Iterator[zipfile.ZipFile]:
    """The package of a workbook. Raises UnreadableFileError: damaged, password, or inflates_too_much."""
    try:
        with zipfile.ZipFile(path) as package:
            _check(package)
            yield package
    except _BROKEN as fault:
        raise UnreadableFileError("damaged") from fault


def _check(package: zipfile.ZipFile) -> None:
    limits = load_limits()
    parts = package.infolist()
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise UnreadableFileError("password")
    inflated = sum(part.file_size for part in parts)
    stored = sum(part.compress_size for part in parts)
    is_uniform = inflated > limits.inflation_always_allowed_bytes and inflated > stored * limits.largest_inflation_ratio
    if len(parts) > limits.most_package_parts or inflated > limits.largest_inflated_bytes or is_uniform:
        raise UnreadableFileError("inflates_too_much")
