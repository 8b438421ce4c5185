"""Saves returns again by LibreOffice, as a clerk would: whole folders at a time, each file in another format."""

import os
import re
import shutil
import subprocess
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from queue import SimpleQueue

from tests.corpus.filing import Found, Sent

_TYPED = re.compile(r"\d{4}\.\d\d?")
# What a text file cannot show, and what saving a file again mends or drops.
UNSEEN_IN_TEXT = {"F73", "F75"}
MENDED = {"F74", "F76", "F77", "F78"}
AT_ONCE = os.cpu_count() or 1
TARGETS = ("xlsx", "csv", "ods", "xls")
GB18030, UTF_8 = 85, 76  # LibreOffice's own numbers
# separator, text delimiter, character set, first line, columns, language, quoted cells are text, no guessing of numbers
_IMPORTS = {
    "csv in UTF-8": f"44,34,{UTF_8},1,,0,true,false",
    "csv with BOM": f"44,34,{UTF_8},1,,0,true,false",
    "csv in GB18030": f"44,34,{GB18030},1,,0,true,false",
    "tsv": f"9,34,{UTF_8},1,,0,true,false",
}
# … quote nothing more than needed, cells as they are shown, no formulas, every sheet into a file of its own
_EXPORT = f"csv:Text - txt - csv (StarCalc):44,34,{GB18030},1,,0,false,true,false,false,false,-1"
_OUTPUTS = {"xlsx": "xlsx:Calc MS Excel 2007 XML", "xls": "xls:MS Excel 97", "ods": "ods:calc8", "csv": _EXPORT}


def target_of(sent: Sent) -> str:
    """The format in which a return is saved again; formats take turns.

    2020.1 is a month as text and nothing as a number, and a text file cannot say which: it stays among its like.
    """
    target = TARGETS[(sent.filed.number + sent.filed.position) % len(TARGETS)]
    if any(_TYPED.fullmatch(value) for value in sent.filed.deeds.values):
        return "csv" if sent.filed.kind in _IMPORTS else target.replace("csv", "xlsx")
    return target


def stays_as_it_is(sent: Sent) -> bool:
    """Whether saving a return again would make no return of it, or take its fault away."""
    return sent.is_broken or any(rule in MENDED for _, rule, _, _, _ in sent.expected)


def save_again(sent: list[Sent], folder: Path) -> None:
    """Write every return's second file into `folder`, under the first one's stem. Some stay as they are."""
    groups: dict[tuple[str, str], list[Path]] = defaultdict(list)
    for entry in sent:
        if not stays_as_it_is(entry):
            groups[_IMPORTS.get(entry.filed.kind, ""), target_of(entry)].append(entry.path)
    profiles: SimpleQueue[int] = SimpleQueue()
    for number in range(AT_ONCE):
        profiles.put(number)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        runs = [
            pool.submit(_convert, paths, read_as, target, folder, profiles)
            for (read_as, target), paths in groups.items()
        ]
    for run in runs:
        run.result()


def _convert(paths: list[Path], read_as: str, target: str, folder: Path, profiles: SimpleQueue[int]) -> None:
    options = [f"--infilter=Text - txt - csv (StarCalc):{read_as}"] if read_as else []
    number = profiles.get()
    profile = f"-env:UserInstallation={(folder / f'profile{number}').as_uri()}"
    output = ["--convert-to", _OUTPUTS[target], "--outdir", str(folder)]
    subprocess.run(
        ["soffice", "--headless", profile, *options, *output, *map(str, paths)],
        check=True,
        capture_output=True,
        timeout=1200,
    )
    profiles.put(number)


def sent_again(sent: Sent, folder: Path, inbox: Path) -> Sent:
    """Put a return's second file into the inbox; what must be found of it is the same, but for where a sheet is named."""
    if stays_as_it_is(sent):
        path, expected = sent.path, sent.expected
    else:
        target = target_of(sent)
        name = f"{sent.path.stem}.{target}"
        path = folder / name
        if target == "csv" and not path.exists():
            path = folder / f"{sent.path.stem}-{sent.sheet or sent.path.stem}.csv"
        expected = _expected(sent, target)
    place = inbox / sent.filed.unit / f"{sent.path.stem}{path.suffix}"
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(path, place)
    return replace(sent, path=place, expected=expected)


def _expected(sent: Sent, target: str) -> set[Found]:
    sheet = "" if target == "csv" else sent.sheet or sent.path.stem
    kept = {
        (stem, rule, sheet if named == sent.sheet else named, row, column)
        for stem, rule, named, row, column in sent.expected
        if rule != "F02" and not (target == "csv" and rule in UNSEEN_IN_TEXT)
    }
    return kept | ({(sent.path.stem, "F02", None, None, None)} if target == "csv" else set())
