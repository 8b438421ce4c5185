"""Strangers' files are opened again to be answered in, in a process of their own: what kills it costs one copy.

The process opens the file and says what of it would be a formula; it is then told the findings, a piece at a time, for
it speaks to no database, and writes the copy.
"""

import traceback
from collections.abc import Iterable, Iterator
from itertools import islice
from multiprocessing.connection import Connection
from pathlib import Path
from types import TracebackType
from typing import Any

from planwatch.checks.answer import Answer
from planwatch.checks.copies import NoCopyError, open_copy, refuse, write_copy
from planwatch.checks.formula_texts import FormulaText
from planwatch.confined_process import ConfinedProcess, DiedError
from planwatch.confinement import allow_seconds
from planwatch.limits import Limits, load_limits

_LARGE_BYTES = 1 << 18
_TOLD_AT_ONCE = 500


class ConfinedCopier:
    """Makes copies one after another; use it as a context."""

    def __init__(self, limits: Limits | None = None):
        self._limits = limits or load_limits()
        self._process = ConfinedProcess(_serve, self._limits.copying_memory_bytes)
        self._seconds = 0
        self._is_large = False

    def __enter__(self) -> "ConfinedCopier":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.stop(at_once=fault is not None)

    def open(self, source: Path, answer: Answer) -> list[FormulaText]:
        """Open a return's file; returns what of it is written back as text. Raises NoCopyError, and nothing else."""
        refuse(answer)
        size = source.stat().st_size if source.exists() else 0
        self._seconds, self._is_large = self._limits.copying_seconds_for(size), size > _LARGE_BYTES
        try:
            self._process.ask((source, answer, self._seconds))
            return list(self._answer())
        except DiedError as death:
            raise _no_copy(death) from death

    def write(self, answer: Answer, found: Iterable[dict[str, Any]], target: Path) -> None:
        """Write the copy of the file that was opened last. Raises NoCopyError for whatever the file brings about."""
        try:
            self._process.tell((answer, target))
            pieces = iter(found)
            while piece := list(islice(pieces, _TOLD_AT_ONCE)):
                self._process.tell(piece)
            self._process.tell([])
            self._answer()
        except DiedError as death:
            raise _no_copy(death) from death
        except NoCopyError:
            raise
        except BaseException:
            self._process.stop(at_once=True)
            raise
        if self._is_large:
            self._process.stop()

    def _answer(self) -> Any:
        answered = self._process.answer(self._seconds * self._limits.patience)
        if isinstance(answered, NoCopyError):
            self._process.stop()
            raise answered
        return answered


def _no_copy(death: DiedError) -> NoCopyError:
    is_too_large = death.is_too_slow or death.is_too_much_memory
    return NoCopyError("too_large" if is_too_large else "failed", f"the process that makes copies ended: {death}")


def _serve(requests: Connection) -> None:
    """Answer requests until the parent closes the pipe, which raises EOFError or OSError."""
    while True:
        source, answer, seconds = requests.recv()
        allow_seconds(seconds)
        opened = _tried(open_copy, source, answer)
        if isinstance(opened, NoCopyError):
            requests.send(opened)
            continue
        requests.send(list(opened.formula_texts))
        answer, target = requests.recv()
        found = _told(requests)
        written = _tried(write_copy, opened, answer, found, target)
        for _ in found:
            pass
        requests.send(written)


def _told(requests: Connection) -> Iterator[dict[str, Any]]:
    while piece := requests.recv():
        yield from piece


def _tried(deed: Any, *given: Any) -> Any:
    """What the deed returns, or why there is no copy."""
    try:
        return deed(*given)
    except NoCopyError as refused:
        return refused
    except MemoryError:
        return NoCopyError("too_large", "MemoryError")
    except BaseException:
        return NoCopyError("failed", traceback.format_exc())
