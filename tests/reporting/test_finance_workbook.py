"""The finance bureau's workbook: what is published, rounded half up once, ready to print."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from planwatch.messages import load_messages
from planwatch.reporting import self_evaluation_words as words
from planwatch.reporting.finance_workbook import write_finance_workbook
from planwatch.reporting.sheet_values import shown_value
from planwatch.reporting.workbook_tables import described_sheets
from planwatch.warehouse import certifying, evaluation, indicator_loading, publishing, queries
from planwatch.warehouse.connection import connect
from planwatch.warehouse.publishing import NotPublishedError
from tests.builders import form_file, progress_file, spending_file
from tests.conftest import copy_of_county
from tests.county import County
from tests.oracles.test_self_evaluation import JANUARY, JUDGED, rules_folder

pytestmark = pytest.mark.proof

JUNE_30 = date(2021, 6, 30)


def book_of(county: County, folder: Path) -> Any:
    with connect(county.url) as connection:
        path = write_finance_workbook(connection, JUNE_30, folder, load_messages("zh"))
    return load_workbook(path)


def row_of(sheet: Any, name: str) -> dict[str, Any]:
    heads = [cell.value for cell in sheet[3]]
    [found] = [row for row in sheet.iter_rows(min_row=4, values_only=True) if name in row[:2] and row[1] != "小计"]
    return dict(zip(heads, found, strict=True))


def test_the_ranking_shows_what_is_published_in_ten_thousands(published: County, tmp_path: Path) -> None:
    shimen = row_of(book_of(published, tmp_path)["进度排名"], "石门小区")
    assert (shimen["形象进度"], shimen["序时进度"], shimen["计划值"]) == (0.15, 0.7483, 2731.26)
    assert shimen["灯"] == "●红"
    assert "落后59.83个百分点" in shimen["亮灯原因"]


def test_a_lot_stands_with_its_document_and_each_project_has_its_sum(published: County, tmp_path: Path) -> None:
    sheet = book_of(published, tmp_path)["资金台账"]
    rows = [row[:7] for row in sheet.iter_rows(min_row=4, max_row=5, values_only=True)]
    assert rows == [
        ("石门小区", "县级财政资金 青财建〔2021〕1号", 1800, 1620, 1530, 90, 0.9),
        ("石门小区", "小计", 1800, 1620, 1530, 90, 0.9),
    ]


def test_a_unit_is_shown_with_what_it_has_to_do_and_why_a_figure_is_lacking(published: County, tmp_path: Path) -> None:
    """What is asked and not known is said in a word; what is not asked of a unit is a dash."""
    sheet = book_of(published, tmp_path)["责任单位"]
    builder = row_of(sheet, "县城投公司")
    assert (builder["改造事项\n已知/全部"], builder["滞后\n●红"], builder["滞后\n▲黄"]) == ("1/52", 0, 1)
    assert (builder["应完成\n（按计划）"], builder["已完成\n（所报）"], builder["差距\n（已−应，\n百分点）"]) == (
        0.7483,
        0.6,
        -14.83,
    )
    assert row_of(sheet, "县电信公司")["已完成\n（所报）"] == "未报"
    assert set(list(row_of(sheet, "县公安局").values())[1:]) == {"—"}
    assert len([row for row in sheet.iter_rows(min_row=4, max_col=1) if row[0].value]) == 17 + 1


def test_the_plans_contradiction_is_shown(published: County, tmp_path: Path) -> None:
    buildings = row_of(book_of(published, tmp_path)["计划核对"], "幢数")
    assert (buildings["文件声明"], buildings["附件合计"], buildings["相差"]) == (395, 364, -31)
    assert buildings["核对结果"] == "超出允许范围"


def test_what_is_not_known_is_a_dash_and_never_zero(published: County, tmp_path: Path) -> None:
    assert row_of(book_of(published, tmp_path)["进度排名"], "谢桥小区")["形象进度"] == "—"


def test_every_sheet_prints_on_landscape_a4_with_its_headings_on_each_page(published: County, tmp_path: Path) -> None:
    for sheet in book_of(published, tmp_path):
        assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize)) == ("landscape", "9")
        if sheet.title == "自评表":
            continue
        assert sheet.print_title_rows == "$1:$3"
        assert sheet.freeze_panes == "B4"
        assert "数据时点2021-06-30" in sheet["A2"].value


def test_every_page_says_how_many_returns_are_missing(published: County, tmp_path: Path) -> None:
    """Not only of the projects' progress: what utilities and the bureau owe is missing, too."""
    [(owed, filed)] = published.query(
        "select count(*), count(received_date) from marts.unit_reporting where as_of_date = '2021-06-30'"
        " and status in ('on_time', 'within_grace', 'late', 'missing')"
    )
    assert 0 < filed < owed
    book = book_of(published, tmp_path)
    assert f"项目进度已报1/21期、各单位报表已报{filed}/{owed}份" in book["例外事项"]["A2"].value
    missing = [row for row in book["例外事项"].iter_rows(min_row=4, values_only=True) if row[0] == "未报"]
    assert len(missing) == owed - filed


