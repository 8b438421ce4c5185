"""`make explain PROJECT=石门小区 METRIC=elapsed_ratio AS_OF=2021-06-30 [SOURCE=… …]`: a figure to its cells."""

import sys

from planwatch.console.command import finish
from planwatch.console.point import day_typed
from planwatch.console.query import last_warehouse_url
from planwatch.messages import load_messages
from planwatch.reporting.explaining import explain
from planwatch.reporting.explanation_node import drawn
from planwatch.warehouse import evaluation
from planwatch.warehouse.connection import rehearse


def main() -> int:
    """Arguments: NAME=value of METRIC, AS_OF, KNOWN_AT and of what names the row: PROJECT, UNIT, SOURCE and others.

    A name without a value is as good as none.

    Raises NoPointError, AheadError, UnknownNameError, UnknownFigureError.
    """
    messages = load_messages("zh")
    url = last_warehouse_url()
    asked = dict(argument.partition("=")[::2] for argument in sys.argv[1:])
    metric, day, moment = (asked.pop(name, "") for name in ("METRIC", "AS_OF", "KNOWN_AT"))
    as_of_date, known_at = day_typed(day, moment)
    with rehearse(url) as connection:
        if known_at:
            evaluation.build_candidate(connection, as_of_date, known_at)
        print(drawn(explain(connection, asked, metric, as_of_date, messages, known_at)))
    return 0


if __name__ == "__main__":
    finish(main)
