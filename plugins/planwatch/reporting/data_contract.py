"""What a data package promises of its tables, in Frictionless' words: the values of a column, the rows that it names.

The values are those of the mart's suite (include/expectations), the references stand in include/data_package.yaml.
"""

import json
from functools import cache
from typing import Any

import yaml

from planwatch import paths

IN_SET, BETWEEN = "expect_column_values_to_be_in_set", "expect_column_values_to_be_between"


def constraints_of(mart: str) -> dict[str, dict[str, Any]]:
    """By column: `enum`, `minimum`, `maximum`, as the mart's suite asks of every row; nothing where it has no suite.

    What a suite asks of some rows, or leaves to a parameter, is not a promise of the column. A bound that may not be
    reached (`strict_max`) is told as one that may: Frictionless has no other.
    """
    path = paths.EXPECTATIONS / f"{mart}.json"
    if not path.exists():
        return {}
    found: dict[str, dict[str, Any]] = {}
    for expectation in json.loads(path.read_text(encoding="utf-8"))["expectations"]:
        asked = expectation["kwargs"]
        if "row_condition" in asked or any(isinstance(value, dict) for value in asked.values()):
            continue
        if expectation["type"] == IN_SET:
            found.setdefault(asked["column"], {})["enum"] = asked["value_set"]
        elif expectation["type"] == BETWEEN:
            bounds = {"minimum": asked.get("min_value"), "maximum": asked.get("max_value")}
            found.setdefault(asked["column"], {}).update({name: at for name, at in bounds.items() if at is not None})
    return found


def references_of(mart: str) -> list[dict[str, Any]]:
    """The foreign keys of a mart; an empty list where its rows name no other's."""
    return [
        {"fields": columns, "reference": {"resource": other, "fields": columns}}
        for other, columns in _references().get(mart, {}).items()
    ]


@cache
def _references() -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = yaml.safe_load(
        (paths.INCLUDE / "data_package.yaml").read_text(encoding="utf-8")
    )["references"]
    return found
