"""Reads a plan folder and checks all of it before anything is recorded: every fault by file, line and column."""

import csv
import io
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from planwatch.domain.period import period_kinds_ending
from planwatch.refusals import FileRefusalError, Problem
from planwatch.toml_sections import content_of
from planwatch.warehouse.plan_baselines import check_baselines, check_curves
from planwatch.warehouse.plan_cells import CellError
from planwatch.warehouse.plan_columns import FILES, OPTIONAL_COLUMNS, OPTIONAL_FILES, REFERENCES

Row = dict[str, Any]
Plan = dict[str, list[Row]]


class PlanFileError(FileRefusalError):
    """A plan folder has faults; nothing of it was recorded and the plan in force stays."""

    def __init__(self, problems: list[Problem]):
        super().__init__("refusals.plan.refused", problems)


PROGRAMME_KEYS = ("programme_code", "programme_name", "document_title", "document_date", "effective_date")


def read_programme(folder: Path) -> Row:
    """The programme's name and document, from programme.toml. Raises PlanFileError naming each missing key."""
    path = folder / "programme.toml"
    if not path.exists():
        raise PlanFileError([_missing(path, PROGRAMME_KEYS)])
    _, programme = content_of(path, PlanFileError)
    missing = [
        Problem(path.name, 0, key, "refusals.plan.no_key", {"name": key})
        for key in PROGRAMME_KEYS
        if key not in programme
    ]
    if missing:
        raise PlanFileError(missing)
    return {key: programme[key] for key in PROGRAMME_KEYS}


def read_plan(folder: Path) -> Plan:
    """Every row of every file, typed, with its line under `_line`. Raises PlanFileError with all faults."""
    problems: list[Problem] = []
    plan = {name: _read_file(folder / f"{name}.csv", problems) for name in FILES | OPTIONAL_FILES}
    if not problems:
        _check_references(plan, problems)
        _check_sums(plan, problems)
        _check_calendar(plan, problems)
        check_curves(plan, problems)
    if not problems:
        check_baselines(plan, problems)
        _check_builders(plan, problems)
    if problems:
        raise PlanFileError(problems)
    return plan


def _read_file(path: Path, problems: list[Problem]) -> list[Row]:
    columns, key = (FILES | OPTIONAL_FILES)[path.stem]
    if not path.exists() and path.stem not in FILES:
        return []
    return read_rows(path, columns, key, problems)


def read_rows(
    path: Path, columns: dict[str, Callable[[str], Any]], key: tuple[str, ...], problems: list[Problem]
) -> list[Row]:
    """The typed rows of one CSV file, each with its line under `_line`; what is wrong goes to `problems`."""
    if not path.exists():
        problems.append(_missing(path, columns))
        return []
    try:
        content = _decoded(path.read_bytes())
    except UnicodeDecodeError:
        problems.append(Problem(path.name, 0, "", "refusals.file.not_text", {}))
        return []
    reader = csv.DictReader(io.StringIO(content, newline=""))
    missing = [column for column in columns if column not in (reader.fieldnames or [])]
    if missing:
        facts = {"missing": missing, "found": reader.fieldnames or []}
        problems.append(Problem(path.name, 1, "", "refusals.file.lacks_columns", facts))
        return []
    rows: list[Row] = []
    seen: dict[tuple[Any, ...], int] = {}
    for cells in reader:
        row: Row = {"_line": reader.line_num}
        for column, convert in (columns | OPTIONAL_COLUMNS.get(path.stem, {})).items():
            try:
                row[column] = convert((cells.get(column) or "").strip())
            except CellError as fault:
                problems.append(Problem(path.name, reader.line_num, column, fault.key, fault.facts))
        identity = tuple(row.get(column) for column in key)
        if identity in seen:
            value = ["—" if part is None else part for part in identity]
            again = {"value": value, "earlier_line": seen[identity]}
            problems.append(Problem(path.name, reader.line_num, ", ".join(key), "refusals.file.repeats", again))
        seen.setdefault(identity, reader.line_num)
        rows.append(row)
    return rows


