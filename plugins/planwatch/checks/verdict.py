"""Findings → what counts: a fatal finding refuses the file, an error holds its line back, the rest is accepted."""

from collections.abc import Callable
from datetime import datetime

from planwatch.warehouse import checking
from planwatch.warehouse.connection import Connection


def judge_returns(connection: Connection, clock: Callable[[], datetime]) -> int:
    """Judge every checked return, once; returns how many.

    accepted: every line counts. partly_returned: the good lines count. returned: none does. refused: the file was
    not read as a return at all. An exact repetition of a row is ignored and spoils no verdict. What the clock then says
    is the moment from which the lines count: of an earlier moment they are not known.
    """
    return checking.judge(connection, clock)
