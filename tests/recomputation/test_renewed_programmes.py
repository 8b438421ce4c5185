"""Random programmes of which half the lines come later: bringing the candidate forward gives what computing it gives."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from sqlalchemy import Connection

from planwatch.warehouse import evaluation, renewing
from tests.recomputation.programmes import Programme, programmes
from tests.recomputation.test_recomputation import Many, many  # noqa: F401
from tests.warehouse.test_renewing import anew, everything

pytestmark = pytest.mark.proof
BATCHES = 3


def in_batches(programme: Programme) -> Programme:
    """The same lines, none of them received later than the moment; all but the first third within its last seconds."""
    share = len(programme.lines) // BATCHES + 1
    lines = [
        replace(line, received_at=min(line.received_at, moment(programme, number // share)) if not number // share
                else moment(programme, number // share))
        for number, line in enumerate(programme.lines)
    ]  # fmt: skip
    return replace(programme, lines=lines)


def moment(programme: Programme, batch: int) -> datetime:
    return programme.known_at - timedelta(milliseconds=BATCHES - 1 - batch)


@settings(
    max_examples=8, deadline=None, derandomize=True, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
)
@given(programme=programmes())
def test_lines_that_come_later_are_brought_forward(
    many: Many,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
    programme: Programme,
) -> None:
    computed_anew: list[datetime] = []

    def build(connection: Connection, as_of_date, known_at: datetime) -> int:
        computed_anew.append(known_at)
        return evaluation.build_candidate(connection, as_of_date, known_at)

    monkeypatch.setattr(renewing, "LARGEST_SHARE", 0)
    monkeypatch.setattr(renewing, "build_candidate", build)
    programme = in_batches(programme)
    with many.holding(programme) as connection:
        evaluation.build_candidate(connection, programme.as_of_date, moment(programme, 0))
        for batch in range(1, BATCHES):
            renewing.renew_candidate(connection, programme.as_of_date, moment(programme, batch))
            found = everything(connection, programme.as_of_date)
            expected = anew(connection, moment(programme, batch), programme.as_of_date)
            assert {name: rows for name, rows in found.items() if rows != expected[name]} == {}
    BROUGHT_FORWARD.append(BATCHES - 1 - len(computed_anew))


BROUGHT_FORWARD: list[int] = []


def test_most_of_them_were_brought_forward_and_not_computed_anew() -> None:
    """After the test above; maxima that were taken back, and moments that cross a due day, are computed anew."""
    if not BROUGHT_FORWARD:
        pytest.skip("runs after the programmes")
    assert sum(BROUGHT_FORWARD) * 2 > len(BROUGHT_FORWARD) * (BATCHES - 1)
