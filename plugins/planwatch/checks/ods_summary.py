"""The summary as the first table of an OpenDocument book."""

from typing import Any

from odf import teletype
from odf.config import ConfigItem
from odf.namespaces import STYLENS, TABLENS
from odf.style import (
    MasterPage,
    PageLayout,
    PageLayoutProperties,
    Style,
    TableCellProperties,
    TableColumnProperties,
    TableProperties,
    TableRowProperties,
    TextProperties,
)
from odf.table import CoveredTableCell, Table, TableCell, TableColumn, TableRow
from odf.text import P

from planwatch.checks.copy_summary import COLUMNS, HIDDEN, WIDTHS, Summary
from planwatch.checks.ods_styles import LOOKS
from planwatch.messages import LANGUAGES, load_messages

_CENTIMETRES_A_PLACE = 0.21
_LAST = COLUMNS.index("reason") + 1
_LABEL_COLUMNS = 2


def is_ours(table: Any) -> bool:
    """Whether a table is a summary of ours, by the words in its first cell."""
    first = next(iter(table.getElementsByType(TableCell)), None)
    marks = {load_messages(language).say("receipt.copy.mark") for language in LANGUAGES}
    return first is not None and teletype.extractText(first) in marks


def add(document: Any, summary: Summary) -> None:
    """Put the summary before all other tables and show it first."""
    names = _styles(document)
    table = Table(name=summary.sheet_name, stylename=_page(document))
    for column, (name, width) in enumerate(zip(COLUMNS, WIDTHS, strict=True)):
        column_style = Style(name=f"pwc{column}", family="table-column")
        column_style.addElement(TableColumnProperties(columnwidth=f"{width * _CENTIMETRES_A_PLACE:.2f}cm"))
        document.automaticstyles.addElement(column_style)
        shown = {"visibility": "collapse"} if name in HIDDEN else {}
        table.addElement(TableColumn(stylename=column_style, **shown))
    _line(table, names, [(summary.mark, _LAST, "small")])
    _line(table, names, [(summary.title, _LAST, "title")])
    _line(table, names, [(summary.meaning, _LAST, "strong")])
    for label, value in summary.entries:
        _line(table, names, [(label, _LABEL_COLUMNS, "small"), (value, _LAST - _LABEL_COLUMNS, "plain")])
    for hint in summary.hints:
        _line(table, names, [(hint, _LAST, "strong")])
    if summary.rows:
        _line(table, names, [("", 1, "plain")])
        _line(table, names, [(heading, 1, "heading") for heading in summary.headings])
        for values, severity in zip(summary.rows, summary.severities, strict=True):
            _line(table, names, [(value, 1, severity if i == 1 else "boxed") for i, value in enumerate(values)])
    book = document.spreadsheet
    book.insertBefore(table, next(iter(book.getElementsByType(Table))))
    for item in document.settings.getElementsByType(ConfigItem):
        if item.getAttribute("name") == "ActiveTable":
            item.childNodes[0].data = summary.sheet_name


def _line(table: Any, names: dict[str, Any], entries: list[tuple[Any, int, str]]) -> None:
    """A row of values, each over so many columns; numbers stay numbers, text is text whatever it begins with."""
    row = TableRow(stylename=names["row"])
    for value, span, look in entries:
        typed = {"valuetype": "float", "value": str(value)} if isinstance(value, int) else {"valuetype": "string"}
        cell = TableCell(stylename=names[look], **(typed if value not in ("", None) else {}))
        if span > 1:
            cell.attributes |= {(TABLENS, "number-columns-spanned"): str(span), (TABLENS, "number-rows-spanned"): "1"}
        for line in str(value).split("\n") if value not in ("", None) else []:
            cell.addElement(P(text=line))
        row.addElement(cell)
        for _ in range(span - 1):
            row.addElement(CoveredTableCell())
    table.addElement(row)


def _page(document: Any) -> Any:
    """The style of a table that is printed on landscape A4, one page wide."""
    layout = PageLayout(name="pwlayout")
    size = {"pagewidth": "29.7cm", "pageheight": "21cm", "printorientation": "landscape", "margin": "1cm"}
    properties = PageLayoutProperties(**size)
    properties.attributes |= {(STYLENS, "scale-to-X"): "1", (STYLENS, "scale-to-Y"): "0"}
    layout.addElement(properties)
    document.automaticstyles.addElement(layout)
    document.masterstyles.addElement(MasterPage(name="pwpage", pagelayoutname=layout))
    style = Style(name="pwtable", family="table", masterpagename="pwpage")
    style.addElement(TableProperties(display="true"))
    document.automaticstyles.addElement(style)
    return style


def _styles(document: Any) -> dict[str, Any]:
    boxed = {"border": "0.5pt solid #808080", "wrapoption": "wrap", "verticalalign": "top"}
    plain = {"wrapoption": "wrap", "verticalalign": "top"}
    looks: dict[str, tuple[dict[str, str], dict[str, str]]] = {
        "plain": (plain, {}),
        "small": (plain, {"color": "#555555", "fontsize": "9pt"}),
        "title": ({"verticalalign": "middle"}, {"fontsize": "18pt", "fontweight": "bold"}),
        "strong": (plain, {"fontweight": "bold"}),
        "boxed": (boxed, {}),
        "heading": (boxed | {"backgroundcolor": "#e7e6e6"}, {"fontweight": "bold"}),
    }
    for severity, (background, _) in LOOKS.items():
        weight = {"fontweight": "bold"} if severity in ("fatal", "error") else {}
        looks[severity] = (boxed | {"backgroundcolor": background}, weight)
    made: dict[str, Any] = {"row": Style(name="pwrow", family="table-row")}
    made["row"].addElement(TableRowProperties(useoptimalrowheight="true"))
    for name, (cell, text) in looks.items():
        made[name] = Style(name=f"pw{name}", family="table-cell")
        made[name].addElement(TableCellProperties(**cell))
        asian = {f"{look}asian": value for look, value in text.items() if look.startswith("font")}
        made[name].addElement(TextProperties(**text, **asian))
    for style in made.values():
        document.automaticstyles.addElement(style)
    return made
