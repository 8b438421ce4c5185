"""Data Docs stand alone: nothing on a page comes from the network, and the index leads to every page."""

import os
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.builders import progress_file, spending_file
from tests.county import County

JULY = datetime(2021, 7, 2, 1, tzinfo=UTC)


@pytest.fixture
def site(county: County) -> Path:
    """The Data Docs of a run with a progress return that lacks a value and a sound spending return."""
    progress_file(county.inbox("U11") / "进度表.xlsx", [{"investment_amount": None}, {"item_text": "绿化"}])
    spending_file(county.inbox("U11") / "资金表.xlsx", [{}])
    replace(county, data_docs=county.folder / "data_docs").ingest(JULY)
    return county.folder / "data_docs" / "returns"


def test_no_page_fetches_anything(site: Path) -> None:
    pages = list(site.rglob("*.html"))
    assert len(pages) == 5
    for page in pages:
        assert re.findall(r"(?:https?:)?//[\w.-]+\.\w+[^\s\"']*", page.read_text(encoding="utf-8")) == []


def test_the_index_shows_results_without_a_script_and_every_link_leads_to_a_page(site: Path) -> None:
    index = (site / "index.html").read_text(encoding="utf-8")
    assert "<script" not in index
    assert "fa-times" in index
    assert "fa-check-circle" in index
    for page in site.rglob("*.html"):
        links = re.findall(r'href="([^"#]+)"', page.read_text(encoding="utf-8"))
        assert links
        assert [link for link in links if not (page.parent / link).exists()] == []
    linked = {os.path.normpath(site / link) for link in re.findall(r'href="([^"#]+)"', index)}
    assert {str(page) for page in site.rglob("*.html")} == linked


def test_a_failed_expectation_is_seen_with_what_it_saw(site: Path) -> None:
    [page] = (site / "validations" / "progress_lines").rglob("*.html")
    shown = page.read_text(encoding="utf-8")
    assert "1 unexpected values found" in shown
    assert "只看未通过项" in shown
