"""A process that does one thing after another for its parent over a pipe, with bounded memory and time.

It is forked when it is first asked, so it inherits what its parent has imported, and is replaced once it has died.
"""

import os
import pickle
import signal
import time
from collections.abc import Callable, Iterable
from multiprocessing.connection import Connection, Pipe
from typing import Any

from planwatch.confinement import confine

_STOP_SECONDS = 5


class DiedError(Exception):
    """The process ended before it had answered, or did not answer in time."""

    def __init__(self, signal_number: int, is_too_slow: bool = False):
        super().__init__(signal_number)
        self.is_too_slow = is_too_slow or signal_number == signal.SIGXCPU
        # An allocation refused ends Rust by SIGABRT; the kernel ends by SIGKILL what takes the machine's memory.
        self.is_too_much_memory = not self.is_too_slow and signal_number in (signal.SIGABRT, signal.SIGKILL)


class ConfinedProcess:
    """`serve` is given the process's end of the pipe and answers until the pipe is closed."""

    def __init__(self, serve: Callable[[Connection], None], memory_bytes: int, keep: Iterable[int] = ()):
        self._serve = serve
        self._memory_bytes = memory_bytes
        self._keep = tuple(keep)
        self._process: int | None = None
        self._pipe: Connection | None = None

    def ask(self, request: Any) -> None:
        """Begin a request; a process that died since the last one is replaced."""
        try:
            self._started().send(request)
        except OSError:
            self.stop(at_once=True)
            self._started().send(request)

    def tell(self, more: Any) -> None:
        """Say more about a request that has begun. Raises DiedError."""
        try:
            self._started().send(more)
        except OSError:
            raise DiedError(self.stop()) from None

    def answer(self, seconds: float) -> Any:
        """What the process answers within so many seconds. Raises DiedError."""
        pipe = self._started()
        try:
            if pipe.poll(seconds):
                return pipe.recv()
        except (EOFError, OSError, pickle.UnpicklingError):
            raise DiedError(self.stop()) from None
        raise DiedError(self.stop(at_once=True), is_too_slow=True)

    def stop(self, at_once: bool = False) -> int:
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

    def _started(self) -> Connection:
        if self._pipe is None:
            self._pipe, theirs = Pipe()
            self._process = os.fork()
            if self._process == 0:
                try:
                    confine(self._memory_bytes, keep=(theirs.fileno(), *self._keep))
                    self._serve(theirs)
                except (EOFError, OSError):
                    os._exit(0)
                finally:
                    os._exit(1)
            theirs.close()
        return self._pipe
