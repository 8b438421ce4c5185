"""Every planted fault is found at its sheet, row and column with its rule, and nothing else is found anywhere."""

import pytest

from planwatch.rules import load_rules
from tests.corpus.filing import Found, Sent, found_in, play, verdicts
from tests.corpus.scenes import all_cases, scenes
from tests.corpus.scores import counted
from tests.county import County


@pytest.mark.proof
@pytest.mark.parametrize("number", range(len(scenes())))
def test_every_planted_fault_is_found_and_no_other(number: int, county: County, record_property) -> None:
    scene = scenes()[number]
    sent = play(scene, county)
    found = found_in(county)
    expected = set().union(*(entry.expected for entry in sent))
    record_property("corpus", counted(expected, found, len(sent)))
    labels = {f"{case.main.number:04d}": case.label for case in scene.cases}
    assert not told(expected - found, labels), "planted and not found"
    assert not told(found - expected, labels), "found and not planted"
    answered = verdicts(county)
    assert {entry.path.stem: answered[entry.path.stem] for entry in sent} == {
        entry.path.stem: verdict(entry) for entry in sent
    }


def told(findings: set[Found], labels: dict[str, str]) -> list[str]:
    """Findings beside the sentences of their returns, for whoever reads a failure."""
    return [f"{finding} in {labels[finding[0][:4]]}" for finding in sorted(findings, key=str)]


def verdict(sent: Sent) -> tuple[str, str, int, int, bool]:
    """State, verdict, lines, accepted lines and receipt as they follow from what was planted."""
    severities = {rule_id: load_rules()[rule_id].severity for _, rule_id, _, _, _ in sent.expected}
    if "fatal" in severities.values():
        return ("answered", "refused", 0, 0, True)
    if "F72" in severities:
        return ("answered", "returned", 0, 0, True)
    companion = sent.filed.companion
    lines = len(sent.filed.rows) + (len(companion.rows) if companion else 0)
    held = {
        row
        for _, rule_id, _, row, _ in sent.expected
        if rule_id == "F10" or (severities[rule_id] == "error" and rule_id != "F03")
    }
    accepted = lines - len(held)
    if accepted == 0:
        return ("answered", "returned", lines, 0, True)
    has_error = "error" in severities.values()
    return ("answered", "partly_returned" if has_error else "accepted", lines, accepted, True)


def test_there_are_enough_returns_of_every_form_and_kind() -> None:
    cases = all_cases()
    assert len(cases) >= 500
    assert len({(case.main.form, case.main.kind) for case in cases}) == 9 * 7
