"""The receipt that people read: one page to look at on a desk or a telephone, and to print without colours."""

from functools import cache
from typing import Any

from jinja2 import Environment, Template, select_autoescape

from planwatch import paths
from planwatch.checks.answer import CHANGED, Answer
from planwatch.checks.entries import entries
from planwatch.messages import Messages

SECTIONS = ("errors", "warnings", "changes", "notes")
COLUMNS = ("place", "column", "rule", "says", "fix")
CHANGED_COLUMNS = ("earlier", "value", "return")


class Sections:
    """The findings that a page shows, by what is to be done about them: the first so many of each, and how many."""

    def __init__(self, most: int):
        self._most = most
        self.shown: dict[str, list[dict[str, Any]]] = {name: [] for name in SECTIONS}
        self.totals = dict.fromkeys(SECTIONS, 0)

    def noted(self, finding: dict[str, Any]) -> dict[str, Any]:
        """Take a finding up, and hand it on."""
        name = _section(finding)
        self.totals[name] += 1
        if len(self.shown[name]) < self._most:
            self.shown[name].append(finding)
        return finding


def page(
    answer: Answer, sections: Sections, first: Messages, second: Messages, copy_name: str | None, reason: str | None
) -> str:
    """The page, in two languages side by side."""
    languages = [first, second]
    return _template().render(
        number=answer.entry["return_id"],
        verdict=answer.entry["verdict"],
        said=[_sentences(answer, messages) for messages in languages],
        entries=_paired_entries(answer, languages),
        copy=(
            [messages.say("receipt.annotated") for messages in languages],
            [copy_name] if copy_name else [messages.say(f"receipt.no_copy_reason.{reason}") for messages in languages],
        ),
        sections=[
            _shown(name, _hint(name, answer), sections, languages, bool(copy_name))
            for name in SECTIONS
            if sections.totals[name]
        ],
        columns=[[messages.say(f"receipt.columns.{name}") for messages in languages] for name in COLUMNS],
        changed_columns=[
            [messages.say(f"receipt.changed_columns.{name}") for messages in languages] for name in CHANGED_COLUMNS
        ],
        languages=[messages.language for messages in languages],
    )


@cache
def _template() -> Template:
    environment = Environment(autoescape=select_autoescape(default=True, default_for_string=True))
    return environment.from_string((paths.INCLUDE / "receipt.html.j2").read_text(encoding="utf-8"))


def _section(finding: dict[str, Any]) -> str:
    if finding["severity"] in ("fatal", "error"):
        return "errors"
    if finding["severity"] == "warning":
        return "warnings"
    return "changes" if finding["rule_id"] == CHANGED and "now" in finding["zh"] else "notes"


def _sentences(answer: Answer, messages: Messages) -> dict[str, str]:
    verdict = answer.entry["verdict"]
    return {name: messages.say(f"receipt.{name}") for name in ("title", "none", "footer")} | {
        "symbol": messages.say(f"receipt.verdict_symbol.{verdict}"),
        "verdict": messages.say(f"receipt.verdict.{verdict}"),
        "meaning": messages.say(f"receipt.verdict_meaning.{verdict}"),
    }


def _paired_entries(answer: Answer, languages: list[Messages]) -> list[tuple[list[str], list[str]]]:
    """Labels and values in both languages; a value that is the same in both stands once."""
    pairs = zip(*(entries(answer, messages) for messages in languages), strict=True)
    return [([label for label, _ in pair], list(dict.fromkeys(value for _, value in pair))) for pair in pairs]


def _hint(name: str, answer: Answer) -> str:
    """What is said above a section: of a file that is refused whole there are no good rows to leave out."""
    return "whole_file" if name == "errors" and answer.entry["verdict"] == "refused" else name


def _shown(name: str, hint: str, sections: Sections, languages: list[Messages], has_copy: bool) -> dict[str, Any]:
    total, shown = sections.totals[name], sections.shown[name]
    return {
        "name": name,
        "total": total,
        "titles": [messages.say(f"receipt.sections.{name}") for messages in languages],
        "hints": [messages.say(f"receipt.sections_hint.{hint}") for messages in languages],
        "cut": [
            messages.say(
                "receipt.shown_first",
                shown=len(shown),
                total=total,
                copy_text=messages.say("receipt.shown_first_copy") if has_copy else "",
            )
            for messages in languages
        ]
        if total > len(shown)
        else [],
        "findings": [_listed(finding, languages) for finding in shown],
    }


def _listed(finding: dict[str, Any], languages: list[Messages]) -> dict[str, Any]:
    return finding | {"sign": languages[0].say(f"receipt.severity_signs.{finding['severity']}")}
