"""Files made to break their reader: each is one refusal with a reason, in bounded memory and time, and the rest go on."""

import os
import resource
import struct
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from planwatch.intake import spooling
from planwatch.intake.confined import ConfinedReader
from planwatch.intake.spooling import SpooledReturn
from planwatch.limits import load_limits
from tests.builders import progress_file
from tests.intake.made_files import HEADINGS, LINE, SHEET, good_parts, packed, sheet_with, with_parts

MEGABYTE = 1 << 20
HEADING = ",".join(HEADINGS) + "\n"
ROW = ",".join(map(str, LINE)) + "\n"
DTD = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;&b;">]>'


@pytest.fixture(scope="module")
def reader() -> Iterator[ConfinedReader]:
    with ConfinedReader({}, replace(load_limits(), seconds=20)) as made:
        yield made


def reasons(answer: SpooledReturn) -> list[tuple[str, str | None]]:
    return [(found.rule_id, found.facts.get("reason")) for found in answer.findings() if found.rule_id != "F02"]


def lines_count(answer: SpooledReturn) -> int:
    return sum(sheet.lines_count for sheet in answer.sheets)


def refused(reader: ConfinedReader, path: Path, reason: str) -> None:
    """The file is refused for this reason; the next one is read as if nothing had been."""
    assert reasons(reader.read(path, 1, "U11")) == [("F01", reason)]
    good = progress_file(path.with_name("good.csv"), [{}])
    assert lines_count(reader.read(good, 1, "U11")) == 1


def bomb(path: Path, megabytes: int) -> Path:
    parts = good_parts(path)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            if name != SHEET:
                package.writestr(name, content)
        with package.open(SHEET, "w", force_zip64=True) as part:
            part.write(parts[SHEET].replace(b"</worksheet>", b""))
            for _ in range(megabytes):
                part.write(b" " * MEGABYTE)
            part.write(b"</worksheet>")
    return path


def test_a_bomb_is_not_inflated(reader: ConfinedReader, tmp_path: Path) -> None:
    refused(reader, bomb(tmp_path / "a.xlsx", 300), "inflates_too_much")


def test_a_part_as_uniform_as_a_bomb_is_refused_and_a_little_air_is_not(reader: ConfinedReader, tmp_path: Path) -> None:
    refused(reader, bomb(tmp_path / "a.xlsx", 40), "inflates_too_much")
    assert lines_count(reader.read(bomb(tmp_path / "b.xlsx", 10), 1, "U11")) == 1


def test_a_package_that_lies_about_its_length_is_damaged(reader: ConfinedReader, tmp_path: Path) -> None:
    path = bomb(tmp_path / "a.xlsx", 300)
    content = bytearray(path.read_bytes())
    for mark, length_at, name_at in ((b"PK\x01\x02", 24, 46), (b"PK\x03\x04", 22, 30)):
        place = -1
        while (place := content.find(mark, place + 1)) >= 0:
            if content[place + name_at :].startswith(SHEET.encode()):
                struct.pack_into("<I", content, place + length_at, 5000)
    path.write_bytes(content)
    refused(reader, path, "damaged")


@pytest.mark.parametrize(
    "part", [SHEET, "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml", "docProps/core.xml"]
)
def test_entities_are_refused_wherever_they_stand(reader: ConfinedReader, tmp_path: Path, part: str) -> None:
    refused(reader, with_parts(tmp_path / "a.xlsx", **{part: f"{DTD}<a>&c;</a>"}), "hostile_xml")


def test_entities_of_an_opendocument_sheet_are_refused(reader: ConfinedReader, tmp_path: Path) -> None:
    parts = {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": f"{DTD}<a>&c;</a>"}
    refused(reader, packed(tmp_path / "a.ods", parts), "hostile_xml")


def test_an_encrypted_part_is_a_password(reader: ConfinedReader, tmp_path: Path) -> None:
    path = with_parts(tmp_path / "a.xlsx")
    content = bytearray(path.read_bytes())
    content[content.find(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)
    refused(reader, path, "password")


def test_a_million_empty_rows_are_passed_over(reader: ConfinedReader, tmp_path: Path) -> None:
    rows = "".join(f'<row r="{number}" ht="14"/>' for number in range(3, 1_000_003))
    path = with_parts(tmp_path / "a.xlsx", sheet=sheet_with(tmp_path / "b.xlsx", rows))
    assert lines_count(reader.read(path, 1, "U11")) == 1


@pytest.mark.parametrize(
    "more",
    [
        '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t> </t></is></c></row>',
        '<row r="3">' + "<c><v>1</v></c>" * 5000 + "</row>",
    ],
    ids=["the last corner", "five thousand columns"],
)
def test_a_sheet_that_covers_too_much_is_refused(reader: ConfinedReader, tmp_path: Path, more: str) -> None:
    refused(reader, with_parts(tmp_path / "a.xlsx", sheet=sheet_with(tmp_path / "b.xlsx", more)), "too_many_cells")


@pytest.mark.parametrize(
    "more",
    [
        "<mergeCells>" + '<mergeCell ref="A1:XFD1048576"/>' * 50_000 + "</mergeCells>",
        "<cols>" + '<col min="1" max="16384" hidden="1"/>' * 5_000 + "</cols>",
        "<row><c><is>" + "<is>" * 50_000 + "</is>" * 50_000 + "</is></c></row>",
    ],
    ids=["merged over and over", "hidden over and over", "nested"],
)
def test_what_is_said_over_and_over_costs_little(reader: ConfinedReader, tmp_path: Path, more: str) -> None:
    path = with_parts(tmp_path / "a.xlsx", sheet=sheet_with(tmp_path / "b.xlsx", more))
    assert lines_count(reader.read(path, 1, "U11")) == 1


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (HEADING + ROW + "x" * 5 * MEGABYTE, "line_too_long"),
        (HEADING + ROW + "1," * 3 * MEGABYTE, "line_too_long"),
        (HEADING + ROW + "x" * 40_000, "cell_too_long"),
        (HEADING + ROW + "1," * 5_000, "too_many_cells"),
        (HEADING + ROW + '"石门小区,雨污分流\n' + ROW * 3, "unbalanced_quotes"),
        (HEADING + ROW + '"石门小区,雨污分流\n' + ROW * 3 + '石门小区",其他,2021-06-30,1,1\n', "unbalanced_quotes"),
        (HEADING + ROW + '"石门"小区",雨污分流\n', "unbalanced_quotes"),
    ],
    ids=lambda given: given if len(given) < 20 else "",
)
def test_a_text_that_is_no_table_gets_its_reason(
    reader: ConfinedReader, tmp_path: Path, content: str, reason: str
) -> None:
    path = tmp_path / "a.csv"
    path.write_text(content, encoding="utf-8")
    refused(reader, path, reason)


