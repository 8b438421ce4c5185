"""Registers what lies in the inbox: fingerprint, archive, ledger. Files are never moved, changed or deleted."""

import hashlib
import logging
import os
import stat
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from planwatch.intake.file_names import known_suffix, shown_name
from planwatch.warehouse import return_loading
from planwatch.warehouse.connection import Connection
from planwatch.whole_files import put_in_place

COLLECTED_PREFIX = "collected-"
_UNFINISHED = (".part", ".tmp", ".crdownload")
_PASSED_OVER = (".", "~$")
_CHUNK = 1 << 20
log = logging.getLogger(__name__)


def register_returns(connection: Connection, inbox: Path, archive: Path, received_at: datetime) -> list[int]:
    """Register every file of `inbox/<unit code>/` that the ledger does not know; returns the new returns' ids.

    The unit is the folder's, whatever the file says. The same bytes from the same unit are one return. What lies in no
    unit's folder is left alone and named in the log, for nobody would ever answer it; hidden, lock (`~$`) and
    unfinished files are left alone too. Links are never followed, and pipes, devices and folders never opened; a file
    that changes meanwhile waits for the next run.
    A folder or file that cannot be read holds up no other.
    """
    registered = []
    unit_codes = return_loading.unit_codes(connection)
    _tell_of_strays(inbox, unit_codes)
    for path in _files(inbox, unit_codes):
        try:
            return_id = _register(connection, path, archive, received_at)
        except OSError as fault:
            log.warning("%r is left alone: %s", path, fault)
            continue
        if return_id is not None:
            registered.append(return_id)
    return registered


def place_in_archive(file_sha256: str, suffix: str) -> Path:
    """Where the bytes of a return lie in the archive, from the archive's own folder on."""
    return Path(file_sha256[:2]) / file_sha256 / f"content{suffix}"


def _tell_of_strays(inbox: Path, unit_codes: set[str]) -> None:
    """Warn of files that lie in no unit's folder: whoever put them there waits for an answer."""
    for path in sorted(inbox.iterdir()) if inbox.is_dir() else []:
        if path.name in unit_codes or path.name.startswith(_PASSED_OVER) or path.is_symlink():
            continue
        if path.is_file() or any(inner.is_file() for inner in path.glob("*")):
            stray = str(path)
            log.warning("%r lies in no unit's folder, so nobody is answered; move it to %s/<unit code>/", stray, inbox)


def _files(inbox: Path, unit_codes: set[str]) -> Iterator[Path]:
    for code in sorted(unit_codes):
        folder = inbox / code
        try:
            found = sorted(folder.iterdir()) if folder.is_dir() and not folder.is_symlink() else []
        except OSError as fault:
            log.warning("%r is left alone: %s", folder, fault)
            continue
        yield from (path for path in found if _is_finished(path))


def _is_finished(path: Path) -> bool:
    """Whether it is a file that a clerk has finished; not one that has gone since the folder was listed."""
    if path.name.startswith(_PASSED_OVER) or path.suffix.lower() in _UNFINISHED:
        return False
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError as fault:
        log.warning("%r is left alone: %s", path, fault)
        return False


def _register(connection: Connection, path: Path, archive: Path, received_at: datetime) -> int | None:
    unit_code = path.parent.name
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        before = os.fstat(descriptor)
        if not stat.S_ISREG(before.st_mode):
            return None
        file_sha256 = _fingerprint(descriptor)
        if return_loading.is_registered(connection, unit_code, file_sha256):
            return None
        archived = place_in_archive(file_sha256, known_suffix(path.name))
        copied_sha256 = _copy(descriptor, archive / archived, file_sha256)
        after = os.fstat(descriptor)
    finally:
        os.close(descriptor)
    if copied_sha256 != file_sha256 or (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        return None
    return return_loading.register(
        connection,
        unit_code=unit_code,
        channel="folder",
        file_name=shown_name(path.name),
        file_sha256=file_sha256,
        file_bytes=before.st_size,
        archive_path=archived.as_posix(),
        received_at=received_at,
    )


def _fingerprint(descriptor: int) -> str:
    digest = hashlib.sha256()
    for chunk in _chunks(descriptor):
        digest.update(chunk)
    return digest.hexdigest()


def _copy(source: int, target: Path, file_sha256: str) -> str:
    """Copy whole or not at all, and for certain. Returns the fingerprint of what was copied."""
    if target.exists():
        return file_sha256
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(f"{target.name}.{os.getpid()}.tmp")
    digest = hashlib.sha256()
    with unfinished.open("wb") as copy:
        for chunk in _chunks(source):
            digest.update(chunk)
            copy.write(chunk)
    if digest.hexdigest() == file_sha256:
        put_in_place(unfinished, target)
    else:
        unfinished.unlink()
    return digest.hexdigest()


def _chunks(descriptor: int) -> Iterator[bytes]:
    os.lseek(descriptor, 0, os.SEEK_SET)
    while chunk := os.read(descriptor, _CHUNK):
        yield chunk
