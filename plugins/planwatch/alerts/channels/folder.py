"""A folder that a unit reads: the letter's files, each written whole or not at all; again gives the same files."""

from dataclasses import dataclass
from pathlib import Path

from planwatch.alerts.channels.channel import Announce
from planwatch.alerts.letter import Letter
from planwatch.whole_files import write_whole

EXTENSIONS = ("html", "txt", "md")


@dataclass(frozen=True)
class Folder:
    """The folder in which a week's letter gets a folder of its own: `<folder>/<week>/letter.html`."""

    folder: Path
    is_repeatable: bool = True
    rates: tuple[tuple[int, int], ...] = ()

    def parts(self, letter: Letter) -> list[Letter]:
        """The letter is one part."""
        return [letter]

    def send(self, part: Letter, about_to_send: Announce) -> None:
        """Write the files, the page last. Raises OSError where the folder cannot be written."""
        target = self.folder / part.week_key
        target.mkdir(parents=True, exist_ok=True)
        about_to_send()
        for path in part.attachments():
            write_whole(target / path.name, path.read_bytes(), is_durable=True)
        for extension in reversed(EXTENSIONS):
            write_whole(target / f"letter.{extension}", part.path(extension).read_bytes(), is_durable=True)
