"""What a form's workbook is generated from, as include/forms/<form>_v<n>.template.toml describes it.

The column map says what each column is; the template says which rows are laid out, which cells are filled in for the
clerk, which figures must agree, and what the tick “本期无变化” means. Map and template are one versioned pair.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

from planwatch import paths
from planwatch.errors import PlanwatchError
from planwatch.forms import Form, load_forms

ROW_KINDS = ("items", "milestones", "operators", "projects", "accepted", "none")


class FormTemplateError(PlanwatchError):
    """A template names what its form does not have, or leaves out what it must say."""

    def __init__(self, path: Path, reasons: list[str]):
        super().__init__(f"include/forms/{path.name}: " + "; ".join(reasons) + ".")


@dataclass(frozen=True)
class Agreement:
    """上期累计 + 本期 = 累计: three columns, and the tolerance of the policy to which they must agree."""

    previous: str
    period: str
    cumulative: str
    tolerance: str


@dataclass(frozen=True)
class FormTemplate:
    """How a form's sheet is laid out.

    `rows`: one row for each item of a community (items), each milestone that the unit owns (milestones), each operator
    and community (operators), each community (projects), each thing the unit has reported before (accepted), or none.
    `spare_rows`: open rows below them. `prefilled`: columns that the workbook fills in; a row with nothing else in it
    reports nothing. `repeats`: whether 本期无变化 repeats the last accepted figures; else it says that nothing new
    happened. `omits_reported`: leave out what has been accepted before. `totals`: columns summed up below.
    `done_by_cutoff`: dates that do not lie after the cut-off. `signed`: figures that
    may be negative, besides those of a period.
    """

    rows: str
    spare_rows: int
    repeats: bool
    prefilled: frozenset[str]
    examples: tuple[Mapping[str, Any], ...]
    omits_reported: bool = False
    totals: tuple[str, ...] = ()
    done_by_cutoff: tuple[str, ...] = ()
    signed: tuple[str, ...] = ()
    agreements: tuple[Agreement, ...] = ()


@cache
def load_template(form: Form) -> FormTemplate:
    """The template of a form. Raises FormTemplateError naming every fault, FileNotFoundError where there is none."""
    path = paths.FORMS / f"{form.name}_v{form.version}.template.toml"
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    reasons = _faults(content, {column.name for column in form.columns})
    if reasons:
        raise FormTemplateError(path, reasons)
    content["agreements"] = tuple(Agreement(**entry) for entry in content.get("agreements", []))
    for name in ("totals", "done_by_cutoff", "signed", "examples"):
        content[name] = tuple(content.get(name, ()))
    return FormTemplate(**content | {"prefilled": frozenset(content["prefilled"])})


def newest_forms() -> list[Form]:
    """Of each form the newest version that has a template, in the order of the forms' names."""
    newest: dict[str, Form] = {}
    for form in load_forms():
        if has_template(form) and (form.name not in newest or form.version > newest[form.name].version):
            newest[form.name] = form
    return list(newest.values())


@cache
def has_template(form: Form) -> bool:
    """Whether a form has a template; one without it can be read, but no workbook can be made of it."""
    return (paths.FORMS / f"{form.name}_v{form.version}.template.toml").exists()


def _faults(content: dict[str, Any], columns: set[str]) -> list[str]:
    known = {field.name for field in fields(FormTemplate)}
    reasons = [f"unknown key {key}" for key in content if key not in known]
    reasons += [f"{key} is missing" for key in ("rows", "spare_rows", "repeats", "prefilled") if key not in content]
    if content.get("rows") not in ROW_KINDS:
        reasons.append(f"rows must be one of {', '.join(ROW_KINDS)}")
    named = [name for key in ("prefilled", "totals", "done_by_cutoff", "signed") for name in content.get(key, [])]
    named += [entry[key] for entry in content.get("agreements", []) for key in ("previous", "period", "cumulative")]
    named += [key for example in content.get("examples", []) for key in example]
    return reasons + [f"the form has no column {name}" for name in sorted(set(named) - columns)]
