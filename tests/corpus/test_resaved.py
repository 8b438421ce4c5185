"""What LibreOffice saves again, in any format, says the same: the same findings at the same rows and columns."""

import fcntl
import shutil
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
def saved_again(tmp_path_factory) -> Path:
    """The folder of every return's second file, by the first one's stem; converted once for all workers of a run."""
    shared = tmp_path_factory.getbasetemp()
    shared = shared.parent if shared.name.startswith("popen-") else shared
    folder = shared / "resaved"
    with (shared / "resaved.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "whole").exists():
            filed = [filed for scene in scenes() for case in scene.cases for filed in [case.main, *case.earlier]]
            save_again([send(entry, shared / "originals") for entry in filed], folder)
            (folder / "whole").touch()
    return folder


@pytest.mark.parametrize("number", range(len(scenes())))
def test_a_file_saved_again_says_the_same(
    number: int, county: County, saved_again: Path, tmp_path: Path, record_property
) -> None:
    def send_second(filed: Filed, inbox: Path) -> Sent:
        return sent_again(send(filed, tmp_path / "originals"), saved_again, inbox)

    scene = scenes()[number]
    sent = play(scene, county, send_second)
    found = found_in(county)
    expected = set().union(*(entry.expected for entry in sent))
    record_property("corpus", counted(expected, found, len(sent)))
    labels = {f"{case.main.number:04d}": case.label for case in scene.cases}
    assert not told(expected - found, labels), "said before and not now"
    assert not told(found - expected, labels), "said now and not before"
