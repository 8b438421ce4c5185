"""`make export AS_OF=2021-06-30`: the finance bureau's workbook, a data package and OC4IDS of one published day."""

import sys
from datetime import date

from planwatch.console.command import finish
from planwatch.console.query import last_warehouse_url
from planwatch.console.stage import settings_of
from planwatch.messages import load_messages
from planwatch.reporting.exports import write_exports
from planwatch.warehouse.connection import snapshot


def main() -> int:
    """Write all three into `<day>` under the export folder and say where they are; 2 where it cannot begin.

    Raises NotPublishedError.
    """
    messages = load_messages("zh")
    url = last_warehouse_url()
    try:
        as_of_date = date.fromisoformat(sys.argv[1] if len(sys.argv) > 1 else "")
    except ValueError:
        print(messages.say("console.bad_date", value=" ".join(sys.argv[1:])), file=sys.stderr)
        return 2
    with snapshot(url) as connection:
        for path in write_exports(connection, as_of_date, settings_of(url).export_folder, messages):
            print(path)
    return 0


if __name__ == "__main__":
    finish(main)
