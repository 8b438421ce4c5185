"""Reads a plan folder and checks all of it before anything is recorded: every fault by file, line and reason."""

import csv
import io
import tomllib
from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from planwatch.domain.programme_window import parse_window
from planwatch.errors import PlanwatchError

Row = dict[str, Any]
Plan = dict[str, list[Row]]
Problem = tuple[str, int, str]


class PlanFileError(PlanwatchError):
    """A plan folder has faults; nothing of it was recorded and the plan in force stays."""

    def __init__(self, problems: list[Problem]):
        lines = [f"{file_name}:{line}: {reason}" for file_name, line, reason in problems]
        super().__init__("The plan was refused; the plan in force stays.\n" + "\n".join(lines))
        self.problems = problems


def _text(cell: str) -> str:
    if not cell:
        raise ValueError("is empty")
    return cell


def _optional(cell: str) -> str | None:
    return cell or None


def _whole(cell: str) -> int:
    if not cell.isascii() or not cell.isdigit():
        raise ValueError(f"“{cell}” is not a whole number")
    return int(cell)


def _number(cell: str) -> Decimal:
    try:
        number = Decimal(cell)
    except InvalidOperation:
        raise ValueError(f"“{cell}” is not a number") from None
    if not number.is_finite() or number < 0:
        raise ValueError(f"“{cell}” is not a number of 0 or more")
    return number


def _number_or_none(cell: str) -> Decimal | None:
    return _number(cell) if cell else None


def _yes_no(cell: str) -> bool:
    if cell not in ("yes", "no"):
        raise ValueError(f"“{cell}” is neither yes nor no")
    return cell == "yes"


def _day(cell: str) -> date:
    return date.fromisoformat(cell)


def _codes(cell: str) -> list[str]:
    return [code for code in cell.split("|") if code]


def _window(cell: str) -> str:
    parse_window(cell)
    return cell


# file → its columns, what each cell must be, and the columns that tell two rows apart
FILES: dict[str, tuple[dict[str, Callable[[str], Any]], tuple[str, ...]]] = {
    "units": (dict.fromkeys(("unit_code", "unit_name", "unit_name_en", "unit_type", "duties"), _text), ("unit_code",)),
    "unit_aliases": ({"alias": _text, "unit_code": _text}, ("alias",)),
    "projects": (
        {
            "project_code": _text,
            "serial_number": _whole,
            "project_name": _text,
            "planned_households_count": _whole,
            "planned_buildings_count": _whole,
            "planned_area_ten_thousand_square_metres": _number,
            "planned_investment_ten_thousand_yuan": _number,
            "window_text": _window,
        },
        ("project_code",),
    ),
    "project_aliases": ({"alias": _text, "project_code": _text}, ("alias",)),
    "declared_totals": (
        {
            "measure": _text,
            "declared_quantity": _number_or_none,
            "quantity_unit": _text,
            "is_approximate": _yes_no,
            "tolerance_ratio": _number,
            "source_clause": _text,
        },
        ("measure",),
    ),
    "items": (
        {
            "item_code": _text,
            "item_name": _text,
            "item_name_en": _text,
            "aspect": _text,
            "lead_unit_code": _text,
            "measure_unit": _optional,
            "source_clause": _text,
        },
        ("item_code",),
    ),
    "item_aliases": ({"alias": _text, "item_code": _text}, ("alias",)),
    "project_items": (
        {"project_code": _text, "item_code": _text, "weight_ratio": _number, "basis": _text},
        ("project_code", "item_code"),
    ),
    "duties": (
        {"unit_code": _text, "form": _text, "item_code": _optional, "source_clause": _text},
        ("unit_code", "form", "item_code"),
    ),
    "milestones": (
        {
            "milestone_code": _text,
            "milestone_name": _text,
            "milestone_name_en": _text,
            "owner_unit_code": _text,
            "evidence": _text,
            "guard_milestone_codes": _codes,
        },
        ("milestone_code",),
    ),
    "funding_sources": (
        {
            "source_code": _text,
            "source_name": _text,
            "source_name_en": _text,
            "is_upper_level": _yes_no,
            "is_public_money": _yes_no,
            "source_clause": _text,
        },
        ("source_code",),
    ),
    "funding_source_aliases": ({"alias": _text, "source_code": _text}, ("alias",)),
    "reporting_calendar": (
        {
            "unit_code": _text,
            "form": _text,
            "frequency": _text,
            "first_cutoff_date": _day,
            "last_cutoff_date": _day,
            "due_days_after_cutoff": _whole,
            "grace_days": _whole,
        },
        ("unit_code", "form"),
    ),
}

