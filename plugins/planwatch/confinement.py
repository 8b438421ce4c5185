"""A process that may not take more memory than it is given, hold what is not its own, or outlive its computing time."""

import gc
import os
import resource
import signal
from collections.abc import Iterable
from pathlib import Path

_STANDARD = (0, 1, 2)
_PAGE = resource.getpagesize()


def confine(memory_bytes: int, keep: Iterable[int]) -> None:
    """Bound this process, which has just been forked: `memory_bytes` on top of what it inherited, no core files.

    Every inherited file and socket but those of `keep` is put out of reach, and nothing inherited is tidied away, for
    that would speak on the parent's connections. What the parent does about a fatal signal is not done here: a reader
    that crashes is dead, whatever crash reporter the parent runs.
    """
    gc.freeze()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for deadly in (signal.SIGTERM, signal.SIGABRT, signal.SIGSEGV, signal.SIGBUS, signal.SIGFPE, signal.SIGILL):
        signal.signal(deadly, signal.SIG_DFL)
    nowhere = os.open(os.devnull, os.O_RDWR)
    kept = {*_STANDARD, *keep, nowhere}
    for descriptor in [int(entry.name) for entry in Path("/proc/self/fd").iterdir()]:
        if descriptor not in kept:
            os.dup2(nowhere, descriptor, inheritable=False)
    used = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * _PAGE
    _limit(resource.RLIMIT_AS, used + memory_bytes)
    _limit(resource.RLIMIT_CORE, 0)


def allow_seconds(seconds: int) -> None:
    """Give this process so many seconds of computing from now on; then the kernel ends it (SIGXCPU)."""
    times = os.times()
    _limit(resource.RLIMIT_CPU, int(times.user + times.system) + 1 + seconds)


def _limit(what: int, value: int) -> None:
    _, highest = resource.getrlimit(what)
    resource.setrlimit(what, (value if highest == resource.RLIM_INFINITY else min(value, highest), highest))
