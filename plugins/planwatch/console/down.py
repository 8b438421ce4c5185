"""`make down`: stops the standing stack and the embedded PostgreSQL, and looks whether anything is left."""

import sys

from planwatch.console.command import finish
from planwatch.console.stack import running_processes, stop_processes
from planwatch.messages import load_messages
from planwatch.settings import read_settings
from planwatch.warehouse import embedded


def main() -> int:
    """Stop everything; 1 with the names of what would not stop."""
    settings = read_settings()
    folder = settings.state_folder / "airflow"
    stop_processes(folder)
    embedded.stop(settings.state_folder / "postgres")
    left = running_processes(folder)
    if left:
        print(", ".join(left), file=sys.stderr)
        return 1
    print(load_messages("zh").say("console.down"))
    return 0


if __name__ == "__main__":
    finish(main)
