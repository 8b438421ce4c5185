"""A stage for stories: one warehouse with the county's plan, in which every story is played and then taken back."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import Connection, Engine

from planwatch import paths
from planwatch.warehouse import evaluation, plan_loading, policy_loading, publishing, workday_loading
from planwatch.warehouse.connection import engine
from tests.alerts.stage import BASE_DAY, BASE_MOMENT, Stage
from tests.conftest import copy_of

RECORDED = datetime(2020, 3, 12, tzinfo=UTC)


@pytest.fixture(scope="session")
def stage_engine(server: str) -> Iterator[Engine]:
    """A county's warehouse with one day published, from which weeks are made that say what a story needs."""
    with copy_of(server, "template_warehouse") as url:
        made = engine(url)
        with made.begin() as connection:
            version = plan_loading.load_plan(connection, paths.PLAN, RECORDED)
            plan_loading.publish_plan_reconciliation(connection, version)
            workday_loading.load_workdays(connection, version, RECORDED)
            policy_loading.load_policy(connection, paths.POLICY, RECORDED)
            publishing.publish(connection, evaluation.build_candidate(connection, BASE_DAY, BASE_MOMENT))
        yield made
        made.dispose()


@pytest.fixture
def on_stage(stage_engine: Engine) -> Iterator[Connection]:
    """One transaction for one story; nothing of it stays."""
    with stage_engine.connect() as connection:
        transaction = connection.begin()
        yield connection
        transaction.rollback()


@pytest.fixture
def stage(on_stage: Connection) -> Stage:
    return Stage(on_stage)


@pytest.fixture
def tell(stage: Stage) -> Callable[..., Stage]:
    """tell(story) plays a calendar and holds every week's events to what it says."""

    def play(story: str, year: int = 2021, only: str = "") -> Stage:
        stage.play(story, year, only)
        return stage

    return play
