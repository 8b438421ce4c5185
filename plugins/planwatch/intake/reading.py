"""Turns every registered return into staged lines and the findings of reading it, one transaction each."""

import logging
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from itertools import chain
from pathlib import Path

from planwatch.domain.file_format import FileFormat
from planwatch.domain.finding import Finding
from planwatch.intake.confined import ConfinedReader
from planwatch.intake.spooling import SpooledReturn, SpooledSheet
from planwatch.rules import load_rules
from planwatch.warehouse import collecting, return_loading
from planwatch.warehouse.connection import Connection, connect, transactions

Begin = Callable[[], AbstractContextManager[Connection]]
EVIDENCE_SUFFIXES = (".answer", ".findings")  # of a unit's API: what is said of them was found while collecting
log = logging.getLogger(__name__)


def read_returns(warehouse_url: str, archive: Path) -> int:
    """Read every return that is registered and not yet read; returns how many. A broken file stops no other."""
    with connect(warehouse_url) as connection:
        waiting = return_loading.waiting_for_reading(connection)
        unit_names = return_loading.unit_names(connection)
    with ConfinedReader(unit_names) as reader, transactions(warehouse_url) as begin:
        for return_id, unit_code, archive_path in waiting:
            if archive_path.endswith(EVIDENCE_SUFFIXES) and _has_faults(begin, return_id):
                _stage_as(begin, return_id, [], [], None)
                continue
            found = reader.read(archive / archive_path, return_id, unit_code)
            if found.trouble:
                log.error("Reading return %s failed in a way that no rule foresees:\n%s", return_id, found.trouble)
            _stage(begin, return_id, found)
    return len(waiting)


def _has_faults(begin: Begin, return_id: int) -> bool:
    with begin() as connection:
        return bool(collecting.faults_of(connection, return_id))


def _stage(begin: Begin, return_id: int, found: SpooledReturn) -> None:
    try:
        _stage_as(begin, return_id, found.sheets, found.findings(), found.format)
    except return_loading.UnstageableError:
        log.exception("Return %s was read and cannot be staged", return_id)
        _stage_as(begin, return_id, [], [Finding("F01", {"reason": "damaged"})], found.format)


def _stage_as(
    begin: Begin,
    return_id: int,
    sheets: Sequence[SpooledSheet],
    findings: Iterable[Finding],
    file_format: FileFormat | None,
) -> None:
    severities = {rule.id: rule.severity for rule in load_rules().values()}
    with begin() as connection:
        found = chain(collecting.faults_of(connection, return_id), findings)
        return_loading.stage(connection, return_id, sheets, found, severities, file_format)
