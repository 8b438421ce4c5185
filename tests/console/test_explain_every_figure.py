"""Every published figure is explained, and the tree's own formulas and parts give it, computed anew from what it prints."""

import re
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from sqlalchemy import Connection, text

from planwatch import paths
from planwatch.messages import LANGUAGES, load_messages
from planwatch.reporting.explained_figures import marts, relations
from planwatch.reporting.explained_lines import Lines
from planwatch.reporting.explained_point import Point
from planwatch.reporting.explained_values import printed
from planwatch.reporting.explaining import UnknownFigureError, explain
from planwatch.reporting.explanation_node import Node, drawn
from planwatch.reporting.explanation_tree import Walker
from planwatch.warehouse import evaluation, indicator_loading, models, publishing, queries
from planwatch.warehouse.connection import connect, rehearse
from tests.builders import form_file, progress_file, spending_file
from tests.conftest import copy_of_county
from tests.console.test_explain import every_form, one_of_each_unit
from tests.county import County

JUNE_30 = date(2021, 6, 30)
JULY_2, JULY_4 = datetime(2021, 7, 2, 1, tzinfo=UTC), datetime(2021, 7, 4, tzinfo=UTC)

# Numeric columns that say which row it is or what it was judged by, not how things stand.
NEED_NO_EXPLANATION = {
    "plan_version": "version",
    "policy_version": "version",
    "indicator_version": "version",
    "baseline_version": "version",
    "judged_plan_version": "version",
    "judged_policy_version": "version",
    "old_plan_version": "key",
    "new_plan_version": "key",
    "return_id": "key",
    "return_version": "place of the return in its chain",
    "superseded_by_return_id": "key of another return",
    "waiver_id": "key of a waiver",
    "serial_number": "the annex's own number",
    "budget_year": "year of the as-of date",
}


def test_every_numeric_column_is_explained_or_needs_none(warehouse: Connection) -> None:
    found = warehouse.execute(
        text(
            "select table_name, column_name from information_schema.columns where table_schema = 'marts'"
            " and data_type in ('numeric', 'integer', 'bigint', 'double precision', 'real') order by 1, 2"
        )
    )
    numeric = {(mart, column) for mart, column in found if mart in evaluation.PUBLISHED_BY_DAY}
    explained = {(relation.name, column) for relation in marts() for column in relation.columns}
    left = {f"{mart}.{column}" for mart, column in numeric - explained if column not in NEED_NO_EXPLANATION}
    assert left == set()
    assert NEED_NO_EXPLANATION.keys() <= {column for _, column in numeric}, "the list names what there is"


def test_what_the_data_names_is_there(warehouse: Connection) -> None:
    """Relations are marts, models or queries of ours; sentences stand in both languages."""
    ours = {path.stem for path in (paths.SQL / "explaining/relations").glob("*.sql")}
    assert relations().keys() <= set(evaluation.PUBLISHED_BY_DAY) | models.model_files().keys() | ours
    assert ours <= relations().keys()
    entries = [
        entry
        for relation in relations().values()
        for said in relation.columns.values()
        for entry in (said, *said.get("cases", ()))
    ]
    for language in LANGUAGES:
        sentences = load_messages(language).sentences
        for entry in entries:
            if "says" in entry:
                assert f"explain.says.{entry['says']}" in sentences
            if "how" in entry:
                assert f"explain.how.{entry['how']}" in sentences
        for relation in relations().values():
            assert f"explain.{relation.line}" in sentences