def test_every_column_has_a_heading_in_both_languages() -> None:
    for language in ("zh", "en"):
        said = load_messages(language)
        for sheet, columns in described_sheets().items():
            assert [said.say(f"workbook.heading.{sheet}.{column.name}") for column in columns]


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        ("money", Decimal("50"), Decimal("0.01")),
        ("money", Decimal("49.99"), Decimal("0.00")),
        ("money", Decimal("-50"), Decimal("-0.01")),
        ("ratio", Decimal("0.123450"), Decimal("0.1235")),
        ("ratio", Decimal("0.123449"), Decimal("0.1234")),
        ("index", Decimal("0.6415"), Decimal("0.642")),
        ("money", None, "—"),
        ("text", None, None),
    ],
)
def test_figures_are_rounded_half_up(kind: str, value: Any, shown: Any) -> None:
    assert shown_value(kind, "", value, load_messages("zh")) == shown


def test_text_that_looks_like_a_formula_stays_text(published: County, tmp_path: Path) -> None:
    with connect(published.url) as connection:
        connection.exec_driver_sql(
            "update marts.project_performance set project_name = '=1+1' where project_code = 'P04'"
        )
    cell = next(
        row[1] for row in book_of(published, tmp_path)["进度排名"].iter_rows(min_row=4) if row[1].value == "=1+1"
    )
    assert cell.data_type == "s"


def test_the_same_publication_gives_the_same_bytes(published: County, tmp_path: Path) -> None:
    written = []
    for name in ("a", "b"):
        with connect(published.url) as connection:
            path = write_finance_workbook(connection, JUNE_30, tmp_path / name, load_messages("zh"))
            written.append(path.read_bytes())
    assert written[0] == written[1]


def test_a_day_that_is_not_published_is_said(county: County, tmp_path: Path) -> None:
    with pytest.raises(NotPublishedError):
        book_of(county, tmp_path)


YEAR_END = date(2021, 12, 31)
FORM_HEADINGS = (
    "一级指标",
    "二级指标",
    "三级指标",
    "年度指标值",
    "实际完成值",
    "分值",
    "得分",
    "偏差原因分析及改进措施",
)


def worked_score(county: County) -> None:
    """The worked score of 石门小区 at the end of 2021: everything reported and judged but the long-term upkeep."""
    day = {"project_text": "石门小区", "cutoff_date": "2021-12-31"}
    form_file(county.inbox("U03") / "budget.xlsx", "budget", [
        day | {"source_text": "县级财政资金", "budget_year": 2021, "initial_budget_amount": 1200,
               "adjusted_budget_amount": 1300, "carried_over_amount": 100, "executed_amount": 1060,
               "carried_over_executed_amount": 80},
        day | {"source_text": "企业资本", "budget_year": 2021, "initial_budget_amount": 500,
               "adjusted_budget_amount": 500, "executed_amount": 470},
    ])  # fmt: skip
    progress_file(county.inbox("U11") / "progress.xlsx", [
        {"cutoff_date": "2021-12-31", "completed_percent": 98, "investment_amount": 3400,
         "completed_households_count": 550, "completed_buildings_count": 17, "completed_area_quantity": 5.5},
    ])  # fmt: skip
    form_file(county.inbox("U11") / "changes.xlsx", "changes", [
        day | {"change_number": "变更1", "change_reason": "增加停车位", "contract_amount": 3600,
               "confirmed_changes_amount": 40, "proposed_change_amount": 20},
    ])  # fmt: skip
    form_file(county.inbox("U10") / "residents.xlsx", "residents", [
        day | {"surveyed_households_count": 550, "consenting_households_count": 550, "valid_answers_count": 500,
               "very_satisfied_count": 300, "satisfied_count": 141},
    ])  # fmt: skip
    county.ingest(JANUARY)
    with connect(county.url) as connection:
        indicator_loading.load_indicators(connection, rules_folder(county.folder, *JUDGED[:2]), JANUARY)
        publishing.publish(connection, evaluation.build_candidate(connection, YEAR_END, JANUARY))


