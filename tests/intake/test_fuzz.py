"""Mangled workbooks and texts: each is read or refused with a sentence, none breaks off, and all can be stored.

The usual run spoils a few hundred files, `make fuzz` ten thousand.
"""

import json
import logging
import os
import random
from collections import Counter
from datetime import UTC, datetime

import pytest

from planwatch.intake.inbox import register_returns
from planwatch.intake.reading import read_returns
from planwatch.messages import load_messages
from planwatch.warehouse.connection import connect
from planwatch.wording import worded
from tests.county import County
from tests.intake.mangling import mangled, originals

FILES = int(os.environ.get("PLANWATCH_FUZZ_FILES", "300"))
SEED = int(os.environ.get("PLANWATCH_FUZZ_SEED", "20210630"))
JULY = datetime(2021, 7, 2, 1, tzinfo=UTC)
BROKEN_OFF = {"reader_died", "too_slow"}


def test_mangled_files_are_read_or_refused_and_none_breaks_off(
    county: County, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture
) -> None:
    whole = originals(county.folder)
    county.inbox("U11").mkdir(parents=True)
    for number in range(FILES):
        chance = random.Random(f"{SEED}-{number}")
        name = chance.choice(list(whole))
        (county.inbox("U11") / f"{number:06d}-{name}").write_bytes(mangled(whole[name], chance))
    with connect(county.url) as connection:
        ids = register_returns(connection, county.folder / "inbox", county.folder / "archive", JULY)
    with caplog.at_level(logging.ERROR):
        assert read_returns(county.url, county.folder / "archive") == len(ids)
    assert [record.getMessage() for record in caplog.records] == []
    assert county.query("select count(*) from raw.returns where state <> 'read'")[0][0] == 0
    reasons = Counter(_spoken(county))
    with capsys.disabled():
        print(f"\n{len(ids)} mangled returns, seed {SEED}: {_summary(county)}; refused: {dict(reasons.most_common())}")
    assert not BROKEN_OFF & set(reasons)


def _spoken(county: County) -> list[str]:
    """Every finding as its submitter reads it, in both languages; returns the reasons of refusals."""
    reasons = []
    found = county.query("select *, facts::text as facts_text from raw.findings")
    for row in found:
        finding = {**row._mapping, "facts": row.facts_text}
        for language in ("zh", "en"):
            assert worded(finding, load_messages(language))["says"]
        if row.rule_id == "F01":
            reasons.append(json.loads(row.facts_text)["reason"])
    return reasons


def _summary(county: County) -> str:
    [row] = county.query(
        "select count(*) filter (where lines_count > 0), sum(lines_count),"
        " (select count(*) from raw.findings) from raw.returns"
    )
    return f"{row[0]} read with {row[1]} lines, {row[2]} findings"
