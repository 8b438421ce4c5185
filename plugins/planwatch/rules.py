"""The register of rules, include/rules.yaml: what each is called, how grave it is, whom it concerns."""

from dataclasses import dataclass
from functools import cache

import yaml

from planwatch import paths
from planwatch.errors import PlanwatchError


@dataclass(frozen=True)
class Rule:
    """One rule. `severity`: fatal, error, warning or info. `held_by`: reading, expectation or check."""

    id: str
    name: str
    severity: str
    forms: tuple[str, ...]
    held_by: str
    owner: str
    source: str


class DuplicateRuleError(PlanwatchError):
    """Two rules in the register share an id."""

    def __init__(self, rule_id: str):
        super().__init__(f"include/rules.yaml: the id {rule_id} is used twice; give the newer rule the next free one.")


@cache
def load_rules() -> dict[str, Rule]:
    """Every rule by its id, in the register's order. Raises DuplicateRuleError."""
    rules: dict[str, Rule] = {}
    for entry in yaml.safe_load(paths.RULES.read_text(encoding="utf-8")):
        if entry["id"] in rules:
            raise DuplicateRuleError(entry["id"])
        rules[entry["id"]] = Rule(**entry | {"forms": tuple(entry["forms"])})
    return rules
