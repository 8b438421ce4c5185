"""Both languages say the same things with the same facts, and every rule has its words."""

import ast
import json
import re
from itertools import zip_longest
from pathlib import Path

import pytest

from planwatch import paths
from planwatch.messages import MessageError, Messages, load_messages, placeholders
from planwatch.rules import load_rules


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
    ("programme_rates", "ratio_reason"): "reason",
    ("fund_ledger", "carry_status"): "carry_status",
    ("funding_totals", "scope"): "scope",
    ("funding_totals", "planned_arrival_reason"): "reason",
    ("cable_subsidy", "status"): "subsidy_status",
    ("cable_subsidy", "base_name"): "basis",
    ("cable_subsidy", "completed_length_reason"): "reason",
    ("change_tracker", "status"): "change_status",
    ("change_tracker", "estimate_basis"): "basis",
    ("resident_satisfaction", "satisfaction_reason"): "reason",
    ("project_performance", "payment_to_work_status"): "payment_to_work",
    ("project_performance", "to_complete_estimate_performance_reason"): "reason",
    ("programme_performance", "physical_progress_reason"): "reason",
    ("programme_performance", "schedule_performance_reason"): "reason",
    ("programme_performance", "cost_performance_reason"): "reason",
    ("programme_performance", "estimate_at_completion_reason"): "reason",
    ("programme_performance", "to_complete_performance_reason"): "reason",
    ("programme_performance", "to_complete_estimate_performance_reason"): "reason",
    ("unit_duties", "progress_reason"): "reason",
    ("unit_duties", "cable_completion_reason"): "reason",
    ("unit_duties", "subsidy_reason"): "reason",
    ("unit_duties", "operators_own_reason"): "reason",
    ("unit_duties", "timeliness_reason"): "reason",
}


@pytest.mark.parametrize(("mart", "column"), CODED)
def test_every_code_that_a_contract_allows_has_its_word(mart: str, column: str) -> None:
    suite = json.loads((paths.EXPECTATIONS / f"{mart}.json").read_text(encoding="utf-8"))
    [codes] = [
        expectation["kwargs"]["value_set"]
        for expectation in suite["expectations"]
        if expectation["kwargs"].get("column") == column and "value_set" in expectation["kwargs"]
    ]
    missing = [code for code in codes if f"figures.{CODED[mart, column]}.{code}" not in load_messages("zh").sentences]
    assert missing == []


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
