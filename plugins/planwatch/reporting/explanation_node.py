"""One line of an explanation's tree and what hangs below it; the tree as text."""

from dataclasses import dataclass, field
from typing import Any


@dataclass
class Node:
    """One line of the tree and what hangs below it; of a figure also what it was computed from."""

    text: str
    below: list["Node"] = field(default_factory=list)
    figure: Any = None
    formula: str = ""
    inputs: dict[str, Any] = field(default_factory=dict)
    join: str = ""
    parts: list[Any] = field(default_factory=list)


def drawn(node: Node, before: str = "") -> str:
    """The tree as text, one line per node."""
    lines = [node.text]
    for position, child in enumerate(node.below):
        is_last = position == len(node.below) - 1
        first, rest = ("└─ ", "   ") if is_last else ("├─ ", "│  ")
        lines.append(first + drawn(child).replace("\n", "\n" + rest))
    return before + "\n".join(lines)
