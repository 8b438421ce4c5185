"""A row that is held back goes on by the figure that its unit gave before for the same thing, and for no other thing."""

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.builders import form_file
from tests.checks.test_answers import receipt
from tests.county import County

CHECK = {
    "project_text": "石门小区",
    "item_text": None,
    "cutoff_date": "2021-05-31",
    "inspected_date": "2021-05-30",
    "finding_text": "消防通道堆物",
}
HELD = {"cutoff_date": "2021-06-30", "inspected_date": "某日"}


def carried(county: County, earlier: dict[str, Any], later: dict[str, Any]) -> int:
    """Of the one row held back, how many are carried forward."""
    for month, row in ((6, CHECK | earlier), (7, CHECK | HELD | later)):
        form_file(county.inbox("U08") / f"{month}.csv", "inspection", [row])
        [number] = county.ingest(datetime(2021, month, 2, tzinfo=UTC))
    record = receipt(county, number, "U08")["carried_forward"]
    assert record["held_back_count"] == 1
    assert record["oldest_date"] == record["newest_date"] == ("2021-05-31" if record["carried_count"] else None)
    return int(record["carried_count"])


@pytest.mark.parametrize(
    ("earlier", "later", "count"),
    [
        ({}, {}, 1),
        ({"item_text": "道路改造"}, {"item_text": "道路改造"}, 1),
        ({}, {"item_text": "道路改造"}, 0),
        ({"item_text": "道路改造"}, {}, 0),
        ({}, {"item_text": "无此内容"}, 0),
        ({}, {"finding_text": "电线裸露"}, 0),
        ({}, {"project_text": "无此小区"}, 0),
    ],
)
def test_an_inspection_of_a_whole_community_is_a_thing_of_its_own(
    county: County, earlier: dict[str, Any], later: dict[str, Any], count: int
) -> None:
    assert carried(county, earlier, later) == count
