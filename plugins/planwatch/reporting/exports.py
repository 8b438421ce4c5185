"""Everything that is written of one published day: the finance bureau's workbook, a data package, OC4IDS."""

from datetime import date
from pathlib import Path

from planwatch.messages import Messages
from planwatch.reporting.data_package import write_data_package
from planwatch.reporting.finance_workbook import write_finance_workbook
from planwatch.reporting.oc4ids import write_oc4ids
from planwatch.warehouse.connection import Connection
from planwatch.whole_files import written_together


def write_exports(connection: Connection, as_of_date: date, folder: Path, messages: Messages) -> list[Path]:
    """Write all three into `<folder>/<day>`; returns their paths. The same publication gives the same bytes.

    `connection` is a snapshot, so that all files are of one publication; they are put in place together, when the last
    is whole. Raises NotPublishedError and what the three raise; the files of before then stand.
    """
    of_day = folder / as_of_date.isoformat()
    with written_together(of_day) as beside:
        written = [
            write_finance_workbook(connection, as_of_date, beside, messages),
            write_data_package(connection, as_of_date, beside),
            write_oc4ids(connection, as_of_date, beside / "oc4ids.json", messages),
        ]
        return [of_day / path.relative_to(beside) for path in written]
