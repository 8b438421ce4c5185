"""Writes include/docs/rules.md from the register and the catalogues: `python -m planwatch.checks.catalogue`."""

from planwatch import paths
from planwatch.messages import load_messages
from planwatch.rules import Rule, load_rules

HEAD = """# Rules

Written by `make docs` from `include/rules.yaml` and `include/messages`; do not edit.

fatal refuses the file · error holds the row back · warning accepts and asks · info notes what was tidied up.
"""


def catalogue() -> str:
    """The page: one section per rule, in the register's order."""
    return HEAD + "".join(_section(rule) for rule in load_rules().values())


def _section(rule: Rule) -> str:
    said = {language: load_messages(language) for language in ("zh", "en")}
    sentences = "".join(
        f"- {words.say_plain(f'rules.{rule.id}.says')}\n- {words.say_plain(f'rules.{rule.id}.fix')}\n"
        for words in said.values()
    )
    return (
        f"\n## {rule.id} {rule.name}\n\n"
        f"{rule.severity} · forms: {', '.join(rule.forms)} · held by: {rule.held_by} · owner: {rule.owner}"
        f"{'' if rule.stage == 'block' else f' · stage: {rule.stage}'}{' · always holds' if rule.always else ''}\n\n"
        f"Source: {rule.source}\n\n{sentences}"
    )


def main() -> None:
    """Write the page."""
    (paths.DOCS / "rules.md").write_text(catalogue(), encoding="utf-8")


if __name__ == "__main__":
    main()
