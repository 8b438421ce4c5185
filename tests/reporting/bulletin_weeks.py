"""Two weeks of a county, played once: what its bulletins are read from, and how a test reads them."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from lxml import html

from planwatch.messages import load_messages
from planwatch.reporting.bulletin import write_bulletin
from planwatch.warehouse import alerting, evaluation, publishing
from planwatch.warehouse.connection import Connection, connect, rehearse
from tests.builders import form_file, progress_file, spending_file
from tests.county import County

WEEK_25, WEEK_26 = date(2021, 6, 27), date(2021, 7, 4)
MONDAY_25, MONDAY_26 = datetime(2021, 6, 28, 0, tzinfo=UTC), datetime(2021, 7, 5, 0, tzinfo=UTC)
JUNE, JULY = datetime(2021, 6, 3, 1, tzinfo=UTC), datetime(2021, 7, 2, 1, tzinfo=UTC)
MAY_END, JUNE_END = "2021-05-31", "2021-06-30"


def play(county: County) -> None:
    """锦竹苑 falls furthest behind in May and catches up in June; 石门 stands still; 谢桥 reports nothing."""
    progress_file(
        county.inbox("U11") / "五月.xlsx",
        [
            {"cutoff_date": MAY_END, "completed_percent": 60},
            {"project_text": "锦竹苑", "cutoff_date": MAY_END, "completed_percent": 40, "investment_amount": 185},
        ],
    )
    for unit, milestone, day in (
        ("U10", "M00", "2020-04-01"),
        ("U01", "M01", "2020-05-01"),
        ("U11", "M02", "2020-06-01"),
    ):
        row = {"project_text": "石门小区", "milestone_text": milestone, "cutoff_date": MAY_END, "event_date": day}
        form_file(county.inbox(unit) / f"审批{milestone}.xlsx", "approvals", [row])
    county.ingest(JUNE)
    with connect(county.url) as connection:
        publish(connection, WEEK_25, MONDAY_25)
    progress_file(
        county.inbox("U11") / "六月.xlsx",
        [
            {"cutoff_date": JUNE_END, "completed_percent": 60},
            {"project_text": "锦竹苑", "cutoff_date": JUNE_END, "completed_percent": 100, "investment_amount": 462.5},
        ],
    )
    progress_file(
        county.inbox("U12") / "电力.xlsx",
        [{"project_text": "鸣山小区", "item_text": "管线序化", "completed_percent": 20, "investment_amount": 50}],
    )
    spending_file(county.inbox("U03") / "六月资金.xlsx", [{}])
    spending_file(county.inbox("U11") / "六月支付.xlsx", [{"paid_amount": 600}])
    county.ingest(JULY)
    with connect(county.url) as connection:
        publish(connection, WEEK_26, MONDAY_26)


def publish(connection: Connection, day: date, known_at: datetime) -> None:
    """Publish a day and follow its alerts, as the weekly run does."""
    publishing.publish(connection, evaluation.build_candidate(connection, day, known_at))
    alerting.publish_week(connection, day, alerting.build_week(connection, day))


@dataclass(frozen=True)
class Written:
    """A bulletin's two files."""

    document: Path
    page: Path

    def bytes(self) -> tuple[bytes, bytes]:
        return self.document.read_bytes(), self.page.read_bytes()

    def table(self, name: str) -> list[list[str]]:
        """The cells of a table of the page, its headings first."""
        [found] = self.tree().xpath(f"//table[@class='{name}']")
        return [["".join(cell.itertext()).strip() for cell in row.xpath("th|td")] for row in found.xpath(".//tr")]

    def row(self, name: str, about: str) -> dict[str, str]:
        heads, *rows = self.table(name)
        [found] = [row for row in rows if about in row]
        return dict(zip([re.sub(r"\s", "", head) for head in heads], found, strict=True))

    def section(self, name: str) -> str:
        [found] = self.tree().xpath(f"//section[@id='{name}']")
        return " ".join("".join(found.itertext()).split())

    def tree(self) -> Any:
        return html.fromstring(self.page.read_text(encoding="utf-8"))


def written(
    county: County, folder: Path, day: date = WEEK_26, known_at: datetime | None = None, language: str = "zh"
) -> Written:
    """Make a bulletin without leaving a trace in the warehouse."""
    with rehearse(county.url) as connection:
        return written_from(connection, folder, day, known_at, language)


def written_from(
    connection: Connection, folder: Path, day: date, known_at: datetime | None = None, language: str = "zh"
) -> Written:
    """Make a bulletin in a transaction of the test's own."""
    return Written(*write_bulletin(connection, day, folder, load_messages(language), known_at))
