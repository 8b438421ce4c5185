"""How marked cells of an OpenDocument book look: the cell's own style with our colour and border upon it."""

from typing import Any

from odf.element import Element
from odf.namespaces import FONS, STYLENS
from odf.style import TableCellProperties

from planwatch.checks import ods_grid

LOOKS = {
    "fatal": ("#ffc7ce", "2.5pt solid #9c0006"),
    "error": ("#ffc7ce", "2.5pt solid #9c0006"),
    "warning": ("#ffeb9c", "1.5pt dashed #7f6000"),
    "info": ("#ddebf7", "0.75pt dotted #1f4e79"),
}
_STYLE, _PROPERTIES = (STYLENS, "style"), (STYLENS, "table-cell-properties")
_NAME, _FAMILY, _PARENT = (STYLENS, "name"), (STYLENS, "family"), (STYLENS, "parent-style-name")
_BACKGROUND, _BORDER = (FONS, "background-color"), (FONS, "border")
_SIDES = [(FONS, f"border-{side}") for side in ("left", "right", "top", "bottom")]


class Styles:
    """The cell styles of one document, with a marked one beside each where it is needed."""

    def __init__(self, document: Any):
        self._home = document.automaticstyles
        self._known = {
            style.attributes[_NAME]: style
            for home in (document.styles, document.automaticstyles)
            for style in home.childNodes
            if getattr(style, "qname", None) == _STYLE and style.attributes.get(_FAMILY) == "table-cell"
        }
        self._automatic = {style.attributes.get(_NAME) for style in self._home.childNodes if hasattr(style, "qname")}
        self._made: dict[tuple[str | None, str], str] = {}

    def marked(self, name: str | None, severity: str) -> str:
        """The name of a style that looks like the named one with a severity's mark."""
        background, border = LOOKS[severity]
        return self._derived(name, severity, {_BACKGROUND: background, _BORDER: border})

    def unmark(self, cell: Any) -> None:
        """Take an earlier answer's colour and border off a cell."""
        name = ods_grid.style_name(cell)
        style = self._known.get(name) if name else None
        if style is None:
            return
        shown = {child.attributes.get(_BACKGROUND) for child in style.childNodes if child.qname == _PROPERTIES}
        if shown & {background for background, _ in LOOKS.values()}:
            ods_grid.set_style(cell, self._derived(name, "plain", {}))

    def _derived(self, name: str | None, kind: str, looks: dict[tuple[str, str], str]) -> str:
        key = (name, kind)
        if key not in self._made:
            self._made[key] = self._derive(name, looks)
        return self._made[key]

    def _derive(self, name: str | None, looks: dict[tuple[str, str], str]) -> str:
        kept = self._known.get(name) if name else None
        made = ods_grid.copy_of(kept) if kept is not None else Element(qname=_STYLE, check_grammar=False)
        made.attributes[_FAMILY] = "table-cell"
        if kept is not None and name not in self._automatic:
            made = Element(qname=_STYLE, check_grammar=False)
            made.attributes |= {_FAMILY: "table-cell", _PARENT: name}
        properties = next((child for child in made.childNodes if child.qname == _PROPERTIES), None)
        if properties is None:
            properties = TableCellProperties()
            made.insertBefore(properties, made.childNodes[0]) if made.childNodes else made.appendChild(properties)
        for attribute in (_BACKGROUND, _BORDER, *_SIDES):
            properties.attributes.pop(attribute, None)
        properties.attributes |= looks
        made.attributes[_NAME] = f"pw{len(self._made) + 1}"
        self._home.appendChild(made)
        self._known[made.attributes[_NAME]] = made
        self._automatic.add(made.attributes[_NAME])
        return str(made.attributes[_NAME])
