"""Who gets letters by which channel is a table, and its mistakes are named by line."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from planwatch import paths
from planwatch.alerts.planning import plan_deliveries
from planwatch.alerts.subscriptions import (
    Subscription,
    SubscriptionError,
    load_subscriptions,
    reads_english,
    subscriptions_of,
)
from planwatch.warehouse.connection import connect
from planwatch.warehouse.deliveries import unit_types
from planwatch.warehouse.letters import record_letter
from planwatch.warehouse.plan_loading import load_plan
from tests.alerts.post_office import RECORDED, SUNDAY, WEEK
from tests.county import County

HEADER = "owner,channel,connection_id,language,only_changes,attaches_bulletin\n"
TYPES = {"U03": "finance_bureau", "U12": "utility"}


def subscriptions(tmp_path: Path, *lines: str) -> list[Subscription]:
    path = tmp_path / "subscriptions.csv"
    path.write_text(HEADER + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    return load_subscriptions(path)


def test_the_county_s_own_table_can_be_read() -> None:
    owners = {line.owner for line in load_subscriptions()}
    assert {"PROGRAMME", "LEADING", "OPERATORS", "every_unit"} <= owners


def test_an_owner_s_own_line_wins_over_its_kind_s_and_that_over_every_unit_s(tmp_path: Path) -> None:
    lines = subscriptions(
        tmp_path,
        "every_unit,email,mail_all,zh,no,no",
        "utility,email,mail_utilities,zh,no,no",
        "utility,wecom,wecom_{owner},zh,yes,no",
        "U12,email,mail_power,both,no,no",
    )
    found = [(line.channel, line.connection_of("U12")) for line in subscriptions_of("U12", TYPES, lines)]
    assert found == [("email", "mail_power"), ("wecom", "wecom_u12")]
    assert [line.connection_id for line in subscriptions_of("U03", TYPES, lines)] == ["mail_all"]
    assert subscriptions_of("PROGRAMME", TYPES, lines) == []
    assert [reads_english(owner, TYPES, lines) for owner in ("U12", "U03")] == [True, False]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        pytest.param(
            "U12,fax,x,zh,no,no",
            "channel 不能写“fax”.*line 2: channel cannot be “fax”; it is one of email",
            id="unknown channel",
        ),
        pytest.param(
            "U12,email,x,de,no,no", "language 不能写“de”.*line 2: language cannot be “de”", id="unknown language"
        ),
        pytest.param(
            "U12,email,x,zh,maybe,no", "第2行：only_changes .*“maybe”; it is one of yes, no", id="neither yes nor no"
        ),
        pytest.param("U12,email,,zh,no,no", "email 要写连接.*line 2: email needs a connection_id", id="no connection"),
        pytest.param(",email,x,zh,no,no", "没有写收件方.*line 2 names no owner", id="no owner"),
        pytest.param(
            "U12,email,x,zh,no,no\nU12,email,y,zh,no,no", "写了两次.*U12 email stands twice", id="a channel twice"
        ),
    ],
)
def test_a_line_that_cannot_be_used_is_named(line: str, fault: str, tmp_path: Path) -> None:
    with pytest.raises(SubscriptionError, match=f"(?s){fault}"):
        subscriptions(tmp_path, line)


def test_a_table_with_other_columns_is_told_which_it_must_have(tmp_path: Path) -> None:
    path = tmp_path / "subscriptions.csv"
    for content in ("", "owner,channel\n"):
        path.write_text(content, encoding="utf-8")
        with pytest.raises(
            SubscriptionError, match="(?s)应为 owner, channel.*it must have owner, channel, connection_id"
        ):
            load_subscriptions(path)


def test_a_letter_without_changes_goes_only_where_the_full_list_is_wanted(county: County, tmp_path: Path) -> None:
    lines = subscriptions(tmp_path, "every_unit,email,mail,zh,no,no", "utility,wecom,wecom_{owner},zh,yes,no")
    with connect(county.url) as connection:
        for owner, has_changes in (("U12", True), ("U13", False), ("U03", True), ("OPERATORS", True)):
            folder = tmp_path / WEEK / owner
            folder.mkdir(parents=True)
            for extension in ("html", "txt", "md"):
                (folder / f"letter.{extension}").write_text(owner, encoding="utf-8")
            record_letter(
                connection,
                week_key=WEEK,
                owner_code=owner,
                as_of_date=SUNDAY,
                subject="函件",
                folder=folder,
                has_changes=has_changes,
                recorded_at=RECORDED,
            )
        planned = [
            (entry.channel, entry.letter.owner_code, entry.connection_id)
            for entry in plan_deliveries(connection, WEEK, lines)
        ]
    assert planned == [
        ("email", "U03", "mail"),
        ("email", "U12", "mail"),
        ("email", "U13", "mail"),
        ("wecom", "U12", "wecom_u12"),
    ]


def test_what_kind_a_unit_is_says_the_plan_in_force_not_the_one_with_the_highest_number(
    county: County, tmp_path: Path
) -> None:
    changed = tmp_path / "plan"
    shutil.copytree(paths.PLAN, changed)
    units = changed / "units.csv"
    units.write_text(units.read_text("utf-8").replace("department", "finance_bureau"), encoding="utf-8")
    kinds = []
    for number, folder in enumerate((changed, paths.PLAN), start=1):
        with connect(county.url) as connection:
            load_plan(connection, folder, RECORDED + timedelta(days=number))
            kinds.append(unit_types(connection)["U01"])
    assert kinds == ["finance_bureau", "department"]
