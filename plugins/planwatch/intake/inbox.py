"""Registers what lies in the inbox: fingerprint, archive, ledger. Files are never moved, changed or deleted."""

import hashlib
import os
import shutil
from datetime import datetime
from pathlib import Path

from planwatch.warehouse import return_loading
from planwatch.warehouse.connection import Connection

COLLECTED_PREFIX = "collected-"
_UNFINISHED = (".part", ".tmp", ".crdownload")


def register_returns(connection: Connection, inbox: Path, archive: Path, received_at: datetime) -> list[int]:
    """Register every file of `inbox/<unit code>/` that the ledger does not know; returns the new returns' ids.

    The unit is the folder's, whatever the file says. The same bytes from the same unit are one return. Files of
    folders that name no unit of the plan are left alone, as are hidden, lock (`~$`) and unfinished files.
    """
    known_units = return_loading.unit_codes(connection)
    registered = []
    for path in sorted(inbox.glob("*/*")):
        if path.parent.name in known_units and _is_finished(path):
            return_id = _register(connection, path, archive, received_at)
            if return_id is not None:
                registered.append(return_id)
    return registered


def _is_finished(path: Path) -> bool:
    return path.is_file() and not path.name.startswith((".", "~$")) and path.suffix.lower() not in _UNFINISHED


def _register(connection: Connection, path: Path, archive: Path, received_at: datetime) -> int | None:
    with path.open("rb") as content:
        file_sha256 = hashlib.file_digest(content, "sha256").hexdigest()
    unit_code = path.parent.name
    if return_loading.is_registered(connection, unit_code, file_sha256):
        return None
    archived = Path(file_sha256[:2]) / file_sha256 / f"content{path.suffix.lower()}"
    _copy(path, archive / archived)
    return return_loading.register(
        connection,
        unit_code=unit_code,
        channel="http" if path.name.startswith(COLLECTED_PREFIX) else "folder",
        file_name=path.name,
        file_sha256=file_sha256,
        file_bytes=path.stat().st_size,
        archive_path=archived.as_posix(),
        received_at=received_at,
    )


def _copy(source: Path, target: Path) -> None:
    """Copy whole or not at all: under another name first."""
    if target.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(f"{target.name}.{os.getpid()}.tmp")
    shutil.copyfile(source, unfinished)
    unfinished.replace(target)
