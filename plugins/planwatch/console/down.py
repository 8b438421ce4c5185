"""`make down`: stops the standing stack and the embedded PostgreSQL, and looks whether anything is left.

The database of an example that is being played stays.
"""

import sys

from planwatch.console.command import finish, refuse
from planwatch.console.stack import running_processes, stop_processes
from planwatch.console.stage import is_playing
from planwatch.messages import load_messages
from planwatch.settings import read_settings
from planwatch.warehouse import embedded


def main() -> int:
    """Stop everything; 1 with the names of what would not stop, 2 where an example goes on and needs the database."""
    settings = read_settings()
    folder = settings.state_folder / "airflow"
    stop_processes(folder)
    playing = is_playing(settings.state_folder)
    if not playing:
        embedded.stop(settings.state_folder / "postgres")
    left = running_processes(folder)
    if left:
        print(", ".join(left), file=sys.stderr)
        return 1
    if playing:
        return refuse("console.playing")
    print(load_messages("zh").say("console.down"))
    return 0


if __name__ == "__main__":
    finish(main)
