"""The DAG's own mapped tasks: a utility that is dead and one that does not answer delay no other's lines."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.end_to_end.playing import ROOT, played
from tests.quick_folders import quick_folder

UNITS = ("U12", "U13", "U14", "U15")


@pytest.fixture
def county_of_four() -> Iterator[Path]:
    """The pipeline as another county installs it: its include/collection.csv names four utilities with an API."""
    folder = quick_folder("planwatch-dead-")
    for name in ("dags", "include", "plugins", "tests"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    rows = [f"{unit},utility_{unit.lower()},progress,1" for unit in UNITS]
    listed = "\n".join(["unit_code,connection_id,form,cutoffs_count", *rows]) + "\n"
    (folder / "include" / "collection.csv").write_text(listed, encoding="utf-8")
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.mark.proof
@pytest.mark.long
def test_what_others_report_is_in_while_one_is_dead_and_one_is_waited_for(county_of_four: Path) -> None:
    """The silent one speaks only once the others' lines are in: had they waited for it, they would not be."""
    told, _ = played("dead_and_silent", root=county_of_four)
    assert told["in_while_silent"] == [["U14", "14"], ["U15", "15"]]
    assert told["silent_was_asked"]
    assert told["in_at_the_end"] == [["U13", "13"], ["U14", "14"], ["U15", "15"]]
    assert not told["outcome"]
    assert told["states"].count("collect success") == len(UNITS) - 1
    assert told["well_after_seconds"] < told["all_after_seconds"]
