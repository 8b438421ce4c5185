"""Real returns of every kind, spoiled at random: always the same for the same seed."""

import io
import random
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import xlwt
from openpyxl import Workbook

from tests.builders import progress_file, spending_file
from tests.intake.made_files import HEADINGS, LINE

ODS_NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text", "style")
)
EXTREMES = [
    "",
    "-1",
    "0",
    "NaN",
    "1e400",
    "4294967296",
    "9" * 40,
    "#REF!",
    "\ufffe",
    "&#0;",
    "A1:XFD1048576",
    "2021-13-45",
]
Deed = Callable[[bytes, random.Random], bytes]


def originals(folder: Path) -> dict[str, bytes]:
    """A good return of every kind, by a name with its suffix."""
    rows = [{}, {"item_text": "雨污分流", "remark": "约"}, {"item_text": "管线序化", "cutoff_date": "2021.6.30"}]
    made = {
        "plain.xlsx": progress_file(folder / "plain.xlsx", rows, titles=("填报单位：县城投公司",)).read_bytes(),
        "old.xls": progress_file(folder / "old.xls", rows).read_bytes(),
        "utf8.csv": progress_file(folder / "utf8.csv", rows).read_bytes(),
        "gb.csv": spending_file(
            folder / "gb.csv", [{}, {"paid_amount": "１，２３４"}], encoding="gb18030"
        ).read_bytes(),
        "utf16.txt": "\t".join(HEADINGS).encode("utf-16"),
        "rich.xlsx": _rich(),
        "rich.xls": _rich_old(),
        "rich.ods": _ods(),
        "page.xls": _html().encode(),
        "sheet.xls": _xml().encode(),
    }
    made["utf16.txt"] += ("\r\n" + "\t".join(map(str, LINE))).encode("utf-16-le")
    return made


def mangled(content: bytes, chance: random.Random) -> bytes:
    """One to three deeds done to a file."""
    for _ in range(chance.choice([1, 1, 1, 2, 3])):
        deeds = [_flip, _cut, _double, _strew, _drop]
        if content.startswith(b"PK"):
            deeds = [*deeds, *[_within_package] * 25]
        elif content.startswith(b"\xd0\xcf"):
            deeds = [*deeds, *[_flip_in_stream] * 15]
        else:
            deeds = [*deeds, _mix_encodings, *[_edit_text] * 12]
        content = chance.choice(deeds)(content, chance)
    return content


def _flip(content: bytes, chance: random.Random) -> bytes:
    spoiled = bytearray(content)
    for _ in range(chance.randint(1, 20)) if spoiled else ():
        spoiled[chance.randrange(len(spoiled))] ^= 1 << chance.randrange(8)
    return bytes(spoiled)


def _flip_in_stream(content: bytes, chance: random.Random) -> bytes:
    """Behind the container's header, where an old workbook's records stand."""
    return content[:512] + _flip(content[512:], chance)


def _cut(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content) + 1)]


def _double(content: bytes, chance: random.Random) -> bytes:
    start, length = chance.randrange(len(content) + 1), chance.randrange(200)
    return content[: start + length] + content[start:]


def _drop(content: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(content) + 1)
    return content[:start] + content[start + chance.randrange(200) :]


def _strew(content: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(content) + 1)
    return content[:start] + chance.randbytes(chance.randrange(1, 50)) + content[start:]


def _mix_encodings(content: bytes, chance: random.Random) -> bytes:
    words = "小区名称，进度②".encode(chance.choice(["utf-8", "gb18030", "utf-16-le", "big5hkscs"]), "ignore")
    start = chance.randrange(len(content) + 1)
    return content[:start] + words + content[start:]


def _edit_text(content: bytes, chance: random.Random) -> bytes:
    """Signs that mean something to a reader of text, put where they mean something else."""
    signs = [
        '"',
        ",",
        "\t",
        "\n",
        "\r",
        "\x00",
        ";",
        '""',
        "=",
        "<",
        ">",
        "]]>",
        "<td rowspan=9999>",
        "<table>",
        "ss:Index='99'",
    ]
    start = chance.randrange(len(content) + 1)
    return content[:start] + chance.choice([*signs, *EXTREMES]).encode() + content[start:]


