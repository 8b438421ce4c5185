"""The contract of the alerts: a sound week passes, a damaged one names the promise it broke."""

from pathlib import Path

import pytest

from planwatch.checks.contract import check_contract
from planwatch.warehouse import alerting
from planwatch.warehouse.connection import connect
from tests.alerts import calendar
from tests.alerts.stage import BASE_DAY, BASE_MOMENT, Stage
from tests.county import County

DAMAGE = {
    "update candidate.alert_spells set closed_date = as_of_date": "says when and why",
    "update candidate.alert_spells set reds_count = 0 where level = 'red'": "counted while it is red",
    "update candidate.alert_spells set escalated_date = as_of_date where order_number is null": "an order with a deadline",
    "update candidate.alert_spells set is_muted = true": "only what was answered",
    "update candidate.alert_spells set audience = '{}'": "somebody hears",
    "update candidate.alert_spells set weeks_count = 0": "at least in its first week",
    "delete from candidate.alert_spells where rule_id = 'T2'": "every red test of a project with news is an open alert",
    "delete from candidate.alert_spells": "every red test of a project with news is an open alert",
    "delete from candidate.alert_spells where rule_id = 'T14'": "every item that lags red is an open alert",
    "update candidate.alert_spells set audience = array_remove(audience, 'U12')": "an open alert that its owner hears",
    "update candidate.alert_events set event = 'better' where event = 'opened'": "its movement is the spell's",
    "update candidate.alert_events set is_pushed = false": "is pushed",
}


@pytest.fixture
def followed(county: County) -> County:
    """A county whose week has been evaluated and whose alerts are a candidate."""
    with connect(county.url) as connection:
        stage = Stage(connection)
        [week] = calendar.read("2020-W26 | |")
        stage.receive(
            week, ["U11", "progress", "2020-05-31", "P02", "ROAD=5", "DRAIN=5", "CABLE=5", "at=2020-06-02T10:00"]
        )
        stage.evaluate(BASE_DAY, BASE_MOMENT)
        alerting.build_week(connection, BASE_DAY)
    return county


def test_a_sound_week_keeps_every_promise_and_a_damaged_one_names_it(followed: County, tmp_path: Path) -> None:
    marts = alerting.PUBLISHED_BY_WEEK
    assert check_contract(followed.url, BASE_DAY, tmp_path, marts, "alerts") == []
    assert (tmp_path / "alerts" / "index.html").exists()
    unseen = []
    for damage, promise in DAMAGE.items():
        with connect(followed.url) as connection:
            alerting.build_week(connection, BASE_DAY)
            assert connection.exec_driver_sql(damage).rowcount, damage
        if not any(promise in failure for failure in check_contract(followed.url, BASE_DAY, tmp_path, marts)):
            unseen.append(damage)
    assert unseen == []
