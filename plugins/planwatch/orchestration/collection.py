"""Which units' progress is fetched over HTTP, and through which Airflow connection: include/collection.csv."""

import csv

from planwatch import paths


def collected_units() -> list[dict[str, str]]:
    """One entry for each unit with an API: `unit_code`, `connection_id`, `form`."""
    with (paths.INCLUDE / "collection.csv").open(encoding="utf-8-sig", newline="") as source:
        return list(csv.DictReader(source))
