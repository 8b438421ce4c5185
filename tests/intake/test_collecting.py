"""A unit's API is asked with patience, believed page by page, and every line of it counts once."""

import gzip
import json
import threading
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest

from planwatch.example import utility_server
from planwatch.example.story import load_story
from planwatch.intake import api_client
from planwatch.intake.api_client import UnitApiError
from planwatch.intake.collecting import Places, UnitApi, collect_returns
from planwatch.intake.collection_limits import CollectionLimits, load_collection_limits
from tests.county import County
from tests.intake.unit_api_server import BEGUN, PROJECTS, Asked, Sent, UnitApiServer, line, serving

pytestmark = pytest.mark.proof

DAY = date(2021, 6, 30)
JULY = datetime(2021, 7, 2, tzinfo=UTC)
NO_WAIT: Callable[[float], None] = lambda _: None  # noqa: E731


def collect(
    county: County, utility: UnitApiServer | str, *, at: datetime = JULY, token: str | None = "secret", **options: Any
) -> list[int]:
    url = utility if isinstance(utility, str) else utility.url
    unit = options.pop("unit", "U12")
    places = Places(county.url, county.folder / "archive", county.folder / "collecting")
    options = {"wait": NO_WAIT} | options
    return collect_returns(UnitApi(unit, "progress", url, token), places, DAY, at, **options)


def taken_in(county: County, unit: str = "U12", at: datetime = JULY) -> list[tuple[str, str]]:
    """Project and percent of every line that was read, in all returns of the unit."""
    county.ingest(at)
    found = county.query(
        "select project_text, completed_percent::text from raw.progress_lines join raw.returns using (return_id)"
        " where unit_code = :unit order by return_id, project_text, completed_percent",
        unit=unit,
    )
    return [tuple(row) for row in found]


def rules(county: County, return_id: int) -> dict[str, Any]:
    """Rule and reason (or field) of what was found of the API."""
    found = county.query(
        "select rule_id, coalesce(facts ->> 'reason', facts ->> 'field', 'claimed') from raw.findings"
        " where return_id = :id and rule_id in ('F80', 'F81', 'F82', 'F83', 'F84', 'F36')",
        id=return_id,
    )
    return {rule: sorted(reason for other, reason in found if other == rule) for rule, _ in found}


def verdict(county: County, return_id: int) -> str:
    [[said]] = county.query("select verdict from raw.returns where return_id = :id", id=return_id)
    return said


@pytest.fixture
def utility():
    with serving() as made:
        made.lines = [line(project) for project in PROJECTS]
        yield made


ALL = sorted((project, "40") for project in PROJECTS)


# ---- what the contract promises


def test_all_pages_become_one_return_whose_lines_are_read(county: County, utility: UnitApiServer) -> None:
    [return_id] = collect(county, utility)
    assert sorted(taken_in(county)) == ALL
    [[channel, name, unit]] = county.query("select channel, file_name, unit_code from raw.returns")
    assert (channel, name, unit) == ("http", "collected-progress-2021-06-30.csv", "U12")
    assert rules(county, return_id) == {}
    assert [asked.page for asked in utility.asked] == [1, 2, 3]
    assert all(asked.headers["Accept-Encoding"] == "gzip" for asked in utility.asked)


def test_the_second_time_nothing_has_changed_and_the_etag_says_so(county: County, utility: UnitApiServer) -> None:
    collect(county, utility)
    assert collect(county, utility, at=JULY + timedelta(days=1)) == []
    assert utility.asked[-1].headers["If-None-Match"] == '"v1"'
    assert len(utility.asked) == 4


def test_only_what_has_changed_is_asked_for_from_the_servers_own_cursor(county: County, utility: UnitApiServer) -> None:
    collect(county, utility)
    utility.change(line("石门小区", 55))
    [second] = collect(county, utility, at=JULY + timedelta(days=1))
    overlap = timedelta(seconds=load_collection_limits().overlap_seconds)
    assert utility.asked[-1].query["since"] == (BEGUN + timedelta(minutes=10) - overlap).isoformat()
    assert taken_in(county)[-1] == ("石门小区", "55")
    assert county.query("select lines_count from raw.returns where return_id = :id", id=second) == [(1,)]


