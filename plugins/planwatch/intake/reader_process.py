"""What the confined process does: read what it is asked to, answer, and never return to its parent's code."""

import traceback
from multiprocessing.connection import Connection
from pathlib import Path

from planwatch.confinement import allow_seconds
from planwatch.domain.finding import Finding
from planwatch.intake.spooling import SpooledReturn, Spools


def serve(requests: Connection, spools: Spools, unit_names: dict[str, str]) -> None:
    """Answer requests until the parent closes the pipe, which raises EOFError or OSError."""
    while True:
        path, return_id, unit_code, seconds = requests.recv()
        allow_seconds(seconds)
        requests.send(_answer(spools, path, return_id, unit_code, unit_names))


def _answer(spools: Spools, path: Path, return_id: int, unit_code: str, unit_names: dict[str, str]) -> SpooledReturn:
    """What the file holds. Whatever else it brings about, a panic of a native reader too, is a refusal."""
    try:
        return spools.read(path, return_id, unit_code, unit_names)
    except MemoryError:
        return spools.refused(Finding("F01", {"reason": "too_much_memory"}), trouble="MemoryError")
    except BaseException:
        return spools.refused(Finding("F01", {"reason": "damaged"}), trouble=traceback.format_exc())