@pytest.fixture
def evaluated(server: str, played: Callable[..., County], tmp_path: Path) -> Iterator[County]:
    with copy_of_county(server, played(worked_score), tmp_path) as county:
        yield county


def form_of(county: County, folder: Path, name: str) -> list[tuple[Any, ...]]:
    """The rows of one 自评表, from its title to its signatures."""
    with connect(county.url) as connection:
        path = write_finance_workbook(connection, YEAR_END, folder, load_messages("zh"))
    rows = list(load_workbook(path)["自评表"].iter_rows(max_col=8, values_only=True))
    starts = [number for number, row in enumerate(rows) if str(row[0]).startswith("项目支出绩效自评表")]
    forms = [rows[start:end] for start, end in zip(starts, [*starts[1:], len(rows)], strict=True)]
    [found] = [form for form in forms if str(form[2][1]).endswith(name)]
    return found


def test_the_self_evaluation_stands_in_the_official_order_and_is_filled_in(evaluated: County, tmp_path: Path) -> None:
    form = form_of(evaluated, tmp_path, "石门小区")
    assert form[0][0] == "项目支出绩效自评表（2021年度）"
    assert (form[2][0], form[2][3], form[2][4]) == ("项目名称", "主管部门", "县建设局")
    assert form[4][2:] == ("年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")
    assert form[5:9] == [
        ("年度资金总额", None, 1700, 1800, 1530, 10, 0.85, 8.5),
        ("其中：本年财政拨款", None, 1200, 1200, 980, None, 0.8167, None),
        ("　　　上年结转资金", None, "—", 100, 80, None, 0.8, None),
        ("　　　其他资金", None, 500, 500, 470, None, 0.94, None),
    ]
    [heading] = [number for number, row in enumerate(form) if row[0] == "一级指标"]
    assert form[heading] == FORM_HEADINGS
    shown = {row[2]: row[3:7] for row in form[heading + 1 :] if row[2]}
    assert shown == {
        "改造户数": ("550户", "550户", 10, 10),
        "改造幢数": ("18幢", "17幢", 10, 9.44),
        "改造面积": ("5.5万平方米", "5.5万平方米", 10, 10),
        "质量达标": ("达到评价标准", "基本达成（100.00%）", 10, 10),
        "按期完工": ("按期完工", "未按期完工", 5, 0),
        "成本控制": ("不超过3,650.00万元", "3,640.00万元", 5, 5),
        "居住条件改善": ("达到评价标准", "基本达成（90.00%）", 20, 18),
        "长效管理": ("达到评价标准", "未评", 10, "未评"),
        "居民满意度": ("不低于90.00%", "88.20%（有效问卷500份）", 10, 9.8),
    }


def test_what_is_not_assessed_is_coverage_and_gives_no_grade(evaluated: County, tmp_path: Path) -> None:
    [total] = [row for row in form_of(evaluated, tmp_path, "石门小区") if row[0] == "总分"]
    assert total[5:7] == (100, 80.74)
    assert total[7] == "已评分值90分，覆盖率90.00%，得分率89.72%\n未评完，不定等级"


