"""What a person can mend is refused by key and facts; the sentences stand in include/messages/*/refusals.yaml."""

import re
from typing import Any, NamedTuple

from planwatch.errors import PlanwatchError
from planwatch.messages import LANGUAGES, Messages, load_messages

# what a settings file says wrong: the section, the key in it, the key of the sentence and its facts
KeyFault = tuple[str, str, str, dict[str, Any]]


class RefusalError(PlanwatchError):
    """What was asked for or written cannot be used. `key` names its sentence, `facts` are what the sentence names.

    Its text, wherever it is printed or logged, is the Chinese sentence with the English one beneath.
    """

    def __init__(self, key: str, **facts: Any):
        super().__init__(key)
        self.key = key
        self.facts = facts

    def said(self, messages: Messages) -> str:
        """The sentence in one language. Raises MessageError."""
        return say(messages, self.key, self.facts)

    def __str__(self) -> str:
        return "\n".join(self.said(load_messages(language)) for language in LANGUAGES)


class Problem(NamedTuple):
    """One fault of a file that people edit, and where it stands.

    `line` is 0 where the whole file is meant; `column` is the heading, or the key, and empty where there is none.
    """

    file_name: str
    line: int
    column: str
    key: str
    facts: dict[str, Any]

    def said(self, messages: Messages) -> str:
        """Place and sentence in one language. Raises MessageError."""
        line = messages.say("refusals.place.line", line=self.line) if self.line else ""
        column = messages.say("refusals.place.column", column=self.column) if self.column else ""
        place = messages.say("refusals.place.file", file=self.file_name, line=line, column=column)
        return place + say(messages, self.key, self.facts)


class FileRefusalError(RefusalError):
    """A file that people edit has faults, all of them in `problems`; nothing of it was recorded."""

    def __init__(self, key: str, problems: list[Problem]):
        super().__init__(key, count=len(problems))
        self.problems = problems

    def said(self, messages: Messages) -> str:
        """What was refused, then a line for each fault. Raises MessageError."""
        return "\n".join([super().said(messages), *(problem.said(messages) for problem in self.problems)])


def say(messages: Messages, key: str, facts: dict[str, Any]) -> str:
    """A sentence with its facts; of a fact that is a list, the parts are set side by side. Raises MessageError."""
    beside = messages.say("refusals.separator")
    return messages.say(
        key,
        **{
            name: beside.join(map(str, fact)) or None if isinstance(fact, list | tuple) else fact
            for name, fact in facts.items()
        },
    )


def not_toml(file_name: str, fault: ValueError) -> Problem:
    """A settings file that cannot be read, at the line that its reader names."""
    found = re.search(r"line (\d+)", str(fault))
    return Problem(file_name, int(found[1]) if found else 0, "", "refusals.file.not_toml", {"detail": str(fault)})
