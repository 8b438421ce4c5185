"""Folders for what a test writes much of and throws away, such as a whole PostgreSQL: in memory where there is room."""

import shutil
import tempfile
from pathlib import Path

MEMORY = Path("/dev/shm")
ROOM_BYTES = 6_000_000_000


def quick_folder(prefix: str, is_large: bool = False) -> Path:
    """A new folder that others may read. Making and dropping tables is a third quicker in memory than on a disk.

    What becomes as large as a benchmark's millions of lines goes to a disk.
    """
    has_room = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM_BYTES
    folder = Path(tempfile.mkdtemp(prefix=prefix, dir=MEMORY if has_room and not is_large else None))
    folder.chmod(0o755)
    return folder
