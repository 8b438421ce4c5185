"""A copy of the county's plan that a test may spoil."""

import shutil
from pathlib import Path

import pytest

from planwatch import paths


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(paths.PLAN, tmp_path / "plan"))
