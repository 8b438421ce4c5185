"""What later returns change is brought forward to the same rows, to the last digit, that computing everything gives."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Connection, text

from planwatch.warehouse import evaluation, kept, marts, models, publishing, renewing
from planwatch.warehouse.connection import engine
from planwatch.warehouse.models import Scope
from planwatch.warehouse.sum_columns import sum_columns
from tests.builders import form_file, progress_file, spending_file
from tests.conftest import copy_of
from tests.county import County

MAY, JUNE = "2021-05-31", "2021-06-30"
DAY = date(2021, 6, 30)
MORNING = datetime(2021, 8, 2, 1, tzinfo=UTC)
MARTS = set(evaluation.PUBLISHED_BY_DAY)
PUBLISHED = models.build_order(MARTS)


def everything(connection: Connection, day: date = DAY) -> dict[str, list[str]]:
    """Every row of the candidate but for its moment, and every sum that is kept."""
    found = {
        mart.name: connection.execute(
            text(f"select * from candidate.{mart.name} where as_of_date = :day"), {"day": day}
        )
        for mart in marts.marts_of(connection, "candidate", evaluation.PUBLISHED_BY_DAY)
    } | {
        f"kept.{name}": connection.execute(text(f"select * from kept.{name}"))
        for name in PUBLISHED
        if models.scope(name) is Scope.SUMS
    }
    return {
        name: sorted(
            str({key: value if name in MARTS else plain(value) for key, value in row.items() if key != "known_at"})
            for row in rows.mappings()
        )
        for name, rows in found.items()
    }


def plain(value: Any) -> Any:
    """What is kept is compared by value: the zeros behind a sum come from what was once added to it."""
    return value.normalize() if isinstance(value, Decimal) else value


def anew(connection: Connection, known_at: datetime, day: date = DAY) -> dict[str, list[str]]:
    """The same, all of it computed; taken back."""
    with connection.begin_nested() as inner:
        evaluation.build_candidate(connection, day, known_at)
        rows = everything(connection, day)
        inner.rollback()
    return rows


@pytest.fixture
def computed_anew(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """The moments at which renewing gave way to computing everything."""
    moments: list[datetime] = []

    def build(connection: Connection, as_of_date: date, known_at: datetime) -> int:
        moments.append(known_at)
        return evaluation.build_candidate(connection, as_of_date, known_at)

    monkeypatch.setattr(renewing, "build_candidate", build)
    return moments


def drop(county: County, unit: str, form: str, rows: list[dict[str, Any]], name: str = "") -> None:
    plain = {"project_text": "石门小区", "cutoff_date": JUNE}
    form_file(county.inbox(unit) / f"{name or form}.xlsx", form, [plain | row for row in rows])


@pytest.fixture
def one_by_one(county: County) -> Iterator[tuple[Connection, list[int]]]:
    """Returns of every form, of several projects, corrected and held back, one a minute in one morning.

    Their numbers, in the order in which they are received.
    """
    with engine(county.url).begin() as connection:
        connection.execute(
            text(
                "insert into raw.plan_fund_lots values"
                " (1, 'COUNTY', '青财建〔2021〕1号', 'P04', 2021, 18000000, '2021-05-31', false, '1100258', '2210108'),"
                " (1, 'PROV', '浙财建〔2021〕29号', null, 2021, 9000000, '2021-05-31', false, '1100258', '2210108')"
            )
        )
    progress_file(county.inbox("U11") / "may.xlsx", [
        {"project_text": name, "cutoff_date": MAY, "completed_percent": 30, "investment_amount": 300}
        for name in ("石门小区", "栖霞小区", "锦竹苑")
    ])  # fmt: skip
    spending_file(county.inbox("U03") / "may.xlsx", [{"cutoff_date": MAY, "arrived_amount": 1458, "paid_amount": 900}])
    drop(county, "U10", "approvals", [{"milestone_text": "M00", "event_date": "2020-01-10"}])
    county.ingest(datetime(2021, 6, 3, 1, tzinfo=UTC))
    progress_file(county.inbox("U11") / "june.xlsx", [
        {"completed_percent": 48, "completed_households_count": 100},
        {"project_text": "彩石小区", "completed_percent": 100, "completed_households_count": 40},
        {"project_text": "鸣山小区", "completed_percent": 130},
    ])  # fmt: skip
    spending_file(
        county.inbox("U03") / "june.xlsx",
        [
            {},
            {"project_text": "栖霞小区", "source_text": "省补", "document_number": "浙财建〔2021〕29号",
             "allocated_amount": 1404, "arrived_amount": 1404, "paid_amount": 0},
        ],
    )  # fmt: skip
    spending_file(county.inbox("U11") / "paid.xlsx", [{"paid_amount": 1752, "allocated_amount": None,
        "arrived_amount": None}])  # fmt: skip
    drop(county, "U11", "approvals", [{"milestone_text": "M02", "event_date": "2020-03-20"}])
    drop(county, "U02", "approvals", [{"milestone_text": "M03", "event_date": "2020-05-20",
         "document_number": "青发改1号", "approved_estimate_amount": 3577}])  # fmt: skip
    drop(county, "U03", "budget", [{"source_text": "县财政", "budget_year": 2021, "initial_budget_amount": 1700,
         "adjusted_budget_amount": 1800, "executed_amount": 1530, "deviation_reason": "汛期停工"}])  # fmt: skip
    drop(county, "U11", "changes", [{"change_number": "变更1", "change_reason": "增加停车位", "contract_amount": 3400,
         "confirmed_changes_amount": 100, "proposed_change_amount": 77}])  # fmt: skip
    drop(county, "U10", "residents", [{"surveyed_households_count": 500, "consenting_households_count": 475,
         "valid_answers_count": 500, "very_satisfied_count": 200, "satisfied_count": 241}])  # fmt: skip
    cable = {"project_text": "栖霞小区", "completed_length": 300, "cable_cost_amount": 126.4}
    drop(county, "U12", "cable", [cable])
    drop(county, "U03", "payments", [{"source_text": "县财政", "document_number": "青财建〔2021〕1号", "voucher_number": "1",
         "payment_date": "2021-06-10", "payee_text": "某建设公司", "payment_amount": 1530, "item_text": "道路改造"}])  # fmt: skip
    county.ingest(datetime(2021, 7, 2, 1, tzinfo=UTC))
    progress_file(county.inbox("U11") / "corrected.xlsx", [
        {"completed_percent": 41, "completed_households_count": 90, "is_correction": "是", "correction_reason": "复核",
         "correction_document_number": "青建1号"},
        {"project_text": "鸣山小区", "completed_percent": 30},
    ])  # fmt: skip
    drop(county, "U03", "budget", [{"source_text": "县财政", "budget_year": 2021, "initial_budget_amount": 1700,
         "adjusted_budget_amount": 1800, "executed_amount": 1800}], name="executed")  # fmt: skip
    county.ingest(datetime(2021, 7, 5, 1, tzinfo=UTC))
    with engine(county.url).connect() as connection:
        connection.execute(
            text("update raw.returns set received_at = :morning + return_id * interval '1 minute'"),
            {"morning": MORNING},
        )
        yield connection, list(connection.execute(text("select return_id from raw.returns order by 1")).scalars())
        connection.rollback()


@pytest.mark.proof
@pytest.mark.long
def test_returns_of_every_form_one_by_one_give_what_all_of_them_at_once_give(
    one_by_one: tuple[Connection, list[int]], computed_anew: list[datetime]
) -> None:
    connection, return_ids = one_by_one
    assert len(return_ids) >= 14
    assert len(set(connection.execute(text("select form from raw.lines")).scalars())) >= 8
    evaluation.build_candidate(connection, DAY, MORNING)
    for return_id in return_ids:
        known_at = MORNING + timedelta(minutes=return_id)
        renewing.renew_candidate(connection, DAY, known_at)
        assert everything(connection) == anew(connection, known_at), return_id
    assert computed_anew == []


JULY_20 = datetime(2021, 7, 20, 1, tzinfo=UTC)
LATER, OLD_LOT, OLD_LOT_SPENT = (JULY_20 + timedelta(hours=hours) for hours in (1, 2, 3))


@pytest.fixture(scope="module")
def reported(server: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """石门小区 and 锦竹苑 reported in time; 鸣山小区 on July 20, and two words on a lot of 2018 after it."""
    with copy_of(server, "template_county") as url:
        county = County(url, tmp_path_factory.mktemp("renewing"))
        progress_file(county.inbox("U11") / "june.csv", [{}, {"project_text": "锦竹苑", "completed_percent": 20}])
        county.ingest(datetime(2021, 7, 2, 1, tzinfo=UTC))
        progress_file(county.inbox("U11") / "more.csv", [{"project_text": "鸣山小区", "completed_percent": 35}])
        county.ingest(LATER)
        lot = {"document_number": "青财建〔2018〕1号", "arrived_amount": 9, "paid_amount": 1}
        spending_file(county.inbox("U03") / "old.csv", [lot])
        county.ingest(OLD_LOT)
        corrected = {"is_correction": "是", "correction_reason": "复核", "correction_document_number": "青财1号"}
        spending_file(county.inbox("U03") / "spent.csv", [lot | corrected | {"paid_amount": 9}])
        county.ingest(OLD_LOT_SPENT)
        yield url


@pytest.fixture
def june(reported: str) -> Iterator[Connection]:
    """June as known on July 20, evaluated; what a test does is taken back."""
    with engine(reported).connect() as connection:
        evaluation.build_candidate(connection, DAY, JULY_20)
        yield connection
        connection.rollback()


def test_only_the_touched_project_is_computed(june: Connection, computed_anew: list[datetime]) -> None:
    renewing.renew_candidate(june, DAY, LATER)
    assert computed_anew == []
    assert len(june.execute(text("select project_code from pg_temp.project_performance")).all()) == 1
    moments = june.execute(text("select known_at, count(*) from candidate.project_performance group by 1 order by 1"))
    assert [tuple(row) for row in moments] == [(JULY_20, 13), (LATER, 1)]
    assert everything(june) == anew(june, LATER)


def test_what_is_published_is_known_at_one_moment(june: Connection) -> None:
    publishing.publish(june, renewing.renew_candidate(june, DAY, LATER))
    for mart in marts.marts_of(june, "marts", evaluation.PUBLISHED_BY_DAY):
        moments = june.execute(text(f"select distinct known_at from marts.{mart.name}")).scalars().all()
        assert set(moments) <= {LATER}, mart.name


def test_without_news_the_rows_stay_and_days_late_are_of_the_new_moment(
    june: Connection, computed_anew: list[datetime]
) -> None:
    late = JULY_20 + timedelta(minutes=59)
    renewing.renew_candidate(june, DAY, late)
    assert computed_anew == []
    assert everything(june) == anew(june, late)
    june.execute(text("delete from raw.returns where received_at > :known_at"), {"known_at": late})
    renewing.renew_candidate(june, DAY, late + timedelta(days=3))
    assert computed_anew == []
    assert everything(june) == anew(june, late + timedelta(days=3))


@pytest.mark.parametrize(("hours", "is_computed_anew"), [(0, False), (1, True)])
def test_once_the_grace_is_over_everything_is_computed(
    june: Connection, computed_anew: list[datetime], hours: int, is_computed_anew: bool
) -> None:
    """U11 is waited for until July 7; its day ends at midnight in Shanghai, 16:00 UTC."""
    known_at = datetime(2021, 7, 7, 15, 59, tzinfo=UTC) + timedelta(hours=hours)
    evaluation.build_candidate(june, DAY, datetime(2021, 7, 7, 2, tzinfo=UTC))
    renewing.renew_candidate(june, DAY, known_at)
    assert computed_anew == ([known_at] if is_computed_anew else [])
    assert everything(june) == anew(june, known_at)


CHANGES = {
    "a verdict changed": "update raw.returns set verdict = 'returned'",
    "rows that counted count no more": "update raw.returns set accepted_lines_count = 0",
    "a return is gone": "delete from raw.returns",
    "a waiver was granted": (
        "insert into raw.waivers (unit_code, rule_id, form, first_cutoff_date, last_cutoff_date, expires_date, reason,"
        " granted_by, granted_at) values ('U12', 'F33', 'progress', '2021-04-30', '2021-06-30', '2021-12-31', '汛期',"
        " 'U10', :known_at)"
    ),
    "a holiday was announced": (
        "update raw.workdays set is_workday = not is_workday where calendar_date = '2021-07-05'"
    ),
    "an indicator was judged": (
        "insert into raw.assessments (project_code, indicator_code, budget_year, judgement, basis, assessed_by,"
        " assessed_date, recorded_at) values ('P04', 'D1', 2021, 'inapplicable', '不适用', '财政局', '2021-06-30',"
        " :known_at)"
    ),
    "a model changed": "update kept.evaluation set settings_sha256 = 'of other models'",
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_where_more_than_returns_has_changed_everything_is_computed(
    june: Connection, computed_anew: list[datetime], change: str
) -> None:
    june.execute(text(change), {"known_at": JULY_20} if ":known_at" in change else {})
    renewing.renew_candidate(june, DAY, LATER)
    assert computed_anew == [LATER]
    assert everything(june) == anew(june, LATER)


@pytest.mark.parametrize(("day", "moment"), [(date(2021, 7, 31), LATER), (DAY, JULY_20 - timedelta(minutes=1))])
def test_another_day_or_an_earlier_moment_is_computed_by_itself(
    june: Connection, computed_anew: list[datetime], day: date, moment: datetime
) -> None:
    renewing.renew_candidate(june, day, moment)
    assert computed_anew == [moment]


def test_the_greatest_that_is_taken_back_is_looked_for_anew(june: Connection, computed_anew: list[datetime]) -> None:
    """The oldest lot with money left is a maximum: once it is spent, only everything tells which is the oldest now."""
    renewing.renew_candidate(june, DAY, OLD_LOT)
    assert computed_anew == []
    assert everything(june) == anew(june, OLD_LOT)
    renewing.renew_candidate(june, DAY, OLD_LOT_SPENT)
    assert computed_anew == [OLD_LOT_SPENT]
    assert everything(june) == anew(june, OLD_LOT_SPENT)


def test_every_model_of_a_day_says_of_what_its_rows_speak_and_keeps_to_it() -> None:
    """Sums read rows of projects and settings; what is of the whole reads sums and settings, and no row of a project."""
    for name in PUBLISHED:
        scope, sources = models.scope(name), {models.scope(source) for source in models.mentioned(name)}
        assert scope is not None, name
        if scope in (Scope.WHOLE, Scope.UNIT):
            assert not sources & {Scope.PROJECT, Scope.PROJECT_OR_NONE}, name
            assert not any(table.endswith("_lines") or table == "lines" for table in kept.raw_tables(name)), name
        if scope is Scope.SUMS:
            assert not sources & {Scope.SUMS, Scope.UNIT}, name
            assert not kept.raw_tables(name), name


def test_everything_a_model_reads_beside_returns_is_watched() -> None:
    """Plan and policy are known by their versions; the rest is read by settings, whose rows are compared."""
    by_version = {"policy_versions", "indicator_versions"}
    for name in PUBLISHED:
        others = {
            table
            for table in kept.raw_tables(name) - kept.BY_RETURNS - by_version
            if not table.endswith("_lines") and (not table.startswith("plan_") or table == "plan_versions")
        }
        watched = {table.removeprefix("raw.") for table in kept.SETTINGS_WITHOUT_MODEL}
        assert others <= watched or name in kept.settings_of(PUBLISHED), (name, others)


def test_sums_name_their_columns() -> None:
    found = sum_columns(
        "select\n    lines.source_code,\n    max(lines.day) as last_day,\n"
        "    sum(lines.paid) filter (where lines.kind in ('a', 'b')) as paid_amount,\n"
        "    coalesce(sum(lines.met), 0) as met_quantity\nfrom lines\ngroup by lines.source_code\n"
    )
    assert found.keys == ("source_code",)
    assert found.kinds == {"last_day": "max", "paid_amount": "sum", "met_quantity": "sum"}
    assert found.counted == ("paid_amount",)
