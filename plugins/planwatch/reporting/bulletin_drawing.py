"""The bulletin's charts in Word: the curve as a native chart that holds its own figures, the bars as text.

python-docx embeds no SVG, and a picture would need a renderer; a native chart is drawn by whoever opens the file and is
sharp on paper. Its figures are within it, so it refers to nothing outside.
"""

from datetime import date
from typing import Any

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.shared import Mm
from jinja2 import Environment, StrictUndefined

from planwatch import paths
from planwatch.domain.money import YUAN_IN_TEN_THOUSAND, round_half_up
from planwatch.messages import Messages

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
SERIES = (("planned", "sysDash", "none"), ("earned", "solid", "circle"), ("paid", "sysDot", "square"))
CURVE_WIDTH, CURVE_HEIGHT = Mm(156), Mm(58)
BLOCKS = 20
DONE, BEHIND, AHEAD = "■", "△", "□"
_DRAWING = (
    '<w:drawing xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{width}" cy="{height}"/>'
    '<wp:docPr id="1" name="{name}" descr="{name}"/><wp:cNvGraphicFramePr/>'
    '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
    '<c:chart r:id="{relation}"/></a:graphicData></a:graphic></wp:inline></w:drawing>'
)


def add_curve(document: Document, figures: tuple[dict[str, Any], ...], style: str, messages: Messages) -> None:
    """Put the curve into a paragraph of its own, as a chart part of the document. Yuan → 万元."""
    part = Part(PackURI("/word/charts/curve.xml"), CONTENT_TYPE, _curve_xml(figures, messages), document.part.package)
    relation = document.part.relate_to(part, RELATIONSHIP_TYPE.CHART)
    drawing = _DRAWING.format(width=CURVE_WIDTH, height=CURVE_HEIGHT, name="curve", relation=relation)
    document.add_paragraph(style=style).add_run()._r.append(parse_xml(drawing))


def _curve_xml(figures: tuple[dict[str, Any], ...], messages: Messages) -> bytes:
    series = [
        {
            "name": messages.say(f"bulletin.chart.curve.{name}"),
            "dash": dash,
            "marker": marker,
            "amounts": [
                None if row[f"{name}_amount"] is None else round_half_up(row[f"{name}_amount"] / YUAN_IN_TEN_THOUSAND)
                for row in figures
            ],
            "hollow": [
                number
                for number, row in enumerate(figures)
                if row[f"{name}_amount"] is not None and not row["is_whole"]
            ],
        }
        for name, dash, marker in SERIES
    ]
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    template = (paths.INCLUDE / "bulletin_curve.xml.j2").read_text(encoding="utf-8")
    days = [row["curve_date"] for row in figures]
    span = {"first_year": days[0].year, "last_year": days[-1].year + 1, "years": [_in_years(day) for day in days]}
    return environment.from_string(template).render(series=series, **span).encode()


def _in_years(day: date) -> str:
    """The end of a day as a number of years, so that the axis shows years: 2021-06-30 → 2021.4959."""
    return f"{day.year + day.timetuple().tm_yday / date(day.year, 12, 31).timetuple().tm_yday:.4f}"


def text_bar(row: dict[str, Any], messages: Messages) -> str:
    """A project's progress in twenty blocks: done, behind what is due, still ahead; a word where it is not known."""
    if row["progress_ratio"] is None:
        return messages.say(f"bulletin.unknown.{row['unknown_word']}")
    done = int(round_half_up(min(row["progress_ratio"], 1) * BLOCKS, 0))
    due = int(round_half_up(row["elapsed_ratio"] * BLOCKS, 0))
    return DONE * done + BEHIND * max(0, due - done) + AHEAD * (BLOCKS - max(done, due))