def more_of_each_form(county: County) -> None:
    """Lots of two years with their dues and one without a project, an audit with civil works, a chain to acceptance, changes, demands, judgements."""
    with connect(county.url) as connection:
        connection.execute(
            text(
                "insert into raw.plan_fund_lots values"
                " (1, 'COUNTY', '青财建〔2021〕1号', 'P04', 2021, 18000000, '2021-05-31', false, '1100258', '2210108'),"
                " (1, 'PROV', '浙财建〔2021〕99号', 'P04', 2021, 5000000, '2021-03-31', false, null, null),"
                " (1, 'PROV', '浙财建〔2019〕7号', null, 2019, 20000000, '2021-01-31', false, null, null)"
            )
        )
    lot = {"source_text": "省补", "document_number": "浙财建〔2019〕7号", "allocated_amount": 700}
    spending_file(
        county.inbox("U03") / "earlier.xlsx",
        [
            {"cutoff_date": "2020-12-31"} | lot | {"arrived_amount": 600, "paid_amount": 200},
            {"cutoff_date": "2021-05-31", "arrived_amount": 1458, "paid_amount": 900},
            {"cutoff_date": "2021-06-30"} | lot | {"arrived_amount": 700, "paid_amount": 350},
        ],
    )
    spending_file(
        county.inbox("U12") / "own.xlsx",
        [{"source_text": "管线单位自筹", "document_number": "自筹1号", "allocated_amount": None,
          "arrived_amount": 50, "paid_amount": 30}],
    )  # fmt: skip
    drop(
        county, "U03", "cable",
        {"operator_text": "县电力公司", "cutoff_date": "2021-05-31", "completed_length": 300, "cable_cost_amount": 126.4,
         "audited_cost_amount": 120, "audit_document_number": "审1号"},
        {"operator_text": "县电力公司", "completed_length": 310, "cable_cost_amount": 130},
    )  # fmt: skip
    drop(
        county, "U03", "payments",
        {"source_text": "县财政", "document_number": "青财建〔2021〕1号", "voucher_number": "2",
         "payment_date": "2021-06-20", "payee_text": "县电力公司", "payment_amount": 10, "item_text": "管线序化"},
    )  # fmt: skip
    chain = [("U01", "M07", "2020-08-01", "施字1号"), ("U11", "M08", "2020-09-01", None), ("U11", "M10", "2021-06-10", None),
             ("U04", "M11", "2021-06-12", "核字1号"), ("U11", "M12", "2021-06-20", None)]  # fmt: skip
    for unit in dict.fromkeys(unit for unit, *_ in chain):
        drop(
            county, unit, "approvals",
            *({"project_text": "栖霞小区", "milestone_text": code, "event_date": day, "document_number": document}
              for owner, code, day, document in chain if owner == unit),
        )  # fmt: skip
    account = {"project_text": "东苑小区", "milestone_text": "M13"}
    form_file(
        county.inbox("U03") / "audits.xlsx",
        "approvals",
        [
            account | {"cutoff_date": "2021-05-31", "event_date": "2021-05-20", "audited_amount": 2000},
            account | {"cutoff_date": "2021-06-30", "event_date": "2021-06-20", "audited_amount": 2100},
        ],
    )
    drop(
        county, "U11", "changes",
        {"change_number": "变更2", "change_reason": "增加管网", "contract_amount": 3400,
         "confirmed_changes_amount": 177, "proposed_change_amount": 20},
    )  # fmt: skip
    drop(
        county, "U01", "inspection",
        {"item_text": "道路改造", "inspected_date": "2021-06-20", "finding_text": "沉降", "demand_text": "重做",
         "deadline_date": "2021-06-25"},
        {"item_text": "雨污分流", "inspected_date": "2021-06-20", "finding_text": "漏水", "demand_text": "修补",
         "deadline_date": "2021-06-28", "closed_date": "2021-06-27"},
    )  # fmt: skip
    progress_file(
        county.inbox("U11") / "april.xlsx",
        [{"project_text": "东苑小区", "cutoff_date": "2021-04-30", "completed_percent": 20}],
    )
    progress_file(county.inbox("U11") / "june.xlsx", [{"project_text": "东苑小区", "completed_percent": 30}])
    county.ingest(JULY_4)
    refused = "select r.file_name, f.rule_id from raw.returns as r join raw.findings as f using (return_id) where verdict <> 'accepted'"
    assert county.query(refused) == []
    judged = county.folder / "judged"
    shutil.copytree(paths.INCLUDE / "evaluation", judged)
    with (judged / "assessments.csv").open("a", encoding="utf-8") as file:
        file.write("2021,,QUALITY,scored,90,基本达成,检查,U01,2021-06-20\n")
        file.write(
            "2021,P04,SOCIAL,scored,70,部分达成,走访,U10,2021-06-20\n2021,P09,SUSTAINED,inapplicable,,,尚未移交,U10,2021-06-20\n"
        )
    with connect(county.url) as connection:
        indicator_loading.load_indicators(connection, judged, datetime(2021, 1, 4, tzinfo=UTC))
        # rule F28 holds claims of civil works back, so here one gets in as a waiver would let it
        connection.execute(text("update raw.cable_lines set civil_cost_amount = 200000 where audited_cost_amount > 0"))
        # rule F69 holds announcements back, so here the audit is put off after it was let in
        connection.execute(
            text("update raw.approvals_lines set event_date = '2021-07-20' where audited_amount = 21000000")
        )
        publishing.publish(connection, evaluation.build_candidate(connection, JUNE_30, JULY_4))


