"""XML out of strangers' files: no document type, so no entities, and nothing fetched; parts are read as a stream."""

from collections.abc import Callable
from typing import IO, Any, NoReturn
from xml.parsers import expat

from planwatch.intake.raw_sheets import UnreadableFileError

_CHUNK = 1 << 16
Start = Callable[[str, dict[str, str]], Any]
End = Callable[[str], Any]
Text = Callable[[str], Any]


def parse_xml(stream: IO[bytes], start: Start, end: End | None = None, text: Text | None = None) -> None:
    """Call `start`, `end` and `text` for what a part holds; names come without their prefixes.

    Raises UnreadableFileError for a part that declares a document type (hostile_xml) or is no XML (damaged).
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    parser.StartElementHandler = lambda name, attributes: _begin(parser, name, attributes, start, end)
    if text is not None:
        parser.CharacterDataHandler = text
    try:
        while chunk := stream.read(_CHUNK):
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except expat.ExpatError as fault:
        raise UnreadableFileError("damaged") from fault


def attribute(attributes: dict[str, str], name: str) -> str | None:
    """An attribute by its name without a prefix; None where the element has none."""
    if name in attributes:
        return attributes[name]
    return next((value for key, value in attributes.items() if key.rpartition(":")[2] == name), None)


def whole_number(text: str | None, otherwise: int) -> int:
    """A count out of an attribute; `otherwise` where it is missing or no number."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else otherwise


def _begin(parser: Any, name: str, attributes: dict[str, str], start: Start, end: End | None) -> None:
    """The outermost element tells whether names carry prefixes; where they do not, nothing need be taken off them."""
    if ":" in name:
        parser.StartElementHandler = lambda inner, given: start(_local(inner), given)
        parser.EndElementHandler = None if end is None else lambda inner: end(_local(inner))
    else:
        parser.StartElementHandler, parser.EndElementHandler = start, end
    start(_local(name), attributes)


def _local(name: str) -> str:
    return name if ":" not in name else name.rpartition(":")[2]


def _refuse(*_: Any) -> NoReturn:
    raise UnreadableFileError("hostile_xml")
