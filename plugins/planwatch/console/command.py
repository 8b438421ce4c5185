"""How a command ends: what a person can mend is one sentence and exit code 2, never a traceback."""

import sys
from collections.abc import Callable
from typing import Any, NoReturn

from planwatch.errors import PlanwatchError
from planwatch.messages import LANGUAGES, load_messages

CANNOT_BEGIN = 2
INTERRUPTED = 130


def refuse(key: str, **facts: Any) -> int:
    """Say in both languages what cannot be done, and return the exit code of a command that cannot begin."""
    for language in LANGUAGES:
        print(load_messages(language).say(f"console.{key}", **facts), file=sys.stderr)
    return CANNOT_BEGIN


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
