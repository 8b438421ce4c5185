"""How a command ends: what a person can mend is one sentence and exit code 2, never a traceback."""

import sys
from collections.abc import Callable
from typing import Any, NoReturn

from planwatch.errors import PlanwatchError
from planwatch.messages import LANGUAGES, load_messages

CANNOT_BEGIN = 2
INTERRUPTED = 130


def refuse(key: str, **facts: Any) -> int:
    """Say in both languages what cannot be done; the exit code of a command that cannot begin."""
    for language in LANGUAGES:
        print(load_messages(language).say(key, **facts), file=sys.stderr)
    return CANNOT_BEGIN


def finish(main: Callable[[], int]) -> NoReturn:
    """Run a command and leave with its exit code."""
    sys.exit(ended(main))


def ended(main: Callable[[], int]) -> int:
    """The exit code of a command; 2 and its words for what a person can mend, 130 and none for the keyboard's stop."""
    try:
        return main()
    except PlanwatchError as fault:
        print(fault, file=sys.stderr)
        return CANNOT_BEGIN
    except KeyboardInterrupt:
        return INTERRUPTED