def drop(county: County, unit: str, form: str, *rows: dict[str, Any]) -> None:
    plain = {"project_text": "石门小区", "cutoff_date": "2021-06-30"}
    form_file(county.inbox(unit) / f"more_{form}.xlsx", form, [plain | row for row in rows])


@pytest.fixture(scope="module")
def full(server: str, played: Callable[..., County], tmp_path_factory: pytest.TempPathFactory) -> Iterator[County]:
    folder = tmp_path_factory.mktemp("full")
    with copy_of_county(server, played(more_of_each_form, every_form, one_of_each_unit), folder) as county:
        yield county


def tree(county: County, **asked: str) -> str:
    metric = asked.pop("METRIC")
    with rehearse(county.url) as connection:
        return drawn(explain(connection, asked, metric, JUNE_30, load_messages("zh")))


def point_of(connection: Connection) -> Point:
    [known] = queries.rows_filled(connection, "explaining/point.sql", {"schema": "marts"}, as_of_date=JUNE_30)
    return Point(connection, known, "marts", load_messages("zh"))


def number(value: Any) -> Fraction | None:
    """A printed value to compute with; days as their ordinal numbers."""
    if value is None:
        return None
    return Fraction(value.toordinal()) if isinstance(value, date) else Fraction(str(value))


def last_place(value: Any) -> Fraction:
    """What one step in the last printed place of a figure is; nothing for whole numbers and days."""
    return Fraction(10) ** int(value.as_tuple().exponent) if isinstance(value, Decimal) else Fraction(0)


def computed(formula: str, inputs: dict[str, Fraction | None]) -> Fraction:
    """The formula's value, by Python."""
    names = {name: f"input_{place}" for place, name in enumerate(sorted(inputs, key=len, reverse=True))}
    for name, placeholder in names.items():
        formula = re.sub(rf"(?<![\w.]){re.escape(name)}(?![\w.])", placeholder, formula)
    formula = re.sub(r"(?<![\w.])([0-9]+)(?![\w.])", r"Fraction(\1)", formula)
    known = {
        "Fraction": Fraction,
        "greatest": lambda *values: max(value for value in values if value is not None),
        "least": lambda *values: min(value for value in values if value is not None),
        "coalesce": lambda *values: next(value for value in values if value is not None),
    }
    return Fraction(eval(formula, known, {placeholder: inputs[name] for name, placeholder in names.items()}))


