"""`make publish AS_OF=2021-05-31 KNOWN_AT=2021-06-12T08:00+08:00`: one day evaluated, published and written out.

What the DAG publish_performance does in four tasks, by the same steps: candidate, contract, publication, exports.
Without a moment, by what is known now.
"""

import sys
from datetime import UTC, date, datetime

from planwatch.console.command import finish
from planwatch.console.point import day_typed
from planwatch.console.query import last_warehouse_url, say_where
from planwatch.console.stage import settings_of
from planwatch.domain.period import SHANGHAI
from planwatch.messages import Messages, load_messages
from planwatch.reporting.exports import write_exports
from planwatch.settings import Settings
from planwatch.warehouse import publishing, renewing
from planwatch.warehouse.connection import connect, snapshot


def main() -> int:
    """Arguments: as-of date, known-at moment or nothing. 1 where the contract is broken.

    Raises NoPointError, AheadError, NothingToEvaluateError, NotPublishableError.
    """
    messages = load_messages("zh")
    url = last_warehouse_url()
    as_of_text, known_at_text = [*sys.argv[1:], "", ""][:2]
    as_of_date, known_at = day_typed(as_of_text, known_at_text)
    return _publish(url, as_of_date, known_at or datetime.now(UTC), settings_of(url), messages)


def _publish(url: str, as_of_date: date, known_at: datetime, settings: Settings, messages: Messages) -> int:
    from planwatch.checks.contract import BrokenContractError, hold_to_contract

    with connect(url) as connection:
        publication_id = renewing.renew_candidate(connection, as_of_date, known_at)
    try:
        hold_to_contract(url, publication_id, as_of_date, settings.data_docs_folder)
    except BrokenContractError as reason:
        print(reason, file=sys.stderr)
        return 1
    with connect(url) as connection:
        publishing.publish(connection, publication_id)
    shown = f"{known_at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"
    print(messages.say("console.published", as_of_date=as_of_date, known_at=shown))
    with snapshot(url) as connection:
        for path in write_exports(connection, as_of_date, settings.export_folder, messages):
            print(path)
    say_where(url)
    return 0


if __name__ == "__main__":
    finish(main)
