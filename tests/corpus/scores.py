"""Precision and recall per rule, over all scenes, printed at the end of the tests."""

from collections import Counter
from typing import Any

from tests.corpus.filing import Found

Counts = dict[str, dict[str, int]]


def counted(expected: set[Found], found: set[Found], returns_count: int) -> Counts:
    """How often each rule was planted, found, and found where it was planted, in one scene."""
    return {
        "planted": dict(Counter(entry[1] for entry in expected)),
        "found": dict(Counter(entry[1] for entry in found)),
        "right": dict(Counter(entry[1] for entry in expected & found)),
        "returns": {"all": returns_count},
    }


def summary(scenes: list[Counts]) -> list[str]:
    """The table's lines: rule, planted, found, precision, recall; then all together."""
    added: dict[str, Counter[str]] = {name: Counter() for name in ("planted", "found", "right", "returns")}
    for scene in scenes:
        for name, counts in scene.items():
            added[name].update(counts)
    rules = sorted(added["planted"] | added["found"])
    lines = ["rule  planted  found  precision  recall"]
    for rule in rules:
        lines.append(_line(rule, added["planted"][rule], added["found"][rule], added["right"][rule]))
    lines.append(_line("all", *(added[name].total() for name in ("planted", "found", "right"))))
    lines.append(f"{added['returns']['all']} returns in {len(scenes)} counties")
    return lines


def _line(rule: str, planted: int, found: int, right: int) -> str:
    precision = f"{right / found:.3f}" if found else "-"
    recall = f"{right / planted:.3f}" if planted else "-"
    return f"{rule:<4}  {planted:>7}  {found:>5}  {precision:>9}  {recall:>6}"


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Print the table of whatever scenes of the corpus were played."""
    reports = [report for outcome in ("passed", "failed") for report in terminalreporter.stats.get(outcome, [])]
    scenes = [value for report in reports for name, value in report.user_properties if name == "corpus"]
    if scenes:
        terminalreporter.section("the corpus: what was planted and what was found")
        for line in summary(scenes):
            terminalreporter.write_line(line)