def _within_package(content: bytes, chance: random.Random) -> bytes:
    """The parts swapped, lost, spoiled or edited, in a package that is whole."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = {name: package.read(name) for name in package.namelist()}
    except Exception:
        return content
    if not parts:
        return content
    name, other = chance.choice(list(parts)), chance.choice(list(parts))
    deed = chance.randrange(6)
    if deed == 0:
        parts[name], parts[other] = parts[other], parts[name]
    elif deed == 1:
        del parts[name]
    elif deed == 2:
        parts[name] = chance.choice([_flip, _cut, _double, _strew, _drop])(parts[name], chance)
    else:
        sheets = [part for part in parts if "sheet" in part or part == "content.xml"]
        name = chance.choice(sheets or [name])
        parts[name] = _edit_xml(parts[name].decode("utf-8", "replace"), chance).encode()
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for part, inside in parts.items():
            package.writestr(part, inside)
    return target.getvalue()


def _edit_xml(text: str, chance: random.Random) -> str:
    """Values, cell types and styles made wild; elements doubled, lost or moved."""
    for _ in range(chance.randint(1, 5)):
        attributes = list(re.finditer(r'(\w[\w:-]*)="([^"]*)"', text))
        elements = list(re.finditer(r"<(\w[\w:-]*)[^<>]*?(/>|>[^<>]*</\1>)", text))
        if chance.random() < 0.5 and attributes:
            found = chance.choice(attributes)
            value = chance.choice([*EXTREMES, *"sebnd", "str", "inlineStr", "percentage", "date", "999999"])
            text = f'{text[: found.start()]}{found[1]}="{value}"{text[found.end() :]}'
        elif elements:
            found = chance.choice(elements)
            instead = chance.choice(
                ["", found[0] * 2, found[0] * 50, "<v/>", "<f>1/0</f>", "<v>99999999</v>", chance.choice(elements)[0]]
            )
            text = text[: found.start()] + instead + text[found.end() :]
    return text


def _rich() -> bytes:
    book = Workbook()
    sheet = book.active
    for row in (
        ["2021年6月"],
        HEADINGS,
        LINE,
        [None, "雨污分流", "6月30日", 0.5, "=500"],
        ["合计", None, None, None, 1047.5],
    ):
        sheet.append(row)
    sheet.merge_cells("A1:E1")
    sheet.merge_cells("A3:A4")
    sheet["D4"].number_format = "0.0%"
    sheet.row_dimensions[4].hidden = True
    sheet.column_dimensions["B"].hidden = True
    other = book.create_sheet("底稿")
    for _ in range(3):
        other.append([1, 2, 3])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _rich_old() -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("进度")
    for index, row in enumerate((HEADINGS, LINE)):
        for position, cell in enumerate(row):
            sheet.write(index, position, cell, xlwt.easyxf(num_format_str="0%" if position == 3 else "General"))
    sheet.write_merge(2, 3, 0, 0, "石门小区")
    sheet.write(2, 4, xlwt.Formula("1/0"))
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _ods() -> bytes:
    def cell(value: object) -> str:
        if isinstance(value, str):
            return f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'
        return f'<table:table-cell office:value-type="float" office:value="{value}"><text:p>{value}</text:p></table:table-cell>'

    rows = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in (HEADINGS, LINE, LINE))
    more = '<table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    content = (
        f'<?xml version="1.0"?><office:document-content {ODS_NAMES}><office:body><office:spreadsheet>'
        f'<table:table table:name="进度"><table:table-column table:visibility="collapse"/>{rows}{more}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", content)
        package.writestr("META-INF/manifest.xml", "<manifest/>")
    return target.getvalue()


def _html() -> str:
    rows = "".join(
        f"<tr>{''.join(f'<td colspan=1>{cell}</td>' for cell in row)}</tr>" for row in (HEADINGS, LINE, LINE)
    )
    return f"<html><head><meta charset=utf-8></head><body><table border=1>{rows}</table></body></html>"


def _xml() -> str:
    def data(value: object) -> str:
        kind = "String" if isinstance(value, str) else "Number"
        return f'<Cell><Data ss:Type="{kind}">{value}</Data></Cell>'

    rows = "".join(f"<Row>{''.join(map(data, row))}</Row>" for row in (HEADINGS, LINE, LINE))
    name = "urn:schemas-microsoft-com:office:spreadsheet"
    return f'<?xml version="1.0"?><Workbook xmlns="{name}" xmlns:ss="{name}"><Worksheet ss:Name="a"><Table>{rows}</Table></Worksheet></Workbook>'
