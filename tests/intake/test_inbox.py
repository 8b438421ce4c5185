"""The inbox takes files and nothing else, whatever they are called; nobody's link, pipe or name reaches further."""

import logging
import os
import socket
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planwatch.intake.file_names import LONGEST_NAME_BYTES, known_suffix, shown_name
from planwatch.intake.inbox import register_returns
from planwatch.intake.reading import read_returns
from planwatch.warehouse.connection import connect
from tests.builders import progress_file
from tests.county import County

JULY = datetime(2021, 7, 2, 1, tzinfo=UTC)


def register(county: County) -> list[int]:
    with connect(county.url) as connection:
        return register_returns(connection, county.folder / "inbox", county.folder / "archive", JULY)


def names(county: County) -> list[str]:
    return [row[0] for row in county.query("select file_name from raw.returns order by return_id")]


def test_links_pipes_sockets_and_folders_are_left_alone(county: County) -> None:
    secret = progress_file(county.folder / "secret" / "a.csv", [{}])
    box = county.inbox("U11")
    progress_file(box / "good.csv", [{"remark": "good"}])
    (box / "link.csv").symlink_to(secret)
    (box / "dangling.csv").symlink_to(county.folder / "nothing")
    (box / "folder.csv").mkdir()
    progress_file(box / "folder.csv" / "inner.csv", [{"remark": "inner"}])
    os.mkfifo(box / "pipe.csv")
    plug = socket.socket(socket.AF_UNIX)
    plug.bind(os.path.relpath(box / "socket.csv"))
    county.inbox("U12").symlink_to(secret.parent)
    progress_file(county.folder / "inbox" / "U99" / "a.csv", [{}])
    progress_file(county.folder / "inbox" / "a.csv", [{}])
    for name in (".hidden.csv", "~$open.csv", "coming.part", "coming.TMP"):
        progress_file(box / name.replace(".part", ".csv").replace(".TMP", ".csv"), [{"remark": name}]).rename(
            box / name
        )
    register(county)
    plug.close()
    assert names(county) == ["good.csv"]


def test_what_lies_in_the_inbox_came_through_the_folder_whatever_it_is_called(county: County) -> None:
    progress_file(county.inbox("U11") / "collected-progress-2021-06-30.csv", [{}])
    register(county)
    assert county.query("select channel from raw.returns") == [("folder",)]


def test_one_that_cannot_be_opened_stops_no_other(county: County, monkeypatch: pytest.MonkeyPatch, caplog) -> None:
    progress_file(county.inbox("U11") / "a.csv", [{}])
    progress_file(county.inbox("U11") / "b.csv", [{"remark": "b"}])
    whole = os.open

    def opened(path, *rest, **more):
        if str(path).endswith("a.csv"):
            raise PermissionError(13, "denied")
        return whole(path, *rest, **more)

    monkeypatch.setattr("planwatch.intake.inbox.os.open", opened)
    with caplog.at_level(logging.WARNING):
        register(county)
    assert names(county) == ["b.csv"]
    assert "a.csv" in caplog.text


def test_what_lies_in_no_units_folder_is_named_to_the_operators(county: County, caplog) -> None:
    progress_file(county.inbox("U11") / "good.csv", [{}])
    progress_file(county.folder / "inbox" / "U99" / "typed.csv", [{}])
    progress_file(county.folder / "inbox" / "loose.csv", [{}])
    (county.folder / "inbox" / "empty").mkdir()
    (county.folder / "inbox" / ".hidden").write_text("")
    with caplog.at_level(logging.WARNING):
        register(county)
    assert names(county) == ["good.csv"]
    said = [record.getMessage() for record in caplog.records if "no unit's folder" in record.getMessage()]
    assert [Path(line.split("'")[1]).name for line in said] == ["U99", "loose.csv"]
    assert all(line.startswith("'") for line in said)


