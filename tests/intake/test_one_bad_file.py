"""One bad file is answered with a reason; it never stops the others, and nobody's later work is undone."""

import re
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from planwatch.intake import reading
from planwatch.intake.inbox import register_returns
from planwatch.intake.reading import read_returns
from planwatch.warehouse import return_loading
from planwatch.warehouse.connection import connect
from tests.builders import progress_file, table
from tests.county import County
from tests.intake.reading_at_once import read_file

MAY = datetime(2021, 6, 2, tzinfo=UTC)


def register(county: County) -> list[int]:
    with connect(county.url) as connection:
        return register_returns(connection, county.folder / "inbox", county.folder / "archive", MAY)


def states(county: County) -> list[tuple]:
    return [tuple(row) for row in county.query("select unit_code, state, lines_count from raw.returns order by 1")]


@pytest.mark.parametrize("row", [{"investment_amount": 1e300}, {"investment_amount": "1E+140000"}])
def test_a_figure_without_measure_is_unreadable_and_stops_nothing(county: County, row: dict) -> None:
    progress_file(county.inbox("U11") / "a.xlsx", [row])
    progress_file(county.inbox("U12") / "a.xlsx", [{"item_text": "管线序化"}])
    bad, _ = register(county)
    read_returns(county.url, county.folder / "archive")
    assert states(county) == [("U11", "read", 1), ("U12", "read", 1)]
    assert county.findings(bad) == [("F05", 2, "investment_amount")]


def test_a_nul_in_a_workbook_stops_nothing(county: County) -> None:
    progress_file(county.inbox("U11") / "a.xlsx", [{"remark": "说_x0000_明"}])
    progress_file(county.inbox("U12") / "a.xlsx", [{"item_text": "管线序化"}])
    register(county)
    read_returns(county.url, county.folder / "archive")
    assert states(county) == [("U11", "read", 1), ("U12", "read", 1)]
    assert county.query("select remark from raw.progress_lines where remark is not null")[0][0] == "说明"


def test_a_return_that_cannot_be_staged_is_refused_and_the_others_go_on(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    progress_file(county.inbox("U11") / "a.xlsx", [{}])
    progress_file(county.inbox("U12") / "a.xlsx", [{"item_text": "管线序化"}])
    bad, _ = register(county)
    whole = return_loading.stage

    def stage(connection, return_id, sheets, *rest):
        if return_id == bad and sheets:
            whole(connection, return_id, sheets, *rest)
            raise return_loading.UnstageableError("planted")
        return whole(connection, return_id, sheets, *rest)

    monkeypatch.setattr(reading.return_loading, "stage", stage)
    read_returns(county.url, county.folder / "archive")
    assert states(county) == [("U11", "read", 0), ("U12", "read", 1)]
    assert county.findings(bad) == [("F01", None, None)]


def test_one_stray_cell_in_the_last_corner_is_refused_without_filling_the_memory(county: County) -> None:
    book = Workbook()
    for row in table("progress", [{"project_text": "石门小区", "item_text": "道路改造", "cutoff_date": "2021-06-30"}]):
        book.active.append(row)
    book.active.cell(1048576, 16384).value = " "
    county.inbox("U11").mkdir(parents=True)
    book.save(county.inbox("U11") / "a.xlsx")
    [bad] = register(county)
    read_returns(county.url, county.folder / "archive")
    assert county.query("select facts ->> 'reason' from raw.findings where rule_id = 'F01'")[0][0] == "too_many_cells"
    assert county.findings(bad) == [("F01", None, None)]


def test_a_slow_reader_does_not_undo_what_came_after(county: County) -> None:
    progress_file(county.inbox("U11") / "a.xlsx", [{}])
    [return_id] = register(county)
    read_returns(county.url, county.folder / "archive")
    county.query("update raw.returns set state = 'answered' returning 1")
    with connect(county.url) as connection:
        return_loading.stage(connection, return_id, [], [], {}, None)
    assert states(county) == [("U11", "answered", 1)]


def test_the_same_bytes_twice_are_one_return_and_the_archive_keeps_them(county: County) -> None:
    first = progress_file(county.inbox("U11") / "a.csv", [{}])
    (county.inbox("U11") / "b.csv").write_bytes(first.read_bytes())
    assert len(register(county)) == 1
    assert register(county) == []
    [archived] = [path for path in (county.folder / "archive").rglob("*") if path.is_file()]
    assert archived.read_bytes() == first.read_bytes()


def test_a_sum_that_excel_keeps_with_a_binary_tail_is_money_to_the_fen(tmp_path: Path) -> None:
    made = progress_file(tmp_path / "a.xlsx", [{"investment_amount": 547.5}])
    tailed = tmp_path / "b.xlsx"
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(tailed, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name.startswith("xl/worksheets/"):
                content, count = re.subn(rb"<v>547\.5</v>", b"<v>0.30000000000000004</v>", content)
                assert count == 1
            target.writestr(name, content)
    sheets, findings, _ = read_file(tailed, "U11", {})
    assert findings == []
    assert sheets[0].lines[0]["investment_amount"] == 3000
