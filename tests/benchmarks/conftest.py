"""What benchmarks say is kept for the end of the run."""

from collections.abc import Callable
from typing import Any

import pytest


@pytest.fixture
def say(record_property) -> Callable[..., None]:
    """Lines for the summary."""

    def said(*lines: str) -> None:
        for line in lines:
            record_property("bench", line)

    return said


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Print what the benchmarks said."""
    reports = [report for outcome in ("passed", "failed") for report in terminalreporter.stats.get(outcome, [])]
    lines = [value for report in reports for name, value in report.user_properties if name == "bench"]
    if lines:
        terminalreporter.section("benchmarks")
        for line in lines:
            terminalreporter.write_line(line)