def test_execution_below_ninety_percent_asks_for_its_reason(evaluated: County, tmp_path: Path) -> None:
    [asked] = [row for row in form_of(evaluated, tmp_path, "石门小区") if row[0] == "预算执行偏差原因"]
    assert asked[1] == "执行率低于90%，请填写偏差原因及改进措施"
    assert [row for row in form_of(evaluated, tmp_path, "锦竹苑") if row[0] == "预算执行偏差原因"] == []


def test_the_programme_comes_first_and_its_funds_are_the_sum_of_their_parts(evaluated: County, tmp_path: Path) -> None:
    programme = form_of(evaluated, tmp_path, "三年行动计划（2020-2022年）")
    total, *parts = programme[5:9]
    assert [str(part[0]).strip("　") for part in parts] == ["其中：本年财政拨款", "上年结转资金", "其他资金"]
    assert total[3:5] == tuple(sum(part[position] for part in parts) for position in (3, 4)) == (1800, 1530)
    assert total[6] == 0.85


def test_execution_of_carried_money_that_no_return_tells_apart_is_not_guessed(evaluated: County) -> None:
    with connect(evaluated.url) as connection:
        connection.exec_driver_sql("update marts.funding_use set carried_over_executed_amount = null")
        rows = queries.rows(connection, "workbook/self_evaluation_funds.sql", as_of_date=YEAR_END)
        connection.rollback()
    shown = [words.executed(row, load_messages("zh")) for row in rows if row["project_code"] == "P04"]
    assert shown == [1530, "未分列", "未分列", 470]


def test_each_form_begins_a_page(evaluated: County, tmp_path: Path) -> None:
    with connect(evaluated.url) as connection:
        path = write_finance_workbook(connection, YEAR_END, tmp_path, load_messages("zh"))
    sheet = load_workbook(path)["自评表"]
    starts = [row[0].row for row in sheet.iter_rows() if str(row[0].value).startswith("项目支出绩效自评表")]
    assert [part.id + 1 for part in sheet.row_breaks.brk][: len(starts) - 1] == starts[1:]


def test_a_change_beyond_the_estimate_stands_first_with_what_is_left(evaluated: County, tmp_path: Path) -> None:
    with connect(evaluated.url) as connection:
        path = write_finance_workbook(connection, YEAR_END, tmp_path, load_messages("zh"))
    tracker = row_of(load_workbook(path)["变更台账"], "石门小区")
    assert (tracker["合同价与变更合计"], tracker["剩余额度\n（概算−合计）"], tracker["状态"]) == (3660, -10, "概算待录")


def test_why_a_scheme_was_changed_stands_beside_the_tracker(evaluated: County, tmp_path: Path) -> None:
    with connect(evaluated.url) as connection:
        path = write_finance_workbook(connection, YEAR_END, tmp_path, load_messages("zh"))
    book = load_workbook(path)
    assert book.sheetnames.index("变更明细") == book.sheetnames.index("变更台账") + 1
    change = row_of(book["变更明细"], "石门小区")
    assert (change["变更编号"], change["变更原因"], change["本次变更"]) == ("变更1", "增加停车位", 20)
    assert (change["状态"], change["填报单位"]) == ("拟变更（最新）", "县城投公司")


def test_a_cable_without_an_audit_has_no_amount(county: County, tmp_path: Path) -> None:
    cable = {"cutoff_date": "2021-06-30", "planned_length": 1200, "completed_length": 300.5, "cable_cost_amount": 126.4}
    form_file(county.inbox("U12") / "cable.xlsx", "cable", [
        cable | {"project_text": "栖霞小区"},
        cable | {"project_text": "石门小区", "planned_length": None},
    ])  # fmt: skip
    county.ingest(JULY)
    publish(county)
    book = book_of(county, tmp_path)
    sheet = book["管线补助"]
    cable = row_of(sheet, "栖霞小区")
    assert (cable["管线造价\n（所报）"], cable["应补助"], cable["状态"]) == (126.4, "—", "待审计")
    lengths = ("计划下地\n（米）", "累计下地\n（米）", "完成率\n（累计÷计划）")
    assert [cable[name] for name in lengths] == [1200, 300.5, 0.2504]
    assert [row_of(sheet, "石门小区")[name] for name in lengths] == ["—", 300.5, "—"]
    assert [row_of(sheet, "全县合计")[name] for name in lengths] == [1200, 601, None]
    operator = row_of(book["责任单位"], "县电力公司")
    assert (operator["下地长度\n（米）"], operator["待审计\n小区"], operator["应补助"]) == (601, "2/2", "尚未审定")


