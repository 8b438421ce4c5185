"""Files that are there whole or not at all: written under another name first, then put in place."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory


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


@contextmanager
def written_together(folder: Path) -> Iterator[Path]:
    """A folder to write into, whose files take the places of those in `folder` once the block has ended.

    Files in folders within come first, so that one that tells of them (datapackage.json) is never ahead of them. Where
    the block raises, every file stands as it stood; so do, always, files of other names. Raises OSError.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=f".{folder.name}.", suffix=".tmp", dir=folder.parent) as name:
        unfinished = Path(name)
        yield unfinished
        written = [path for path in unfinished.rglob("*") if path.is_file()]
        for path in sorted(written, key=lambda path: (-len(path.parts), path)):
            place = folder / path.relative_to(unfinished)
            place.parent.mkdir(parents=True, exist_ok=True)
            path.replace(place)
