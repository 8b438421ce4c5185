"""`make up`: the standing stack with its web page, on its own warehouse that is never emptied."""

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request

from planwatch.console.command import finish, refuse
from planwatch.console.environment import airflow_environment, password_of
from planwatch.console.ports import require_free
from planwatch.console.stack import running_processes, start_processes
from planwatch.messages import load_messages
from planwatch.settings import Settings, read_settings
from planwatch.warehouse import databases

WAREHOUSE = "warehouse"
ANSWER_SECONDS = 120


def main() -> int:
    """Start everything that is not running, wait for the page, and say where it is; 1 with the log where it fails.

    Raises TakenPortError.
    """
    settings = read_settings()
    messages = load_messages("zh")
    folder = settings.state_folder / "airflow"
    if "api-server" not in running_processes(folder):
        require_free(settings, "web")
    environment = _environment(settings)
    subprocess.run([sys.executable, "-m", "airflow", "db", "migrate"], env=environment, check=True, capture_output=True)
    start_processes(folder, environment)
    print(messages.say("console.waiting"), flush=True)
    deadline = time.monotonic() + ANSWER_SECONDS
    while not _answers(settings.web_port):
        if time.monotonic() > deadline or "api-server" not in running_processes(folder):
            return refuse("console.no_page", log=folder / "api-server.log")
        time.sleep(0.5)
    address = f"http://127.0.0.1:{settings.web_port}"
    print(
        messages.say(
            "console.up",
            address=address,
            password=password_of(settings, "admin"),
            certifiers="; ".join(
                messages.say("console.certifier", user=user, password=password_of(settings, user))
                for user in settings.certifiers
            ),
            inbox=settings.inbox_folder,
        )
    )
    return 0


def _environment(settings: Settings) -> dict[str, str]:
    settings.inbox_folder.mkdir(parents=True, exist_ok=True)
    settings.state_folder.mkdir(parents=True, exist_ok=True)
    server = databases.prepare(
        settings.state_folder / "postgres",
        settings.database_port,
        settings.database_url,
        WAREHOUSE,
        password=settings.database_password,
    )
    (settings.state_folder / "last_warehouse").write_text(WAREHOUSE, encoding="utf-8")
    return dict(os.environ) | airflow_environment(settings, server, WAREHOUSE, settings.web_port)


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/v2/version", timeout=2) as answer:
            return bool(answer.status == 200)
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False


if __name__ == "__main__":
    finish(main)
