"""The weekly bulletin says what is published, names what is missing, and can be made again exactly as it was."""

import io
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn

from planwatch.domain.money import in_ten_thousand_yuan
from planwatch.messages import load_messages
from planwatch.reporting.bulletin_layout import load_layout
from planwatch.warehouse import evaluation
from planwatch.warehouse.connection import rehearse
from planwatch.warehouse.publishing import NotPublishedError
from tests.conftest import copy_of
from tests.county import County
from tests.reporting.bulletin_weeks import MONDAY_26, WEEK_25, WEEK_26, Written, play, publish, written, written_from

pytestmark = pytest.mark.proof


@pytest.fixture(scope="module")
def county(server: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[County]:
    """A county with two published weeks; what a test changes in it, it takes back."""
    with copy_of(server, "template_county") as url:
        made = County(url, tmp_path_factory.mktemp("county"))
        play(made)
        yield made


@pytest.fixture(scope="module")
def bulletin(county: County, tmp_path_factory: pytest.TempPathFactory) -> Written:
    """The bulletin of week 26."""
    return written(county, tmp_path_factory.mktemp("bulletin"))


def test_the_programmes_figures_are_those_of_the_mart(county: County, bulletin: Written) -> None:
    [mart] = county.query("select * from marts.programme_performance where as_of_date = :day", day=WEEK_26)
    assert bulletin.row("figures", "计划值（万元）")["2021-07-04"] == in_ten_thousand_yuan(mart.planned_value_amount)
    earned = bulletin.row("figures", "完成值（万元）")
    assert earned["2021-07-04"] == in_ten_thousand_yuan(mart.earned_value_amount) == "1,117.50"
    # 石门 3650 × 15 % throughout; 锦竹苑 1850 × 10 % in May, 25 % in June; 鸣山 2150 × 25 % × 20 % in June
    assert (earned["2021-06-06"], earned["四周变化"]) == ("732.50", "+385.00")
    assert bulletin.row("figures", "实际支付工程款（万元）")["2021-06-06"] == "未报"


def test_every_projects_row_is_its_row_of_the_mart(county: County, bulletin: Written) -> None:
    for mart in county.query("select * from marts.project_performance where as_of_date = :day", day=WEEK_26):
        shown = bulletin.row("ranking", mart.project_name)
        assert shown["位次"] == ("—" if mart.lag_rank is None else str(mart.lag_rank))
        assert shown["序时进度"] == f"{mart.elapsed_ratio * 100:.2f}%"


def test_last_weeks_place_stands_beside_this_weeks(bulletin: Written) -> None:
    assert [bulletin.row("ranking", name)[place] for name in ("石门小区", "锦竹苑") for place in ("位次", "上周")] == [
        "1",
        "2",
        "2",
        "1",
    ]
    assert "上周位次为2021-06-27的位次（当时发布的数据，材料截至2021-06-28 08:00）" in bulletin.section("ranking")


def test_a_project_of_which_nothing_came_is_not_reported_and_never_zero(bulletin: Written) -> None:
    xieqiao = bulletin.row("ranking", "谢桥小区")
    assert (xieqiao["灯"], xieqiao["形象进度"], xieqiao["序时差百分点"]) == ("—未报", "未报", "未报")
    assert bulletin.row("funds", "谢桥小区")["累计支付"] == "未报"
    later = bulletin.row("ranking", "龙津小区")
    assert (later["灯"], later["形象进度"], later["序时差百分点"]) == ("—未到期", "未到期", "未到期")


def test_lights_are_counted_with_the_projects_that_have_them(bulletin: Written) -> None:
    rows = {row[0]: row[1:] for row in bulletin.table("lights")[1:]}
    assert rows["—未到期"] == ["4", "4", "金鹤苑、龙津小区、新建岭小区、鹤东小区"]
    assert sum(int(row[0]) for row in rows.values()) == 14
    assert "谢桥小区" in rows["—未报"][2]


def test_laggards_have_their_reasons_in_words_with_what_the_week_did_to_them(bulletin: Written) -> None:
    shimen = bulletin.row("lagging", "石门小区")
    assert "形象进度15.00%" in shimen["滞后原因"]
    assert "【持续第2周】" in shimen["滞后原因"]
    assert "谢桥小区" not in bulletin.section("lagging")


def test_a_waiting_approval_names_its_office_and_its_days(bulletin: Written) -> None:
    shown = bulletin.row("approvals", "石门小区")
    assert (shown["环节"], shown["在办单位"]) == ("初步设计审查、确认和审批", "县发改局")
    assert (shown["起始日"], shown["已历天数"]) == ("2020-06-01", "398")
    assert "未报审批环节的小区13个" in bulletin.section("approvals")


def test_rates_of_money_are_spelled_out_as_fractions(bulletin: Written) -> None:
    said = bulletin.section("money")
    assert "资金到位率＝累计到位1,620.00÷累计下达1,800.00＝90.00%" in said
    assert "资金使用率＝累计支付1,530.00÷累计到位1,620.00＝94.44%" in said
    assert "资金支付率＝累计支付1,530.00÷累计下达1,800.00＝85.00%" in said
    assert "预算执行率：年度预算未报，无法计算" in said
    assert "已支付600.00万元，大于完成投资547.50万元" in bulletin.row("money_alerts", "石门小区")["资金预警"]


def test_the_matrix_shows_each_operator_in_each_project(bulletin: Written) -> None:
    mingshan = bulletin.row("utilities", "鸣山小区")
    assert (mingshan["县电力公司"], mingshan["县电信公司"], mingshan["县天然气公司"]) == ("20.00%", "未报", "不涉及")
    assert bulletin.row("utilities", "彩石小区")["县电力公司"] == "不涉及"


def test_units_that_have_not_reported_are_listed_with_their_days(county: County, bulletin: Written) -> None:
    missing = county.query(
        "select unit_name, cutoff_date, days_late from marts.unit_reporting"
        " where as_of_date = :day and status = 'missing'",
        day=WEEK_26,
    )
    shown = {(row[0], row[2], row[4]) for row in bulletin.table("missing")[1:]}
    assert shown == {(row.unit_name, str(row.cutoff_date), str(row.days_late)) for row in missing}
    assert ("县联通公司", "2021-05-31", "28") in shown


def test_what_falls_due_next_week_is_listed_with_what_has_come(bulletin: Written) -> None:
    rows = {(row[0], row[1]): row[2:] for row in bulletin.table("due")[1:]}
    assert rows["县联通公司", "进度表"] == ["2021-06-30", "2021-07-05（周一）", "2021-07-07", "待报"]
    assert rows["县财政局", "资金表"][3] == "已报"
    assert "九、下周要求（至2021-07-11）" in bulletin.section("ahead")


@pytest.mark.parametrize(
    ("sunday", "due"),
    [
        (date(2021, 9, 26), []),  # the national holiday has not begun; nothing falls due before 10-04
        (date(2021, 10, 3), ["2021-10-08（周五）"]),  # five days after 09-30 lie within it; 10-08 is worked
        (date(2021, 10, 10), ["2021-10-11（周一）"]),  # quarterly returns: ten days after 09-30, a Sunday
    ],
)
def test_due_days_of_next_week_step_over_holidays(county: County, tmp_path: Path, sunday: date, due: list[str]) -> None:
    made = written(county, tmp_path, sunday, datetime(sunday.year, sunday.month, sunday.day + 1, tzinfo=UTC))
    rows = made.table("due")[1:] if due else []
    assert sorted({row[3] for row in rows}) == due
    assert ("下周没有到期的报表" in made.section("ahead")) is (due == [])


def test_the_first_week_is_empty_and_says_so(county: County, tmp_path: Path) -> None:
    first = written(county, tmp_path, date(2021, 1, 10), datetime(2021, 1, 11, tzinfo=UTC))
    assert "各小区进度均未报" in first.section("overview")
    assert [first.row("figures", name)["2021-01-10"] for name in ("完成值（万元）", "形象进度")] == ["未报", "未报"]
    assert {row[4] for row in first.table("ranking")[1:]} == {"未报", "未到期"}
    assert {row[1] for row in first.table("ranking")[1:]} == {"—"}
    assert "尚无到期的报表" in first.section("reporting")
    assert "没有滞后项目" in first.section("lagging")
    assert "资金到位率：下达、到位数未报或未报全，无法计算" in first.section("money")


def test_the_plans_contradiction_stands_in_every_bulletin(bulletin: Written) -> None:
    buildings = bulletin.row("reconciliation", "幢数")
    assert [buildings[head] for head in ("文件声明", "附件合计", "相差", "核对结果")] == [
        "395",
        "364",
        "-31",
        "超出允许范围",
    ]


def test_versions_and_completeness_are_printed(county: County, bulletin: Written) -> None:
    [mart] = county.query("select * from marts.programme_performance where as_of_date = :day", day=WEEK_26)
    said = bulletin.section("notes")
    assert f"计划第{mart.plan_version}版，政策第{mart.policy_version}版" in said
    assert f"已报{mart.returns_received_count}/{mart.returns_due_count}期" in said
    assert "已收到材料截至2021-07-05 08:00" in said


def test_made_twice_it_is_the_same_bytes(county: County, bulletin: Written, tmp_path: Path) -> None:
    assert written(county, tmp_path).bytes() == bulletin.bytes()


def test_what_came_or_was_published_later_changes_no_past_bulletin(
    county: County, bulletin: Written, tmp_path: Path
) -> None:
    with rehearse(county.url) as connection:
        for day in (WEEK_25, WEEK_26):
            publish(connection, day, datetime(2021, 8, 2, 0, tzinfo=UTC))
        again = written_from(connection, tmp_path / "again", WEEK_26, MONDAY_26)
        newest = written_from(connection, tmp_path / "newest", WEEK_26)
    assert again.bytes() == bulletin.bytes()
    assert "已收到材料截至2021-08-02 08:00" in newest.section("notes")


def test_the_same_figures_come_from_the_marts_and_from_computing_anew(
    county: County, bulletin: Written, tmp_path: Path
) -> None:
    with rehearse(county.url) as connection:
        for mart in evaluation.PUBLISHED_BY_DAY:
            connection.exec_driver_sql(f"delete from marts.{mart}")
        again = written_from(connection, tmp_path, WEEK_26)
    assert again.bytes() == bulletin.bytes()


def test_what_the_marts_say_is_what_the_bulletin_says(county: County, tmp_path: Path) -> None:
    with rehearse(county.url) as connection:
        connection.exec_driver_sql(
            "update marts.project_performance set lag_rank = 7 where project_code = 'P04' and as_of_date = '2021-07-04'"
        )
        made = written_from(connection, tmp_path, WEEK_26)
    assert made.row("ranking", "石门小区")["位次"] == "7"


def test_a_day_that_is_not_published_needs_a_moment(county: County, tmp_path: Path) -> None:
    with pytest.raises(NotPublishedError):
        written(county, tmp_path, date(2021, 6, 20))


def test_making_a_bulletin_leaves_no_trace(county: County, bulletin: Written) -> None:
    assert county.query("select count(*) from raw.publications")[0][0] == 2


def test_the_page_refers_to_nothing_outside_itself(bulletin: Written) -> None:
    page = bulletin.page.read_text(encoding="utf-8")
    assert [word for word in ("http", "<script", "<link", "@import", "url(", "src=") if word in page] == []
    assert page.count("<svg") == 2


def test_the_document_opens_with_every_section_and_repeats_its_headings(bulletin: Written) -> None:
    document = Document(str(bulletin.document))
    headings = [paragraph.text for paragraph in document.paragraphs if paragraph.style.name == "Heading 1"]
    said = load_messages("zh").sentences
    names = [said[f"bulletin.section.{name}"].split("（")[0] for name in load_layout().sections]
    assert [heading.split("、", 1)[1].split("（")[0] for heading in headings] == names
    assert all(table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None for table in document.tables)
    assert document.sections[0].page_width.mm == pytest.approx(210, abs=0.1)
    assert document.styles["Bulletin Title"].element.rPr.rFonts.get(qn("w:eastAsia")) == "方正小标宋简体"


def test_the_document_holds_its_curve_and_no_clock(bulletin: Written) -> None:
    with zipfile.ZipFile(io.BytesIO(bulletin.document.read_bytes())) as parts:
        assert {part.date_time for part in parts.infolist()} == {(2021, 1, 1, 0, 0, 0)}
        assert b"<c:scatterChart>" in parts.read("word/charts/curve.xml")
        assert b"2021-07-05T00:00:00Z" in parts.read("docProps/core.xml")
        assert not any(b'TargetMode="External"' in parts.read(name) for name in parts.namelist())


def test_page_and_document_say_the_same(bulletin: Written) -> None:
    document = Document(str(bulletin.document))
    ranking = next(table for table in document.tables if table.rows[0].cells[0].text == "位次")
    shown = [["".join(cell.text.split()) for cell in row.cells] for row in ranking.rows]
    assert shown == [["".join(cell.split()) for cell in row] for row in bulletin.table("ranking")]


def test_it_speaks_english_too(county: County, tmp_path: Path) -> None:
    made = written(county, tmp_path, language="en")
    assert "Arrival = arrived 1,620.00 ÷ allocated 1,800.00 = 90.00%" in made.section("money")
    assert 'lang="en"' in made.page.read_text(encoding="utf-8")
