"""A version of the rules names what is checked: the register, its conditions, the forms; not thresholds or sentences."""

import shutil
from pathlib import Path

import pytest

from planwatch import paths
from planwatch.rules import rules_version


@pytest.mark.parametrize(
    ("changed", "is_another"),
    [
        ("rules.yaml", True),
        ("reading.toml", True),
        ("sql/checks/f14_previous_plus_period_disagrees__progress.sql", True),
        ("expectations/progress_lines.json", True),
        ("forms/progress_v1.columns.csv", True),
        ("policy.toml", False),
        ("messages/zh/rules.yaml", False),
        ("expectations/fund_ledger.json", False),
    ],
)
def test_a_changed_rule_is_another_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changed: str, is_another: bool
) -> None:
    before = rules_version()
    copied = tmp_path / "include"
    shutil.copytree(paths.INCLUDE, copied)
    with (copied / changed).open("a", encoding="utf-8") as file:
        file.write("\n")
    for name in ("RULES", "SQL", "EXPECTATIONS", "FORMS"):
        monkeypatch.setattr(paths, name, copied / getattr(paths, name).relative_to(paths.INCLUDE))
    monkeypatch.setattr(paths, "INCLUDE", copied)
    assert (rules_version() != before) is is_another


def test_the_version_is_short_and_stays() -> None:
    assert len(rules_version()) == 12
    assert rules_version() == rules_version()
