"""How a command ends: what a person can mend is one sentence and exit code 2, never a traceback."""

import sys
from collections.abc import Callable
from typing import NoReturn

from planwatch.errors import PlanwatchError

CANNOT_BEGIN = 2
INTERRUPTED = 130


def finish(main: Callable[[], int]) -> NoReturn:
    """Run a command and leave with its exit code; with 130 and no words when it is interrupted from the keyboard."""
    try:
        code = main()
    except PlanwatchError as fault:
        print(fault, file=sys.stderr)
        code = CANNOT_BEGIN
    except KeyboardInterrupt:
        code = INTERRUPTED
    sys.exit(code)
