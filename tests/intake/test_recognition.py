"""The words by which rows and answers are known are data: read whole, or refused by section and key."""

from pathlib import Path

import pytest

from planwatch import paths
from planwatch.intake import recognition
from planwatch.intake.confined import ConfinedReader
from planwatch.intake.recognition import RecognitionError, load_recognition, yes_or_no

READING = paths.INCLUDE / "reading.toml"


def changed(folder: Path, before: str, after: str) -> Path:
    content = READING.read_text(encoding="utf-8")
    assert content.count(before) == 1
    path = folder / "reading.toml"
    path.write_text(content.replace(before, after), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ('no = ["否", ', 'no = ["是", ', "[answers] no: 是 mean both yes and no"),
        ('part_labels = ["小计"]', "part_labels = []", "[total_rows] part_labels: [] are no words that could be met"),
        ('part_labels = ["小计"]', "", "[total_rows] part_labels: [total_rows] lacks part_labels"),
        ('part_labels = ["小计"]', 'part_labels = "小计"', 'part_labels: "小计" is not a list of words'),
        ('part_labels = ["小计"]', 'part_labels = [""]', 'part_labels: [""] are no words that could be met'),
        ('part_labels = ["小计"]', 'part_labels = ["ＳＵＭ"]', "are no words that could be met"),
        ('part_labels = ["小计"]', 'part_labels = ["Sum"]', "are no words that could be met"),
        ("label_characters = 20", "label_characters = 0", "longest_label_characters: 0 is not positive"),
        ("label_characters = 20", "label_characters = true", "longest_label_characters: true is not a whole number"),
        ('count = "0.5"', "count = 0.5", "[total_differences] count: 0.5 cannot be read as a number"),
        ('count = "0.5"', 'count = "0"', '[total_differences] count: "0" is not positive'),
        ('count = "0.5"', 'count = "half"', '[total_differences] count: "half" cannot be read as a number'),
        ('count = "0.5"', 'count = "0.5"\nyear = "1"', "[total_differences] year: there is no such key"),
        ("[labels_above]", "[labels_below]", "[labels_below]: there is no such section"),
        ("[labels_above]", "[labels_below]", "[labels_above] lacks unit"),
        ('["小计"]', "小计", "reading.toml, line "),
    ],
)
def test_faulty_lists_are_refused_by_section_and_key(tmp_path: Path, before: str, after: str, reason: str) -> None:
    path = changed(tmp_path, before, after)
    with pytest.raises(RecognitionError) as refusal:
        load_recognition(path)
    assert str(refusal.value).startswith("include/reading.toml不能使用")
    assert reason in str(refusal.value)


def test_faulty_lists_are_no_fault_of_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = changed(tmp_path, 'part_labels = ["小计"]', "")
    monkeypatch.setattr("planwatch.intake.confined.load_recognition", lambda: recognition.load_recognition(path))
    with pytest.raises(RecognitionError), ConfinedReader({}):
        pass


def test_an_answer_is_the_lists_word_and_no_other() -> None:
    assert [yes_or_no(word) for word in ("是", "YES", "否", "No", "是否", "")] == [True, True, False, False, None, None]
