"""`make query`: rows as CSV, which a spreadsheet may open."""

import sys

import pytest

from planwatch.console import query


def test_text_that_begins_like_a_formula_is_marked_and_a_number_is_not(
    planned_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(query, "last_warehouse_url", lambda: planned_url)
    monkeypatch.setattr(
        sys, "argv", ["query", "select '=1+1' as said, -3 as amount, '石门小区' as name, null as nothing"]
    )
    assert query.main() == 0
    assert capsys.readouterr().out.splitlines() == ["said,amount,name,nothing", "'=1+1,-3,石门小区,"]
