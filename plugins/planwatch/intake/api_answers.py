"""A body that claims to be JSON → values as they were written; whatever it really is, it is read or refused."""

import json
from typing import Any

UNREADABLE, OTHER_UNIT, PAGING = "F83", "F36", "F84"


class AnswerFault(Exception):  # noqa: N818 - it is found of the unit's answer, not an error of ours
    """An answer that cannot be taken in: a finding for its unit. `body` is what came, as evidence."""

    def __init__(self, reason: str, address: str, body: bytes = b"", rule_id: str = UNREADABLE, **facts: Any):
        super().__init__(f"{address}: {reason} {facts or ''}".strip())
        self.reason, self.address, self.body, self.rule_id = reason, address, body, rule_id
        self.facts = {"reason": f"api_{reason}", "address": address} | facts


class Number(str):
    """A number as it was written: no digit is lost, and none is computed before the cell is read."""

    __slots__ = ()


def parsed(body: bytes, address: str) -> Any:
    """The JSON value of a body in UTF-8; numbers stay as written. Raises AnswerFault."""
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise AnswerFault("encoding", address, body) from None
    if text.lstrip().startswith("<"):
        raise AnswerFault("html", address, body)
    try:
        return json.loads(
            text, parse_int=Number, parse_float=Number, parse_constant=_refuse, object_pairs_hook=_without_twins
        )
    except _NoNumberError as fault:
        raise AnswerFault("not_a_number", address, body, value=str(fault)) from None
    except _TwinError as fault:
        raise AnswerFault("twice", address, body, value=str(fault)) from None
    except (ValueError, RecursionError):
        raise AnswerFault("not_json", address, body) from None


def kind(value: Any) -> str:
    """What JSON calls a value."""
    if isinstance(value, Number):
        return "number"
    names = {type(None): "null", bool: "boolean", str: "string", list: "array", dict: "object"}
    return names[type(value)]


def canonical(value: Any) -> str:
    """The value as JSON, the same however its keys were ordered and spaced; without signs that no table can hold."""
    if isinstance(value, Number):
        return str(value)
    if isinstance(value, dict):
        return "{" + ",".join(f"{canonical(key)}:{canonical(value[key])}" for key in sorted(value)) + "}"
    if isinstance(value, list):
        return "[" + ",".join(canonical(entry) for entry in value) + "]"
    return json.dumps(clean(value) if isinstance(value, str) else value, ensure_ascii=False)


def clean(text: str) -> str:
    """Text without NUL and without halves of characters."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")


class _NoNumberError(ValueError):
    """NaN or Infinity."""


class _TwinError(ValueError):
    """The same name twice in one object."""


def _refuse(constant: str) -> Any:
    raise _NoNumberError(constant)


def _without_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        names = [name for name, _ in pairs]
        raise _TwinError(next(name for name in names if names.count(name) > 1)[:80])
    return made
