"""A waiver lets pass one rule's findings of one unit, for its period and until it expires; it is a record with uses."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from planwatch.refusals import RefusalError
from planwatch.rules import load_rules
from planwatch.warehouse import waiving
from planwatch.warehouse.connection import connect
from planwatch.warehouse.waiving import Waiver, WaiverError
from tests.builders import progress_file
from tests.county import County

JULY = datetime(2021, 7, 2, 1, tzinfo=UTC)
GRANTED = datetime(2021, 6, 20, tzinfo=UTC)
OVER = {"completed_households_count": 600}


def grant(county: County, granted_at: datetime = GRANTED, **changes: Any) -> int:
    """A waiver of F18 for the works company's 石门小区 at the cut-off of June, unless the test says otherwise."""
    asked = {
        "rule_id": "F18",
        "unit": "U11",
        "project": "石门小区",
        "first_cutoff_date": date(2021, 6, 30),
        "last_cutoff_date": date(2021, 6, 30),
        "reason": "改造范围扩大，计划调整在办",
        "granted_by": "县建设局",
        "expires_date": date(2021, 12, 31),
    } | changes
    with connect(county.url) as connection:
        return waiving.grant(connection, Waiver(**asked), granted_at)


def over_plan(county: County, at: datetime = JULY, **changes: Any) -> tuple[str, int, int | None]:
    """File one row far over its plan; the severity of F18, the lines that count, and the waiver that was used."""
    progress_file(county.inbox("U11") / "a.xlsx", [OVER | changes])
    [return_id] = county.ingest(at)
    [row] = county.query(
        "select found.severity, returns.accepted_lines_count, found.waiver_id from raw.findings as found"
        " inner join raw.returns as returns using (return_id) where return_id = :id and rule_id = 'F18'",
        id=return_id,
    )
    return tuple(row)


def test_without_a_waiver_the_row_is_held_back(county: County) -> None:
    assert over_plan(county) == ("error", 0, None)


def test_a_waiver_lets_the_row_pass_and_its_use_is_counted(county: County) -> None:
    waiver = grant(county)
    assert over_plan(county) == ("info", 1, waiver)
    receipt = next((county.folder / "outbox/U11").glob("*.html")).read_text(encoding="utf-8")
    assert f"（已按第{waiver}号豁免放行）" in receipt
    [used] = county.query("select uses_count, returns_count, last_used_date from marts.waivers")
    assert tuple(used) == (1, 1, date(2021, 7, 2))


@pytest.mark.parametrize(
    ("changes", "holds"),
    [
        pytest.param({"expires_date": date(2021, 7, 2)}, True, id="the last day it holds"),
        pytest.param({"expires_date": date(2021, 7, 1)}, False, id="expired the day before"),
        pytest.param(
            {"last_cutoff_date": date(2021, 6, 29), "first_cutoff_date": date(2021, 6, 1)}, False, id="before"
        ),
        pytest.param({"first_cutoff_date": date(2021, 7, 1), "last_cutoff_date": date(2021, 7, 31)}, False, id="after"),
        pytest.param({"first_cutoff_date": date(2021, 6, 1), "last_cutoff_date": date(2021, 7, 31)}, True, id="within"),
        pytest.param({"project": None}, True, id="every project of the unit"),
        pytest.param({"project": "锦竹苑"}, False, id="another project"),
        pytest.param({"unit": "县财政局"}, False, id="another unit"),
        pytest.param({"form": "progress"}, True, id="this form"),
        pytest.param({"rule_id": "F19"}, False, id="another rule"),
        pytest.param({"granted_at": JULY}, True, id="granted as the return comes"),
        pytest.param({"granted_at": datetime(2021, 7, 2, 1, 0, 1, tzinfo=UTC)}, False, id="granted too late"),
    ],
)
def test_a_waiver_covers_what_it_says_and_no_more(county: County, changes: dict[str, Any], holds: bool) -> None:
    grant(county, **changes)
    assert over_plan(county)[0] == ("info" if holds else "error")


def test_the_day_it_expires_is_a_day_in_shanghai(county: County) -> None:
    grant(county, expires_date=date(2021, 7, 2))
    assert over_plan(county, datetime(2021, 7, 2, 15, 59, tzinfo=UTC))[0] == "info"
    assert over_plan(county, datetime(2021, 7, 2, 16, 0, tzinfo=UTC), completed_households_count=601)[0] == "error"


def test_a_revoked_waiver_passes_nothing_more_and_takes_nothing_back(county: County) -> None:
    waiver = grant(county)
    assert over_plan(county)[0] == "info"
    with connect(county.url) as connection:
        waiving.revoke(connection, waiver, "县建设局", datetime(2021, 7, 3, tzinfo=UTC))
    later = datetime(2021, 7, 4, tzinfo=UTC)
    assert over_plan(county, later, completed_households_count=601)[0] == "error"
    [(kept,)] = county.query("select sum(accepted_lines_count) from raw.returns")
    assert kept == 1
    with pytest.raises(WaiverError), connect(county.url) as connection:
        waiving.revoke(connection, waiver, "县建设局", later)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"rule_id": "F01"}, "waiver.not_waivable"),
        ({"rule_id": "F36"}, "waiver.not_waivable"),
        ({"rule_id": "F05"}, "waiver.not_waivable"),
        ({"rule_id": "F08"}, "waiver.not_waivable"),
        ({"rule_id": "F54"}, "waiver.not_waivable"),
        ({"rule_id": "F12"}, "waiver.not_waivable"),
        ({"rule_id": "F99"}, "waiver.unknown_rule"),
        ({"form": "cable"}, "waiver.form_not_of_rule"),
        ({"unit": "某公司"}, "name.unknown"),
        ({"project": "明山小区"}, "name.unknown"),
        ({"reason": " "}, "waiver.unexplained"),
        ({"granted_by": ""}, "waiver.unexplained"),
        ({"last_cutoff_date": date(2021, 6, 29)}, "waiver.period_ends_first"),
        ({"expires_date": date(2021, 6, 19)}, "waiver.expired_already"),
    ],
)
def test_what_cannot_be_waived_is_refused_with_its_reason(county: County, changes: dict[str, Any], reason: str) -> None:
    with pytest.raises(RefusalError) as refusal:
        grant(county, **changes)
    assert refusal.value.key == f"refusals.{reason}"
    assert county.query("select * from raw.waivers") == []


def test_no_fatal_rule_can_be_waived() -> None:
    assert [rule.id for rule in load_rules().values() if rule.severity == "fatal" and rule.is_waivable] == []
