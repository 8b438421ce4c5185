"""Random programmes of which half the lines come later: bringing the candidate forward gives what computing it gives."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from sqlalchemy import Connection

from planwatch.warehouse import evaluation, renewing
from tests.recomputation.programmes import Programme, programmes
from tests.recomputation.test_recomputation import Many, many  # noqa: F401
from tests.warehouse.test_renewing import anew, everything

pytestmark = [pytest.mark.proof, pytest.mark.long]
BATCHES = 3


def in_batches(programme: Programme) -> Programme:
    """The same lines, none of them received later than the moment; all but the first third within its last seconds."""
    share = len(programme.lines) // BATCHES + 1
    lines = []
    for number, line in enumerate(programme.lines):
        at = moment(programme, number // share)
        lines.append(replace(line, received_at=at if number // share else min(line.received_at, at)))
    return replace(programme, lines=lines, records=on_record_before(programme))


def on_record_before(programme: Programme) -> dict[str, list[dict[str, Any]]]:
    """The same records, none of them of the moments between the batches: what changes the rules computes all anew."""

    def earlier(value: Any) -> Any:
        is_between = isinstance(value, datetime) and moment(programme, 0) <= value <= programme.known_at
        return value - timedelta(minutes=1) if is_between else value

    return {
        table: [{name: earlier(value) for name, value in row.items()} for row in rows]
        for table, rows in programme.records.items()
    }


def moment(programme: Programme, batch: int) -> datetime:
    return programme.known_at - timedelta(milliseconds=BATCHES - 1 - batch)


def test_lines_that_come_later_are_brought_forward(
    many: Many,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Most of them; what gives way, such as a maximum that is taken back, is computed anew."""
    asked: list[datetime] = []
    computed_anew: list[datetime] = []

    def build(connection: Connection, as_of_date: date, known_at: datetime) -> int:
        computed_anew.append(known_at)
        return evaluation.build_candidate(connection, as_of_date, known_at)

    @settings(
        max_examples=8,
        deadline=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(programme=programmes())
    def brought_forward(programme: Programme) -> None:
        programme = in_batches(programme)
        with many.holding(programme) as connection:
            evaluation.build_candidate(connection, programme.as_of_date, moment(programme, 0))
            for batch in range(1, BATCHES):
                known_at = moment(programme, batch)
                asked.append(known_at)
                renewing.renew_candidate(connection, programme.as_of_date, known_at)
                found = everything(connection, programme.as_of_date)
                expected = anew(connection, known_at, programme.as_of_date)
                assert {name: rows for name, rows in found.items() if rows != expected[name]} == {}

    monkeypatch.setattr(renewing, "LARGEST_SHARE", 0)
    monkeypatch.setattr(renewing, "build_candidate", build)
    brought_forward()
    assert len(computed_anew) * 2 < len(asked)
