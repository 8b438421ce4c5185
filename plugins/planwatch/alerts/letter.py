"""A letter as channels see it: its files, its subject, and a name that stays the same however often it is sent."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

PROGRAMME, OPERATORS = "PROGRAMME", "OPERATORS"
BULLETIN_FILES = ("bulletin.docx", "bulletin.html")


@dataclass(frozen=True)
class Letter:
    """One owner's letter of one week. With `language` both, the files `letter.both.*` are taken where they are."""

    week_key: str
    owner_code: str
    as_of_date: date
    subject: str
    folder: Path
    content_sha256: str
    recorded_at: datetime
    language: str = "zh"
    attaches_bulletin: bool = False

    @property
    def name(self) -> str:
        """Names this letter and no other, in ASCII: `2021-W26.U12`."""
        return f"{self.week_key}.{self.owner_code}"

    def text(self, extension: str) -> str:
        """The letter as `html`, `txt` or `md`, in the language that its reader asked for."""
        return self.path(extension).read_text(encoding="utf-8")

    def path(self, extension: str) -> Path:
        """The file that `text` reads."""
        both = self.folder / f"letter.both.{extension}"
        return both if self.language == "both" and both.exists() else self.folder / f"letter.{extension}"

    def attachments(self) -> list[Path]:
        """The week's bulletin where this reader gets it and it is there: beside the letter, or in the week's folder."""
        folders = [self.folder, *([self.folder.parent] if self.folder.parent.name == self.week_key else [])]
        paths = [
            next((folder / name for folder in folders if (folder / name).exists()), None) for name in BULLETIN_FILES
        ]
        return [path for path in paths if path] if self.attaches_bulletin else []


def letter_of_record(record: dict[str, Any], language: str, attaches_bulletin: bool) -> Letter:
    """The letter that a row of `raw.letters` speaks of, as one subscription wants it."""
    return Letter(
        week_key=record["week_key"],
        owner_code=record["owner_code"],
        as_of_date=record["as_of_date"],
        subject=" ".join(record["subject"].split()),
        folder=Path(record["folder_path"]),
        content_sha256=record["content_sha256"],
        recorded_at=record["recorded_at"],
        language=language,
        attaches_bulletin=attaches_bulletin,
    )
