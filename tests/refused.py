"""What a refusal tells a person about one line of one file, in both languages."""

from planwatch.messages import LANGUAGES, load_messages
from planwatch.refusals import FileRefusalError, Problem


def told(problem: Problem) -> str:
    """The sentence in Chinese, and beneath it in English."""
    return "\n".join(problem.said(load_messages(language)) for language in LANGUAGES)


def told_of(refusal: FileRefusalError, file_name: str, line: int) -> list[str]:
    """What is told of a line (0: of the file), each with its place in both languages; all of it is in the text."""
    found = [told(problem) for problem in refusal.problems if problem[:2] == (file_name, line)]
    places = (f"{file_name}第{line}行", f"\n{file_name}, line {line}") if line else (file_name, f"\n{file_name}")
    assert all(sentence.startswith(places[0]) and places[1] in sentence for sentence in found), found
    assert all(half in str(refusal) for sentence in found for half in sentence.splitlines())
    return found
