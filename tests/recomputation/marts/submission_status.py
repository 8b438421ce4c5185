"""submission_status once more: see `registered`; which return of its chain each is, and which took its place."""

from collections import Counter

from tests.recomputation import county_plan
from tests.recomputation.arithmetic import Figures
from tests.recomputation.programmes import Programme
from tests.recomputation.registered import Return, registered

KEYS = ("return_id",)
LEFT: set[str] = set()


def figures(programme: Programme) -> dict[tuple[int, ...], Figures]:
    returns = registered(programme)
    in_order = sorted(returns, key=lambda number: (returns[number].received_at, number))
    names = county_plan.names("units", "unit_code", "unit_name")
    found: dict[tuple[int, ...], Figures] = {}
    for number, one in returns.items():
        if one.verdict is None or one.received_at > programme.known_at:
            continue
        chains = [[other for other in in_order if _is_of(returns[other], one, form)] for form in one.forms]
        chains = [chain for chain in chains if one.cutoff is not None]
        later = {
            other
            for chain in chains
            for other in chain[chain.index(number) + 1 :]
            if returns[other].accepted_lines_count and returns[other].received_at <= programme.known_at
        }
        counts = Counter(one.remarks) + Counter(_refused(programme, number))
        found[(number,)] = {
            "unit_code": one.unit,
            "unit_name": names[one.unit],
            "channel": one.channel,
            "file_name": one.file_name,
            "file_sha256": one.file_sha256,
            "forms": list(one.forms),
            "cutoff_date": one.cutoff,
            "received_at": one.received_at,
            "verdict": one.verdict,
            "lines_count": one.lines_count,
            "accepted_lines_count": one.accepted_lines_count,
            **{f"{severity}_count": counts[severity] for severity in ("fatal", "error", "warning", "info")},
            "judged_plan_version": None,
            "judged_policy_version": None,
            "return_version": max((chain.index(number) + 1 for chain in chains), default=None),
            "superseded_by_return_id": next((other for other in in_order if other in later), None),
        }
    return found


def _is_of(other: Return, one: Return, form: str) -> bool:
    return (other.unit, other.cutoff) == (one.unit, one.cutoff) and form in other.forms


def _refused(programme: Programme, number: int) -> list[str]:
    """A line that is held back has the error that holds it."""
    is_line = number <= len(programme.lines)
    return ["error"] if is_line and not programme.lines[number - 1].is_accepted else []
