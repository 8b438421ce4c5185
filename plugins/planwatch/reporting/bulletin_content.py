"""What a week's bulletin says, in order and in one language; the page and the document are laid out from it."""

from dataclasses import dataclass, field
from typing import Any

from planwatch.domain.period import SHANGHAI
from planwatch.messages import Messages
from planwatch.reporting.bulletin_cells import CENTRED_KINDS, RIGHT_KINDS, cell_text, facts_of
from planwatch.reporting.bulletin_layout import BulletinColumn, BulletinLayout, BulletinPart
from planwatch.reporting.bulletin_points import PreparedWeek
from planwatch.warehouse import queries
from planwatch.warehouse.connection import Connection


@dataclass(frozen=True)
class Heading:
    """A column's heading, its share of the line, and where its cells stand: left, right or center."""

    text: str
    width: int
    align: str


@dataclass(frozen=True)
class Block:
    """One part as it is said: sentences, a table with its headings and cells, or a chart with its rows."""

    kind: str
    name: str
    only: str = ""
    caption: str = ""
    sentences: tuple[str, ...] = ()
    headings: tuple[Heading, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    figures: tuple[dict[str, Any], ...] = field(default=(), repr=False)


@dataclass(frozen=True)
class Section:
    """A section's heading, with its number, and its blocks."""

    name: str
    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Bulletin:
    """A week's bulletin: its head and its sections."""

    language: str
    title: str
    programme: str
    issue: str
    issued: str
    point: str
    page: str
    signature: str
    sections: tuple[Section, ...]


def bulletin_content(
    connection: Connection, week: PreparedWeek, layout: BulletinLayout, messages: Messages
) -> Bulletin:
    """Every word and figure of a bulletin whose points were made ready in the same transaction."""
    [head] = _rows(connection, "head", week)
    facts = _common_facts(week, messages)
    said = {name: messages.say(f"bulletin.head.{name}", **head | facts) for name in _HEAD}
    return Bulletin(
        language=messages.language,
        sections=tuple(
            Section(
                name,
                messages.say(f"bulletin.ordinal.{number}") + messages.say(f"bulletin.section.{name}", **facts),
                tuple(_block(connection, part, week, facts, messages) for part in parts),
            )
            for number, (name, parts) in enumerate(layout.sections.items(), start=1)
        ),
        **said,
    )


_HEAD = ("title", "programme", "issue", "issued", "point", "page", "signature")


def _rows(connection: Connection, query: str, week: PreparedWeek) -> list[dict[str, Any]]:
    if query == "curve":
        return week.curve
    return queries.rows_filled(connection, f"bulletin/{query}.sql", {"schema": week.schema}, ahead_date=week.ahead_date)


def _common_facts(week: PreparedWeek, messages: Messages) -> dict[str, Any]:
    """What any sentence may name: the days, moments and versions of this week and of last week."""
    year, number, _ = week.point.as_of_date.isocalendar()
    issued = week.point.known_at.astimezone(SHANGHAI)
    basis = "published" if week.previous.publication_id else "computed"
    previous = week.previous.known_at.astimezone(SHANGHAI)
    return {
        "as_of_date": week.point.as_of_date,
        "known_at": f"{issued:%Y-%m-%d %H:%M}",
        "year": str(year),
        "number": str(number),
        "issued_year": str(issued.year),
        "issued_month": str(issued.month),
        "issued_day": str(issued.day),
        "previous_date": week.previous.as_of_date,
        "previous_known_at": f"{previous:%Y-%m-%d %H:%M}",
        "previous_basis": messages.say(f"bulletin.basis.{basis}"),
        "change_date": week.change_date,
        "ahead_date": week.ahead_date,
        "page": "{page}",
    }


def _block(
    connection: Connection, part: BulletinPart, week: PreparedWeek, facts: dict[str, Any], messages: Messages
) -> Block:
    rows = _rows(connection, part.query, week)
    if part.kind == "sentences":
        said = tuple(_sentence(part, row, facts, messages) for row in rows)
        return Block(part.kind, part.query, part.only, sentences=said)
    if part.kind == "chart":
        caption = messages.say(f"bulletin.chart.{part.chart}.caption", **facts)
        return Block(part.kind, part.chart, part.only, caption, figures=tuple(rows))
    if part.kind == "matrix":
        return _matrix(part, rows, facts, messages)
    if not rows:
        return Block("sentences", part.query, part.only, sentences=(messages.say(f"bulletin.none.{part.query}"),))
    headings = tuple(
        Heading(messages.say(f"bulletin.heading.{part.query}.{column.name}", **facts), column.width, _align(column))
        for column in part.columns
    )
    cells = tuple(tuple(cell_text(column, row, messages) for column in part.columns) for row in rows)
    return Block("table", part.query, part.only, headings=headings, rows=cells)


def _sentence(part: BulletinPart, row: dict[str, Any], facts: dict[str, Any], messages: Messages) -> str:
    said = {
        name: messages.say(f"{catalogue}.{row[name]}")
        for name, catalogue in part.words.items()
        if row[name] is not None
    }
    key = f"bulletin.sentence.{part.query}.{row['sentence']}"
    return messages.say(key, **facts_of(row, messages) | said | facts)


def _align(column: BulletinColumn) -> str:
    return "right" if column.kind in RIGHT_KINDS else "center" if column.kind in CENTRED_KINDS else "left"


def _matrix(part: BulletinPart, rows: list[dict[str, Any]], facts: dict[str, Any], messages: Messages) -> Block:
    """A row per project, a column per operator, in the order in which the query brings them."""
    names = list(dict.fromkeys(row[part.column] for row in rows))
    if not names:
        return Block("sentences", part.query, part.only, sentences=(messages.say(f"bulletin.none.{part.query}"),))
    cells: dict[str, dict[str, str]] = {}
    for row in rows:
        cells.setdefault(row[part.row], {})[row[part.column]] = _sentence(part, row, facts, messages)
    first = Heading(messages.say(f"bulletin.heading.{part.query}.{part.row}"), 16, "left")
    headings = (first, *(Heading(name, 84 // len(names), "center") for name in names))
    lines = tuple((name, *(said.get(column, "") for column in names)) for name, said in cells.items())
    return Block("table", part.query, part.only, headings=headings, rows=lines)
