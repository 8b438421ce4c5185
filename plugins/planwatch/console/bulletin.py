"""`make bulletin AS_OF=2021-07-04 [KNOWN_AT=2021-07-05T08:00+08:00]`: the bulletin of any week, exactly as it was.

Without a moment, of what is published of the day; with one, of what was known then, published or not. Nothing in the
warehouse changes.
"""

import sys

from planwatch.console.command import finish
from planwatch.console.point import day_typed
from planwatch.console.query import last_warehouse_url
from planwatch.console.stage import settings_of
from planwatch.messages import load_messages
from planwatch.reporting.bulletin import write_bulletin
from planwatch.warehouse.connection import rehearse


def main() -> int:
    """Write page and document into `<week>` under the digest folder and say where they are; 2 where it cannot begin.

    Raises NoPointError, AheadError, NotPublishedError, NothingToEvaluateError.
    """
    messages = load_messages("zh")
    url = last_warehouse_url()
    as_of_text, known_at_text = [*sys.argv[1:], "", ""][:2]
    as_of_date, known_at = day_typed(as_of_text, known_at_text)
    with rehearse(url) as connection:
        for path in write_bulletin(connection, as_of_date, settings_of(url).digest_folder, messages, known_at):
            print(path)
    return 0


if __name__ == "__main__":
    finish(main)
