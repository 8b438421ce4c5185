"""Strangers' files are read in a process of their own, with bounded memory and time: what kills it is one refusal.

One process reads many files and inherits what its parent has imported; it is replaced when it dies, is killed, or has
read something large. It answers over a pipe and leaves lines and findings in two spools that both processes hold.
"""

import os
import pickle
import signal
import tempfile
import time
from multiprocessing.connection import Connection, Pipe
from pathlib import Path
from types import TracebackType

from planwatch.domain.finding import Finding
from planwatch.intake.confinement import confine
from planwatch.intake.limits import Limits, load_limits
from planwatch.intake.reader_process import serve
from planwatch.intake.recognition import load_recognition
from planwatch.intake.spooling import SpooledReturn, Spools

_LARGE_BYTES = 1 << 20
_STOP_SECONDS = 5


class ConfinedReader:
    """Reads returns one after another; use it as a context, outside of any transaction."""

    def __init__(self, unit_names: dict[str, str], limits: Limits | None = None):
        self._unit_names = unit_names
        self._limits = limits or load_limits()
        load_recognition()  # here, once: a fault in the lists is an error of ours and not of every file
        self._files = [tempfile.TemporaryFile(), tempfile.TemporaryFile()]  # noqa: SIM115 closed with the context
        self._spools = Spools(*(file.fileno() for file in self._files))
        self._process: int | None = None
        self._pipe: Connection | None = None

    def __enter__(self) -> "ConfinedReader":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()
        for file in self._files:
            file.close()

    def read(self, path: Path, return_id: int, unit_code: str) -> SpooledReturn:
        """What a return holds, valid until the next one is read. Never raises for what the file does to its reader."""
        size = path.stat().st_size if path.exists() else 0
        seconds = self._limits.seconds_for(size)
        pipe = self._asked((path, return_id, unit_code, seconds))
        try:
            answer = pipe.recv() if pipe.poll(seconds * self._limits.patience) else None
        except (EOFError, OSError, pickle.UnpicklingError):
            return self._spooled(self._refused(_reason_of_death(self._stop())))
        if answer is None:
            self._stop(at_once=True)
            return self._spooled(self._refused("too_slow"))
        if size > _LARGE_BYTES or answer.trouble:
            self._stop()
        return self._spooled(answer)

    def _asked(self, request: tuple[Path, int, str, int]) -> Connection:
        """The pipe to a process that has taken the request; one that died between two returns is replaced."""
        try:
            pipe = self._started()
            pipe.send(request)
        except OSError:
            self._stop(at_once=True)
            pipe = self._started()
            pipe.send(request)
        return pipe

    def _spooled(self, answer: SpooledReturn) -> SpooledReturn:
        answer.spool = self._spools.findings
        for sheet in answer.sheets:
            sheet.spool = self._spools.lines
        return answer

    def _refused(self, reason: str) -> SpooledReturn:
        return self._spools.refused(Finding("F01", {"reason": reason}))

    def _started(self) -> Connection:
        if self._pipe is None:
            self._pipe, theirs = Pipe()
            self._process = os.fork()
            if self._process == 0:
                confine(self._limits.memory_bytes, keep=(theirs.fileno(), self._spools.lines, self._spools.findings))
                serve(theirs, self._spools, self._unit_names)
            theirs.close()
        return self._pipe

    def _stop(self, at_once: bool = False) -> int:
        """End the process if it has not ended; returns the signal that ended it, 0 for none."""
        if self._process is None:
            return 0
        process, self._process = self._process, None
        if self._pipe is not None:
            self._pipe.close()
            self._pipe = None
        deadline = time.monotonic() + (0 if at_once else _STOP_SECONDS)
        while (found := os.waitpid(process, os.WNOHANG)) == (0, 0):
            if time.monotonic() >= deadline:
                os.kill(process, signal.SIGKILL)
            time.sleep(0.001)
        return os.WTERMSIG(found[1]) if os.WIFSIGNALED(found[1]) else 0


def _reason_of_death(signal_number: int) -> str:
    """An allocation refused ends Rust by SIGABRT; the kernel ends by SIGKILL what takes the machine's memory."""
    if signal_number == signal.SIGXCPU:
        return "too_slow"
    return "too_much_memory" if signal_number in (signal.SIGABRT, signal.SIGKILL) else "reader_died"