def differences(node: Node, place: str) -> Iterator[str]:
    """Where a formula of the tree, or a sum, count or bound of its parts, does not give the figure above it."""
    figure = number(node.figure) if isinstance(node.figure, Decimal | int | date) else None
    if figure is not None and node.formula:
        shown = {name: printed(name, value) for name, value in node.inputs.items()}
        inputs = {name: number(value) for name, value in shown.items()}
        found = computed(node.formula, inputs)
        allowed = last_place(node.figure) / 2
        for name, value in shown.items():
            for step in (last_place(value) / 2, -last_place(value) / 2):
                if step:
                    allowed += abs(computed(node.formula, inputs | {name: (inputs[name] or 0) + step}) - found)
        if abs(found - figure) > allowed:
            yield f"{place}: {node.text}: {node.formula} is {float(found)}"
    if figure is not None and node.join:
        parts = [Fraction(1) if node.join == "count" else number(part) or Fraction(0) for part in node.parts]
        joins: dict[str, Callable[[Any], Any]] = {"sum": sum, "count": len, "least": min, "greatest": max}
        found = Fraction(joins[node.join](parts)) if parts or node.join in ("sum", "count") else None
        allowed = last_place(node.figure) / 2 + sum((last_place(part) / 2 for part in node.parts), Fraction(0))
        if found is None or abs(found - figure) > (allowed if node.join == "sum" else 0):
            yield f"{place}: {node.text}: {node.join} of {[str(part) for part in node.parts]}"
    for child in node.below:
        yield from differences(child, place)


def nodes(node: Node) -> Iterator[Node]:
    yield node
    for child in node.below:
        yield from nodes(child)


