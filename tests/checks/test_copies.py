"""Whatever kind of file a unit sends: its copy dropped again says the same, or its receipt says why there is none.

Strangers' files are opened in a process of their own, so that none keeps another unit from its answer.
"""

import os
import resource
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from planwatch.checks import answer, confined_copies, copies, formula_texts, receipt
from planwatch.checks.receipt import UnansweredError
from planwatch.limits import load_limits
from tests.builders import progress_file
from tests.checks.test_answers import JULY, LATER, page
from tests.checks.test_answers import receipt as record_of
from tests.checks.workbooks import ods_file
from tests.county import County
from tests.intake.made_files import HEADINGS, workbook


def rows_for(path: Path) -> list[list[Any]]:
    """The same of every file but its name, for the same bytes are one return."""
    return [
        [*HEADINGS, "备注"],
        ["石门小区", "道路改造", "2021-06-30", 40, 547.5, f"a|b;c\td,e {path.name}"],
        ["石门小区", "雨污分流", "2021-06-30", "四成", 547.5, "=1+1"],
    ]


def text_file(path: Path, delimiter: str, encoding: str = "utf-8") -> Path:
    rows = [[f'"{cell}"' if delimiter in str(cell) else str(cell) for cell in row] for row in rows_for(path)]
    path.write_bytes("".join(delimiter.join(row) + "\r\n" for row in rows).encode(encoding))
    return path


def html_file(path: Path) -> Path:
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows_for(path))
    path.write_text(f"<html><body><table>{rows}</table></body></html>", encoding="utf-8")
    return path


def xml_file(path: Path) -> Path:
    rows = "".join(
        "<Row>" + "".join(f'<Cell><Data ss:Type="String">{cell}</Data></Cell>' for cell in row) + "</Row>"
        for row in rows_for(path)
    )
    name = "urn:schemas-microsoft-com:office:spreadsheet"
    path.write_text(
        f'<?xml version="1.0"?><Workbook xmlns="{name}" xmlns:ss="{name}">'
        f'<Worksheet ss:Name="进度"><Table>{rows}</Table></Worksheet></Workbook>',
        encoding="utf-8",
    )
    return path


def xls_file(path: Path) -> Path:
    import xlwt

    book = xlwt.Workbook()
    sheet = book.add_sheet("进度")
    for number, row in enumerate(rows_for(path)):
        for position, cell in enumerate(row):
            sheet.write(number, position, cell)
    book.save(str(path))
    return path


KINDS: dict[str, tuple[Callable[[Path], Path], bool]] = {
    "a.xlsx": (lambda path: workbook(path, rows_for(path)), True),
    "b.xls": (xls_file, True),
    "c.ods": (lambda path: ods_file(path, rows_for(path)), True),
    "d.csv": (lambda path: text_file(path, ","), True),
    "e.csv": (lambda path: text_file(path, ";", "gb18030"), True),
    "f.tsv": (lambda path: text_file(path, "\t", "utf-16"), True),
    "g.txt": (lambda path: text_file(path, "|"), True),
    "h.xls": (lambda path: text_file(path, "|"), True),
    "i.html": (html_file, False),
    "j.xls": (html_file, False),
    "k.xml": (xml_file, False),
    "l.xls": (xml_file, False),
    "m.xls": (lambda path: workbook(path.with_suffix(".xlsx"), rows_for(path)).rename(path), True),
    "n.csv": (lambda path: workbook(path.with_suffix(".xlsx"), rows_for(path)).rename(path), True),
}


def lines_of(county: County, return_id: int) -> list[Any]:
    return county.query(
        "select row_number, cells, project_code, item_code, cutoff_date, completed_percent, investment_amount, remark,"
        " unreadable_columns, is_accepted from raw.progress_lines where return_id = :id order by row_number",
        id=return_id,
    )


def by_name(county: County, return_ids: list[int], unit: str = "U11") -> dict[str, dict[str, Any]]:
    return {record["file_name"]: record for record in (record_of(county, number, unit) for number in return_ids)}


