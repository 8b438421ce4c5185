"""The register of rules, include/rules.yaml: what each is called, how grave it is, whom it concerns."""

import hashlib
from dataclasses import dataclass
from functools import cache

import yaml

from planwatch import paths
from planwatch.errors import PlanwatchError
from planwatch.forms import load_forms

STAGES = ("shadow", "warn", "block")


@dataclass(frozen=True)
class Rule:
    """One rule. `severity`: fatal, error, warning or info. `held_by`: reading, expectation, check, calendar,
    repeating, writing or collecting.

    `always` rules hold whatever anybody decides: without what they ask for, a row says nothing that could count.
    `columns` names the kind of columns that a check looks at one by one. `stage` is where the rule stands in its life:
    shadow (recorded, said to nobody), warn (an error only warns) or block (as grave as its severity says).
    """

    id: str
    name: str
    severity: str
    forms: tuple[str, ...]
    held_by: str
    owner: str
    source: str
    columns: str = ""
    stage: str = "block"
    always: bool = False

    @property
    def is_decided(self) -> bool:
        """Whether people decide how it holds: it looks at lines that were read, and could let them pass."""
        return self.held_by in ("expectation", "check") and not self.always

    @property
    def is_waivable(self) -> bool:
        """Whether a waiver may let pass what it finds, or excuse what it misses. A fatal finding is never waived."""
        return self.severity in ("error", "warning") and (self.is_decided or self.held_by == "calendar")

    @property
    def effect(self) -> str:
        """The severity with which a finding is recorded at the rule's stage."""
        if self.stage == "shadow":
            return "shadow"
        return "warning" if self.stage == "warn" and self.severity in ("error", "fatal") else self.severity


class StageError(PlanwatchError):
    """A rule stands at a stage that there is not, or that is not for it."""

    def __init__(self, rule: Rule):
        super().__init__(
            f"include/rules.yaml: {rule.id} cannot stand at stage {rule.stage}. Stages are {', '.join(STAGES)}; "
            "a rule that is held while reading or by the calendar, or that holds always, is at block."
        )


class DuplicateRuleError(PlanwatchError):
    """Two rules in the register share an id."""

    def __init__(self, rule_id: str):
        super().__init__(f"include/rules.yaml: the id {rule_id} is used twice; give the newer rule the next free one.")


def rules_version() -> str:
    """The version of the rules: the first 12 digits of a SHA-256 over the files that say what is checked.

    These are the register, the conditions (SQL and the suites of forms' lines), the forms' columns and the words of
    reading. Thresholds belong to the policy and names to the plan, which have versions of their own.
    """
    digest = hashlib.sha256()
    for path in (
        paths.RULES,
        paths.INCLUDE / "reading.toml",
        *sorted((paths.SQL / "checks").glob("*.sql")),
        *sorted(paths.EXPECTATIONS.glob("*_lines.json")),
        *sorted(paths.FORMS.glob("*.columns.csv")),
    ):
        digest.update(path.name.encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:12]


@cache
def load_rules() -> dict[str, Rule]:
    """Every rule by its id, in the register's order. Raises DuplicateRuleError, StageError."""
    rules: dict[str, Rule] = {}
    for entry in yaml.safe_load(paths.RULES.read_text(encoding="utf-8")):
        if entry["id"] in rules:
            raise DuplicateRuleError(entry["id"])
        forms = [form.name for form in load_forms()] if entry["forms"] == ["all"] else entry["forms"]
        rule = rules[entry["id"]] = Rule(**entry | {"forms": tuple(forms)})
        if rule.stage not in STAGES or (rule.stage != "block" and not rule.is_decided):
            raise StageError(rule)
    return rules