def test_lines_of_the_overlap_come_again_and_are_known(county: County, utility: UnitApiServer) -> None:
    utility.lines = [line(project, changed=9) for project in PROJECTS]
    collect(county, utility)
    utility.version += 1
    assert collect(county, utility, at=JULY + timedelta(days=1)) == []
    assert len(utility.asked) == 6
    assert "since" in utility.asked[-1].query


def test_a_line_that_was_changed_while_the_listing_was_read_comes_next_time(
    county: County, utility: UnitApiServer
) -> None:
    def change_during(utility: UnitApiServer, asked: Asked) -> None:
        if len(utility.asked) == 3:
            late = next(one for one in utility.lines if one["project"] == PROJECTS[0])
            late |= {"completed_percent": 77, "changed_at": utility.now.isoformat()}

    utility.misdeed = change_during
    collect(county, utility)
    utility.version += 1
    utility.minutes += 600
    collect(county, utility, at=JULY + timedelta(days=1))
    assert (PROJECTS[0], "77") in taken_in(county)


def test_a_figure_that_goes_back_to_what_it_was_is_new_again(county: County, utility: UnitApiServer) -> None:
    utility.lines = [line("石门小区", 40)]
    collect(county, utility)
    for days, percent in ((1, 45), (2, 40)):
        utility.change(line("石门小区", percent), minutes=1440)
        collect(county, utility, at=JULY + timedelta(days=days))
    assert [percent for _, percent in taken_in(county)] == ["40", "45", "40"]


def test_every_few_days_everything_is_asked_for_so_that_a_lying_etag_loses_nothing(
    county: County, utility: UnitApiServer
) -> None:
    collect(county, utility)
    utility.change(line("石门小区", 66))
    utility.version = 1  # the same ETag, though the data have changed
    assert collect(county, utility, at=JULY + timedelta(days=6)) == []
    assert len(collect(county, utility, at=JULY + timedelta(days=7))) == 1
    assert "If-None-Match" not in utility.asked[-1].headers
    assert taken_in(county)[-1] == ("石门小区", "66")


@pytest.mark.parametrize("hours", [-26, 26])
def test_a_clock_that_is_wrong_loses_nothing_and_is_kept_on_record(
    county: County, utility: UnitApiServer, hours: int
) -> None:
    collect(county, utility, clock=lambda: utility.now - timedelta(hours=hours))
    utility.change(line("石门小区", 50), minutes=1)
    collect(county, utility, at=JULY + timedelta(days=1), clock=lambda: utility.now - timedelta(hours=hours))
    assert taken_in(county)[-1] == ("石门小区", "50")
    [[skew]] = county.query("select clock_skew_seconds from raw.collection_cursors")
    assert skew == hours * 3600


def test_a_cursor_ahead_of_the_servers_own_clock_is_not_believed(county: County, utility: UnitApiServer) -> None:
    utility.misdeed = lambda utility, asked: utility.honest(asked, cursor="2031-01-01T00:00:00Z")
    collect(county, utility)
    utility.misdeed = None
    utility.change(line("石门小区", 51))
    collect(county, utility, at=JULY + timedelta(days=1))
    assert taken_in(county)[-1] == ("石门小区", "51")


def test_a_server_without_a_cursor_is_taken_by_its_clock(county: County, utility: UnitApiServer) -> None:
    utility.misdeed = lambda utility, asked: utility.honest(asked, cursor=None)
    [return_id] = collect(county, utility)
    taken_in(county)
    assert rules(county, return_id) == {"F82": ["cursor"]}
    assert county.query("select cursor_at from raw.collection_cursors") == [(utility.now,)]


