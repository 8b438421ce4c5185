"""Both languages say the same things with the same facts, and every rule has its words."""

import ast
import json
import re
from itertools import zip_longest
from pathlib import Path

import pytest

from planwatch import paths
from planwatch.messages import LANGUAGES, MessageError, Messages, load_messages, placeholders
from planwatch.rules import load_rules
from planwatch.warehouse.evaluation import PUBLISHED_BY_DAY


def test_both_languages_have_the_same_sentences_with_the_same_facts() -> None:
    chinese, english = load_messages("zh").sentences, load_messages("en").sentences
    assert {key: placeholders(said) for key, said in chinese.items()} == {
        key: placeholders(said) for key, said in english.items()
    }


def test_every_rule_says_what_is_wrong_and_how_to_mend_it() -> None:
    keys = load_messages("zh").sentences
    assert {key.split(".")[1] for key in keys if key.startswith("rules.F")} == set(load_rules())
    assert all(f"rules.{rule_id}.says" in keys and f"rules.{rule_id}.fix" in keys for rule_id in load_rules())


CODED = {
    ("milestone_status", "state"): "state",
    ("milestone_status", "order_fault"): "order_fault",
    ("programme_rates", "rate"): "rate",
    ("programme_rates", "measure"): "measure",
    ("programme_rates", "base"): "base",
    ("fund_ledger", "carry_status"): "carry_status",
    ("funding_totals", "scope"): "scope",
    ("cable_subsidy", "status"): "subsidy_status",
    ("cable_subsidy", "base_name"): "basis",
    ("change_tracker", "status"): "change_status",
    ("change_tracker", "estimate_basis"): "basis",
    ("project_performance", "payment_to_work_status"): "payment_to_work",
}


def value_sets() -> dict[tuple[str, str], list[str]]:
    """The codes that each mart's contract allows, by mart and column."""
    suites = {path.stem: json.loads(path.read_text("utf-8")) for path in paths.EXPECTATIONS.glob("*.json")}
    return {
        (mart, expectation["kwargs"]["column"]): expectation["kwargs"]["value_set"]
        for mart, suite in suites.items()
        if mart in PUBLISHED_BY_DAY
        for expectation in suite["expectations"]
        if "value_set" in expectation["kwargs"]
    }


@pytest.mark.parametrize(("mart", "column"), CODED)
def test_every_code_that_a_contract_allows_has_its_word(mart: str, column: str) -> None:
    missing = [
        code
        for code in value_sets()[mart, column]
        if f"figures.{CODED[mart, column]}.{code}" not in load_messages("zh").sentences
    ]
    assert missing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_that_is_published_has_its_word(language: str) -> None:
    """A reason without a word is printed as its code, by `make explain` and on pages."""
    reasons = {
        (mart, column, code)
        for (mart, column), codes in value_sets().items()
        for code in codes
        if column.endswith("_reason")
    }
    assert {mart for mart, _, _ in reasons} >= {"funding_use", "funding_totals", "project_performance"}
    sentences = load_messages(language).sentences
    assert {reason for reason in reasons if f"figures.reason.{reason[2]}" not in sentences} == set()


FUND_REASONS = [
    ("project_performance", "funding_reason"),
    ("programme_performance", "funding_reason"),
    ("unit_performance", "funding_reason"),
    *(
        (mart, column)
        for mart in ("funding_use", "funding_totals")
        for column in ("ratio_reason", "planned_arrival_reason", "timely_arrival_reason", "budget_execution_reason")
    ),
]


@pytest.mark.parametrize(("mart", "column"), FUND_REASONS)
def test_a_reason_of_funds_is_one_of_its_own_list(mart: str, column: str) -> None:
    """What a rate's own reasons are stands in the model that gives them; the contract allows these and no others."""
    of_extents = {"programme_performance", "unit_performance"}
    model = "int_extent_performance.sql" if mart in of_extents else "int_funding_rates.sql"
    stated = "ratio_reason" if mart == "project_performance" else column
    [case] = re.findall(
        rf"case\n((?:(?!\bend\b).)*?)end as {stated}\b",
        re.sub(r"\(.*?\)", "", (paths.SQL / "intermediate" / model).read_text("utf-8")),
        re.DOTALL,
    )
    given = set(re.findall(r"(?:then|else) '(\w+)'", case))
    assert set(value_sets()[mart, column]) == given - (
        {"operators_own_money"} if mart == "project_performance" else set()
    )


def test_money_is_shown_in_ten_thousand_yuan_half_up() -> None:
    said = Messages("zh", {"a": "{value:wan} {share:percent} {number:plain}"})
    assert said.say("a", value="10050", share="0.128345", number="1200.500") == "1.01 12.83 1,200.5"


def test_a_missing_fact_is_named() -> None:
    with pytest.raises(MessageError, match="earlier"):
        Messages("zh", {"a": "{earlier}"}).say("a", later=1)
    with pytest.raises(MessageError, match="no sentence"):
        Messages("zh", {}).say("a")


def keys_of_refusals() -> dict[str, set[str] | None]:
    """Every key that the code refuses with, and its facts; None where they do not stand beside it."""
    found: dict[str, set[str] | None] = {}
    for path in sorted((paths.ROOT / "plugins").rglob("*.py")):
        nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
        assigned = {
            (node.targets[0].id, node.lineno): node.value
            for node in nodes
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
        }
        for node in nodes:
            parts = node.args if isinstance(node, ast.Call) else node.elts if isinstance(node, ast.Tuple) else [node]
            for part, beside in zip_longest(parts, parts[1:]):
                if not (isinstance(part, ast.Constant) and str(part.value).startswith("refusals.")):
                    continue
                if isinstance(beside, ast.Name):
                    above = [line for name, line in assigned if name == beside.id and line < part.lineno]
                    beside = assigned[beside.id, max(above)] if above else beside
                facts = None
                if isinstance(beside, ast.Dict):
                    facts = {str(key.value) for key in beside.keys if isinstance(key, ast.Constant)}
                elif isinstance(node, ast.Call) and node.keywords:
                    facts = {str(word.arg) for word in node.keywords}
                found[part.value] = found.get(part.value) if facts is None else facts
    return found


def test_every_refusal_has_its_sentence_and_every_sentence_its_refusal() -> None:
    named = keys_of_refusals()
    for language in ("zh", "en"):
        sentences = {
            key: said for key, said in load_messages(language).sentences.items() if key.startswith("refusals.")
        }
        assert sentences.keys() == named.keys()
        lacking = {
            key: facts for key, facts in named.items() if facts is not None and facts != placeholders(sentences[key])
        }
        assert lacking == {}


@pytest.mark.parametrize(
    "path", sorted(paths.MESSAGES.glob("*/*.yaml")), ids=lambda path: f"{path.parent.name}/{path.name}"
)
def test_a_key_is_written_once(path: Path) -> None:
    """YAML takes the last of two equal keys without a word."""
    top, seen = "", set()
    for line in path.read_text(encoding="utf-8").splitlines():
        if found := re.match(r'(  )?("[^"]+"|\w+):', line):
            top = top if found.group(1) else found.group(2)
            key = (top, found.group(2) if found.group(1) else "")
            assert key not in seen, f"{path.name} has {key} twice"
            seen.add(key)
