"""A file is what its content says: suffixes lie, encodings are unmarked, and systems export what they please."""

import zipfile
from pathlib import Path

import pytest

from tests.builders import progress_file
from tests.intake.made_files import HEADINGS, LINE
from tests.intake.reading_at_once import read_file

HTML = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="{charset}"><style>td{{}}</style></head>
<body><table><tr><td colspan=5>老旧小区改造进度表</td></tr>
<tr><th rowspan=2>小区名称</th><th rowspan=2>改造内容</th><th rowspan=2>截至日期</th><th colspan=2>累计完成</th></tr>
<tr><th>比例（%）<th>投资（万元）</tr>
<tr><td rowspan="2">石门小区</td><td>道路改造</td><td>2021-06-30</td><td>60%</td><td>547.5</td></tr>
<tr><td>雨污&#8203;分流</td><td>2021-06-30</td><td>60%</td><td>547.5<br></td></tr></table></body></html>"""
XML_2003 = """<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Styles><Style ss:ID="p"><NumberFormat ss:Format="Percent"/></Style></Styles>
<Worksheet ss:Name="进度"><Table>
<Row>{headings}</Row>
<Row ss:Index="3" ss:Hidden="1"><Cell ss:MergeDown="1"><Data ss:Type="String">石门小区</Data></Cell>
<Cell><Data ss:Type="String">道路改造</Data></Cell><Cell><Data ss:Type="DateTime">2021-06-30T00:00:00.000</Data></Cell>
<Cell ss:StyleID="p"><Data ss:Type="Number">0.6</Data></Cell><Cell><Data ss:Type="Number">547.5</Data></Cell></Row>
<Row><Cell ss:Index="2"><Data ss:Type="String">雨污分流</Data></Cell><Cell><Data ss:Type="String">2021-06-30</Data></Cell>
<Cell><Data ss:Type="Number">60</Data></Cell><Cell ss:Formula="=1/0"><Data ss:Type="Error">#DIV/0!</Data></Cell></Row>
</Table></Worksheet></Workbook>"""
TEXT = "\n".join(",".join(map(str, row)) for row in (HEADINGS, LINE)) + "\n"
# these words are GB18030 too, though nonsense, when they are written in UTF-8
BOTH = "小区名称,建设内容,截至日期,累计进度(%),累计完成投资(万元)\n石门小区,雨污分流,2021-06-30,60,547.5\n"


def read(path: Path):
    sheets, findings, encoding = read_file(path, "U11", {})
    return [line for sheet in sheets for line in sheet.lines], findings, encoding


def found(path: Path) -> list[tuple]:
    return [(f.rule_id, f.facts.get("reason") or f.facts.get("kind")) for f in read(path)[1] if f.rule_id != "F02"]


def written(path: Path, content: str | bytes, encoding: str = "utf-8") -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return path


@pytest.mark.parametrize(
    ("real", "name", "kind"),
    [("a.xlsx", "b.xls", "xlsx"), ("a.xls", "b.xlsx", "xls"), ("a.csv", "b.xls", "text"), ("a.xlsx", "b.csv", "xlsx")],
)
def test_a_suffix_that_lies_is_said_and_the_file_is_read(tmp_path: Path, real: str, name: str, kind: str) -> None:
    path = progress_file(tmp_path / real, [{}]).rename(tmp_path / name)
    assert read(path)[0][0]["investment_amount"] == 5475000
    assert found(path) == [("F78", kind)]


@pytest.mark.parametrize("name", ["a.xlsx", "a.xls", "a.csv", "a.tsv", "a.txt", "a.XLSX"])
def test_a_suffix_that_is_true_is_not_mentioned(tmp_path: Path, name: str) -> None:
    real = progress_file(
        tmp_path / ("made.csv" if Path(name).suffix in (".tsv", ".txt") else f"made{Path(name).suffix.lower()}"), [{}]
    )
    assert found(real.rename(tmp_path / name)) == []


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_an_html_table_called_xls_is_read_with_its_merged_cells(tmp_path: Path, encoding: str) -> None:
    path = written(tmp_path / "a.xls", HTML.format(charset=encoding), encoding)
    lines, _, read_as = read(path)
    assert [(line["project_text"], line["item_text"], line["row_number"]) for line in lines] == [
        ("石门小区", "道路改造", 4),
        ("石门小区", "雨污分流", 5),
    ]
    assert [line["completed_percent"] for line in lines] == [60, 60]
    assert read_as == encoding
    assert found(path) == [("F78", "html"), ("F48", None), ("F48", None)]


