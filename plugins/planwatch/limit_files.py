"""An operator's limits out of a settings file: whole numbers in sections, each fault told at its line."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from planwatch.refusals import FileRefusalError, KeyFault, Problem
from planwatch.toml_sections import content_of, problems_of, section_of, unknown_sections


class LimitError(FileRefusalError):
    """A file of limits lacks one, has one too many, or one that is no whole number or too small."""

    def __init__(self, problems: list[Problem]):
        super().__init__("refusals.limits.refused", problems)


def read_limits(path: Path, kinds: Mapping[str, Any], least: int, *, is_shared: bool = False) -> dict[str, int]:
    """Every limit of the sections by its name; `kinds` gives the fields of each section.

    In a shared file other sections belong to other readers; else there are none. Raises LimitError
    naming every missing, unknown or too small one.
    """
    written, content = content_of(path, LimitError)
    faults: list[KeyFault] = []
    sections = {name: section_of(name, kind, content.get(name, {}), faults) for name, kind in kinds.items()}
    if not is_shared:
        faults += unknown_sections(content, kinds)
    found = {key: value for section in sections.values() if section for key, value in vars(section).items()}
    faults += [
        (name, key, "refusals.limits.too_small", {"value": value, "least": least})
        for name, section in sections.items()
        if section
        for key, value in vars(section).items()
        if value < least
    ]
    if faults:
        raise LimitError(problems_of(path.name, written, faults))
    return found
