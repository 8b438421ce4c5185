"""What every channel promises to whoever delivers: parts, one exchange per part, and a plain answer."""

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from planwatch.alerts.letter import Letter
from planwatch.errors import PlanwatchError

Announce = Callable[[], None]


class RefusedError(PlanwatchError):
    """The channel said no: nothing was delivered. `is_final` where only a person can mend it."""

    def __init__(self, reason: str, *, is_final: bool):
        super().__init__(reason)
        self.is_final = is_final


class AnswerUnknownError(PlanwatchError):
    """The exchange ended without an answer that says whether the letter was delivered."""


class Channel(Protocol):
    """A way to an owner. Reasons in errors never hold an address with a key in it: they go to ledger and logs."""

    @property
    def is_repeatable(self) -> bool:
        """Whether a second copy of the same letter is known for one where it arrives."""

    @property
    def rates(self) -> tuple[tuple[int, int], ...]:
        """How many messages in how many seconds its connection takes."""

    def parts(self, letter: Letter) -> Sequence[Any]:
        """What is sent, one exchange each: the same letter gives the same parts."""

    def send(self, part: Any, about_to_send: Announce) -> str | None:
        """Deliver one part; call `about_to_send` when the connection stands, before anything of the letter goes out.

        Returns None, or whom the channel refused while it took the letter for the others. Raises RefusedError; any
        other error after `about_to_send` leaves open whether the part arrived.
        """