# column of a file → the file whose key it must name
REFERENCES = {
    "unit_code": "units",
    "lead_unit_code": "units",
    "owner_unit_code": "units",
    "project_code": "projects",
    "item_code": "items",
    "source_code": "funding_sources",
}
PROGRAMME_KEYS = ("programme_code", "programme_name", "document_title", "document_date", "effective_date")


def read_programme(folder: Path) -> Row:
    """The programme's name and document, from programme.toml. Raises PlanFileError naming each missing key."""
    path = folder / "programme.toml"
    if not path.exists():
        raise PlanFileError([(path.name, 0, "the file is missing")])
    programme = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    missing = [(path.name, 0, f"{key} is missing") for key in PROGRAMME_KEYS if key not in programme]
    if missing:
        raise PlanFileError(missing)
    return {key: programme[key] for key in PROGRAMME_KEYS}


def read_plan(folder: Path) -> Plan:
    """Every row of every file, typed, with its line under `_line`. Raises PlanFileError with all faults."""
    problems: list[Problem] = []
    plan = {name: _read_file(folder / f"{name}.csv", problems) for name in FILES}
    if not problems:
        _check_references(plan, problems)
        _check_sums(plan, problems)
    if problems:
        raise PlanFileError(problems)
    return plan


def _read_file(path: Path, problems: list[Problem]) -> list[Row]:
    columns, key = FILES[path.stem]
    if not path.exists():
        problems.append((path.name, 0, "the file is missing"))
        return []
    reader = csv.DictReader(io.StringIO(_decoded(path.read_bytes()), newline=""))
    missing = [column for column in columns if column not in (reader.fieldnames or [])]
    if missing:
        problems.append((path.name, 1, f"lacks the columns {', '.join(missing)}"))
        return []
    rows: list[Row] = []
    seen: dict[tuple[Any, ...], int] = {}
    for cells in reader:
        row: Row = {"_line": reader.line_num}
        for column, convert in columns.items():
            try:
                row[column] = convert((cells[column] or "").strip())
            except ValueError as fault:
                problems.append((path.name, reader.line_num, f"{column}: {fault}"))
        identity = tuple(row.get(column) for column in key)
        if identity in seen:
            problems.append((path.name, reader.line_num, f"{', '.join(key)} repeats line {seen[identity]}"))
        seen.setdefault(identity, reader.line_num)
        rows.append(row)
    return rows


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030")


def _check_references(plan: Plan, problems: list[Problem]) -> None:
    keys = {name: {row[FILES[name][1][0]] for row in plan[name]} for name in set(REFERENCES.values())}
    milestones = {row["milestone_code"] for row in plan["milestones"]}
    for name, rows in plan.items():
        for row in rows:
            for column, target in REFERENCES.items():
                if name != target and row.get(column) is not None and row[column] not in keys[target]:
                    problems.append((f"{name}.csv", row["_line"], f"{column} {row[column]} is not in {target}.csv"))
            for code in row.get("guard_milestone_codes", []):
                if code not in milestones:
                    problems.append((f"{name}.csv", row["_line"], f"guard {code} is not in milestones.csv"))


def _check_sums(plan: Plan, problems: list[Problem]) -> None:
    for expected, row in enumerate(plan["projects"], start=1):
        if row["serial_number"] != expected:
            problems.append(("projects.csv", row["_line"], f"serial_number is not {expected}: serials must not skip"))
    menus: dict[str, list[Row]] = {}
    for row in plan["project_items"]:
        menus.setdefault(row["project_code"], []).append(row)
    for project_code, rows in menus.items():
        total = sum(row["weight_ratio"] for row in rows)
        if total != 1:
            problems.append(
                ("project_items.csv", rows[-1]["_line"], f"weights of {project_code} add to {total}, not 1")
            )
