"""The bulletin as a Word document on A4: headings, sentences, tables whose headings stand on every page, the curve."""

import io
from datetime import datetime

from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.text.parfmt import CT_PPr
from docx.shared import Length, Mm
from docx.table import _Cell, _Row

from planwatch.messages import Messages
from planwatch.reporting.bulletin_content import Block, Bulletin, Heading
from planwatch.reporting.bulletin_drawing import add_curve, text_bar
from planwatch.reporting.bulletin_style import ALIGNMENTS, add_page_number, narrow_margins, styled_document
from planwatch.reporting.workbook_bytes import steady_archive

TEXT_WIDTH = Mm(156)
SHORT_TABLE = 8  # rows that stay on one page


def bulletin_document(bulletin: Bulletin, known_at: datetime, messages: Messages) -> bytes:
    """The document's bytes; the same bulletin is the same bytes, dated by the moment that it knows of."""
    document = styled_document()
    properties = document.core_properties
    properties.title, properties.author, properties.comments = bulletin.title, bulletin.signature, ""
    properties.created = properties.modified = known_at
    properties.language = bulletin.language
    add_page_number(document, bulletin.page)
    _write_head(document, bulletin)
    for section in bulletin.sections:
        document.add_heading(section.heading, level=1)
        for block in section.blocks:
            if block.only != "page":
                _write_block(document, block, messages)
    signature = document.add_paragraph(style="Bulletin Signature")
    signature.add_run(bulletin.signature).add_break()
    signature.add_run(bulletin.issued)
    saved = io.BytesIO()
    document.save(saved)
    return steady_archive(saved.getvalue())


def _write_head(document: Document, bulletin: Bulletin) -> None:
    document.add_paragraph(bulletin.title, style="Bulletin Title")
    issue = document.add_paragraph(f"{bulletin.signature}\t{bulletin.issue}\t{bulletin.issued}", style="Bulletin Issue")
    issue.paragraph_format.tab_stops.add_tab_stop(TEXT_WIDTH // 2, 1)
    issue.paragraph_format.tab_stops.add_tab_stop(TEXT_WIDTH, 2)
    _underline(issue._p.get_or_add_pPr())
    document.add_paragraph(bulletin.programme, style="Bulletin Plain")
    document.add_paragraph(bulletin.point, style="Bulletin Plain")


def _underline(properties: CT_PPr) -> None:
    borders, line = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "18"), ("space", "4"), ("color", "B00000")):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def _write_block(document: Document, block: Block, messages: Messages) -> None:
    if block.kind == "sentences":
        for sentence in block.sentences:
            document.add_paragraph(sentence, style="Bulletin Body")
        return
    if block.kind == "table":
        _write_table(document, block.headings, block.rows)
        return
    document.add_paragraph(block.caption, style="Bulletin Caption")
    if block.name == "curve":
        add_curve(document, block.figures, "Bulletin Chart", messages)
        return
    headings = tuple(
        Heading(messages.say(f"bulletin.heading.text_bars.{name}"), width, "left")
        for name, width in (("project_name", 24), ("bar", 76))
    )
    rows = tuple((row["project_name"], text_bar(row, messages)) for row in block.figures)
    _write_table(document, headings, rows)


def _write_table(document: Document, headings: tuple[Heading, ...], rows: tuple[tuple[str, ...], ...]) -> None:
    table = document.add_table(rows=1, cols=len(headings), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    narrow_margins(table)
    head_style, cell_style = (document.styles[f"Bulletin {name}"].style_id for name in ("Head", "Cell"))
    total = sum(heading.width for heading in headings)
    widths = [Length(TEXT_WIDTH * heading.width // total) for heading in headings]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    _mark(table.rows[0], "w:tblHeader")
    for cell, heading, width in zip(table.rows[0].cells, headings, widths, strict=True):
        _shade(cell)
        _fill(cell, heading.text, head_style, "center", width)
    for row in rows:
        added = table.add_row()
        for cell, text, heading, width in zip(added.cells, row, headings, widths, strict=True):
            _fill(cell, text, cell_style, heading.align, width)
    keeps_together = len(rows) <= SHORT_TABLE
    for number, each in enumerate(table.rows):
        if keeps_together and number < len(rows):
            for paragraph in (paragraph for cell in each.cells for paragraph in cell.paragraphs):
                paragraph.paragraph_format.keep_with_next = True
        _mark(each, "w:cantSplit")
        each.height, each.height_rule = Mm(6), WD_ROW_HEIGHT_RULE.AT_LEAST
    document.add_paragraph(style="Bulletin Cell")


def _fill(cell: _Cell, text: str, style_id: str, align: str, width: Length) -> None:
    """Fill a cell. Its style goes in by id: by name, the library looks through all styles for every paragraph."""
    cell.width, cell.vertical_alignment = width, WD_CELL_VERTICAL_ALIGNMENT.CENTER
    for number, line in enumerate(text.split("\n")):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        paragraph._p.style, paragraph.alignment = style_id, ALIGNMENTS[align]
        paragraph.add_run(line)


def _mark(row: _Row, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _shade(cell: _Cell) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", "E8E8E8")):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)