def test_make_hands_on_every_variable_that_names_a_row() -> None:
    told = re.search(r"^EXPLAINED_BY := (.*)$", (paths.INCLUDE.parent / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert told
    named = {variable for relation in marts() for variable in relation.variables}
    assert set(told.group(1).split()) == named | {"METRIC", "AS_OF", "KNOWN_AT"}


def codes_in(node: Node) -> Iterator[str]:
    """The codes that a Chinese tree prints where it speaks to people: beside formulas, commands, metrics and files."""
    for found in nodes(node):
        if not found.text.startswith("公式："):
            said = re.sub(r"　→ make explain .*$|[a-z_]+(\.[a-z_]+)? = ", "", found.text)
            said = re.sub(r"\S+\.(xlsx|csv)|Sheet|(?:指纹|规则)[0-9a-f]+|预警方案default|等级方案standard", "", said)
            yield from (f"{code} in {found.text}" for code in re.findall(r"[a-z_]{3,}", said))


@pytest.mark.proof
def test_every_tree_gives_its_figure(full: County) -> None:
    """Every column of every row of every mart: the tree can be drawn in words, and what it prints gives the figure."""
    wrong: list[str] = []
    codes: set[str] = set()
    formulas: set[str] = set()
    joins: set[str] = set()
    seen: set[str] = set()
    with rehearse(full.url) as connection:
        point = point_of(connection)
        point.prepare(set(relations()))
        walker = Walker(point, load_messages("zh"))
        for relation in marts():
            for row in point.rows(relation, {}):
                for column in relation.columns:
                    walker.seen.clear()
                    place = f"{relation.name}.{column}"
                    root = walker.node(relation, row, column)
                    assert drawn(root)
                    wrong += differences(root, place)
                    codes.update(codes_in(root))
                    seen.add(relation.name)
                    if root.figure is not None:
                        formulas |= {place} if root.formula else set()
                        joins |= {place} if root.join else set()
    assert wrong == []
    assert codes == set()
    assert seen >= set(evaluation.PUBLISHED_BY_DAY) - {"plan_bridge"}
    assert len(formulas) > 60
    assert len(joins) > 60


@pytest.mark.proof
def test_lines_join_to_their_figures(full: County) -> None:
    """Sums, bounds and newest words of raw.lines_behind are the published figures, also of one lot or one operator."""
    wrong: list[str] = []
    joined = 0
    with rehearse(full.url) as connection:
        point = point_of(connection)
        for relation in marts():
            for row in point.rows(relation, {}):
                for column in relation.columns:
                    entry = relation.entry(column, row)
                    if entry.get("how") in ("sum", "least", "newest", "proposed", "own_word", "audit", "estimate"):
                        lines = [line["figure"] for line in Lines(point, load_messages("zh")).counted(row, entry)]
                        found = min(lines, default=None) if entry["how"] == "least" else sum(lines) if lines else None
                        joined += found is not None
                        if (found or 0) != (row[column] or 0):
                            wrong.append(f"{relation.name}.{column}: {found} for {row[column]}")
    assert wrong == []
    assert joined > 30


@pytest.mark.proof
@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"PROJECT": "石门小区", "INDICATOR": "SOCIAL", "METRIC": "score"}, "评价单位评定：街道办事处 2021-06-20"),
        ({"PROJECT": "石门小区", "INDICATOR": "SATISFACTION", "METRIC": "score"}, "（E2单元格）"),
        ({"PROJECT": "石门小区", "INDICATOR": "EXECUTION", "METRIC": "evaluation_score.target_quantity"}, "年度指标值"),
        ({"PROJECT": "石门小区", "METRIC": "total_score"}, "INDICATOR=居民满意度 METRIC=evaluation_score.score"),
        ({"PROJECT": "石门小区", "METRIC": "coverage_ratio"}, "assessed_weight / 100"),
        ({"PROJECT": "ALL", "METRIC": "grade"}, "等级方案"),
        ({"PROJECT": "石门小区", "METRIC": "subsidy_amount"}, "eligible_cost_amount * least(upper_amount, base_amount) / base_amount"),
        ({"PROJECT": "石门小区", "METRIC": "eligible_cost_amount"}, "least(audited_cost_amount, int_cable_costs"),
        ({"PROJECT": "石门小区", "OPERATOR": "县电力公司", "METRIC": "audited_cost_amount"}, "审定管线造价（万元） 120　县财政局"),
        ({"PROJECT": "石门小区", "METRIC": "base_amount"}, "批复概算"),
        ({"PROJECT": "石门小区", "METRIC": "proposed_changes_amount"}, "（不计入，以另一行为准）变更1"),
        ({"PROJECT": "石门小区", "SOURCE": "省补", "LOT": "浙财建〔2019〕7号", "METRIC": "carried_in_amount"}, "= 4,000,000.00"),
        ({"PROJECT": "石门小区", "SOURCE": "COUNTY", "METRIC": "fund_ledger.timely_arrived_amount"}, "累计到位（万元） 1,458"),
        ({"PROJECT": "ALL", "SOURCE": "COUNTY", "SERIES": "public_funds", "METRIC": "arrival_ratio"}, "make explain PROJECT=石门小区"),
        ({"PROJECT": "ALL", "METRIC": "earned_schedule_days"}, "各项目计划值曲线相加"),
        ({"PROJECT": "全县", "METRIC": "schedule_performance_index"}, "known_planned_value_amount"),
        ({"UNIT": "U11", "METRIC": "budget_amount"}, "unit_performance.budget_amount"),
        ({"RATE": "finish", "BASE": "programme", "MEASURE": "communities", "METRIC": "rate_ratio"}, "栖霞小区：计划1，达到1"),
        ({"UNIT": "县城投公司", "RATE": "start", "BASE": "assigned", "MEASURE": "households", "METRIC": "rate_ratio"}, "石门小区：计划"),
        ({"PROJECT": "栖霞小区", "METRIC": "started_date"}, "取两者中较晚的一日"),
        ({"PROJECT": "栖霞小区", "METRIC": "finished_date"}, "= 2021-06-10"),
        ({"PROJECT": "栖霞小区", "METRIC": "accepted_date"}, "= 2021-06-20"),
        ({"PROJECT": "栖霞小区", "METRIC": "actual_days"}, "finished_date = 2021-06-10"),
        ({"PROJECT": "东苑小区", "METRIC": "final_account_amount"}, "（不计入，以另一行为准）结算、决算审计"),
        ({"UNIT": "U12", "METRIC": "subsidy_amount"}, "PROJECT=石门小区 OPERATOR=县电力公司 METRIC=cable_subsidy.subsidy_amount"),
        ({"UNIT": "U11", "METRIC": "longest_days_in_state"}, "METRIC=milestone_status.days_in_state"),
        ({"PROJECT": "石门小区", "CHANGE": "变更1", "METRIC": "scheme_changes.proposed_change_amount"}, "增加停车位"),
        ({"PROJECT": "东苑小区", "METRIC": "started_date"}, "（D2单元格），截至2021-04-30"),
        ({"PROJECT": "东苑小区", "METRIC": "four_week_change_ratio"}, "截至2021-04-30"),
        ({"PROJECT": "石门小区", "METRIC": "overdue_rectifications_count"}, "= 1"),
        ({"PROJECT": "东苑小区", "METRIC": "light"}, "黄-0.1、红-0.3"),
        ({"PROJECT": "东苑小区", "METRIC": "light"}, "june.xlsx 表“Sheet”第2行（D2单元格）"),
        ({"PROJECT": "石门小区", "METRIC": "light"}, "黄0.25、红0.5 → 不适用（已有形象进度或已报开工）"),
        ({"PROJECT": "东苑小区", "METRIC": "light"}, "支付（元） 不可知：高于界限 红0 → 不可知（未报审批环节）"),
        ({"PROJECT": "栖霞小区", "METRIC": "light"}, "支付（元） 不可知：高于界限 红0 → 不可知（未报支付凭证）"),
        ({"PROJECT": "石门小区", "METRIC": "light"}, "T7A 初步设计批复前的支付（元） 0：高于界限 红0 → 绿"),
        ({"PROJECT": "石门小区", "METRIC": "light"}, "more_payments.xlsx 表“Sheet”第2行（H2单元格）"),
        ({"PROJECT": "石门小区", "METRIC": "light"}, "T6 连续未报期数 0：达到界限 灰2，或到期而从未填报 → 绿"),
        ({"PROJECT": "鸣山小区", "METRIC": "light"}, "，或到期而从未填报 → 灰"),
        ({"PROJECT": "栖霞小区", "METRIC": "light"}, "，或到期而从未填报 → 不适用（已完工，不再检查）"),
        ({"PROJECT": "石门小区", "OPERATOR": "U12", "METRIC": "subsidy_amount"}, "├─ 县电力公司：累计管线造价（万元） 126.4　县财政局"),
        ({"PROJECT": "石门小区", "METRIC": "change_tracker.status"}, "状态须报批"),
        ({"PROJECT": "石门小区", "METRIC": "planned_progress_ratio"}, "曲线“序时进度：按日均匀（默认）”在已过时间处取值（基线第0版，计时单位：日）"),
        ({"UNIT": "U11", "FORM": "progress", "METRIC": "returns_on_time_count"}, "CUTOFF=2021-06-30 METRIC=unit_reporting.days_late"),
        ({"UNIT": "U11", "FORM": "progress", "CUTOFF": "2021-06-30", "METRIC": "days_late"}, "六月进度.xlsx，收到2021-07-02 09:00，指纹"),
        ({"PROJECT": "石门小区", "SOURCE": "COUNTY", "METRIC": "voucher_amount"}, "payments.xlsx 表“Sheet”第2行（H2单元格）"),
        ({"PROJECT": "石门小区", "METRIC": "planned_progress_ratio"}, "基线第0版"),
    ],
)  # fmt: skip
def test_a_clerk_is_led_to_what_a_figure_is_made_of(full: County, asked: dict[str, str], said: str) -> None:
    shown = tree(full, **asked)
    assert said in shown, shown


