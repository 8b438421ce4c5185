"""The corpus speaks of every rule of the register: broken, and kept at its boundary."""

import pytest

from planwatch.rules import load_rules
from tests.corpus.grammar import SentenceError, load_sentences, parse

# Rules that no cell of a return can break: what did not come, what we write ourselves, what an API answers.
ELSEWHERE = ("calendar", "writing", "collecting")


@pytest.mark.parametrize(
    "rule", [rule for rule in load_rules().values() if rule.held_by not in ELSEWHERE], ids=lambda rule: rule.id
)
def test_every_rule_is_planted_and_kept(rule) -> None:
    sentences = load_sentences()
    planted = [sentence for sentence in sentences if rule.id in [finding.rule for finding in sentence.expected]]
    kept = [sentence for sentence in sentences if sentence.rule == rule.id and not sentence.is_planted]
    assert planted, f"{rule.id} {rule.name}: no sentence of tests/corpus/sentences plants it"
    assert kept, f"{rule.id} {rule.name}: no sentence keeps it, just inside its boundary"
    assert all(rule.id not in [finding.rule for finding in sentence.expected] for sentence in kept)


def test_no_sentence_speaks_of_an_unknown_rule() -> None:
    spoken = {finding.rule for sentence in load_sentences() for finding in sentence.expected}
    assert spoken <= set(load_rules())


def test_no_sentence_is_said_twice() -> None:
    said = [sentence.text for sentence in load_sentences() if sentence.is_planted]
    assert len(said) == len(set(said))


@pytest.mark.parametrize(
    "text",
    [
        "progress: a row has 四成 for 累计完成比例（%）",
        "a row has 四成 for 累计完成比例（%） => F05",
        "progress: a row has 四成 => F05",
        "progress: a row has 四成 for 累计完成比例（%） => a fault",
        "progress: a row has 四成 for 累计完成比例（%） => F06",
    ],
)
def test_what_the_grammar_does_not_know_is_no_sentence(text: str) -> None:
    with pytest.raises(SentenceError):
        parse("F05", True, text)


def test_a_sentence_is_understood() -> None:
    sentence = parse("F05", True, "progress by 县电力公司 as xls: a row has 四成 for 累计完成比例（%） => F05")
    assert (sentence.scope, sentence.by, sentence.kind) == ("progress", "县电力公司", "xls")
    assert sentence.acts[0].cells == (("四成", "累计完成比例（%）"),)
    assert [(finding.rule, finding.column, finding.place) for finding in sentence.expected] == [
        ("F05", None, "in the row")
    ]
