"""A text return comes back in its own columns; dropped again, its copy says what the return said, whatever its cells hold."""

import csv
import io
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planwatch.checks import formula_texts
from planwatch.checks.copy_text import TextCopy
from planwatch.checks.formula_texts import TooManyFormulaTextsError
from planwatch.intake.opening import open_return
from planwatch.limits import load_limits
from planwatch.messages import LANGUAGES, load_messages
from tests.intake.made_files import HEADINGS, LINE
from tests.intake.reading_at_once import read_file

DELIMITERS = [",", "\t", ";", "|"]
CELLS = st.text(st.sampled_from("石门'\"=+-@,;|\t\r\n 1a"), max_size=12)


def finding(row_number: int, says: str = "不是数值", **changes: Any) -> dict[str, Any]:
    said = {"heading": "备注", "says": says, "fix": "请改正"}
    kept = {"severity": "error", "rule_id": "F05", "reason": None, "fingerprint": None, "row_number": row_number}
    return kept | dict.fromkeys(LANGUAGES, said) | changes


def written(folder: Path, rows: list[list[Any]], delimiter: str = ",", row_end: str = "\r\n") -> Path:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator="\r\n", quoting=csv.QUOTE_ALL).writerows(rows)
    path = folder / "a.txt"
    path.write_bytes(text.getvalue().replace('"\r\n', f'"{row_end}').encode())
    return path


def copied(path: Path, findings: list[dict[str, Any]], language: str = "zh") -> Path:
    opened = open_return(path, "U11", {})
    [(_, layout)] = opened.known
    copy = TextCopy(path, opened.format.text_encoding, opened.format.text_delimiter, layout.heading_rows[-1] + 1)
    target = path.with_name("copy.txt")
    copy.write(target, findings, load_messages(language))
    return target


def read(path: Path) -> list[dict[str, Any]]:
    parts, findings, _ = read_file(path, "U11", {})
    assert [found.facts for found in findings if found.rule_id == "F01"] == []
    return [line for part in parts for line in part.lines]


def comes_back_the_same(path: Path, findings: list[dict[str, Any]], language: str = "zh") -> str:
    """The copy reads to the same lines; so does the copy of the copy. Returns the copy's text."""
    lines = read(path)
    copy = copied(path, findings, language)
    text = copy.read_bytes().decode()
    assert read(copy) == lines
    assert read(copied(copy.rename(path.with_name("b.txt")), findings, language)) == lines
    return text


@pytest.mark.parametrize("delimiter", DELIMITERS)
def test_a_copy_keeps_the_delimiter_by_which_the_headings_stand(tmp_path: Path, delimiter: str) -> None:
    others = "".join(DELIMITERS) * 20
    rows = [["进度表" + others], [*HEADINGS, "备注"], [*LINE, others], [*LINE, ""]]
    text = comes_back_the_same(written(tmp_path, rows, delimiter), [finding(3)])
    [heading] = [line for line in text.splitlines() if "小区名称" in line]
    assert heading.split(delimiter)[:6] == [*HEADINGS, "备注"]


@settings(deadline=None)
@given(st.sampled_from(DELIMITERS), st.sampled_from(["\r\n", "\n"]), CELLS, CELLS, CELLS)
def test_whatever_cells_hold_a_copy_reads_the_same(
    delimiter: str, row_end: str, first: str, second: str, title: str
) -> None:
    with TemporaryDirectory() as folder:
        rows = [[title], [*HEADINGS, "备注"], [*LINE, first], [*LINE, second]]
        path = written(Path(folder), rows, delimiter, row_end)
        if not [found for found in read_file(path, "U11", {})[1] if found.rule_id == "F01"]:
            comes_back_the_same(path, [finding(4, first + second)])


def test_codes_that_a_program_kept_from_becoming_numbers_stay_and_are_no_formulas(tmp_path: Path) -> None:
    path = written(tmp_path, [[*HEADINGS, "备注"], ['="石门小区"', *LINE[1:], '="0012"']])
    copy = TextCopy(path, "utf-8", ",", 1)
    assert copy.formula_texts == []
    assert '"=""石门小区"""' in comes_back_the_same(path, [finding(2)])


def test_empty_columns_at_the_right_are_not_answered_behind(tmp_path: Path) -> None:
    path = written(tmp_path, [HEADINGS + [""] * 3000, LINE + [""] * 3000])
    text = comes_back_the_same(path, [finding(2)])
    assert len(next(csv.reader(text.splitlines()))) == len(HEADINGS) + 6


def test_a_finding_at_the_headings_does_not_take_the_place_of_ours(tmp_path: Path) -> None:
    path = written(tmp_path, [[*HEADINGS, "=备注"], [*LINE, "x"]])
    assert "审核结果" in comes_back_the_same(path, [finding(1), finding(2)]).splitlines()[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_long_answer_of_many_lines_is_read_again(tmp_path: Path, language: str) -> None:
    path = written(tmp_path, [HEADINGS, LINE])
    found = [finding(2, says="a, b, c | d | e\nf, g, h | i | j\nk") for _ in range(2000)]
    comes_back_the_same(path, found, language)


def test_a_copy_that_was_saved_with_blank_columns_is_known_again(tmp_path: Path) -> None:
    path = written(tmp_path, [HEADINGS, LINE])
    lines = read(path)
    copy = copied(path, [finding(2)])
    rows = list(csv.reader(io.StringIO(copy.read_bytes().decode(), newline="")))
    again = written(tmp_path, [[*row, "", ""] for row in rows])
    twice = copied(again, [])
    assert read(twice) == lines
    assert len(next(csv.reader(twice.open(newline="")))) == len(HEADINGS) + 6


@pytest.mark.parametrize(("limit", "is_refused"), [(3, False), (2, True)])
def test_there_is_no_copy_of_a_file_full_of_formulas(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: int, is_refused: bool
) -> None:
    monkeypatch.setattr(formula_texts, "load_limits", lambda: replace(load_limits(), most_formula_texts=limit))
    path = written(tmp_path, [[*HEADINGS, "备注"], *[[*LINE, "=" + "a" * 5000]] * 3])
    if is_refused:
        with pytest.raises(TooManyFormulaTextsError):
            TextCopy(path, "utf-8", ",", 1)
    else:
        assert [len(found.text) for found in TextCopy(path, "utf-8", ",", 1).formula_texts] == [80] * 3
