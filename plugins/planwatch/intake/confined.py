"""Strangers' files are read in a process of their own, with bounded memory and time: what kills it is one refusal.

One process reads many files and inherits what its parent has imported; it is replaced when it dies, is killed, or has
read something large. It answers over a pipe and leaves lines and findings in two spools that both processes hold.
"""

import tempfile
from functools import partial
from pathlib import Path
from types import TracebackType

from planwatch.confined_process import ConfinedProcess, DiedError
from planwatch.domain.finding import Finding
from planwatch.intake.reader_process import serve
from planwatch.intake.recognition import load_recognition
from planwatch.intake.spooling import SpooledReturn, Spools
from planwatch.limits import Limits, load_limits

_LARGE_BYTES = 1 << 20


class ConfinedReader:
    """Reads returns one after another; use it as a context, outside of any transaction."""

    def __init__(self, unit_names: dict[str, str], limits: Limits | None = None):
        self._limits = limits or load_limits()
        load_recognition()  # here, once: a fault in the lists is an error of ours and not of every file
        self._files = [tempfile.TemporaryFile(), tempfile.TemporaryFile()]  # noqa: SIM115 closed with the context
        self._spools = Spools(*(file.fileno() for file in self._files))
        self._process = ConfinedProcess(
            partial(serve, spools=self._spools, unit_names=unit_names),
            self._limits.memory_bytes,
            keep=(self._spools.lines, self._spools.findings),
        )

    def __enter__(self) -> "ConfinedReader":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.stop()
        for file in self._files:
            file.close()

    def read(self, path: Path, return_id: int, unit_code: str) -> SpooledReturn:
        """What a return holds, valid until the next one is read. Never raises for what the file does to its reader."""
        size = path.stat().st_size if path.exists() else 0
        seconds = self._limits.seconds_for(size)
        self._process.ask((path, return_id, unit_code, seconds))
        try:
            answer: SpooledReturn = self._process.answer(seconds * self._limits.patience)
        except DiedError as death:
            return self._spooled(self._refused(_reason_of(death)))
        if size > _LARGE_BYTES or answer.trouble:
            self._process.stop()
        return self._spooled(answer)

    def _spooled(self, answer: SpooledReturn) -> SpooledReturn:
        answer.spool = self._spools.findings
        for sheet in answer.sheets:
            sheet.spool = self._spools.lines
        return answer

    def _refused(self, reason: str) -> SpooledReturn:
        return self._spools.refused(Finding("F01", {"reason": reason}))


def _reason_of(death: DiedError) -> str:
    if death.is_too_slow:
        return "too_slow"
    return "too_much_memory" if death.is_too_much_memory else "reader_died"