def test_an_xml_spreadsheet_called_xls_is_read(tmp_path: Path) -> None:
    headings = "".join(f'<Cell><Data ss:Type="String">{heading}</Data></Cell>' for heading in HEADINGS)
    path = written(tmp_path / "a.xls", XML_2003.format(headings=headings))
    lines, _, _ = read(path)
    assert [(line["project_text"], line["completed_percent"], line["row_number"]) for line in lines] == [
        ("石门小区", 60, 3),
        ("石门小区", 60, 4),
    ]
    assert found(path) == [("F78", "xml_spreadsheet"), ("F48", None), ("F34", None), ("F73", None)]


@pytest.mark.parametrize(
    ("encoding", "recorded"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("gb18030", "gb18030"), ("gbk", "gb18030"), ("utf-16", "utf-16")],
)
def test_the_encoding_is_found_and_recorded(tmp_path: Path, encoding: str, recorded: str) -> None:
    lines, _, read_as = read(written(tmp_path / "a.csv", TEXT, encoding))
    assert (lines[0]["project_text"], read_as) == ("石门小区", recorded)


def test_big_endian_utf_16_is_read_by_its_mark(tmp_path: Path) -> None:
    assert read(written(tmp_path / "a.txt", b"\xfe\xff" + TEXT.replace(",", "\t").encode("utf-16-be")))[0]


def test_utf_8_that_is_gb18030_too_is_read_as_what_its_headings_say(tmp_path: Path) -> None:
    assert BOTH.encode("utf-8").decode("gb18030").startswith("灏忓尯鍚嶇О,")
    lines, _, read_as = read(written(tmp_path / "a.csv", BOTH))
    assert (read_as, lines[0]["project_text"]) == ("utf-8", "石门小区")


def test_headings_garbled_by_an_earlier_conversion_are_called_so(tmp_path: Path) -> None:
    garbled = BOTH.encode("utf-8").decode("gb18030")
    assert found(written(tmp_path / "a.csv", garbled)) == [("F01", "garbled")]


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_the_delimiter_is_the_one_under_which_the_headings_stand(tmp_path: Path, delimiter: str) -> None:
    title = "进度表，含：道路,雨污;管线\n"
    assert len(read(written(tmp_path / "a.txt", title + TEXT.replace(",", delimiter)))[0]) == 1


def test_text_kept_from_becoming_a_number_is_unwrapped(tmp_path: Path) -> None:
    text = TEXT.replace("石门小区", '="石门小区"').replace("547.5", '"=""547.5"""')
    lines, _, _ = read(written(tmp_path / "a.csv", text))
    assert (lines[0]["project_text"], lines[0]["investment_amount"]) == ("石门小区", 5475000)


def test_a_cell_may_have_several_lines(tmp_path: Path) -> None:
    text = (
        TEXT.replace("万元）\n", "万元）,备注\n").replace("547.5", '547.5,"第一行,\n第二行\n第三行"')
        + TEXT.splitlines()[1]
    )
    lines, _, _ = read(written(tmp_path / "a.csv", text))
    assert [line["row_number"] for line in lines] == [2, 3]
    assert lines[0]["remark"] == "第一行, 第二行 第三行"


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.xlsx", b"PK\x03\x04" + b"\0" * 99, "damaged"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument\0".encode("utf-16-le"), "unknown_type"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage\0".encode("utf-16-le"), "password"),
        ("a.png", b"\x89PNG\r\n\x1a\n", "unknown_type"),
        ("a.xls", b"<html><body>404 Not Found</body></html>", "no_form"),
        ("a.csv", b"\xff\xfe\x00\xd8", "unknown_encoding"),
    ],
)
def test_what_is_no_table_gets_its_reason(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    assert found(written(tmp_path / name, content)) == [("F01", reason)]


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        (["进度.xlsx"], "archive"),
        (["word/document.xml"], "unknown_type"),
        (["xl/workbook.bin"], "unknown_type"),
        (["xl/workbook.xml"], "damaged"),
    ],
)
def test_a_package_that_is_no_workbook_gets_its_reason(tmp_path: Path, parts: list[str], reason: str) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as package:
        for part in parts:
            package.writestr(part, "<a/>")
    assert found(tmp_path / "a.xlsx") == [("F01", reason)]
