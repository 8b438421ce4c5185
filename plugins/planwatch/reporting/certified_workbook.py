"""The workbook of what was put before the finance bureau: made of the frozen rows, kept once, made again the same.

What is published of the day may change afterwards; this file never does. Its fingerprint stands in
`marts.certifications.workbook_sha256`.
"""

import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from planwatch.messages import Messages
from planwatch.refusals import RefusalError
from planwatch.reporting.finance_workbook import finance_workbook
from planwatch.warehouse import certifying, queries
from planwatch.warehouse.connection import Connection
from planwatch.whole_files import write_whole


class NotPutBeforeBureauError(RefusalError):
    """The day has no certification of this number."""


@dataclass(frozen=True)
class CertifiedWorkbook:
    """A workbook of frozen rows, and what the bureau sees first of them.

    `headline` is the row of certifying/headline.sql with that of workbook/returns_owed.sql. `kept_sha256` is the
    fingerprint of the workbook that was put before the bureau; None while there is none.
    """

    certification_id: int
    as_of_date: date
    content: bytes
    headline: dict[str, Any]
    kept_sha256: str | None

    @property
    def sha256(self) -> str:
        """Fingerprint of this content; another than `kept_sha256` where sheets or words have changed since."""
        return _sha256(self.content)


def certified_workbook(connection: Connection, certification_id: int, messages: Messages) -> CertifiedWorkbook:
    """Make the workbook of a certification from its frozen rows; `marts` is as before afterwards.

    `connection` may write. It is the same whatever has been published, or answered, since.
    """
    [certification] = queries.rows(connection, "certifying/certification.sql", certification_id=certification_id)
    as_of_date = certification["as_of_date"]
    standing = messages.say("workbook.certification.frozen", **certification)
    with certifying.as_frozen(connection, certification_id):
        [headline] = queries.rows(connection, "certifying/headline.sql", as_of_date=as_of_date)
        [returns] = queries.rows(connection, "workbook/returns_owed.sql", as_of_date=as_of_date)
        content = finance_workbook(connection, as_of_date, standing, messages)
    kept_sha256 = certification["workbook_sha256"]
    return CertifiedWorkbook(certification_id, as_of_date, content, headline | returns, kept_sha256)


def keep_certified_workbook(made: CertifiedWorkbook, folder: Path, messages: Messages) -> Path:
    """Put the workbook into `<folder>/<day>` under its certification's number, for good; returns its path.

    What stands there is never overwritten. Where it is not what was put before the bureau, or where that can no longer
    be made byte for byte, what was made gets another name.
    """
    of_day = folder / made.as_of_date.isoformat()
    path = of_day / messages.say("workbook.certified_file_name", certification_id=made.certification_id)
    put_before_bureau = made.kept_sha256 or made.sha256
    if path.exists() and _sha256(path.read_bytes()) == put_before_bureau:
        return path
    if path.exists() or made.sha256 != put_before_bureau:
        path = of_day / messages.say("workbook.made_again_file_name", certification_id=made.certification_id)
    write_whole(path, made.content, is_durable=True)
    return path


def certification_of(connection: Connection, as_of_date: date, number: str) -> int:
    """The certification of a day by its number as typed. Raises NotPutBeforeBureauError, naming those there are."""
    rows = queries.rows(connection, "certifying/of_day.sql", as_of_date=as_of_date)
    known = [row["certification_id"] for row in rows]
    if number not in map(str, known):
        numbers = ", ".join(map(str, known)) or "—"
        key = "refusals.certification.no_such_number"
        raise NotPutBeforeBureauError(key, as_of_date=as_of_date, number=number, numbers=numbers)
    return int(number)


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