def test_the_example_server_is_collected_whole(county: County) -> None:
    example = utility_server.start(0)
    token = load_story()["utility_token"]
    [return_id] = collect(county, example.url, token=token)
    assert collect(county, example.url, token=token, at=JULY + timedelta(days=1)) == []
    example.stop()
    assert len(taken_in(county)) == 5
    assert rules(county, return_id) == {}


# ---- patience


@pytest.mark.parametrize(
    ("status", "header", "waited"),
    [
        (503, "7", 7),
        (429, format_datetime(BEGUN + timedelta(minutes=10, seconds=9), True), 9),
        (503, "soon", 0.5),
        (500, None, 0.5),
    ],
)
def test_a_busy_server_is_asked_again_when_it_says(
    county: County, utility: UnitApiServer, status: int, header: str | None, waited: float
) -> None:
    def busy_once(utility: UnitApiServer, asked: Asked) -> Sent | None:
        headers = {"Date": format_datetime(utility.now, True)} | ({"Retry-After": header} if header else {})
        return Sent(status, b"{}", headers) if len(utility.asked) == 1 else None

    utility.misdeed = busy_once
    pauses: list[float] = []
    collect(county, utility, wait=pauses.append)
    assert pauses == [waited]
    assert sorted(taken_in(county)) == ALL


def test_a_server_that_asks_for_hours_is_left_for_the_next_run(county: County, utility: UnitApiServer) -> None:
    utility.misdeed = lambda *_: Sent(503, b"", {"Retry-After": "7200"})
    pauses: list[float] = []
    with pytest.raises(UnitApiError, match=r"503 and asks to wait 7200 s"):
        collect(county, utility, wait=pauses.append)
    assert pauses == []


def test_connections_that_break_off_in_a_body_are_asked_again(county: County, utility: UnitApiServer) -> None:
    def cut_first(utility: UnitApiServer, asked: Asked) -> Sent | None:
        honest = utility.honest(asked)
        honest.cut = len(honest.body) // 2
        return honest if len(utility.asked) % 2 else None

    utility.misdeed = cut_first
    collect(county, utility)
    assert sorted(taken_in(county)) == ALL
    assert [asked.page for asked in utility.asked] == [1, 1, 2, 2, 3, 3]


def test_a_server_that_goes_dead_after_a_page_is_gone_on_with_from_there(
    county: County, utility: UnitApiServer
) -> None:
    utility.misdeed = lambda _, asked: Sent(502) if asked.page > 1 else None
    with pytest.raises(UnitApiError, match="U12.*502"):
        collect(county, utility)
    assert county.query("select count(*) from raw.returns") == [(0,)]
    utility.misdeed = None
    utility.asked.clear()
    collect(county, utility)
    assert [asked.page for asked in utility.asked] == [2, 3]
    assert sorted(taken_in(county)) == ALL


def test_a_page_that_is_forgotten_meanwhile_begins_the_listing_again(county: County, utility: UnitApiServer) -> None:
    utility.misdeed = lambda _, asked: Sent(502) if asked.page > 1 else None
    with pytest.raises(UnitApiError):
        collect(county, utility)
    utility.misdeed = lambda utility, asked: Sent(410) if asked.page == 2 and len(utility.asked) == 7 else None
    collect(county, utility)
    assert sorted(taken_in(county)) == ALL


