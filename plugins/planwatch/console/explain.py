"""`make explain PROJECT=石门小区 METRIC=elapsed_ratio AS_OF=2021-06-30 [KNOWN_AT=…]`: a figure down to its cells."""

import sys
from datetime import date

from planwatch.console.command import finish
from planwatch.console.query import last_warehouse_url
from planwatch.domain.period import moment_written
from planwatch.messages import load_messages
from planwatch.reporting.explaining import drawn, explain
from planwatch.warehouse import evaluation
from planwatch.warehouse.connection import rehearse


def main() -> int:
    """Arguments: project, metric, as-of date, known-at moment or nothing. 2 where it cannot begin.

    Raises UnknownFigureError.
    """
    messages = load_messages("zh")
    url = last_warehouse_url()
    project, metric, day, moment = [*sys.argv[1:], "", "", "", ""][:4]
    try:
        as_of_date = date.fromisoformat(day)
        known_at = moment_written(moment) if moment else None
    except ValueError:
        print(messages.say("console.bad_date", value=f"{day} {moment}".strip()), file=sys.stderr)
        return 2
    with rehearse(url) as connection:
        if known_at:
            evaluation.build_candidate(connection, as_of_date, known_at)
        schema = "candidate" if known_at else "marts"
        print(drawn(explain(connection, project, metric, as_of_date, messages, known_at, schema)))
    return 0


if __name__ == "__main__":
    finish(main)