@pytest.mark.proof
def test_a_copy_of_any_kind_dropped_again_says_the_same_or_the_receipt_says_why_there_is_none(county: County) -> None:
    county.inbox("U11").mkdir(parents=True)
    for name, (make, _) in KINDS.items():
        make(county.inbox("U11") / name)
    first = by_name(county, county.ingest(JULY))
    assert set(first) == set(KINDS)
    for name, (_, has_copy) in KINDS.items():
        record = first[name]
        assert (record["verdict"], record["lines_count"]) == ("partly_returned", 2), name
        if has_copy:
            copy = county.folder / "outbox" / "U11" / record["annotated_file_name"]
            (county.inbox("U11") / f"again-{name}").write_bytes(copy.read_bytes())
        else:
            assert record["no_annotated_file_reason"] == "kind_without_copy", name
            html = page(county, record["return_id"])
            assert "网页（HTML）和XML表格不附批注副本" in html
            assert "web pages (HTML) and XML spreadsheets get no annotated copy" in html
    again = by_name(county, county.ingest(LATER))
    assert set(again) == {f"again-{name}" for name, (_, has_copy) in KINDS.items() if has_copy}
    for name, record in again.items():
        before = first[name.removeprefix("again-")]
        assert record["verdict"] == "partly_returned", name
        assert record["text_encoding"] == before["text_encoding"]
        assert lines_of(county, record["return_id"]) == lines_of(county, before["return_id"]), name


def test_the_ledger_keeps_what_a_return_was_read_as(county: County) -> None:
    county.inbox("U11").mkdir(parents=True)
    for name in ("a.xlsx", "g.txt", "j.xls"):
        KINDS[name][0](county.inbox("U11") / name)
    (county.inbox("U11") / "z.csv").write_bytes(b"nothing\n")
    county.ingest(JULY)
    kept = county.query("select file_name, file_kind, text_encoding, text_delimiter from raw.returns order by 1")
    assert [tuple(row) for row in kept] == [
        ("a.xlsx", "xlsx", None, None),
        ("g.txt", "text", "utf-8", "|"),
        ("j.xls", "html", "utf-8", None),
        ("z.csv", None, None, None),
    ]


def three_units(county: County) -> None:
    for unit in ("U11", "U12", "U13"):
        progress_file(county.inbox(unit) / "a.xlsx", [{"remark": unit}])


def states(county: County) -> dict[str, str]:
    return {row.unit_code: row.state for row in county.query("select unit_code, state from raw.returns")}


def greedy(path: Path) -> None:
    bytearray(4 << 30)


def killed(path: Path) -> None:
    os.kill(os.getpid(), 9)


def aborted(path: Path) -> None:
    os.abort()


def crashed(path: Path) -> None:
    os.kill(os.getpid(), 11)


def spinning(path: Path) -> None:
    while True:
        pass


def broken(path: Path) -> None:
    raise EOFError("planted")


@pytest.mark.parametrize(
    ("fate", "reason"),
    [
        (greedy, "too_large"),
        (killed, "too_large"),
        (aborted, "too_large"),
        (spinning, "too_large"),
        (crashed, "failed"),
        (broken, "failed"),
    ],
)
@pytest.mark.parametrize("step", ["open", "write"])
def test_a_file_that_kills_what_answers_in_it_gets_a_receipt_and_the_others_their_copies(
    county: County, monkeypatch: pytest.MonkeyPatch, fate: Callable[[Path], None], reason: str, step: str
) -> None:
    whole_open, whole_write = copies.open_copy, copies.write_copy

    def open_copy(path: Path, of: answer.Answer) -> Any:
        if step == "open" and of.entry["unit_code"] == "U12":
            fate(path)
        return whole_open(path, of)

    def write_copy(opened: Any, of: answer.Answer, found: Any, target: Path) -> None:
        target.write_bytes(b"half")
        if step == "write" and of.entry["unit_code"] == "U12":
            fate(target)
        whole_write(opened, of, found, target)

    monkeypatch.setattr(confined_copies, "open_copy", open_copy)
    monkeypatch.setattr(confined_copies, "write_copy", write_copy)
    monkeypatch.setattr(confined_copies, "load_limits", lambda: replace(load_limits(), copying_seconds=1))
    three_units(county)
    first, bad, last = county.ingest(JULY)
    assert set(states(county).values()) == {"answered"}
    assert record_of(county, bad, "U12")["no_annotated_file_reason"] == reason
    for number, unit in ((first, "U11"), (last, "U13")):
        name = record_of(county, number, unit)["annotated_file_name"]
        assert (county.folder / "outbox" / unit / name).stat().st_size > 1000
    assert list((county.folder / "outbox").rglob(".*")) == []
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < 1500 * 1024


