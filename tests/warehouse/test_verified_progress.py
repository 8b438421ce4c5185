"""What the construction bureau verifies stands beside what the works company reports, or in its place where so decided."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection

from planwatch import paths
from planwatch.policy import PolicyError, load_policy
from planwatch.warehouse import policy_loading

MAY, JUNE = date(2021, 5, 31), date(2021, 6, 30)
CAISHI = ["ROAD", "DRAIN", "GREEN", "SECURITY"]


def reported(done: int, items: list[str] = CAISHI) -> list[dict[str, Any]]:
    return [{"project_code": "P03", "item_code": item, "completed_percent": done} for item in items]


def verified(done: int, items: list[str | None] = CAISHI) -> list[dict[str, Any]]:
    return [
        {
            "project_code": "P03",
            "item_code": item,
            "verified_percent": done,
            "finding_text": "核定",
            "inspected_date": MAY,
        }
        for item in items
    ]


def by_verified_figures(connection: Connection, folder: Path) -> None:
    path = folder / "policy.toml"
    content = paths.POLICY.read_text(encoding="utf-8")
    assert 'uses = "reported"' in content
    path.write_text(content.replace('uses = "reported"', 'uses = "verified"'), encoding="utf-8")
    policy_loading.load_policy(connection, path, datetime(2020, 6, 1, tzinfo=UTC))


def told(project: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(
        project[name]
        for name in (
            "physical_progress_ratio",
            "verified_progress_ratio",
            "verified_progress_reason",
            "verified_date",
            "verified_by_unit_code",
            "is_verified",
        )
    )


def test_a_verified_figure_stands_beside_the_reported_one(
    accept: Callable[..., int], evaluate: Callable[..., dict[str, Any]]
) -> None:
    accept("U11", MAY, progress=reported(80))
    accept("U01", MAY, inspection=verified(70))
    caishi = evaluate(MAY)["P03"]
    assert told(caishi) == (Decimal("0.8"), Decimal("0.7"), None, MAY, "U01", True)
    assert (caishi["progress_basis"], caishi["verified_weight_ratio"]) == ("reported", Decimal(1))


def test_nothing_verified_is_not_zero(accept: Callable[..., int], evaluate: Callable[..., dict[str, Any]]) -> None:
    accept("U11", MAY, progress=reported(80))
    assert told(evaluate(MAY)["P03"]) == (Decimal("0.8"), None, "not_verified", None, None, False)


def test_who_builds_does_not_verify_and_nor_does_any_unit_but_those_named(
    accept: Callable[..., int], evaluate: Callable[..., dict[str, Any]]
) -> None:
    accept("U11", MAY, progress=reported(80), inspection=verified(80))
    accept("U08", MAY, inspection=verified(75))
    assert told(evaluate(MAY)["P03"])[1:] == (None, "not_verified", None, None, False)


def test_a_part_verified_is_not_the_whole(accept: Callable[..., int], evaluate: Callable[..., dict[str, Any]]) -> None:
    accept("U11", MAY, progress=reported(80))
    accept("U01", MAY, inspection=verified(70, ["ROAD"]))
    caishi = evaluate(MAY)["P03"]
    assert told(caishi)[1:] == (None, "partly_verified", MAY, "U01", False)
    assert 0 < caishi["verified_weight_ratio"] < 1


def test_a_later_report_waits_for_its_verification(
    accept: Callable[..., int], evaluate: Callable[..., dict[str, Any]]
) -> None:
    accept("U11", MAY, progress=reported(80))
    accept("U01", MAY, inspection=verified(70))
    accept("U11", JUNE, progress=reported(90))
    assert told(evaluate(JUNE)["P03"]) == (Decimal("0.9"), Decimal("0.7"), None, MAY, "U01", False)


def test_one_share_may_be_verified_for_the_whole_project(
    accept: Callable[..., int], evaluate: Callable[..., dict[str, Any]]
) -> None:
    accept("U11", MAY, progress=reported(80))
    accept("U01", MAY, inspection=verified(60, [None]))
    assert told(evaluate(MAY)["P03"]) == (Decimal("0.8"), Decimal("0.6"), None, MAY, "U01", True)


def test_the_newest_word_of_one_day_stands(accept: Callable[..., int], evaluate: Callable[..., dict[str, Any]]) -> None:
    accept("U11", MAY, progress=reported(80))
    accept("U01", MAY, datetime(2021, 6, 3, tzinfo=UTC), inspection=verified(60))
    accept("U01", MAY, datetime(2021, 6, 4, tzinfo=UTC), inspection=verified(75))
    assert told(evaluate(MAY)["P03"])[1] == Decimal("0.75")
    assert told(evaluate(MAY, datetime(2021, 6, 3, 12, tzinfo=UTC))["P03"])[1] == Decimal("0.6")


def test_where_verified_figures_count_they_take_the_place_of_the_report_they_speak_of(
    planned: Connection, accept: Callable[..., int], evaluate: Callable[..., dict[str, Any]], tmp_path: Path
) -> None:
    by_verified_figures(planned, tmp_path)
    accept("U11", MAY, progress=reported(80))
    assert evaluate(MAY)["P03"]["physical_progress_ratio"] == Decimal("0.8")
    accept("U01", MAY, inspection=verified(70))
    caishi = evaluate(MAY)["P03"]
    assert (caishi["physical_progress_ratio"], caishi["progress_basis"]) == (Decimal("0.7"), "verified")
    assert caishi["earned_value_amount"] == Decimal("4956000.00")
    accept("U11", JUNE, progress=reported(90))
    assert evaluate(JUNE)["P03"]["physical_progress_ratio"] == Decimal("0.9")
    accept("U01", JUNE, inspection=verified(50, [None]))
    assert evaluate(JUNE)["P03"]["physical_progress_ratio"] == Decimal("0.5")
    assert evaluate(MAY)["P03"]["physical_progress_ratio"] == Decimal("0.7")


def test_a_verification_between_two_reports_speaks_of_the_earlier(
    planned: Connection, accept: Callable[..., int], evaluate: Callable[..., dict[str, Any]], tmp_path: Path
) -> None:
    by_verified_figures(planned, tmp_path)
    accept("U11", MAY, progress=reported(80))
    accept("U11", JUNE, progress=reported(90))
    accept("U01", date(2021, 6, 15), inspection=verified(70))
    assert evaluate(date(2021, 6, 20))["P03"]["physical_progress_ratio"] == Decimal("0.7")
    assert evaluate(JUNE)["P03"]["physical_progress_ratio"] == Decimal("0.9")


def test_only_two_words_say_what_counts(tmp_path: Path) -> None:
    path = tmp_path / "policy.toml"
    path.write_text(
        paths.POLICY.read_text(encoding="utf-8").replace('uses = "reported"', 'uses = "guessed"'), encoding="utf-8"
    )
    with pytest.raises(PolicyError, match="“guessed” is none of what may stand here; write one of reported, verified"):
        load_policy(path)
