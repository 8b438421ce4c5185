"""The bulletin as one self-contained page, for paper and for a phone: include/bulletin.html.j2."""

import re

from jinja2 import Environment, StrictUndefined, select_autoescape
from markupsafe import Markup, escape

from planwatch import paths
from planwatch.messages import Messages
from planwatch.reporting.bulletin_charts import CHARTS
from planwatch.reporting.bulletin_content import Block, Bulletin


def bulletin_page(bulletin: Bulletin, messages: Messages) -> str:
    """The page as HTML: styles and charts within, no scripts, nothing to fetch."""
    environment = Environment(
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )

    def drawn(block: Block) -> Markup:
        return Markup(CHARTS[block.name](block.figures, messages))

    environment.filters["unbroken"] = _unbroken
    template = (paths.INCLUDE / "bulletin.html.j2").read_text(encoding="utf-8")
    return environment.from_string(template).render(bulletin=bulletin, drawn=drawn)


def _unbroken(said: str) -> Markup:
    """Text in which no date or number is broken at its hyphen."""
    return Markup(re.sub(r"[0-9]+(?:-[0-9A-Z]+)+", r'<span class="whole">\g<0></span>', str(escape(said))))