def test_a_return_whose_answer_fails_stops_no_other_and_is_tried_again(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = receipt.write_record

    def write_record(path: Path, of: answer.Answer, *rest: Any) -> None:
        if of.entry["unit_code"] == "U12":
            raise OSError("planted")
        whole(path, of, *rest)

    monkeypatch.setattr(receipt, "write_record", write_record)
    three_units(county)
    with pytest.raises(UnansweredError, match="Returns 2 could not be answered"):
        county.ingest(JULY)
    assert states(county) == {"U11": "answered", "U12": "judged", "U13": "answered"}
    monkeypatch.undo()
    assert county.ingest(JULY) == []
    assert set(states(county).values()) == {"answered"}


def test_what_is_answered_stays_answered_when_the_task_itself_is_killed(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write_record(path: Path, of: answer.Answer, *rest: Any) -> None:
        if of.entry["unit_code"] == "U13":
            raise KeyboardInterrupt
        whole(path, of, *rest)

    whole = receipt.write_record
    monkeypatch.setattr(receipt, "write_record", write_record)
    three_units(county)
    with pytest.raises(KeyboardInterrupt):
        county.ingest(JULY)
    assert states(county) == {"U11": "answered", "U12": "answered", "U13": "judged"}


def test_a_part_that_is_a_sheet_under_another_name_counts_too(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    path = progress_file(county.inbox("U11") / "a.xlsx", [{}])
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    for name in ("xl/_rels/workbook.xml.rels", "[Content_Types].xml"):
        parts[name] = parts[name].replace(b"sheet1.xml", b"sheet1.dat")
    sheet = parts.pop("xl/worksheets/sheet1.xml")
    others = sum(map(len, parts.values()))
    padded = sheet + b" " * (20_000 + others)
    with zipfile.ZipFile(path, "w") as package:
        for name, content in (parts | {"xl/worksheets/sheet1.dat": padded}).items():
            package.writestr(name, content)
    monkeypatch.setitem(copies.MOST_BYTES, "xlsx", 2 * others)
    [number] = county.ingest(JULY)
    record = record_of(county, number)
    assert (record["verdict"], record["no_annotated_file_reason"]) == ("accepted", "too_large")


@pytest.mark.parametrize(("limit", "has_copy"), [(3, True), (2, False)])
def test_a_file_full_of_formulas_gets_a_receipt_alone(
    county: County, monkeypatch: pytest.MonkeyPatch, limit: int, has_copy: bool
) -> None:
    items = ("道路改造", "雨污分流", "管线序化")
    for suffix in ("xlsx", "xls", "csv"):
        progress_file(
            county.inbox("U11") / f"a.{suffix}", [{"item_text": item, "remark": f"@{suffix}"} for item in items]
        )
    monkeypatch.setattr(formula_texts, "load_limits", lambda: replace(load_limits(), most_formula_texts=limit))
    for record in by_name(county, county.ingest(JULY)).values():
        found = [finding for finding in record["findings"] if finding["rule_id"] == "F35"]
        assert record["no_annotated_file_reason"] == (None if has_copy else "too_many_formula_texts")
        assert len(found) == (3 if has_copy else 0)
        if not has_copy:
            assert "以=、+、-、@开头的文字过多" in page(county, record["return_id"])
