"""Fetches a utility's progress for one cut-off date over HTTP and lays it into its inbox as a file like any other.

The contract: GET {base}/v1/progress?cutoff_date=YYYY-MM-DD&page=N with a bearer token answers
{"unit_code", "cutoff_date", "form": "progress", "lines": [{"project", "item", "completed_percent",
"previous_completed_percent", "period_completed_percent", "investment_amount"}, …], "next": address or null}.
"""

import csv
import io
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.util.retry import Retry

from planwatch.errors import PlanwatchError
from planwatch.forms import load_forms
from planwatch.intake.inbox import COLLECTED_PREFIX

TIMEOUT_SECONDS = (5, 20)
MOST_PAGES = 1000
FIELDS = {
    "project": "project_text",
    "item": "item_text",
    "completed_percent": "completed_percent",
    "previous_completed_percent": "previous_completed_percent",
    "period_completed_percent": "period_completed_percent",
    "investment_amount": "investment_amount",
}


class UnitApiError(PlanwatchError):
    """A unit's API answered something other than its contract says."""

    def __init__(self, unit_code: str, address: str, reason: str):
        super().__init__(
            f"{unit_code}: {address} {reason}. Nothing was taken in; the next run asks again. "
            f"Check the Airflow connection of {unit_code} and ask the unit about its API."
        )


def collect_returns(
    base_url: str, token: str | None, unit_code: str, inbox: Path, cutoff_date: date, backoff_seconds: float = 0.5
) -> Path | None:
    """Fetch all pages and write `inbox/<unit>/collected-progress-<cut-off>.csv`; None where there are no lines.

    The same answer gives the same bytes, so the ledger knows it again. Connection faults, 429 and 5xx are retried
    with growing pauses, and Retry-After is kept. Raises UnitApiError or requests' own errors.
    """
    with _session(token, backoff_seconds) as session:
        lines = _fetch(session, base_url, unit_code, cutoff_date)
    if not lines:
        return None
    path = inbox / unit_code / f"{COLLECTED_PREFIX}progress-{cutoff_date}.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".tmp")
    unfinished.write_bytes(_as_csv(lines, cutoff_date))
    unfinished.replace(path)
    return path


def _session(token: str | None, backoff_seconds: float) -> requests.Session:
    session = requests.Session()
    retry = Retry(
        total=5, backoff_factor=backoff_seconds, status_forcelist=(429, 500, 502, 503, 504), allowed_methods=("GET",)
    )
    for scheme in ("http://", "https://"):
        session.mount(scheme, HTTPAdapter(max_retries=retry))
    if token:
        session.headers["Authorization"] = f"Bearer {token}"
    return session


def _fetch(session: requests.Session, base_url: str, unit_code: str, cutoff_date: date) -> list[dict[str, Any]]:
    address: str | None = urljoin(base_url.rstrip("/") + "/", "v1/progress")
    parameters: dict[str, str] | None = {"cutoff_date": cutoff_date.isoformat()}
    lines: list[dict[str, Any]] = []
    seen: set[str] = set()
    while address:
        if address in seen or len(seen) >= MOST_PAGES:
            raise UnitApiError(unit_code, address, "repeats its pages without an end")
        seen.add(address)
        answer = session.get(address, params=parameters, timeout=TIMEOUT_SECONDS)
        if answer.status_code != requests.codes.ok:
            raise UnitApiError(unit_code, address, f"answered {answer.status_code}")
        page = _page(answer, unit_code, cutoff_date, address)
        lines.extend(page["lines"])
        address, parameters = _next_address(page, address, base_url, unit_code), None
    return lines


def _page(answer: requests.Response, unit_code: str, cutoff_date: date, address: str) -> dict[str, Any]:
    try:
        page = answer.json()
    except requests.JSONDecodeError:
        raise UnitApiError(unit_code, address, "did not answer with JSON") from None
    expected = {"unit_code": unit_code, "cutoff_date": cutoff_date.isoformat(), "form": "progress"}
    for key, value in expected.items():
        if not isinstance(page, dict) or page.get(key) != value:
            raise UnitApiError(unit_code, address, f"says something else than {key} = {value}")
    if not isinstance(page.get("lines"), list) or not all(isinstance(line, dict) for line in page["lines"]):
        raise UnitApiError(unit_code, address, "has no list of lines")
    return page


def _next_address(page: dict[str, Any], address: str, base_url: str, unit_code: str) -> str | None:
    """The next page's address, on the same server only: a token is never carried elsewhere."""
    if not page.get("next"):
        return None
    following = urljoin(address, str(page["next"]))
    if urlsplit(following)[:2] != urlsplit(base_url)[:2]:
        raise UnitApiError(unit_code, address, f"points to another server, {urlsplit(following).netloc}")
    return following


def _as_csv(lines: list[dict[str, Any]], cutoff_date: date) -> bytes:
    form = next(form for form in load_forms() if form.name == "progress")
    headings = {column.name: column.heading_zh for column in form.columns}
    names = [*FIELDS.values(), "cutoff_date"]
    target = io.StringIO(newline="")
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow([headings[name] for name in names])
    for line in lines:
        writer.writerow([*("" if line.get(key) is None else line[key] for key in FIELDS), cutoff_date.isoformat()])
    return target.getvalue().encode("utf-8-sig")