def test_a_server_that_drips_is_given_up(
    county: County, utility: UnitApiServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    limits = CollectionLimits(**vars(load_collection_limits()) | {"answer_seconds": 0, "most_attempts": 2})
    monkeypatch.setattr(api_client, "load_collection_limits", lambda: limits)
    utility.misdeed = lambda *_: Sent(200, b" " * 500, pause=0.01)
    began = time.monotonic()
    with pytest.raises(UnitApiError, match="ReadTimeout"):
        collect(county, utility)
    assert time.monotonic() - began < 4


def test_nobody_there_is_an_error_that_names_the_unit_and_not_the_token(county: County) -> None:
    with pytest.raises(UnitApiError, match="U12.*ConnectionError") as raised:
        collect(county, "http://127.0.0.1:9", token="very-secret")
    assert "very-secret" not in str(raised.value)
    assert "very-secret" not in repr(UnitApi("U12", "progress", "http://x", "very-secret"))


def test_a_wrong_token_is_an_operators_matter_and_no_return(county: County) -> None:
    example = utility_server.start(0)
    with pytest.raises(UnitApiError, match=r"U12.*401"):
        collect(county, example.url, token="wrong")
    example.stop()
    assert county.query("select count(*) from raw.returns") == [(0,)]


def test_a_dead_unit_leaves_the_others_alone(county: County, utility: UnitApiServer) -> None:
    with serving("U13") as other:
        other.lines = [line("东苑小区")]
        outcomes: dict[str, Any] = {}

        def one(unit: str, url: str) -> None:
            try:
                outcomes[unit] = collect(county, url, unit=unit)
            except UnitApiError as fault:
                outcomes[unit] = fault

        threads = [
            threading.Thread(target=one, args=pair) for pair in (("U12", "http://127.0.0.1:9"), ("U13", other.url))
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert isinstance(outcomes["U12"], UnitApiError)
    assert len(outcomes["U13"]) == 1
    assert taken_in(county, "U13") == [("东苑小区", "40")]


# ---- garbage


def plain(body: bytes, **headers: str) -> Sent:
    return Sent(200, body, {"ETag": '"v1"'} | headers)


GARBAGE = {
    "html": (plain("<html>登录</html>".encode()), "F83", "api_html"),
    "truncated": (plain(b'{"unit_code": "U12", "lines": [{"pro'), "F83", "api_not_json"),
    "empty": (plain(b""), "F83", "api_not_json"),
    "gb18030": (plain('{"unit_code": "县电力"}'.encode("gb18030")), "F83", "api_encoding"),
    "utf-16": (plain('{"unit_code": "U12"}'.encode("utf-16")), "F83", "api_encoding"),
    "nan": (plain(b'{"unit_code": "U12", "lines": [{"completed_percent": NaN}]}'), "F83", "api_not_a_number"),
    "twice": (plain(b'{"unit_code": "U12", "unit_code": "U12"}'), "F83", "api_twice"),
    "list": (plain(b"[1, 2]"), "F83", "api_not_an_object"),
    "deep": (plain(b"[" * 200_000), "F83", "api_not_json"),
    "digits": (plain(b'{"total": ' + b"9" * 100_000), "F83", "api_not_json"),
    "no gzip": (plain(b"not gzip at all", **{"Content-Encoding": "gzip"}), "F83", "api_not_gzip"),
    "huge": (plain(b'{"a": "' + b"x" * 9_000_000 + b'"}'), "F83", "api_too_large"),
    "bomb": (plain(gzip.compress(b" " * 100_000_000, 1), **{"Content-Encoding": "gzip"}), "F83", "api_too_large"),
    "redirect": (Sent(302, b"", {"Location": "http://127.0.0.1:9/"}), "F83", "api_redirect"),
    "nothing new without being asked": (Sent(304), "F83", "api_redirect"),
    "another unit": (plain(b'{"unit_code": "U13"}'), "F36", "api_unit"),
    "another day": (
        plain(b'{"unit_code": "U12", "form": "progress", "cutoff_date": "2021-05-31"}'),
        "F83",
        "api_other",
    ),
    "no lines": (
        plain(b'{"unit_code": "U12", "form": "progress", "cutoff_date": "2021-06-30", "lines": {}}'),
        "F83",
        "api_no_lines",
    ),
}


@pytest.mark.parametrize("name", GARBAGE)
def test_garbage_is_refused_and_told_and_good_pages_before_it_count(
    county: County, utility: UnitApiServer, name: str
) -> None:
    sent, rule, reason = GARBAGE[name]
    utility.misdeed = lambda _, asked: sent if asked.page == 2 else None
    [good, refused] = collect(county, utility)
    assert sorted(taken_in(county)) == sorted((project, "40") for project in PROJECTS[:2])
    assert rules(county, refused) == {rule: [reason]}
    assert (verdict(county, good), verdict(county, refused)) == ("accepted", "refused")
    assert list((county.folder / "outbox" / "U12").rglob("*.json"))
    # mended, the rest comes, and nothing of it twice
    utility.misdeed = None
    collect(county, utility, at=JULY + timedelta(days=1))
    assert sorted(taken_in(county)) == ALL


def test_garbage_once_is_no_finding(county: County, utility: UnitApiServer) -> None:
    utility.misdeed = lambda utility, _: plain(b"<html>") if len(utility.asked) == 2 else None
    [return_id] = collect(county, utility)
    assert sorted(taken_in(county)) == ALL
    assert rules(county, return_id) == {}


def test_garbage_at_every_run_is_told_at_every_run(county: County, utility: UnitApiServer) -> None:
    utility.misdeed = lambda *_: plain(b"<html>")
    assert len(collect(county, utility)) == 1
    assert len(collect(county, utility, at=JULY + timedelta(days=1))) == 1
    assert taken_in(county) == []


def test_a_token_never_leaves_for_another_server(county: County, utility: UnitApiServer) -> None:
    with serving() as thief:
        utility.misdeed = lambda _, asked: Sent(307, b"", {"Location": thief.url + "/v1/progress"})
        [refused] = collect(county, utility)
        utility.misdeed = lambda utility, asked: utility.honest(asked, next=thief.url + "/v1/progress?page=2")
        [kept] = collect(county, utility, at=JULY + timedelta(days=1))
        assert thief.asked == []
    taken_in(county)
    assert rules(county, refused) == {"F83": ["api_redirect"]}
    assert "paging_other_server" in rules(county, kept)["F84"]


# ---- paging that lies


def body(utility: UnitApiServer, asked: Asked, **changes: Any) -> Sent:
    return utility.honest(asked, **changes)


def repeat_first(utility: UnitApiServer, asked: Asked) -> Sent | None:
    first = utility.page(Asked(asked.path, asked.query | {"page": "1"}, {}))["lines"]
    return utility.honest(asked, lines=first) if asked.page == 2 else None


PAGING = {
    "loop": (lambda s, a: s.honest(a, next="/v1/progress?cutoff_date=2021-06-30") if a.page == 3 else None, "paging_loop", 5),
    "total too small": (lambda s, a: s.honest(a, total=4), "paging_total", 5),
    "total too large": (lambda s, a: s.honest(a, total=50), "paging_total", 5),
    "total changes": (lambda s, a: s.honest(a, total=5 + (a.page > 1)), "paging_total_changes", 5),
    "a page again": (repeat_first, "paging_repeats", 3),
    "endless": (
        lambda s, a: s.honest(a, lines=s.lines[:2], next=f"/v1/progress?cutoff_date=2021-06-30&page={a.page + 1}"),
        "paging_repeats",
        2,
    ),
    "an etag of each page": (
        lambda s, a: Sent(200, json.dumps(s.page(a)).encode(), {"ETag": f'"p{a.page}"'}),
        "paging_changed",
        5,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", PAGING)
def test_paging_that_lies_is_told_and_moves_no_cursor(county: County, utility: UnitApiServer, name: str) -> None:
    misdeed, reason, count = PAGING[name]
    utility.misdeed = misdeed
    [return_id] = collect(county, utility)
    assert len(utility.asked) < 20
    assert len(taken_in(county)) == count
    assert reason in rules(county, return_id)["F84"]
    assert county.query("select cursor_at, etag from raw.collection_cursors") == [(None, None)]
    utility.misdeed = None
    collect(county, utility, at=JULY + timedelta(days=1))
    assert sorted(taken_in(county)) == ALL


def test_lines_that_are_repeated_and_reordered_count_once_and_the_newest_stands(
    county: County, utility: UnitApiServer
) -> None:
    old, new = line("石门小区", 40, 1), line("石门小区", 42, 2)
    utility.page_lines = 10
    utility.misdeed = lambda s, a: s.honest(
        a, lines=[new, line("东苑小区"), old, line("东苑小区"), new], total=5, cursor=s.now.isoformat()
    )
    collect(county, utility)
    utility.version += 1
    utility.misdeed = lambda s, a: s.honest(a, lines=[old, line("东苑小区"), new], total=3)
    assert collect(county, utility, at=JULY + timedelta(days=1)) == []
    assert taken_in(county) == sorted([("石门小区", "42"), ("东苑小区", "40")])


def test_a_stale_answer_does_not_bring_back_an_old_figure(county: County, utility: UnitApiServer) -> None:
    utility.lines = [line("石门小区", 50, 5)]
    collect(county, utility)
    utility.version += 1
    utility.misdeed = lambda s, a: s.honest(a, lines=[line("石门小区", 40, 1)], total=1)
    assert collect(county, utility, at=JULY + timedelta(days=1)) == []


def test_two_figures_of_the_same_moment_are_both_taken_in_and_contradict_each_other(
    county: County, utility: UnitApiServer
) -> None:
    utility.lines = [line("石门小区", 40), line("石门小区", 41)]
    [return_id] = collect(county, utility)
    assert taken_in(county) == [("石门小区", "40"), ("石门小区", "41")]
    assert {rule for rule, _, _ in county.findings(return_id)} == {"F11"}


# ---- drift


def test_drift_is_found_per_field_and_stops_no_line(county: County, utility: UnitApiServer) -> None:
    utility.lines = [line(project, foreman="—", investment_amount=36.5) for project in PROJECTS]
    del utility.lines[0]["changed_at"]
    utility.misdeed = lambda s, a: Sent(200, json.dumps(
        s.page(a, server_version=2) | {"lines": s.lines, "next": None}).encode(), {"ETag": '"v1"'})  # fmt: skip
    [return_id] = collect(county, utility)
    assert sorted(taken_in(county)) == ALL
    assert rules(county, return_id) == {
        "F80": ["foreman", "server_version"],
        "F81": ["changed_at"],
        "F82": ["investment_amount"],
    }
    facts = dict(
        county.query("select facts ->> 'field', facts ->> 'lines' from raw.findings where rule_id in ('F80', 'F82')")
    )
    assert facts == {"foreman": "5", "server_version": "1", "investment_amount": "5"}
    assert verdict(county, return_id) == "accepted"


HOSTILE_CELLS = [
    ("a list", [1], "F05"),
    ("an object", {"percent": 40}, "F05"),
    ("true", True, "F05"),
    ("a word", "四成", "F05"),
    ("nothing", None, "F37"),
    ("too many digits", 10**400, "F05"),
    ("many lines", "\n" * 300 + "40\n,,,\n", None),
    ("nul", "4\x000", None),
]


@pytest.mark.parametrize(("value", "rule"), [c[1:] for c in HOSTILE_CELLS], ids=[c[0] for c in HOSTILE_CELLS])
def test_a_cell_that_is_no_figure_holds_its_own_row_back(
    county: County, utility: UnitApiServer, value: Any, rule: str | None
) -> None:
    utility.lines = [line("石门小区", value), line("东苑小区")]
    [return_id] = collect(county, utility)
    county.ingest(JULY)
    held = {found for found, row, _ in county.findings(return_id) if row}
    assert held >= ({rule} if rule else set())
    [[accepted]] = county.query("select accepted_lines_count from raw.returns")
    assert accepted == (1 if rule else accepted)
    assert accepted >= 1


def test_numbers_keep_every_digit(county: County, utility: UnitApiServer) -> None:
    utility.misdeed = lambda s, a: plain(
        json.dumps(s.page(a) | {"lines": [line("石门小区", "@"), ], "total": 1, "next": None})
        .replace('"@"', "33.30000000000000000001e0").encode()
    )  # fmt: skip
    collect(county, utility)
    county.ingest(JULY)
    [[text]] = county.query("select cells ->> '累计完成比例（%）' from raw.progress_lines")
    assert text == "33.30000000000000000001e0"
