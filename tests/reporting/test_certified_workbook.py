"""The workbook that is put before the bureau is of the frozen rows, is kept, and can be made again the same."""

import hashlib
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from planwatch.console import export
from planwatch.domain.money import in_ten_thousand_yuan
from planwatch.orchestration import certification, resources
from planwatch.reporting import certified_workbook
from planwatch.settings import read_settings
from planwatch.warehouse import certifying, evaluation, publishing
from planwatch.warehouse.connection import connect
from tests.builders import progress_file, spending_file
from tests.county import County
from tests.reporting.conftest import JULY, JUNE_30

pytestmark = pytest.mark.proof

LATER = JULY + timedelta(days=3)


@pytest.fixture
def exports(published: County, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The export folder, for tasks and commands alike."""
    folder = tmp_path / "exports"
    settings = read_settings({"PLANWATCH_EXPORT_FOLDER": str(folder)})
    monkeypatch.setattr(resources, "warehouse_url", lambda: published.url)
    monkeypatch.setattr(certification, "folders", lambda: settings)
    monkeypatch.setattr(export, "last_warehouse_url", lambda: published.url)
    monkeypatch.setattr(export, "settings_of", lambda _: settings)
    return folder


def publish_later(county: County) -> None:
    """The roads have got on, and the money has moved; June is published again."""
    progress_file(county.inbox("U11") / "again.xlsx", [{"completed_percent": 80, "investment_amount": 700}])
    spending_file(county.inbox("U03") / "again.xlsx", [{"paid_amount": 1600}])
    county.ingest(LATER)
    with connect(county.url) as connection:
        publishing.publish(connection, evaluation.build_candidate(connection, JUNE_30, LATER))


def command(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["export", *arguments])
    return export.main()


def approve(county: County) -> None:
    with connect(county.url) as connection:
        certifying.answer(connection, 1, state="approved", opinion="同意", answered_by="finance", answered_at=LATER)


def kept_sha256(county: County) -> str:
    [(found,)] = county.query("select workbook_sha256 from marts.certifications")
    return str(found)


def test_the_question_shows_the_frozen_figures_and_where_their_workbook_lies(published: County, exports: Path) -> None:
    asked = certification.request_certification(JUNE_30, JULY)
    path = exports / "2021-06-30" / "送审第1号.xlsx"
    assert hashlib.sha256(path.read_bytes()).hexdigest() == kept_sha256(published)
    [row] = published.query(
        "select planned_value_amount, earned_value_amount, arrived_amount, paid_amount, known_projects_count,"
        " red_projects_count, yellow_projects_count, green_projects_count, grey_projects_count, returns_due_count"
        " from marts.programme_performance"
    )
    planned, earned, arrived, paid, known, red, yellow, green, grey, due = row
    assert (arrived, paid) == (16_200_000, 15_300_000)
    for said in (
        f"`{path}`",
        kept_sha256(published),
        "已收到材料截至 2021-07-02 09:00；计划第1版，政策第1版（预警方案",
        f"进度已知{known}/14个小区",
        f"计划值{in_ten_thousand_yuan(planned)}万元，完成值{in_ten_thousand_yuan(earned)}万元",
        f"到位{in_ten_thousand_yuan(arrived)}万元，支付{in_ten_thousand_yuan(paid)}万元",
        f"项目进度已报1/{due}期",
        f"红{red}　黄{yellow}　绿{green}　灰{grey}",
        "自评总分 **",
    ):
        assert said in asked["body"], said
    publish_later(published)
    again = certification.request_certification(JUNE_30, LATER)
    assert again == asked, "asked again after a later publication: the frozen figures"


def test_the_kept_workbook_is_of_the_frozen_rows_whatever_comes_after(
    published: County, exports: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    certification.request_certification(JUNE_30, JULY)
    path = exports / "2021-06-30" / "送审第1号.xlsx"
    kept = path.read_bytes()
    ranking = load_workbook(path)["进度排名"]
    assert "送审第1号所冻结的数字" in ranking["A2"].value
    publish_later(published)
    approve(published)
    before = published.query("select * from marts.rows_of_day('2021-06-30') order by 1, 2")

    assert command(monkeypatch, "2021-06-30") == 0
    [current] = path.parent.glob("财政评价_*.xlsx")
    book = load_workbook(current)
    changes = published.query("select count(*) from marts.certified_bridge")[0][0]
    assert f"{changes}处与审定不同" in book["进度排名"]["A2"].value
    assert path.read_bytes() == kept, "what is published later is written beside it"

    path.unlink()
    capsys.readouterr()
    assert command(monkeypatch, "2021-06-30", "1") == 0
    assert capsys.readouterr().out.strip() == str(path)
    assert path.read_bytes() == kept, "made again from the frozen rows, byte for byte"
    assert published.query("select * from marts.rows_of_day('2021-06-30') order by 1, 2") == before

    assert command(monkeypatch, "2021-06-30", "1") == 0
    assert [found.name for found in path.parent.glob("送审*")] == ["送审第1号.xlsx"]


def test_what_stands_under_its_name_is_never_written_over(
    published: County, exports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither where somebody changed it nor where the program's sheets are others by now."""
    certification.request_certification(JUNE_30, JULY)
    path = exports / "2021-06-30" / "送审第1号.xlsx"
    kept = path.read_bytes()
    again = path.with_name("送审第1号_重制.xlsx")
    path.write_bytes(b"changed by hand")
    assert command(monkeypatch, "2021-06-30", "1") == 0
    assert (path.read_bytes(), again.read_bytes()) == (b"changed by hand", kept)

    path.unlink()
    again.unlink()
    monkeypatch.setattr(certified_workbook, "finance_workbook", lambda *_: b"other sheets")
    assert command(monkeypatch, "2021-06-30", "1") == 0
    assert (path.exists(), again.read_bytes()) == (False, b"other sheets")


def test_a_number_that_is_not_the_day_s_is_told_with_those_that_are(
    published: County, exports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(certified_workbook.NotPutBeforeBureauError, match="number 1; .*: —"):
        command(monkeypatch, "2021-06-30", "1")
    certification.request_certification(JUNE_30, JULY)
    with pytest.raises(certified_workbook.NotPutBeforeBureauError, match=r"number yes; .*: 1\."):
        command(monkeypatch, "2021-06-30", "yes")


def test_the_workbook_lists_what_is_other_than_it_was_put_before_the_bureau(
    published: County, exports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From the request on, and after approval; without a difference there is no such sheet."""

    def sheet() -> Any:
        assert command(monkeypatch, "2021-06-30") == 0
        [current] = (exports / "2021-06-30").glob("财政评价_*.xlsx")
        book = load_workbook(current)
        return book["送审后变化"] if "送审后变化" in book.sheetnames else None

    assert sheet() is None
    certification.request_certification(JUNE_30, JULY)
    assert sheet() is None
    publish_later(published)
    listed = [[cell.value for cell in row] for row in sheet().iter_rows(min_row=4)]
    assert "送审中（第1号）；此后重新发布" in sheet()["A2"].value
    [(frozen, now)] = published.query(
        "select certified_value, current_value from marts.certified_bridge"
        " where mart = 'project_performance' and row_key = 'P04' and column_name = 'physical_progress_ratio'"
    )
    [row] = [row for row in listed if row[:4] == ["项目绩效", "石门小区", "P04", "形象进度（按权重）"]]
    assert row[4:6] == [frozen, now]
    assert row[6] == pytest.approx(float(now) - float(frozen))
    changes = published.query("select count(*) from marts.certified_bridge")[0][0]
    assert len([row for row in listed if row[0] and row[3]]) == changes
    approve(published)
    assert "已审定（第1号" in sheet()["A2"].value