def _missing(path: Path, names: Iterable[str]) -> Problem:
    return Problem(path.name, 0, "", "refusals.file.missing", {"names": list(names)})


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030")


def _check_references(plan: Plan, problems: list[Problem]) -> None:
    keys = {
        name: {row[(FILES | OPTIONAL_FILES)[name][1][0]] for row in plan[name]} for name in set(REFERENCES.values())
    }
    milestones = {row["milestone_code"] for row in plan["milestones"]}
    for name, rows in plan.items():
        for row in rows:
            for column, target in REFERENCES.items():
                if name != target and row.get(column) is not None and row[column] not in keys[target]:
                    problems.append(_unknown(f"{name}.csv", row, column, row[column], f"{target}.csv"))
            for code in row.get("guard_milestone_codes", []):
                if code not in milestones:
                    problems.append(_unknown(f"{name}.csv", row, "guard_milestone_codes", code, "milestones.csv"))


def _unknown(file_name: str, row: Row, column: str, value: Any, target: str) -> Problem:
    """A cell names what the file that it refers to does not have."""
    return Problem(file_name, row["_line"], column, "refusals.cell.unknown", {"value": value, "target": target})


def _check_builders(plan: Plan, problems: list[Problem]) -> None:
    """A project that names its company names one whose duty it is to report works of the project's menu."""
    companies = {row["unit_code"] for row in plan["units"] if row["unit_type"] == "implementing_company"}
    menus = {(row["project_code"], row["item_code"]) for row in plan["project_items"]}
    duties = [row for row in plan["duties"] if row["form"] == "progress" and row["unit_code"] in companies]
    for row in plan["projects"]:
        builder = row.get("implementing_unit_code")
        if builder and not any(
            duty["unit_code"] == builder
            and (not duty["item_code"] or (row["project_code"], duty["item_code"]) in menus)
            for duty in duties
        ):
            facts = {"value": builder, "project": row["project_code"]}
            column = "implementing_unit_code"
            problems.append(Problem("projects.csv", row["_line"], column, "refusals.plan.no_builder", facts))


def _check_sums(plan: Plan, problems: list[Problem]) -> None:
    for expected, row in enumerate(plan["projects"], start=1):
        if row["serial_number"] != expected:
            facts = {"value": row["serial_number"], "expected": expected}
            problems.append(Problem("projects.csv", row["_line"], "serial_number", "refusals.plan.serial", facts))
    menus: dict[str, list[Row]] = {}
    for row in plan["project_items"]:
        menus.setdefault(row["project_code"], []).append(row)
    for row in plan["projects"]:
        if row["project_code"] not in menus:
            facts = {"value": row["project_code"]}
            problems.append(Problem("projects.csv", row["_line"], "project_code", "refusals.plan.no_menu", facts))
    for project_code, rows in menus.items():
        total = sum(row["weight_ratio"] for row in rows)
        if total != 1:
            facts = {"project": project_code, "total": total, "difference": abs(1 - total)}
            line = rows[-1]["_line"]
            problems.append(Problem("project_items.csv", line, "weight_ratio", "refusals.plan.weights", facts))


def _check_calendar(plan: Plan, problems: list[Problem]) -> None:
    for row in plan["reporting_calendar"]:
        first, last, frequency = row["first_cutoff_date"], row["last_cutoff_date"], row["frequency"]
        if last < first:
            facts = {"value": last, "first": first}
            problems.append(_of_calendar(row, "last_cutoff_date", "refusals.plan.cutoffs_backward", facts))
        if frequency not in ("week", "once") and frequency not in period_kinds_ending(first):
            facts = {"value": first, "frequency": frequency}
            problems.append(_of_calendar(row, "first_cutoff_date", "refusals.plan.cutoff_within", facts))


def _of_calendar(row: Row, column: str, key: str, facts: Row) -> Problem:
    return Problem("reporting_calendar.csv", row["_line"], column, key, facts)
