"""HTML tables, as office systems export them under the name .xls: every table of the page is a sheet."""

from html.parser import HTMLParser
from pathlib import Path

from planwatch.intake.encodings import decoded
from planwatch.intake.raw_sheets import Markings, Opened, Row, Sheet, UnreadableFileError
from planwatch.intake.safe_xml import whole_number
from planwatch.limits import load_limits

_PASSED_OVER = ("script", "style", "title")


def read_html(path: Path) -> Opened:
    """The tables of the page, in its order. Raises UnreadableFileError."""
    encoding, text = decoded(path.read_bytes())
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return Opened("html", [Sheet("", rows, markings) for rows, markings in reader.tables if any(rows)], encoding)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[tuple[list[Row], Markings]] = []
        self._open: list[int] = []
        self._cell: list[str] | None = None
        self._span = (1, 1)
        self._taken: dict[int, int] = {}
        self._cells_count = 0
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _PASSED_OVER:
            self._silent += 1
        elif tag == "table":
            self._end_cell()
            if len(self.tables) >= load_limits().most_sheets:
                raise UnreadableFileError("too_many_cells")
            self._open.append(len(self.tables))
            self.tables.append(([], Markings()))
            self._taken = {}
        elif tag == "tr" and self._open:
            self._end_cell()
            self._rows.append([])
        elif tag in ("td", "th") and self._open:
            self._begin_cell(dict(attrs))
        elif tag == "br" and self._cell is not None:
            self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _PASSED_OVER:
            self._silent = max(self._silent - 1, 0)
        elif tag in ("td", "th", "tr"):
            self._end_cell()
        elif tag == "table" and self._open:
            self._end_cell()
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._cell is not None and not self._silent:
            self._cell.append(data)

    @property
    def _rows(self) -> list[Row]:
        return self.tables[self._open[-1]][0]

    def _begin_cell(self, attributes: dict[str, str | None]) -> None:
        self._end_cell()
        if not self._rows:
            self._rows.append([])
        limit = load_limits().most_columns
        self._span = tuple(  # type: ignore[assignment]
            max(1, min(whole_number(attributes.get(name), 1), limit)) for name in ("rowspan", "colspan")
        )
        self._cell = []

    def _end_cell(self) -> None:
        """Put the cell into its place: right of what is there, and of what reaches down from the rows above."""
        if self._cell is None:
            return
        text, self._cell = "".join(self._cell).strip(), None
        rows, markings = self.tables[self._open[-1]]
        row, (down, across), top = rows[-1], self._span, len(rows) - 1
        while self._taken.get(len(row), -1) >= top:
            row.append("")
        left = len(row)
        self._cells_count += across
        if left + across > load_limits().most_columns or self._cells_count > load_limits().most_cells:
            raise UnreadableFileError("too_many_cells")
        row.extend([text, *[""] * (across - 1)])
        if down > 1 or across > 1:
            markings.merged.append((top, left, top + down - 1, left + across - 1))
            self._taken |= dict.fromkeys(range(left, left + across), top + down - 1)
