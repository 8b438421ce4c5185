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

    def parts(self, letter: Letter) -> list[dict[Path, bytes]]:
        """The letter is one part: its files with their content, the page last. Raises OSError where one is missing."""
        target = self.folder / letter.week_key
        files = {target / path.name: path.read_bytes() for path in letter.attachments()}
        for extension in reversed(EXTENSIONS):
            files[target / f"letter.{extension}"] = letter.path(extension).read_bytes()
        return [files]

    def send(self, part: dict[Path, bytes], about_to_send: Announce) -> None:
        """Write the files in their order. Raises OSError where the folder cannot be written."""
        for path in part:
            path.parent.mkdir(parents=True, exist_ok=True)
        about_to_send()
        for path, content in part.items():
            write_whole(path, content, is_durable=True)
