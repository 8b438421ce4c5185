"""Files that are there whole or not at all: written under another name first, then put in place."""

import os
from pathlib import Path


def write_whole(path: Path, content: str | bytes, *, is_durable: bool = False) -> None:
    """Write a file and the folders above it; whoever looks meanwhile sees what stood there before, or nothing.

    Text is UTF-8. `is_durable` waits until the disk has it, for what must outlive a power failure. Raises OSError.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    with unfinished.open("wb") as target:
        target.write(content.encode() if isinstance(content, str) else content)
    if is_durable:
        put_in_place(unfinished, path)
    else:
        unfinished.replace(path)


def put_in_place(unfinished: Path, path: Path) -> None:
    """Give a file that is written its name, both for certain: after a power failure too it is there, whole. OSError."""
    _wait_for_disk(unfinished)
    unfinished.replace(path)
    _wait_for_disk(path.parent)


def _wait_for_disk(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
