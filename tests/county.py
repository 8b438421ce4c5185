"""A county whose returns pass through every step, from a dropped file to its receipt."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import text

from planwatch.checks.checking import check_returns
from planwatch.checks.receipt import answer_returns
from planwatch.checks.verdict import judge_returns
from planwatch.intake.inbox import register_returns
from planwatch.intake.reading import read_returns
from planwatch.messages import load_messages
from planwatch.warehouse.connection import connect


@dataclass
class County:
    """The county's folders and warehouse."""

    url: str
    folder: Path
    data_docs: Path | None = None

    def inbox(self, unit_code: str) -> Path:
        return self.folder / "inbox" / unit_code

    def ingest(self, received_at: datetime, judged_at: datetime | None = None) -> list[int]:
        """Run every step on what lies in the inbox, judged at once or later; returns the newly registered returns."""
        with connect(self.url) as connection:
            new = register_returns(connection, self.folder / "inbox", self.folder / "archive", received_at)
        read_returns(self.url, self.folder / "archive")
        check_returns(self.url, self.data_docs)
        with connect(self.url) as connection:
            judge_returns(connection, lambda: judged_at or received_at)
        answer_returns(self.url, self.folder / "outbox", load_messages("zh"), self.folder / "archive")
        return new

    def query(self, statement: str, **parameters: Any) -> list[Any]:
        with connect(self.url) as connection:
            return list(connection.execute(text(statement), parameters))

    def findings(self, return_id: int, *, notes: bool = False) -> list[tuple[str, int | None, str | None]]:
        """Rule, row and column of everything found in a return; the encoding's note only when asked for."""
        found = self.query(
            "select rule_id, row_number, column_name from raw.findings where return_id = :id"
            " and (:notes or rule_id <> 'F02') order by rule_id, row_number, column_name",
            id=return_id,
            notes=notes,
        )
        return [tuple(row) for row in found]
