"""`make export AS_OF=2021-06-30 [CERTIFIED=2]`: the finance bureau's workbook, a data package and OC4IDS of one day.

With the number of a certification, the workbook that was put before the bureau then, from its frozen rows.
"""

import sys

from planwatch.console.command import finish
from planwatch.console.point import day_typed
from planwatch.console.query import last_warehouse_url
from planwatch.console.stage import settings_of
from planwatch.messages import load_messages
from planwatch.reporting.certified_workbook import certification_of, certified_workbook, keep_certified_workbook
from planwatch.reporting.exports import write_exports
from planwatch.warehouse.connection import rehearse, snapshot


def main() -> int:
    """Write all three into `<day>` under the export folder and say where they are; 2 where it cannot begin.

    Raises NoPointError, AheadError, NotPublishedError, NotPutBeforeBureauError.
    """
    messages = load_messages("zh")
    url = last_warehouse_url()
    as_of_date, _ = day_typed(sys.argv[1] if len(sys.argv) > 1 else "")
    number = sys.argv[2] if len(sys.argv) > 2 else ""
    if number:
        with rehearse(url) as connection:
            made = certified_workbook(connection, certification_of(connection, as_of_date, number), messages)
        print(keep_certified_workbook(made, settings_of(url).export_folder, messages))
        return 0
    with snapshot(url) as connection:
        for path in write_exports(connection, as_of_date, settings_of(url).export_folder, messages):
            print(path)
    return 0


if __name__ == "__main__":
    finish(main)
