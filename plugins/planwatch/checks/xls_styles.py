"""How the cells of an old .xls book look, and how marked ones do: carried over from one library to the other."""

from typing import Any

import xlwt

PATTERNS = {"fatal": (14, 45), "error": (14, 45), "warning": (18, 43), "info": (1, 41)}
"""Pattern and colour of a mark: thin diagonal stripes on rose, fine dots on light yellow, plain light turquoise."""
_STRIPES = {"fatal": 29, "error": 29, "warning": 51, "info": 41}
_SOLID, _TEXT_FORMAT = 1, "@"


class Styles:
    """The styles of one book, each built once: the format holds four thousand at most."""

    def __init__(self, book: Any):
        self._book = book
        self._built: dict[tuple[int, str | None], xlwt.XFStyle] = {}
        self.answer = xlwt.easyxf("alignment: wrap on, vert top; font: height 180")
        boxed = "borders: left thin, right thin, top thin, bottom thin"
        self.heading = xlwt.easyxf(f"font: bold on; alignment: wrap on; {boxed}")

    def of(self, index: int | None, severity: str | None) -> xlwt.XFStyle:
        """The style of a cell, with the mark of a severity upon it."""
        key = (index if index is not None else 0, severity)
        if key not in self._built:
            self._built[key] = self._build(*key)
        return self._built[key]

    def _build(self, index: int, severity: str | None) -> xlwt.XFStyle:
        kept, style = self._book.xf_list[index], xlwt.XFStyle()
        known = self._book.format_map.get(kept.format_key)
        style.num_format_str = known.format_str if known else "General"
        style.font = _font(self._book.font_list[kept.font_index])
        style.alignment = _alignment(kept.alignment)
        style.borders = _borders(kept.border)
        style.protection.cell_locked = kept.protection.cell_locked
        style.pattern = _pattern(kept.background, severity)
        return style


def _font(kept: Any) -> xlwt.Font:
    font = xlwt.Font()
    font.name, font.height, font.bold, font.italic = kept.name, kept.height, bool(kept.bold), bool(kept.italic)
    font.underline, font.colour_index = kept.underline_type, kept.colour_index
    font.struck_out, font.charset, font.family = bool(kept.struck_out), kept.character_set, kept.family
    return font


def _alignment(kept: Any) -> xlwt.Alignment:
    alignment = xlwt.Alignment()
    alignment.horz, alignment.vert, alignment.wrap = kept.hor_align, kept.vert_align, kept.text_wrapped
    alignment.rota, alignment.shri, alignment.inde = kept.rotation, kept.shrink_to_fit, kept.indent_level
    return alignment


def _borders(kept: Any) -> xlwt.Borders:
    borders = xlwt.Borders()
    for side in ("left", "right", "top", "bottom"):
        setattr(borders, side, getattr(kept, f"{side}_line_style"))
        setattr(borders, f"{side}_colour", getattr(kept, f"{side}_colour_index"))
    return borders


def _pattern(kept: Any, severity: str | None) -> xlwt.Pattern:
    pattern = xlwt.Pattern()
    if severity:
        pattern.pattern, colour = PATTERNS[severity]
        pattern.pattern_fore_colour = colour if pattern.pattern == _SOLID else _STRIPES[severity]
        pattern.pattern_back_colour = colour
    elif not _is_ours(kept):
        pattern.pattern = kept.fill_pattern
        pattern.pattern_fore_colour, pattern.pattern_back_colour = (
            kept.pattern_colour_index,
            kept.background_colour_index,
        )
    return pattern


def _is_ours(kept: Any) -> bool:
    """Whether a cell carries a mark of an earlier answer."""
    return any(
        (kept.fill_pattern, kept.background_colour_index) == (pattern, colour) for pattern, colour in PATTERNS.values()
    )
