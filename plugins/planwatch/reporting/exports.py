"""Everything that is written of one published day: the finance bureau's workbook, a data package, OC4IDS."""

from datetime import date
from pathlib import Path

from planwatch.messages import Messages
from planwatch.reporting.data_package import write_data_package
from planwatch.reporting.finance_workbook import write_finance_workbook
from planwatch.reporting.oc4ids import write_oc4ids
from planwatch.warehouse.connection import Connection


def write_exports(connection: Connection, as_of_date: date, folder: Path, messages: Messages) -> list[Path]:
    """Write all three into `<folder>/<day>`; returns their paths. The same publication gives the same bytes.

    Raises NotPublishedError.
    """
    of_day = folder / as_of_date.isoformat()
    return [
        write_finance_workbook(connection, as_of_date, of_day, messages),
        write_data_package(connection, as_of_date, of_day),
        write_oc4ids(connection, as_of_date, of_day / "oc4ids.json", messages),
    ]
