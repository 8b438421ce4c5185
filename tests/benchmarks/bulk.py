"""A million lines as text files: payments, lots, inspections and daily progress, nearly all of them good."""

import csv
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from planwatch.forms import form_named
from tests.corpus.programme import ITEM_NAMES, PROJECTS

LINES_OF_ONE_FILE = 50_000
SHARES = {"payments": 0.5, "spending": 0.3, "inspection": 0.15, "progress": 0.05}
UNITS = {"payments": "U11", "spending": "U03", "inspection": "U01", "progress": "U11"}
FAULT_EVERY = 100
_PROJECTS = list(PROJECTS.values())


def write_bulk(inbox: Path, lines_count: int) -> tuple[int, int]:
    """Write about so many lines into the inbox; returns how many files and lines. One line in a hundred has a fault."""
    files = lines = 0
    for form, share in SHARES.items():
        rows = _ROWS[form](int(lines_count * share))
        while part := [row for _, row in zip(range(LINES_OF_ONE_FILE), rows, strict=False)]:
            path = inbox / UNITS[form] / f"{form}{files:03d}.csv"
            _write(path, form, part)
            files, lines = files + 1, lines + len(part)
    return files, lines


def _write(path: Path, form: str, rows: list[dict[str, Any]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    headings = {column.name: column.heading_zh for column in form_named(form).columns}
    with path.open("w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target)
        writer.writerow([headings[name] for name in rows[0]])
        writer.writerows(row.values() for row in rows)


def _payments(count: int) -> Iterator[dict[str, Any]]:
    for number in range(count):
        project = _PROJECTS[number % 14]
        yield {
            "project_text": project.name,
            "source_text": "县级财政资金",
            "document_number": "青财建〔2021〕1号",
            "cutoff_date": "2021-06-30",
            "voucher_number": f"记-{number}",
            "payment_date": "2021-06-10" if number % FAULT_EVERY else "2021-07-01",
            "payee_text": f"第{number % 977}承建单位",
            "payment_amount": f"{10 + number % 9973 / 100:.2f}",
            "item_text": "道路改造",
        }


def _spending(count: int) -> Iterator[dict[str, Any]]:
    for number in range(count):
        project = _PROJECTS[number % 14]
        yield {
            "project_text": project.name,
            "source_text": "县级财政资金",
            "document_number": f"青财建〔2021〕{number // 56}号",
            "cutoff_date": date(2021, 3 + number // 14 % 4, 28),
            "allocated_amount": 100,
            "arrived_amount": 90,
            "paid_amount": 20 + 10 * (number // 14 % 4) if number % FAULT_EVERY else 120,
        }


def _inspection(count: int) -> Iterator[dict[str, Any]]:
    for number in range(count):
        yield {
            "project_text": _PROJECTS[number % 14].name,
            "item_text": "道路改造",
            "cutoff_date": "2021-06-30",
            "inspected_date": "2021-06-25" if number % FAULT_EVERY else "上月底",
            "finding_text": f"第{number}处井盖未复位",
        }


def _progress(count: int) -> Iterator[dict[str, Any]]:
    """Every item of every community, day after day."""
    things = [(project, item) for project in _PROJECTS for item in project.weights]
    for number in range(count):
        project, item = things[number % len(things)]
        day = number // len(things)
        yield {
            "project_text": project.name,
            "item_text": ITEM_NAMES[item],
            "cutoff_date": date(2019, 1, 1) + timedelta(days=day % 900),
            "completed_percent": f"{day % 900 / 10:.1f}" if number % FAULT_EVERY else "四成",
            "investment_amount": f"{project.investment * project.weights[item] * (day % 900) / 1000:.2f}",
        }


_ROWS: dict[str, Callable[[int], Iterator[dict[str, Any]]]] = {
    "payments": _payments,
    "spending": _spending,
    "inspection": _inspection,
    "progress": _progress,
}
