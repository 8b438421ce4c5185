"""Operators' limits are data: read whole, or refused by section, key and line in both languages."""

from collections.abc import Callable
from pathlib import Path

import pytest

from planwatch import paths
from planwatch.intake.collection_limits import load_collection_limits
from planwatch.limit_files import LimitError
from planwatch.limits import load_limits

READERS: dict[str, Callable[[Path], object]] = {"reading.toml": load_limits, "collecting.toml": load_collection_limits}


def refused(folder: Path, name: str, before: str, after: str) -> str:
    """What is said of a file in which `before` stands as `after`."""
    content = (paths.INCLUDE / name).read_text(encoding="utf-8")
    assert content.count(before) == 1
    (folder / name).write_text(content.replace(before, after), encoding="utf-8")
    with pytest.raises(LimitError) as refusal:
        READERS[name](folder / name)
    return str(refusal.value)


@pytest.mark.parametrize(
    ("name", "before", "after", "reason"),
    [
        ("reading.toml", "\nseconds = 30", "\nseconds = 0", "[process] seconds: 0 is too small"),
        ("reading.toml", "\nseconds = 30", '\nseconds = "30"', '[process] seconds: "30" is not a whole number'),
        ("reading.toml", "most_cells = 2_000_000", "", "[sheets] lacks most_cells"),
        ("reading.toml", "\n[files]", "\n[files]\nx = 1", "[files] x: there is no such key"),
        ("reading.toml", "\n[files]", "\n[files", "reading.toml, line 5"),
        ("collecting.toml", "most_restarts = 2", "most_restarts = -1", "[trust] most_restarts: -1 is too small"),
        ("collecting.toml", "[sizes]", "[lengths]", "[lengths]: there is no such section"),
        ("collecting.toml", "[sizes]", "[lengths]", "[sizes] lacks most_pages"),
    ],
)
def test_a_faulty_limit_is_named_where_it_stands(
    tmp_path: Path, name: str, before: str, after: str, reason: str
) -> None:
    said = refused(tmp_path, name, before, after)
    assert reason in said
    assert said.startswith("限额不能使用")


def test_each_fault_has_its_line(tmp_path: Path) -> None:
    lines = (paths.INCLUDE / "collecting.toml").read_text(encoding="utf-8").splitlines()
    line = next(number for number, line in enumerate(lines, start=1) if line.startswith("most_pages"))
    said = refused(tmp_path, "collecting.toml", "most_pages = 2_000", "most_pages = -2")
    assert f"collecting.toml第{line}行“[sizes] most_pages”：-2太小；请写不小于0的整数。" in said


def test_none_at_all_is_no_fault_of_a_collection(tmp_path: Path) -> None:
    """An API may be asked without overlap, a file may not be read in no time."""
    content = (paths.INCLUDE / "collecting.toml").read_text(encoding="utf-8")
    (tmp_path / "collecting.toml").write_text(content.replace("overlap_seconds = 900", "overlap_seconds = 0"))
    assert load_collection_limits(tmp_path / "collecting.toml").overlap_seconds == 0