@pytest.mark.proof
def test_the_tests_of_a_light_fail_as_its_reasons_say(full: County) -> None:
    """Each project's failed tests are those of its light; what does not apply or is not known says why."""
    with rehearse(full.url) as connection:
        point = point_of(connection)
        point.prepare({"explained_light_tests", "project_performance"})
        levels: set[str] = set()
        for project in point.rows(relations()["project_performance"], {}):
            tests = point.rows(relations()["explained_light_tests"], {"project_code": project["project_code"]})
            failed = {(test["rule_id"], test["level"]) for test in tests if test["level"] in ("red", "yellow", "grey")}
            reasons = {(reason["rule"], reason["level"]) for reason in project["light_reasons"]}
            assert failed == {reason for reason in reasons if reason[0] != "T0"}
            levels |= {test["level"] for test in tests}
            for test in tests:
                assert (test["reason"] is not None) == (test["level"] in ("unknown", "not_applicable")), test
                assert test["level"] != "green" or test["figure_value"] is not None, test
    assert levels == {"red", "yellow", "grey", "green", "unknown", "not_applicable"}


@pytest.mark.proof
def test_the_tests_of_other_profiles_are_made_of_what_they_print(full: County) -> None:
    """Every threshold is asked for: each of the tests has a formula or lines, and they give its figure."""
    ours = "explained_light_tests"
    with rehearse(full.url) as connection:
        point = point_of(connection)
        point.prepare(set(relations()))
        typed = [row[0] for row in connection.execute(text(
            "select column_name from information_schema.columns where table_name = 'int_light_thresholds'"
            " and column_name ~ '_(ratio|days)$' and column_name !~ '^(standstill|valid_return)'"
        ))]  # fmt: skip
        connection.execute(text(f"update int_light_thresholds set {', '.join(f'{name} = 1' for name in typed)}"))
        connection.execute(text(f"drop table {ours}"))
        models.keep(connection, ours, f"explaining/relations/{ours}.sql", "marts")
        walker, asked = Walker(point, load_messages("zh")), set()
        for project in point.rows(relations()["project_performance"], {}):
            walker.seen.clear()
            root = walker.node(relations()["project_performance"], project, "light")
            assert list(differences(root, "light")) + list(codes_in(root)) == []
            asked |= {node.text.split()[0] for node in root.below if node.below}
    assert asked == {f"T{number}" for number in (1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 13)} | {"T7A", "T7P"}


