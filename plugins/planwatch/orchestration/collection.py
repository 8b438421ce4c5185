"""Which units are asked over HTTP, through which Airflow connection, and for which cut-off dates: collection.csv."""

import csv
from datetime import UTC, date, datetime, timedelta

from airflow.sdk.exceptions import AirflowSkipException

from planwatch import paths
from planwatch.domain.period import last_month_end
from planwatch.orchestration.resources import connection_or_none, folders, warehouse_url


def collected_units() -> list[dict[str, str]]:
    """One entry for each unit with an API: `unit_code`, `connection_id`, `form`, `cutoffs_count`."""
    with (paths.INCLUDE / "collection.csv").open(encoding="utf-8-sig", newline="") as source:
        return list(csv.DictReader(source))


def cutoff_dates(newest: date, count: int) -> list[date]:
    """The newest month end and those before it, oldest first: a correction of an earlier cut-off is collected too."""
    found = [last_month_end(newest)]
    while len(found) < count:
        found.append(last_month_end(found[-1] - timedelta(days=1)))
    return found[::-1]


def collect_unit(unit: dict[str, str], days: list[date], received_at: datetime, is_whole: bool) -> list[int]:
    """Collect a unit's cut-off dates, one after the other; returns the new returns' ids.

    Skipped where its Airflow connection is not set up. Raises UnitApiError; what was collected before stays.
    """
    from planwatch.intake.collecting import Places, UnitApi, collect_returns

    connection = connection_or_none(unit["connection_id"])
    if connection is None:
        raise AirflowSkipException(f"No Airflow connection {unit['connection_id']}; set it up to collect this unit.")
    port = f":{connection.port}" if connection.port else ""
    base_url = f"{connection.schema or 'https'}://{connection.host}{port}"
    api = UnitApi(unit["unit_code"], unit["form"], base_url, connection.password)
    places = Places(warehouse_url(), folders().archive_folder, folders().archive_folder / "collecting")
    new = []
    for day in days:
        new += collect_returns(api, places, day, received_at, is_whole, clock=lambda: datetime.now(UTC))
    return new