JULY = datetime(2021, 7, 2, 1, tzinfo=UTC)
AUGUST = datetime(2021, 8, 2, 1, tzinfo=UTC)


def publish(county: County, known_at: datetime = JULY) -> None:
    with connect(county.url) as connection:
        publishing.publish(connection, evaluation.build_candidate(connection, JUNE_30, known_at))


def exceptions_of(county: County, folder: Path) -> list[tuple[Any, ...]]:
    rows = book_of(county, folder)["例外事项"].iter_rows(min_row=4, values_only=True)
    return [(row[0], row[3], row[5], row[6]) for row in rows if row[0] and row[5]]


def test_what_needs_a_person_is_said_in_words_until_it_is_mended(county: County, tmp_path: Path) -> None:
    """A row held back, a warning nobody explained and missing returns; a later row of the same thing answers both."""
    progress_file(county.inbox("U11") / "a.xlsx", [{"completed_percent": 130}])
    spending_file(county.inbox("U03") / "b.xlsx", [{"paid_amount": 1700}])
    county.ingest(JULY)
    publish(county)
    found = exceptions_of(county, tmp_path)
    assert ("退回未改", "石门小区", "F17", "进度130%超出0–100。") in found
    assert ("待说明", "石门小区", "F41", "支付1,700.00万元大于到位1,620.00万元。") in found
    assert any(kind == "未报" and "县城投公司：资金表" in said for kind, _, _, said in found)
    progress_file(county.inbox("U11") / "c.xlsx", [{"completed_percent": 30}])
    spending_file(county.inbox("U03") / "d.xlsx", [{}])
    county.ingest(AUGUST)
    assert exceptions_of(county, tmp_path) == found, "what is published was known in July"
    publish(county, AUGUST)
    assert {row[2] for row in exceptions_of(county, tmp_path)} & {"F17", "F41"} == set()


def test_a_fault_of_a_whole_sheet_stands_until_its_unit_sends_another(county: County, tmp_path: Path) -> None:
    """合计 that disagrees with its rows belongs to no row; nobody can tell which is wrong, so somebody must look."""
    progress_file(
        county.inbox("U11") / "a.xlsx",
        [{"investment_amount": 300}, {"project_text": "合计", "item_text": "", "investment_amount": 400}],
    )
    county.ingest(JULY)
    publish(county)
    assert [row[0] for row in exceptions_of(county, tmp_path) if row[2] == "F03"] == ["退回未改"]
    progress_file(county.inbox("U11") / "b.xlsx", [{"investment_amount": 301}])
    county.ingest(AUGUST)
    publish(county, AUGUST)
    assert [row for row in exceptions_of(county, tmp_path) if row[2] == "F03"] == []


def test_what_is_said_of_an_item_does_not_answer_for_the_whole_community(county: County, tmp_path: Path) -> None:
    """An inspection without an item speaks of the whole community: held back, it stands until one like it comes."""
    demand = {
        "project_text": "石门小区",
        "cutoff_date": "2021-06-30",
        "inspected_date": "2021-06-20",
        "finding_text": "围挡破损",
    }
    form_file(county.inbox("U01") / "a.xlsx", "inspection", [demand | {"verified_percent": 130}])
    county.ingest(JULY)
    publish(county)
    assert "F17" in [row[2] for row in exceptions_of(county, tmp_path)]
    form_file(
        county.inbox("U01") / "b.xlsx",
        "inspection",
        [demand | {"item_text": "ROAD", "verified_percent": 30}],
    )
    county.ingest(AUGUST)
    publish(county, AUGUST)
    assert "F17" in [row[2] for row in exceptions_of(county, tmp_path)]
    form_file(county.inbox("U01") / "c.xlsx", "inspection", [demand | {"verified_percent": 30}])
    later = datetime(2021, 8, 3, 1, tzinfo=UTC)
    county.ingest(later)
    publish(county, later)
    assert "F17" not in [row[2] for row in exceptions_of(county, tmp_path)]


