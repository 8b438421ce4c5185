"""Names that people write, looked up in the plan."""

from sqlalchemy import Connection

from planwatch.refusals import RefusalError
from planwatch.warehouse import queries


class UnknownNameError(RefusalError):
    """The plan knows nothing by this name."""


def code_of_name(connection: Connection, kind: str, name: str) -> str:
    """The code of a unit (kind `operator`) or a `project` by its name, an alias or its code, spaces left out.

    Raises UnknownNameError.
    """
    code = queries.value(connection, "plan/code_of_name.sql", kind=kind, name=name.replace(" ", ""))
    if code is None:
        raise UnknownNameError("refusals.name.unknown", name=name)
    return str(code)
