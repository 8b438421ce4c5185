"""A county with one published day, for everything that is written from it."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from planwatch.warehouse import evaluation, publishing
from planwatch.warehouse.connection import connect
from tests.builders import progress_file, spending_file
from tests.conftest import copy_of_county
from tests.county import County

JULY = datetime(2021, 7, 2, 1, tzinfo=UTC)
JUNE_30 = date(2021, 6, 30)


def one_project_and_one_lot(county: County) -> None:
    """石门小区 with roads at 60 % and one lot of county money, as of 2021-06-30."""
    progress_file(county.inbox("U11") / "六月进度.xlsx", [{}])
    spending_file(county.inbox("U03") / "lots.xlsx", [{}])
    county.ingest(JULY)
    with connect(county.url) as connection:
        publishing.publish(connection, evaluation.build_candidate(connection, JUNE_30, JULY))


@pytest.fixture
def published(server: str, played: Callable[..., County], tmp_path: Path) -> Iterator[County]:
    with copy_of_county(server, played(one_project_and_one_lot), tmp_path) as county:
        yield county
