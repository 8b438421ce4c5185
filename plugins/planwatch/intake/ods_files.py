"""OpenDocument sheets (.ods), of LibreOffice and WPS: one pass over content.xml."""

import zipfile
from pathlib import Path

from planwatch.intake.ods_sheets import OdsReader
from planwatch.intake.packages import opened_package
from planwatch.intake.raw_sheets import Opened, Sheet, UnreadableFileError
from planwatch.intake.safe_xml import parse_xml


def read_ods(path: Path) -> Opened:
    """The sheets of an OpenDocument file, formulas as last calculated. Raises UnreadableFileError."""
    with opened_package(path) as package:
        names = package.namelist()
        if "META-INF/manifest.xml" in names:
            _refuse_passwords(package)
        reader = OdsReader()
        with package.open("content.xml") as stream:
            parse_xml(stream, reader.start, reader.end, reader.text)
    return Opened(
        "ods",
        [Sheet(table.name, table.rows, table.markings) for table in reader.tables],
        has_links=reader.has_links,
        has_macros=any(name.startswith(("Basic/", "Scripts/")) and not name.endswith("/") for name in names),
    )


def _refuse_passwords(package: zipfile.ZipFile) -> None:
    def start(name: str, _: dict[str, str]) -> None:
        if name == "encryption-data":
            raise UnreadableFileError("password")

    with package.open("META-INF/manifest.xml") as stream:
        parse_xml(stream, start)