def test_blank_columns_without_end_are_passed_over(reader: ConfinedReader, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(HEADING + ROW.strip() + "," * 100_000, encoding="utf-8")
    assert lines_count(reader.read(path, 1, "U11")) == 1


def test_sql_and_formulas_in_cells_are_text(reader: ConfinedReader, tmp_path: Path) -> None:
    words = ["'); drop table raw.returns; --", "=cmd|' /C calc'!A0", "\\N", "\\.", "a\tb\\\n{}"]
    path = progress_file(tmp_path / "a.xlsx", [{"remark": word} for word in words])
    [sheet] = reader.read(path, 1, "U11").sheets
    assert b"".join(sheet.blocks()).count(b"\n") == sheet.lines_count == len(words)


@pytest.mark.parametrize(("length", "reason"), [(MEGABYTE, "no_form"), (400 * MEGABYTE, "too_large")])
def test_a_long_file_is_refused_by_its_length_alone(
    reader: ConfinedReader, tmp_path: Path, length: int, reason: str
) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"a,b\n" * (MEGABYTE // 4))
    os.truncate(path, length)
    refused(reader, path, reason)


def test_a_workbook_over_twenty_megabytes_is_refused(reader: ConfinedReader, tmp_path: Path) -> None:
    path = with_parts(tmp_path / "a.xlsx", **{"xl/media/photo.png": os.urandom(21 * MEGABYTE)})
    refused(reader, path, "too_large")


def test_what_takes_too_much_memory_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def greedy(*_: object) -> None:
        bytearray(1 << 30)

    monkeypatch.setattr(spooling, "open_return", greedy)
    with ConfinedReader({}) as reader:
        assert reasons(reader.read(progress_file(tmp_path / "a.csv", [{}]), 1, "U11")) == [("F01", "too_much_memory")]
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < 900 * 1024


def test_what_ends_its_reader_is_refused_and_the_next_one_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = spooling.open_return

    def fatal(path: Path, *rest: object) -> object:
        if path.stem in ("abort", "segv", "exit", "spin"):
            deeds = {"abort": lambda: os.abort(), "segv": lambda: os.kill(os.getpid(), 11), "exit": lambda: os._exit(3)}
            deeds.get(path.stem, _spin)()
        return whole(path, *rest)

    monkeypatch.setattr(spooling, "open_return", fatal)
    told = {"abort": "too_much_memory", "segv": "reader_died", "exit": "reader_died", "spin": "too_slow"}
    with ConfinedReader({}, replace(load_limits(), seconds=1)) as reader:
        for name, reason in told.items():
            refused(reader, progress_file(tmp_path / f"{name}.csv", [{}]), reason)


def _spin() -> None:
    while True:
        pass


def test_what_sleeps_forever_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spooling, "open_return", lambda *_: os.read(os.pipe()[0], 1))
    with ConfinedReader({}, replace(load_limits(), seconds=1, patience=1)) as reader:
        assert reasons(reader.read(progress_file(tmp_path / "a.csv", [{}]), 1, "U11")) == [("F01", "too_slow")]


def test_the_confined_process_holds_nothing_of_its_parent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ours, theirs = os.pipe()

    def look(*_: object) -> None:
        os.write(theirs, b"heard")

    monkeypatch.setattr(spooling, "open_return", look)
    with ConfinedReader({}) as reader:
        reader.read(progress_file(tmp_path / "a.csv", [{}]), 1, "U11")
    os.set_blocking(ours, False)
    with pytest.raises(BlockingIOError):
        os.read(ours, 1)


def children() -> set[str]:
    return {child for task in Path("/proc/self/task").iterdir() for child in (task / "children").read_text().split()}


def test_no_process_is_left_behind(tmp_path: Path) -> None:
    before = children()
    with ConfinedReader({}) as reader:
        reader.read(progress_file(tmp_path / "a.csv", [{}]), 1, "U11")
        assert len(children() - before) == 1
    assert children() == before


@pytest.mark.parametrize(("limit", "is_refused"), [(6, False), (5, True)])
def test_a_file_with_more_faults_than_a_table_can_have_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: int, is_refused: bool
) -> None:
    monkeypatch.setattr(spooling, "load_limits", lambda: replace(load_limits(), most_findings=limit))
    path = progress_file(tmp_path / "a.xlsx", [{"completed_percent": "六成", "investment_amount": "?"}] * 3)
    with ConfinedReader({}) as reader:
        found = reasons(reader.read(path, 1, "U11"))
    assert (found == [("F01", "too_many_findings")]) is is_refused
