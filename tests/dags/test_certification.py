"""Who may certify: the question is put to them alone, and nobody else's answer is kept."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import pytest
from airflow.sdk.exceptions import AirflowFailException

from planwatch.orchestration import certification
from planwatch.warehouse import certifying

ANSWERED = datetime(2021, 7, 12, tzinfo=UTC)


def answer_of(user: dict[str, str], opinion: str = "同意") -> dict[str, Any]:
    """What Airflow hands on of an answer."""
    return {
        "chosen_options": [certification.APPROVE],
        "params_input": {"opinion": opinion},
        "responded_at": ANSWERED,
        "responded_by_user": user,
    }


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """The answers that reach the warehouse."""
    found: list[dict[str, Any]] = []

    @contextmanager
    def no_warehouse() -> Iterator[None]:
        yield

    monkeypatch.setattr(certification, "warehouse", no_warehouse)
    monkeypatch.setattr(certifying, "answer", lambda *_, **answer: found.append(answer))
    return found


@pytest.mark.parametrize(
    ("setting", "assigned"),
    [
        (None, [{"id": "finance", "name": "finance"}]),
        ("3:finance, 7 : deputy", [{"id": "3", "name": "finance"}, {"id": "7", "name": "deputy"}]),
    ],
)
def test_the_question_is_put_to_those_who_may_certify(
    setting: str | None, assigned: list[dict[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PLANWATCH_CERTIFIERS", raising=False)
    if setting:
        monkeypatch.setenv("PLANWATCH_CERTIFIERS", setting)
    assert certification.ask_finance_bureau().assigned_users == assigned


def test_the_answer_of_one_who_may_certify_is_kept_under_the_name(
    kept: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLANWATCH_CERTIFIERS", "3:finance")
    answered = answer_of({"id": "3", "name": "finance"})
    assert certification.record_answer({"certification_id": "5"}, answered) == "approved"
    assert [(answer["answered_by"], answer["answered_at"]) for answer in kept] == [("finance", ANSWERED)]


@pytest.mark.parametrize("user", [{"id": "1", "name": "admin"}, {"id": "9", "name": "finance"}])
def test_anybody_elses_answer_is_refused_and_says_who_may(
    user: dict[str, str], kept: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the id: of two users with one name only one is meant. Airflow itself may have let everybody answer."""
    monkeypatch.setenv("PLANWATCH_CERTIFIERS", "3:finance,7:deputy")
    with pytest.raises(
        AirflowFailException, match=rf"{user['name']} \({user['id']}\) answered; only finance, deputy may certify"
    ):
        certification.record_answer({"certification_id": "5"}, answer_of(user))
    assert kept == []


def test_an_answer_without_an_opinion_is_refused(kept: list[dict[str, Any]]) -> None:
    with pytest.raises(AirflowFailException, match="no opinion"):
        certification.record_answer({"certification_id": "5"}, answer_of({"id": "finance", "name": "finance"}, " "))
    assert kept == []
