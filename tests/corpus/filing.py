"""Files a scene's returns in a county and reads back what was found of each."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.corpus.baggage import pack
from tests.corpus.casting import Filed
from tests.corpus.dress import DRAFT, dress
from tests.corpus.files import SUFFIXES, write_file
from tests.corpus.scenes import Scene
from tests.county import County

EARLIER_AT = datetime(2021, 7, 3, 1, tzinfo=UTC)
RECEIVED_AT = datetime(2021, 7, 5, 1, tzinfo=UTC)
# Files that are no returns at all: what they hold, and under which ending. Nothing is told of them but why.
BROKEN: dict[str, tuple[bytes, str | None]] = {
    "the file is empty": (b"", None),
    "the file is damaged": (b"PK\x03\x04 and nothing more", None),
    "the file is a letter": ("关于报送六月进度的函".encode(), None),
    "the file is a PDF": (b"%PDF-1.4", ".pdf"),
    "the file is in no known encoding": (b"\xff\xff\xff\xfe\xff", None),
}
OF_THE_FILE = {"F02", "F76", "F77", "F78"}

Found = tuple[str, str, str | None, int | None, str | None]


@dataclass
class Sent:
    """A file as it was sent, and what must be found of it: file, rule, sheet, row of the file, column."""

    filed: Filed
    path: Path
    expected: set[Found]
    sheet: str
    is_broken: bool


def send(filed: Filed, folder: Path) -> Sent:
    """Write one return into a folder of its unit."""
    broken = next((deed for deed in filed.deeds.sheet_deeds if deed in BROKEN), None)
    stem = f"{filed.number:04d}-{filed.position}" if filed.position else f"{filed.number:04d}"
    path = folder / filed.unit / f"{stem}{SUFFIXES[filed.kind]}"
    sheet = ""
    path.parent.mkdir(parents=True, exist_ok=True)
    if broken:
        content, ending = BROKEN[broken]
        path = path.with_suffix(ending) if ending else path
        path.write_bytes(content + str(filed.number).encode() if content else content)
        expected = {(path.stem, "F01", None, None, None)}
    else:
        dressed = dress(filed)
        write_file(path, dressed.sheets, filed.kind)
        path = pack(path, filed.deeds.sheet_deeds)
        sheet = dressed.main.name
        expected = {
            (path.stem, rule, _sheet_of(rule, sheet), dressed.places[row], column)
            for rule, row, column in filed.findings
        }
    if filed.kind.startswith(("csv", "tsv")) and not broken:
        expected.add((path.stem, "F02", None, None, None))
    return Sent(filed, path, expected, sheet, bool(broken))


def _sheet_of(rule_id: str, sheet: str) -> str | None:
    """The sheet that a finding names: the return's own, a draft beside it, or none."""
    return DRAFT if rule_id == "F75" else None if rule_id in OF_THE_FILE else sheet


def play(scene: Scene, county: County, send: Callable[[Filed, Path], Sent] = send) -> list[Sent]:
    """File and take in all returns of a scene: what was filed before first, then the rest, one run each."""
    inbox = county.folder / "inbox"
    before = [send(filed, inbox) for case in scene.cases for filed in case.earlier]
    if before:
        assert len(county.ingest(EARLIER_AT)) == len(before)
    now = [send(case.main, inbox) for case in scene.cases]
    assert len(county.ingest(RECEIVED_AT)) == len(now)
    return before + now


def found_in(county: County) -> set[Found]:
    """Every finding in a county, by its file's stem."""
    rows = county.query(
        "select returns.file_name, found.rule_id, found.sheet_name, found.row_number, found.column_name"
        " from raw.findings as found inner join raw.returns as returns on found.return_id = returns.return_id"
    )
    return {(Path(row[0]).stem, *row[1:]) for row in rows}


def verdicts(county: County) -> dict[str, tuple[Any, ...]]:
    """State, verdict, lines and accepted lines of every return, by its file's stem."""
    rows = county.query(
        "select file_name, state, verdict, lines_count, accepted_lines_count, receipt_path is not null from raw.returns"
    )
    return {Path(row[0]).stem: tuple(row[1:]) for row in rows}
