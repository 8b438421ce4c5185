"""The example quarter through files, checks and models: every planted fault found, and the trade's own figures."""

import shutil
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import text

from planwatch.alerts.letters import write_letters
from planwatch.checks.contract import check_contract
from planwatch.example import utility_server
from planwatch.example.returns import planted, write_example_returns
from planwatch.example.story import cutoff_date, load_story
from planwatch.intake.collecting import Places, UnitApi, collect_returns
from planwatch.messages import load_messages
from planwatch.reporting.terminal import evaluation_table
from planwatch.warehouse import alerting, evaluation, publishing
from planwatch.warehouse.connection import connect
from tests.county import County

JUNE_END = date(2021, 6, 30)
KNOWN_AT = datetime.fromisoformat("2021-07-12T08:00:00+08:00")


@pytest.fixture
def played(county: County) -> County:
    """The county after the whole quarter, evaluated and published."""
    utility = utility_server.start(0)
    api = UnitApi("U12", "progress", utility.url, load_story()["utility_token"])
    places = Places(county.url, county.folder / "archive", county.folder / "collecting")
    for month, entry in load_story()["months"].items():
        write_example_returns(county.folder / "inbox", str(month))
        given = entry["received_at"]
        received_at = given if isinstance(given, datetime) else datetime.fromisoformat(given)
        collect_returns(api, places, cutoff_date(str(month)), received_at, wait=lambda _: None)
        county.ingest(received_at)
    utility.stop()
    with connect(county.url) as connection:
        publication_id = evaluation.build_candidate(connection, JUNE_END, KNOWN_AT)
    assert check_contract(county.url, JUNE_END, county.folder / "data_docs") == []
    with connect(county.url) as connection:
        publishing.publish(connection, publication_id)
    return county


def test_the_quarter_from_dropped_files_to_the_letter(played: County) -> None:
    found = {
        tuple(row)
        for row in played.query(
            "select unit_code, file_name, rule_id from raw.findings join raw.returns using (return_id)"
            " where rule_id <> 'F02'"
        )
    }
    assert found == set(planted())
    assert len({rule for _, _, rule in found}) >= 12

    projects = {
        row.project_code: row
        for row in played.query("select * from marts.project_performance where as_of_date = '2021-06-30'")
    }
    shimen, caishi = projects["P04"], projects["P03"]
    assert shimen.physical_progress_ratio == Decimal("0.48")
    assert (shimen.planned_value_amount, shimen.earned_value_amount) == (Decimal("27312585.50"), Decimal("17520000.00"))
    assert shimen.schedule_performance_index == Decimal("0.641463")
    assert shimen.forecast_finish_date == date(2023, 2, 13)
    assert (shimen.actual_cost_amount, shimen.cost_performance_index) == (Decimal("16060000.00"), Decimal("1.090909"))
    assert (caishi.finished_date, caishi.schedule_performance_index) == (date(2021, 4, 30), Decimal("1.000000"))
    assert caishi.time_schedule_performance_index == Decimal("0.753086")
    [(planned,)] = played.query("select round(planned_value_amount) from marts.programme_performance")
    assert planned == Decimal(123_399_567)

    with connect(played.url) as connection:
        table = evaluation_table(connection, JUNE_END, load_messages("zh"))
    [row] = [line for line in table.splitlines() if line.startswith("石门小区  ")]
    assert row.split()[1:7] == ["●红", "48.00%", "5.50", "-26.83", "2,731.26", "1,752.00"]

    _each_owner_has_a_letter_of_its_own(played)
    _an_old_moment_gives_the_same_rows(played)


def _each_owner_has_a_letter_of_its_own(county: County) -> None:
    with connect(county.url) as connection:
        known_at = alerting.build_week(connection, JUNE_END)
    assert check_contract(county.url, JUNE_END, county.folder / "data_docs", alerting.PUBLISHED_BY_WEEK) == []
    for _ in range(2):
        with connect(county.url) as connection:
            alerting.publish_week(connection, JUNE_END, known_at)
            key = write_letters(connection, JUNE_END, county.folder / "digests", KNOWN_AT)
    assert key == "2021-W26"
    folder = county.folder / "digests/2021-W26"
    whole, company, unicom = (
        (folder / owner / "letter.txt").read_text(encoding="utf-8") for owner in ("PROGRAMME", "U11", "U16")
    )
    assert "石门小区" in company
    assert "形象进度48.00%，序时进度74.83%，落后26.83个百分点" in company
    works, _, returns = whole.partition("■ 未销号：报送")
    assert "县联通公司" in returns
    assert "文中声明395幢，附件合计364幢，相差-31" in works
    assert "进度表（截至2021-06-30）" in unicom
    assert "管线序化：按社区进度计划推算应完成74.83%，填报40.00%" in unicom
    assert not any(word in unicom for word in ("形象进度", "道路改造", "县电信公司"))


def _an_old_moment_gives_the_same_rows(county: County) -> None:
    """What was known in mid-June is the same whether it is computed then or after the June returns."""
    june = datetime.fromisoformat("2021-06-15T08:00:00+08:00")
    with connect(county.url) as connection:
        evaluation.build_candidate(connection, date(2021, 5, 31), june)
        before = connection.execute(
            text("select * from candidate.project_performance where as_of_date = '2021-05-31'")
        ).all()
        connection.execute(text("update raw.returns set received_at = received_at where unit_code = 'U11'"))
        evaluation.build_candidate(connection, date(2021, 5, 31), KNOWN_AT)
        later = connection.execute(
            text("select * from candidate.project_performance where as_of_date = '2021-05-31'")
        ).all()
        evaluation.build_candidate(connection, date(2021, 5, 31), june)
        again = connection.execute(
            text("select * from candidate.project_performance where as_of_date = '2021-05-31'")
        ).all()
    assert sorted(map(str, again)) == sorted(map(str, before))
    assert len(later) == 14


def test_the_same_story_makes_the_same_bytes(tmp_path: Path) -> None:
    first = {path.name: path.read_bytes() for path in write_example_returns(tmp_path, "2021-06")}
    shutil.rmtree(tmp_path / "U11")
    again = {path.name: path.read_bytes() for path in write_example_returns(tmp_path, "2021-06")}
    assert first == again
