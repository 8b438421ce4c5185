"""The week's alerts as tasks see them: followed, held to their contract, published, and written as letters."""

from datetime import date, datetime
from pathlib import Path

from airflow.sdk.exceptions import AirflowFailException

from planwatch.orchestration.resources import folders, warehouse, warehouse_url
from planwatch.refusals import RefusalError


def follow_alerts(as_of_date: str) -> str:
    """Follow every alert through the week of a published day; broken promises fail and leave the last week standing."""
    from planwatch.checks.contract import check_contract
    from planwatch.warehouse import alerting

    day = date.fromisoformat(as_of_date)
    with warehouse() as connection:
        known_at = alerting.build_week(connection, day)
    failures = check_contract(
        warehouse_url(), day, Path(folders().data_docs_folder), alerting.PUBLISHED_BY_WEEK, "alerts"
    )
    if failures:
        broken = RefusalError("refusals.publication.alerts_broken", as_of_date=day, failures=failures)
        raise AirflowFailException(str(broken))
    with warehouse() as connection:
        alerting.publish_week(connection, day, known_at)
    return as_of_date


def write_bulletin(as_of_date: str) -> str:
    """Write the bulletin of a published day into its week's folder, where letters find it; returns the day."""
    from planwatch.messages import load_messages
    from planwatch.reporting import bulletin

    with warehouse() as connection:
        bulletin.write_bulletin(
            connection, date.fromisoformat(as_of_date), folders().digest_folder, load_messages("zh")
        )
    return as_of_date


def write_letters(as_of_date: str, recorded_at: datetime) -> str:
    """Write and record the letters and orders of a week that was followed; returns the week's key."""
    from planwatch.alerts import letters

    with warehouse() as connection:
        return letters.write_letters(connection, date.fromisoformat(as_of_date), folders().digest_folder, recorded_at)
