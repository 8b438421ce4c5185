"""`make what-if INDICATORS=other.csv AS_OF=2021-06-30`: the self-evaluation under other weights beside those in force.

Nothing is published: what is computed is shown and taken back. Without KNOWN_AT, everything received so far is known.
"""

import sys
from pathlib import Path

from planwatch import paths
from planwatch.console.command import CANNOT_BEGIN, finish, refuse
from planwatch.console.point import day_typed
from planwatch.console.query import last_warehouse_url
from planwatch.domain.period import SHANGHAI
from planwatch.messages import LANGUAGES, Messages, load_messages
from planwatch.reporting.score_comparison import score_comparison
from planwatch.warehouse import queries
from planwatch.warehouse.connection import rehearse
from planwatch.warehouse.indicator_files import IndicatorFileError
from planwatch.warehouse.trying_indicators import scores_side_by_side


def main() -> int:
    """Arguments: file of indicators, as-of date, known-at moment or nothing. 2 and why, where nothing is tried."""
    messages = load_messages("zh")
    file_text, as_of_text, known_at_text = [*sys.argv[1:], "", "", ""][:3]
    path = Path(file_text)
    if not file_text or not as_of_text:
        return refuse("what_if.usage")
    as_of_date, known_at = day_typed(as_of_text, known_at_text)
    if not path.is_file():
        return refuse("what_if.no_file", file=file_text)
    with rehearse(last_warehouse_url()) as connection:
        known_at = known_at or queries.value(connection, "reporting/newest_receipt.sql")
        if known_at is None:
            return refuse("console.nothing_received")
        try:
            indicators, totals = scores_side_by_side(connection, paths.EVALUATION, path, as_of_date, known_at)
        except IndicatorFileError as fault:
            print("\n".join(_told(fault, path.name, load_messages(each)) for each in LANGUAGES), file=sys.stderr)
            return CANNOT_BEGIN
    shown = f"{known_at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"
    print(messages.say("what_if.title", as_of_date=as_of_date, known_at=shown, file=path.name))
    print(score_comparison(indicators, totals, messages))
    return 0


def _told(fault: IndicatorFileError, file_name: str, messages: Messages) -> str:
    if fault.weights_total is not None:
        return messages.say("what_if.weights", file=file_name, total=fault.weights_total)
    problems = (problem.said(messages) for problem in fault.problems)
    return "\n".join([messages.say("what_if.refused", file=file_name), *problems])


if __name__ == "__main__":
    finish(main)