@pytest.mark.proof
@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"PROJECT": "石门小区", "METRIC": "lot_age_years"}, "SOURCE="),
        ({"PROJECT": "石门小区", "SOURCE": "没有", "METRIC": "lot_age_years"}, "COUNTY 县级财政资金"),
        ({"METRIC": "rate_ratio", "RATE": "finish", "MEASURE": "area"}, "BASE="),
        ({"PROJECT": "ALL", "METRIC": "light"}, "project_performance: PROJECT"),
        ({"PROJECT": "石门小区", "METRIC": "project_performance.subsidy_amount"}, "不认识指标"),
    ],
)
def test_what_is_missing_is_asked_for_with_the_values_there_are(full: County, asked: dict[str, str], said: str) -> None:
    with pytest.raises(UnknownFigureError, match=re.escape(said)):
        tree(full, **asked)


@pytest.mark.proof
def test_the_commands_of_a_sum_explain_its_parts(full: County) -> None:
    """Each command that the tree of a sum prints is one that can be asked, and its figure is the part's."""
    shown = tree(full, PROJECT="ALL", METRIC="allocated_amount") + tree(
        full, PROJECT="石门小区", SOURCE="COUNTY", SERIES="public_funds", METRIC="funding_use.arrived_amount"
    )
    commands = re.findall(r"：([0-9,.]+)（占[0-9.]+%）　→ make explain (.*)", shown)
    assert len(commands) >= 2
    for figure, command in commands:
        asked = dict(word.split("=", 1) for word in command.split())
        assert asked.pop("AS_OF") == "2021-06-30"
        assert f" = {figure}" in tree(full, **asked).splitlines()[0]