def test_a_folder_that_cannot_be_read_stops_no_other(county: County, monkeypatch: pytest.MonkeyPatch, caplog) -> None:
    progress_file(county.inbox("U11") / "a.csv", [{}])
    progress_file(county.inbox("U12") / "b.csv", [{"remark": "b"}])
    whole = Path.iterdir

    def listed(folder: Path):
        if folder.name == "U11":
            raise PermissionError(13, "denied")
        return whole(folder)

    monkeypatch.setattr(Path, "iterdir", listed)
    with caplog.at_level(logging.WARNING):
        register(county)
    assert names(county) == ["b.csv"]
    assert "U11" in caplog.text


def test_a_file_that_goes_while_the_folder_is_looked_at_stops_no_other(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    progress_file(county.inbox("U11") / "a.csv", [{}])
    progress_file(county.inbox("U11") / "b.csv", [{"remark": "b"}])
    whole = Path.iterdir

    def listed(folder: Path):
        found = list(whole(folder))
        if folder.name == "U11":
            (folder / "a.csv").unlink()
        return iter(found)

    monkeypatch.setattr(Path, "iterdir", listed)
    register(county)
    assert names(county) == ["b.csv"]


def test_a_file_still_being_written_waits_for_the_next_run(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    path = progress_file(county.inbox("U11") / "a.csv", [{}])
    whole = os.lseek
    seeks: list[int] = []

    def grown(*given: int) -> int:
        seeks.append(1)
        if len(seeks) == 2:
            with path.open("ab") as more:
                more.write("石门小区,雨污分流,2021-06-30,1,1\n".encode())
        return whole(*given)

    monkeypatch.setattr("planwatch.intake.inbox.os.lseek", grown)
    assert register(county) == []
    assert [p for p in (county.folder / "archive").rglob("*") if p.is_file()] == []
    assert len(register(county)) == 1


ODD_NAMES = [
    "a\nb.csv",
    "fdp.\u202excel\u202c.csv",
    "😀 进度（1）.csv",
    "x" * 240 + ".csv",
    "进" * 80 + ".csv",
    "a..%2f..%2fetc.csv",
    "=cmd|' -C calc'!A0.csv",
    "'; drop table raw.returns; --.csv",
    "报表.报送 (1)",
    "a." + "b" * 200,
    os.fsdecode(b"\xff\xfe\xb2.csv"),
]


def test_odd_names_are_registered_read_and_shown_tidily(county: County) -> None:
    county.inbox("U11").mkdir(parents=True)
    for number, name in enumerate(ODD_NAMES):
        made = progress_file(county.folder / "made.csv", [{"remark": str(number)}])
        made.rename(county.inbox("U11") / name)
    ids = register(county)
    assert len(ids) == len(ODD_NAMES)
    assert read_returns(county.url, county.folder / "archive") == len(ODD_NAMES)
    assert {row[0] for row in county.query("select lines_count from raw.returns")} == {1}
    assert all(len(name.encode()) <= LONGEST_NAME_BYTES and name.isprintable() for name in names(county))
    assert "😀 进度（1）.csv" in names(county)
    archived = {path.name for path in (county.folder / "archive").rglob("*") if path.is_file()}
    assert archived == {"content.csv", "content"}


def test_every_return_of_an_oddly_named_file_gets_its_receipt(county: County) -> None:
    county.inbox("U11").mkdir(parents=True)
    for number, name in enumerate(ODD_NAMES):
        progress_file(county.folder / "made.csv", [{"remark": str(number)}]).rename(county.inbox("U11") / name)
    county.ingest(JULY)
    assert county.query("select count(*) from raw.returns where state = 'answered'")[0][0] == len(ODD_NAMES)


@given(st.text(min_size=1, max_size=300))
def test_a_shown_name_is_one_line_short_and_the_same_again(name: str) -> None:
    shown = shown_name(name)
    assert shown
    assert len(shown.encode("utf-8")) <= LONGEST_NAME_BYTES
    assert not set(shown) & set('/\\:*?"<>|\n\r\t\x00\u202e')
    assert shown_name(shown) == shown


@pytest.mark.parametrize(
    ("name", "suffix"),
    [("a.XLSX", ".xlsx"), ("a.tar.gz", ".gz"), ("a", ""), ("a.报送", ""), (".csv", ""), ("a.x y", "")],
)
def test_a_suffix_is_a_short_word(name: str, suffix: str) -> None:
    assert known_suffix(name) == suffix
