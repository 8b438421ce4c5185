"""`make forms`: the workbooks land in the outbox, of the example run with its mark; a wrong value is told in words."""

import sys
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from planwatch.console import forms, stage
from planwatch.settings import read_settings
from tests.county import County


@pytest.fixture
def make(county: County, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    """Run the command with its arguments on this county; its exit code and what it printed."""
    monkeypatch.setattr(forms, "last_warehouse_url", lambda: county.url)
    settings = replace(read_settings({}), data_folder=county.folder, outbox_folder=county.folder / "outbox")
    monkeypatch.setattr(stage, "read_settings", lambda: settings)

    def run(*arguments: str) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["forms", *arguments])
        code = forms.main()
        printed = capsys.readouterr()
        return code, printed.out + printed.err

    return run


def test_one_unit_or_all_of_them(county: County, make) -> None:
    code, printed = make("2021-07-31", "", "U12")
    assert (code, printed.splitlines()[0][:5]) == (0, "1个单位的")
    assert [path.name for path in county.folder.rglob("*.xlsx")] == ["报表_县电力公司_2021-07-31.xlsx"]
    assert make()[0] == 0
    assert {path.parents[1].name for path in county.folder.rglob("*_2021-04-30.xlsx")} == {
        f"U{number:02d}" for number in range(1, 18)
    }


def test_forms_of_the_example_run_are_marked_and_lie_beside_its_receipts(
    county: County, make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stage, "WAREHOUSE", county.url.rpartition("/")[2])
    assert make("2021-07-31", "", "U12")[0] == 0
    [path] = (county.folder / "example/outbox/U12/forms").glob("*.xlsx")
    book = load_workbook(path)
    assert all(sheet["A1"].value.startswith("【示例数据】") for sheet in book.worksheets[:4])
    assert "示例数据" in book.worksheets[0].oddFooter.left.text


@pytest.mark.parametrize("arguments", [("31.7.2021",), ("", "yesterday")])
def test_what_is_no_date_is_told_in_words(make, arguments: tuple[str, ...]) -> None:
    code, printed = make(*arguments)
    assert code == 2
    assert "CUTOFF=2021-07-31" in printed
