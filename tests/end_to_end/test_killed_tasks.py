"""A task may be killed at any moment: run again, the tables are the same and nothing is there twice."""

import os
import random
import signal
import time
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import text

from planwatch.example.returns import write_example_returns
from planwatch.warehouse import evaluation, publishing
from planwatch.warehouse.connection import connect
from tests.county import County

RECEIVED = datetime(2021, 5, 4, 2, tzinfo=UTC)
DAY = date(2021, 4, 30)
KILLS = 8
STATE = {
    "returns": "select unit_code, file_name, state, verdict, lines_count, accepted_lines_count from raw.returns order by 1, 2",
    "progress": "select unit_code, project_code, item_code, progress_lines.cutoff_date, completed_percent, is_accepted, count(*)"
    " from raw.progress_lines join raw.returns using (return_id) group by 1, 2, 3, 4, 5, 6 order by 1, 2, 3, 4, 5, 6",
    "findings": "select unit_code, file_name, rule_id, row_number, column_name, count(*) from raw.findings"
    " join raw.returns using (return_id) group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5",
    "marts": "select project_code, physical_progress_ratio, light, paid_amount from marts.project_performance order by 1",
}


def whole_run(county: County) -> None:
    county.ingest(RECEIVED)
    with connect(county.url) as connection:
        publication_id = evaluation.build_candidate(connection, DAY, RECEIVED)
    with connect(county.url) as connection:
        publishing.publish(connection, publication_id)


def in_a_child(county: County) -> int:
    child = os.fork()
    if child == 0:
        try:
            whole_run(county)
        finally:
            os._exit(0)
    return child


def state(county: County) -> dict[str, list]:
    return {name: [tuple(row) for row in county.query(statement)] for name, statement in STATE.items()}


@pytest.mark.proof
@pytest.mark.long
def test_killed_at_any_moment_and_run_again(county: County) -> None:
    write_example_returns(county.folder / "inbox", "2021-04")
    began = time.monotonic()
    whole_run(county)
    seconds = time.monotonic() - began
    undisturbed = state(county)
    receipts = sorted(path.name[7:] for path in (county.folder / "outbox").rglob("*.html"))

    dice = random.Random(20210430)
    for _ in range(KILLS):
        with connect(county.url) as connection:
            connection.execute(
                text("truncate raw.returns, raw.progress_lines, raw.spending_lines, raw.findings cascade")
            )
            connection.execute(text("truncate marts.project_performance, raw.publications cascade"))
        child = in_a_child(county)
        time.sleep(dice.uniform(0, seconds))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        whole_run(county)
        assert state(county) == undisturbed
    assert sorted({path.name[7:] for path in (county.folder / "outbox").rglob("*.html")}) == receipts
