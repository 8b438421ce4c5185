"""What a file carries or claims besides its sheets: macros, links to other workbooks, a name that belies it."""

import zipfile
from pathlib import Path

_PAGE = "https://www.qingtian.example/forms"
NAMED = "the file is named "
_MACROS = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
_PLAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


def pack(path: Path, deeds: list[str]) -> Path:
    """Put into a written file what the sentence gives it; returns where it now lies."""
    for deed in deeds:
        if deed.startswith(NAMED):
            path = path.rename(path.with_suffix(deed.removeprefix(NAMED)))
        elif deed.startswith("the workbook ") and (put := _PUT.get((path.suffix, deed))):
            put(path)
            path = path.rename(path.with_suffix(".xlsm")) if "macros" in deed and path.suffix == ".xlsx" else path
    return path


def _refer(path: Path) -> None:
    from openpyxl import load_workbook
    from openpyxl.packaging.relationship import Relationship
    from openpyxl.workbook.external_link.external import ExternalBook, ExternalLink, ExternalSheetNames

    book = load_workbook(path)
    link = ExternalLink(ExternalBook(sheetNames=ExternalSheetNames(["Sheet1"]), id="rId1"))
    link.file_link = Relationship(type="externalLinkPath", Target="台账.xlsx", TargetMode="External", Id="rId1")
    book._external_links.append(link)
    book.save(path)


def _refer_in_ods(path: Path) -> None:
    """A sheet that is fetched from another workbook."""
    source = '<table:table-source xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="台账.ods"/>'
    cell = '<table:table-cell office:value-type="string"><text:p>台账</text:p></table:table-cell>'
    sheet = f'<table:table table:name="引用">{source}<table:table-row>{cell}</table:table-row></table:table>'
    _change(path, {"content.xml": ("</office:spreadsheet>", f"{sheet}</office:spreadsheet>")})


def _point(path: Path) -> None:
    from openpyxl import load_workbook

    book = load_workbook(path)
    sheet = book.worksheets[-1]
    sheet.cell(sheet.max_row, 1).hyperlink = _PAGE
    book.save(path)


def _carry_macros(path: Path) -> None:
    _change(path, {"[Content_Types].xml": (_PLAIN, _MACROS)}, {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0"})


def _carry_macros_in_ods(path: Path) -> None:
    _change(path, {}, {"Basic/Standard/Module1.xml": b"<script:module/>"})


def _carry_settings(path: Path) -> None:
    _change(path, {}, {"xl/printerSettings/printerSettings1.bin": b"A4"})


def _change(path: Path, replaced: dict[str, tuple[str, str]], added: dict[str, bytes] | None = None) -> None:
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    for name, (old, new) in replaced.items():
        assert old.encode() in parts[name], f"{name} lacks {old}"
        parts[name] = parts[name].replace(old.encode(), new.encode())
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in (parts | (added or {})).items():
            package.writestr(name, content, zipfile.ZIP_STORED if name == "mimetype" else None)


_PUT = {
    (".xlsx", "the workbook refers to another workbook"): _refer,
    (".ods", "the workbook refers to another workbook"): _refer_in_ods,
    (".xlsx", "the workbook points to a page"): _point,
    (".xlsx", "the workbook carries macros"): _carry_macros,
    (".ods", "the workbook carries macros"): _carry_macros_in_ods,
    (".xlsx", "the workbook carries a printer's settings"): _carry_settings,
}
