"""Brings the last candidate forward to a later moment of the same day: only what later returns touch is computed.

The touched projects are computed twice, without the later returns and with them; the programme's sums are brought
forward by the difference, and the candidate's rows of these projects are replaced. What it costs follows from how much
came in, not from how many months lie behind or how many projects there are. Where anything but returns has changed
(the plan, the policy, a due day that is over, a waiver, an indicator, a model), everything is computed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection

from planwatch.warehouse import kept, models, queries, sums
from planwatch.warehouse.evaluation import PUBLISHED_BY_DAY, build_candidate, take_turn, versions_in_force
from planwatch.warehouse.marts import EVERY, copy_rows, delete_rows, marts_of
from planwatch.warehouse.models import THE_PROGRAMME, Scope

LARGEST_SHARE = 4
"""Beyond one project in so many, computing the touched ones twice takes longer than computing all of them once."""
RANKS = "int_gap_ranks"
RANKED = ("project_performance", "lagging_projects")
"""Marts in which a project's place depends on all others."""


@dataclass(frozen=True)
class Touched:
    """What the later returns speak of: their projects and the units that sent them."""

    return_ids: list[int]
    project_codes: list[str]
    unit_codes: list[str]


def renew_candidate(connection: Connection, as_of_date: date, known_at: datetime) -> int:
    """`build_candidate`, with the same rows, in less time where the last candidate can be brought forward.

    Rows that nothing touched keep their earlier `known_at` until they are published. Raises NothingToEvaluateError.
    """
    take_turn(connection)
    versions = versions_in_force(connection, as_of_date, known_at)
    point = {"as_of_date": as_of_date, "known_at": known_at, **versions}
    if not _is_brought_forward(connection, point):
        return build_candidate(connection, as_of_date, known_at)
    publication_id: int = queries.value(connection, "publishing/record_built.sql", **point)
    return publication_id


def _is_brought_forward(connection: Connection, point: dict[str, Any]) -> bool:
    last = queries.rows(connection, "renewing/kept_point.sql", **point)
    touched = _touched(connection, point) if last else None
    if touched is None:
        return False
    order = models.build_order(set(PUBLISHED_BY_DAY))
    settings = kept.settings_of(order)
    models.set_point(connection, touched.return_ids, **point)
    for name in settings:
        models.create(connection, name)
    settings_sha256 = kept.fingerprint(connection, settings)
    if settings_sha256 != last[0]["settings_sha256"]:
        return False
    try:
        _compute(connection, [name for name in order if name not in settings], touched)
    except sums.NotBroughtForwardError:
        return False
    _replace(connection, touched, point["as_of_date"])
    for name in order:
        if models.scope(name) is Scope.SUMS:
            sums.keep(connection, name)
    kept.keep_point(connection, settings_sha256, **point)
    return True


def _touched(connection: Connection, point: dict[str, Any]) -> Touched | None:
    """What came in since; None where a return that was known has changed, or too much came in for this way to pay."""
    returns = queries.rows(connection, "renewing/differing_returns.sql", known_at=point["known_at"])
    if any(row["is_changed"] for row in returns):
        return None
    return_ids = [row["return_id"] for row in returns]
    [projects] = queries.rows(
        connection, "renewing/touched_projects.sql", return_ids=return_ids, plan_version=point["plan_version"]
    )
    codes = projects["project_codes"] or []
    if len(codes) * LARGEST_SHARE > projects["projects_count"]:
        return None
    return Touched(return_ids, codes, sorted({row["unit_code"] for row in returns}))


def _compute(connection: Connection, names: Sequence[str], touched: Touched) -> None:
    """Every model of the touched projects, and the whole programme's sums. Raises NotBroughtForwardError."""
    conditions = _conditions(connection, touched)
    summed = [name for name in names if models.scope(name) is Scope.SUMS]
    before = set(models.build_order(set(summed)))
    for name in names:
        if name in summed:
            sums.take_before(connection, name)
        elif name in before:
            models.create(connection, name, conditions.get(models.scope(name)))
    models.set_aside(connection, RANKS)
    queries.run(connection, "renewing/count_all_returns.sql")
    for name in names:
        only = conditions.get(models.scope(name))
        if name in summed:
            sums.bring_forward(connection, name)
        elif only and name in before:
            models.fill_again(connection, name, only)
        else:
            models.create(connection, name, only)


def _conditions(connection: Connection, touched: Touched) -> dict[Scope | None, str]:
    """Which rows of a model are computed, by its scope; sums and what is of the whole programme are without one."""
    codes = queries.value(connection, "renewing/quoted.sql", codes=[*touched.project_codes, *THE_PROGRAMME])
    units = queries.value(connection, "renewing/quoted.sql", codes=touched.unit_codes)
    return {
        Scope.PROJECT: f"project_code = any({codes})",
        Scope.PROJECT_OR_NONE: f"(project_code = any({codes}) or project_code is null)",
        Scope.UNIT: f"unit_code = any({units})",
    }


def _replace(connection: Connection, touched: Touched, as_of_date: date) -> None:
    """Put what was computed into the candidate: rows of the touched projects and units, and all rows of the whole."""
    codes = [*touched.project_codes, *THE_PROGRAMME]
    for ranked in RANKED:
        queries.run_filled(
            connection, "renewing/move_ranks.sql", {"mart": ranked}, as_of_date=as_of_date, project_codes=codes
        )
    conditions = _conditions(connection, touched)
    for mart in marts_of(connection, "candidate", PUBLISHED_BY_DAY):
        chosen = conditions.get(models.scope(mart.name), EVERY)
        delete_rows(connection, mart, as_of_date, chosen)
        copy_rows(connection, mart, as_of_date, mart.name, chosen)
