"""What LibreOffice saves again, in any format, says the same: the same findings at the same rows and columns."""

import fcntl
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.corpus.casting import Filed
from tests.corpus.filing import Sent, found_in, play, send
from tests.corpus.resaving import save_again, sent_again
from tests.corpus.scenes import scenes
from tests.corpus.scores import counted
from tests.corpus.test_corpus import told
from tests.county import County

pytestmark = [
    pytest.mark.libreoffice,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed"),
]


@pytest.fixture(scope="session")
def saved_again(tmp_path_factory) -> Iterator[dict[tuple[int, int], tuple[Sent, Path]]]:
    """Every return of the corpus by number and position, with the folder of second files; converted once per run."""
    shared = tmp_path_factory.getbasetemp()
    shared = shared.parent if shared.name.startswith("popen-") else shared
    folder = shared / "resaved"
    with (shared / "resaved.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        is_first = not folder.exists()
        filed = [filed for scene in scenes() for case in scene.cases for filed in [case.main, *case.earlier]]
        originals = shared / "originals" if is_first else tmp_path_factory.mktemp("originals")
        sent = [send(entry, originals) for entry in filed]
        if is_first:
            save_again(sent, folder)
    yield {(entry.filed.number, entry.filed.position): (entry, folder) for entry in sent}


@pytest.mark.parametrize("number", range(len(scenes())))
def test_a_file_saved_again_says_the_same(number: int, county: County, saved_again, record_property) -> None:
    def send_second(filed: Filed, inbox: Path) -> Sent:
        first, folder = saved_again[filed.number, filed.position]
        return sent_again(first, folder, inbox)

    scene = scenes()[number]
    sent = play(scene, county, send_second)
    found = found_in(county)
    expected = set().union(*(entry.expected for entry in sent))
    record_property("corpus", counted(expected, found, len(sent)))
    labels = {f"{case.main.number:04d}": case.label for case in scene.cases}
    assert not told(expected - found, labels), "said before and not now"
    assert not told(found - expected, labels), "said now and not before"
