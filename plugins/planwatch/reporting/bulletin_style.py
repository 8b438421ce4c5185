"""How the bulletin looks as a document: an official 通报 on A4, in the fonts of Chinese official papers."""

from docx import Document
from docx.document import Document as DocumentObject
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table

LATIN = "Times New Roman"
TITLE_FONT, HEADING_FONT, BODY_FONT, TABLE_FONT = "方正小标宋简体", "黑体", "仿宋_GB2312", "宋体"
STAND_INS = {TITLE_FONT: "宋体", BODY_FONT: "仿宋"}
RED = RGBColor(0xB0, 0, 0)
LEFT, CENTER, RIGHT = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
ALIGNMENTS = {"left": LEFT, "center": CENTER, "right": RIGHT}


def styled_document() -> DocumentObject:
    """An empty document with page, margins and the styles Bulletin Title, Heading, Body, Plain, Issue, Caption,
    Chart, Cell, Head, Signature."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(28)
    add = document.styles.add_style
    _set(add("Bulletin Title", 1), TITLE_FONT, 24, align=CENTER, color=RED, after=10)
    _set(add("Bulletin Issue", 1), BODY_FONT, 14, after=6)
    _set(document.styles["Heading 1"], HEADING_FONT, 16, before=12, after=4, follows=True)
    _set(add("Bulletin Body", 1), BODY_FONT, 14, line=Pt(24), indent=Pt(28))
    _set(add("Bulletin Plain", 1), BODY_FONT, 12, line=Pt(18))
    _set(add("Bulletin Caption", 1), TABLE_FONT, 10, align=CENTER, before=6, after=2, follows=True)
    _set(add("Bulletin Chart", 1), TABLE_FONT, 9, align=CENTER)
    _set(add("Bulletin Cell", 1), TABLE_FONT, 9)
    _set(add("Bulletin Head", 1), TABLE_FONT, 9, align=CENTER, is_bold=True)
    _set(add("Bulletin Signature", 1), BODY_FONT, 14, align=RIGHT, before=18)
    _name_stand_ins(document)
    [language] = document.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr/w:lang")
    language.set(qn("w:eastAsia"), "zh-CN")
    return document


def _set(
    style: ParagraphStyle,
    font: str,
    size: float,
    *,
    align: WD_ALIGN_PARAGRAPH = LEFT,
    color: RGBColor | None = None,
    before: float = 0,
    after: float = 0,
    line: Pt | None = None,
    indent: Pt | None = None,
    follows: bool = False,
    is_bold: bool = False,
) -> None:
    style.font.name, style.font.size, style.font.bold = LATIN, Pt(size), is_bold
    style.font.color.rgb = color or RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in [name for name in fonts.attrib if name.endswith("Theme")]:
        del fonts.attrib[name]
    fonts.set(qn("w:eastAsia"), font)
    paragraph = style.paragraph_format
    paragraph.alignment, paragraph.space_before, paragraph.space_after = align, Pt(before), Pt(after)
    paragraph.first_line_indent, paragraph.keep_with_next = indent, follows
    if line is not None:
        paragraph.line_spacing_rule, paragraph.line_spacing = WD_LINE_SPACING.EXACTLY, line
    else:
        paragraph.line_spacing = 1.0


def narrow_margins(table: Table) -> None:
    """Leave little beside a cell's text and a little above and below it."""
    margins = OxmlElement("w:tblCellMar")
    for side, twips in (("top", 40), ("left", 60), ("bottom", 40), ("right", 60)):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(twips))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.insert_element_before(margins, "w:tblLook", "w:tblCaption", "w:tblDescription")


def _name_stand_ins(document: DocumentObject) -> None:
    """Say which font stands in where an official one is not installed."""
    part = next(part for part in document.part.package.iter_parts() if part.partname == "/word/fontTable.xml")
    said = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{stand_in}"/><w:charset w:val="86"/></w:font>'
        for name, stand_in in STAND_INS.items()
    )
    part._blob = part.blob.replace(b"</w:fonts>", f"{said}</w:fonts>".encode())


def add_page_number(document: DocumentObject, said: str) -> None:
    """The page number in the footer; `said` holds it as `{page}`."""
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.style, paragraph.alignment = document.styles["Bulletin Plain"], CENTER
    before, _, after = said.partition("{page}")
    paragraph.add_run(before)
    for kind, text in (("begin", ""), ("", "PAGE"), ("separate", ""), ("shown", "1"), ("end", "")):
        run = paragraph.add_run(text if kind == "shown" else "")
        if kind in ("begin", "separate", "end"):
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
        elif not kind:
            instruction = OxmlElement("w:instrText")
            instruction.text = text
            run._r.append(instruction)
    paragraph.add_run(after)