def test_a_refused_file_stands_until_its_unit_sends_a_readable_one(county: County, tmp_path: Path) -> None:
    county.inbox("U11").mkdir(parents=True)
    (county.inbox("U11") / "broken.xlsx").write_bytes(b"not a workbook")
    county.ingest(JULY)
    publish(county)
    assert [row[2] for row in exceptions_of(county, tmp_path) if row[0] == "拒收"] == ["F01"]
    progress_file(county.inbox("U11") / "good.xlsx", [{}])
    county.ingest(AUGUST)
    publish(county, AUGUST)
    assert [row for row in exceptions_of(county, tmp_path) if row[0] == "拒收"] == []


def test_every_page_says_how_the_day_stands_with_the_bureau(county: County, tmp_path: Path) -> None:
    """Not asked, waiting, certified; and where it was published again, in how many values it is other than certified."""
    progress_file(county.inbox("U11") / "a.xlsx", [{"completed_percent": 30}])
    county.ingest(JULY)
    publish(county)
    assert "尚未送审" in book_of(county, tmp_path)["进度排名"]["A2"].value
    with connect(county.url) as connection:
        asked = certifying.request(connection, JUNE_30, JULY)
    assert f"送审中（第{asked['certification_id']}号）" in book_of(county, tmp_path)["进度排名"]["A2"].value
    with connect(county.url) as connection:
        certifying.answer(
            connection,
            asked["certification_id"],
            state="approved",
            opinion="同意",
            answered_by="财政局",
            answered_at=AUGUST,
        )
    assert "已审定（第1号，2021-08-" in (mark := book_of(county, tmp_path)["资金台账"]["A2"].value)
    assert "数字与审定一致" in mark
    publish(county)
    assert "数字与审定一致" in book_of(county, tmp_path)["资金台账"]["A2"].value, (
        "published again with the same figures"
    )
    progress_file(county.inbox("U11") / "b.xlsx", [{"completed_percent": 40}])
    county.ingest(AUGUST)
    publish(county, AUGUST)
    assert "处与审定不同，以审定为准" in book_of(county, tmp_path)["进度排名"]["A2"].value


def test_the_programmes_row_stands_below_the_projects(published: County, tmp_path: Path) -> None:
    book = book_of(published, tmp_path)
    programme = row_of(book["进度排名"], "全县合计")
    assert (programme["总投资"], programme["计划值"], programme["灯"]) == (30622, 12339.96, None)
    funds = row_of(book["资金台账"], "全县合计")
    assert (funds["累计下达"], funds["到位率\n（到位÷下达）"]) == (1800, 0.9)


def test_the_programme_s_form_says_of_how_many_communities_it_speaks(evaluated: County, tmp_path: Path) -> None:
    with connect(evaluated.url) as connection:
        [name] = connection.exec_driver_sql("select max(programme_name) from raw.plan_versions").scalars()
    form = form_of(evaluated, tmp_path, name)
    assert form[5][0] == "年度资金总额（1/10个小区已报预算）"
    [satisfaction] = [row for row in form if row[2] == "居民满意度"]
    assert satisfaction[4] == "88.20%（有效问卷500份，1/10个小区）"


def test_what_residents_said_stands_by_community_and_for_the_programme(evaluated: County, tmp_path: Path) -> None:
    with connect(evaluated.url) as connection:
        path = write_finance_workbook(connection, YEAR_END, tmp_path, load_messages("zh"))
    rows = list(load_workbook(path)["居民满意度"].iter_rows(min_row=4, max_row=5, values_only=True))
    assert [row[:8] + row[10:12] for row in rows] == [
        ("石门小区", 550, 550, 550, 1, "1/1", 500, 0.9091, 0.882, "—"),
        ("全县合计", 9460, 550, 550, 1, "1/10", 500, 0.9091, 0.882, "—"),
    ]
