"""Generated pages are what the sources say now, and every file has its place."""

import re
from pathlib import Path

from planwatch import paths
from planwatch.checks.catalogue import catalogue
from planwatch.rules import load_rules
from planwatch.warehouse.checking import check_statements

ROOT = Path(__file__).parents[1]


def test_the_page_of_rules_is_fresh() -> None:
    assert (paths.DOCS / "rules.md").read_text(encoding="utf-8") == catalogue(), "run make docs"


def test_every_rule_stands_where_the_register_says() -> None:
    held = {(rule.id, form) for rule in load_rules().values() if rule.held_by == "check" for form in rule.forms}
    assert {(rule_id, form) for rule_id, form, _ in check_statements()} == held
    suites = {
        (rule_id, path.stem.removesuffix("_lines"))
        for path in paths.EXPECTATIONS.glob("*_lines.json")
        for rule_id in re.findall(r'"rule_id": "(F\d+)"', path.read_text(encoding="utf-8"))
    }
    assert suites == {
        (rule.id, form) for rule in load_rules().values() if rule.held_by == "expectation" for form in rule.forms
    }


def test_no_mark_of_a_check_is_left_unfilled() -> None:
    assert [rule_id for rule_id, _, statement in check_statements() if "/*" in statement] == []


def test_a_check_says_its_rule_in_its_first_line() -> None:
    for path in (paths.SQL / "checks").glob("*.sql"):
        rule_id = path.stem.partition("_")[0].upper()
        assert path.read_text(encoding="utf-8").startswith(f"-- {rule_id}: "), path.name
        assert load_rules()[rule_id].name == path.stem.partition("__")[0].partition("_")[2]


def test_commands_of_the_readme_exist() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for name in ("README.md", "README.zh-CN.md"):
        named = set(re.findall(r"`make ([a-z-]+)", (ROOT / name).read_text(encoding="utf-8")))
        assert named <= targets


def test_paths_that_the_readme_names_exist() -> None:
    for name in ("README.md", "README.zh-CN.md"):
        for path in re.findall(r"\]\(([^)#:]+)\)", (ROOT / name).read_text(encoding="utf-8")):
            assert (ROOT / path).exists(), path


def test_modules_stay_readable() -> None:
    long = {
        str(path.relative_to(ROOT)): count
        for path in [*(ROOT / "plugins").rglob("*.py"), *(ROOT / "dags").glob("*.py")]
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > 200
    }
    assert long == {}
