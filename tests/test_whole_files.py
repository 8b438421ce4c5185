"""Files that are there whole or not at all, alone and together."""

from pathlib import Path

import pytest

from planwatch.whole_files import written_together


def test_files_take_their_places_together_and_others_stay(tmp_path: Path) -> None:
    place = tmp_path / "day"
    (place / "data").mkdir(parents=True)
    (place / "data/a.csv").write_text("old")
    (place / "signed.pdf").write_text("signed")
    with written_together(place) as beside:
        (beside / "data").mkdir()
        (beside / "data/a.csv").write_text("new")
        (beside / "book.xlsx").write_text("new")
        assert (place / "data/a.csv").read_text() == "old"
        assert not (place / "book.xlsx").exists()
    found = {path.name: path.read_text() for path in tmp_path.rglob("*") if path.is_file()}
    assert found == {"a.csv": "new", "book.xlsx": "new", "signed.pdf": "signed"}


def test_where_it_raises_nothing_has_changed_and_nothing_is_left(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="broken"):
        break_off(tmp_path / "day")
    assert list(tmp_path.iterdir()) == []


def break_off(place: Path) -> None:
    with written_together(place) as beside:
        (beside / "a.csv").write_text("half")
        raise ValueError("broken")
