"""Files that are there whole or not at all: written under another name first, then put in place."""

import os
from pathlib import Path


def write_whole(path: Path, content: str | bytes, *, is_durable: bool = False) -> None:
    """Write a file and the folders above it; whoever looks meanwhile sees what stood there before, or nothing.

    Text is UTF-8. `is_durable` waits until the disk has it, for what must outlive the machine's crash. Raises OSError.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    with unfinished.open("wb") as target:
        target.write(content.encode() if isinstance(content, str) else content)
        if is_durable:
            target.flush()
            os.fsync(target.fileno())
    unfinished.replace(path)
